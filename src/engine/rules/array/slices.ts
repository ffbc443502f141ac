/**
 * @file Slice: a box of a tensor from `begin`, `size` elements along each axis, −1 for all that
 * remain.
 */
import { invalidArgument, valueError } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { bracketText, stridesOf } from '../../shape';
import type { NoAttributes } from './attributes';
import { concat, named, rankOf, reshape } from './gradientPieces';
import { partialShape } from './partialShape';
import type { Dim } from './staticShape';
import { unknown, withRank } from './staticShape';
import { stridedCopy } from './stridedCopy';

export const slice: Rule<NoAttributes> = {
  infer: ([input, begin, size], _attributes, known) => {
    const { dtype } = input!;
    const [beginLength] = withRank(begin!.shape, 1);
    const [sizeLength] = withRank(size!.shape, 1);
    const rank = input!.shape?.length ?? beginLength ?? sizeLength ?? null;
    if (rank === null) return [{ dtype, shape: null }];
    // TensorFlow checks the input against the length of begin, so the message names that rank.
    withRank(input!.shape, beginLength ?? rank);
    const shape = input!.shape ?? unknown(rank);
    const wanted = known(2);
    const starts = known(1)?.data ?? partialShape(begin!, null);
    if (wanted === null) {
      const partial = partialShape(size!, null);
      return [{ dtype, shape: partial ?? unknown(rank) }];
    }
    const out = Array.from(wanted.data, (count, i): Dim => {
      const start = starts?.[i] ?? null;
      if (count !== -1) return count;
      const whole = shape[i]!;
      if (start === null || whole === null) return null;
      if (start > whole) {
        throw valueError(
          `Negative dimension size caused by subtracting ${start} from ${whole}`,
        );
      }
      return whole - start;
    });
    return [{ dtype, shape: out }];
  },
  needs: [1, 2],
  bind: ([input, begin, size], _attributes, values) => {
    const { dims } = input!;
    const rank = dims.length;
    const starts = Array.from(values[1]!.data, Number);
    const counts = Array.from(values[2]!.data, Number);
    if (starts.length !== rank || counts.length !== rank) {
      throw invalidArgument(
        `Expected begin and size arguments to be 1-D tensors of size ${rank}, but got shapes ` +
          `${bracketText(begin!.dims)} and ${bracketText(size!.dims)} instead.`,
      );
    }
    const out = dims.map((whole, i) => {
      const start = starts[i]!;
      if (start < 0 || start > whole) {
        throw invalidArgument(`Expected begin[${i}] in [0, ${whole}], but got ${start}`);
      }
      const count = counts[i] === -1 ? whole - start : counts[i]!;
      if (count < 0 || start + count > whole) {
        throw invalidArgument(`Expected size[${i}] in [0, ${whole - start}], but got ${count}`);
      }
      return count;
    });
    const strides = stridesOf(dims);
    const offset = starts.reduce((sum, start, i) => sum + start * strides[i]!, 0);
    const copy = stridedCopy(out, { strides, offset }, { strides: stridesOf(out), offset: 0 });
    return { outputs: [out], run: ([source], [target]) => copy(source!, target!) };
  },
  derivative: ({ inputs, outputs, gradients, build }) => {
    const [input, begin] = inputs;
    const rank = rankOf(build, input!);
    const sliceSize = build.shapeOf(outputs[0]!);
    const column = named(
      build, 'stack', () => [rank, build.scalar('int32', 1, '1')],
      (name, list) => build.make('Pack', list, { axis: 0 }, name),
    );
    const before = reshape(build, begin!, column);
    const inputShape = build.shapeOf(input!);
    const rest = build.make('Sub', [inputShape, sliceSize], {}, 'sub');
    const after = reshape(build, build.make('Sub', [rest, begin!], {}, 'sub'), column);
    const paddings = concat(build, [before, after], 1);
    const reason = none('the bounds of a slice are integers');
    return [build.make('Pad', [gradients[0]!, paddings], {}), reason, reason];
  },
};
