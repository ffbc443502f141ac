/**
 * @file StridedSlice, Python's `x[a:b:c, ..., None, i]`, and the op that scatters its gradient
 * back.
 */
import { invalidArgument, valueError } from '../../errors';
import { none } from '../../rule';
import type { Rule, Spec } from '../../rule';
import type { Dims } from '../../shape';
import { bracketText, sizeOf, stridesOf } from '../../shape';
import type { Value } from '../../value';
import type { SliceMasks } from './attributes';
import { shapeAs } from './gradientPieces';
import { resolveSlice } from './sliceSpec';
import type { SliceBounds } from './sliceSpec';
import { partialShape } from './partialShape';
import { withRank } from './staticShape';
import type { View } from './stridedCopy';
import { stridedCopy } from './stridedCopy';

function numbersOf(value: Value | null | undefined): readonly number[] | null {
  return value == null ? null : Array.from(value.data, Number);
}

function boundsOf(values: readonly (Value | undefined)[], first: number): SliceBounds {
  return {
    begin: numbersOf(values[first]),
    end: numbersOf(values[first + 1]),
    strides: numbersOf(values[first + 2]) ?? [],
  };
}

/** Where the elements of a slice lie in its input: one step per processed dimension. */
function viewOf(dims: Dims, starts: readonly number[], steps: readonly number[]): View {
  const strides = stridesOf(dims);
  return {
    strides: strides.map((stride, i) => stride * steps[i]!),
    offset: starts.reduce((sum, start, i) => sum + start * strides[i]!, 0),
  };
}

export const stridedSlice: Rule<SliceMasks> = {
  infer: ([input, begin, end, strides], masks, known) => {
    const { dtype, shape } = input!;
    for (const bound of [begin!, end!, strides!]) withRank(bound.shape, 1);
    const steps = numbersOf(known(3));
    if (shape === null || steps === null) return [{ dtype, shape: null }];
    const bounds = { begin: numbersOf(known(1)), end: numbersOf(known(2)), strides: steps };
    return [{ dtype, shape: resolveSlice(shape, bounds, masks, valueError).finalShape }];
  },
  needs: [1, 2, 3],
  bind: ([input], masks, values) => {
    const { dims } = input!;
    const slice = resolveSlice(dims, boundsOf(values, 1), masks, invalidArgument);
    const box = slice.sizes.map(Number);
    const copy = stridedCopy(box, viewOf(dims, slice.starts, slice.steps), {
      strides: stridesOf(box),
      offset: 0,
    });
    return {
      outputs: [slice.finalShape.map(Number)],
      run: ([source], [target]) => copy(source!, target!),
    };
  },
  derivative: ({ inputs, attributes, gradients, build }) => {
    const [input, begin, end, strides] = inputs;
    const outType = begin!.dtype === 'int64' ? 'int64' : 'int32';
    const shape = shapeAs(build, input!, outType);
    const reason = none('the bounds of a slice are integers');
    return [
      build.make('StridedSliceGrad', [shape, begin!, end!, strides!, gradients[0]!], attributes),
      reason, reason, reason,
    ];
  },
};

export const stridedSliceGrad: Rule<SliceMasks> = {
  infer: ([shape, , , , dy], _masks, known) => [
    { dtype: dy!.dtype, shape: partialShape(shape!, known(0)) },
  ],
  needs: [0, 1, 2, 3],
  bind: (inputs: readonly Spec[], masks, values) => {
    const dims = numbersOf(values[0])!;
    const slice = resolveSlice(dims, boundsOf(values, 1), masks, invalidArgument);
    const dy = inputs[4]!;
    const box = slice.sizes.map(Number);
    if (sizeOf(box) !== sizeOf(dy.dims)) {
      throw invalidArgument(
        `shape of dy was ${bracketText(dy.dims)} instead of ` +
          bracketText(slice.finalShape),
      );
    }
    const copy = stridedCopy(
      box, { strides: stridesOf(box), offset: 0 }, viewOf(dims, slice.starts, slice.steps),
    );
    return {
      outputs: [dims],
      run: (data, [target]) => {
        target!.fill(0);
        copy(data[4]!, target!);
      },
    };
  },
  derivative: ({ inputs, attributes, gradients, build }) => {
    const [, begin, end, strides] = inputs;
    const reason = none('the shape and bounds of a slice are integers');
    return [
      reason, reason, reason, reason,
      build.make('StridedSlice', [gradients[0]!, begin!, end!, strides!], attributes),
    ];
  },
};
