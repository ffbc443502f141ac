/** @file Transpose and the permutation that undoes another. */
import { invalidArgument, valueError } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { sizeOf, stridesOf } from '../../shape';
import type { NoAttributes } from './attributes';
import { mergeDim, unknown, withRank, withValue } from './staticShape';
import { stridedCopy } from './stridedCopy';

export const transpose: Rule<NoAttributes> = {
  infer: ([input, perm], _attributes, known) => {
    const { dtype, shape } = input!;
    const [length] = withRank(perm!.shape, 1);
    const order = known(1);
    const rank = shape?.length ?? length ?? order?.data.length ?? null;
    if (rank === null) return [{ dtype, shape: null }];
    if (shape !== null && length !== null) withValue(length!, rank);
    if (order === null || shape === null) return [{ dtype, shape: unknown(rank) }];
    const out = Array.from(order.data, (dim) => {
      if (dim < -rank || dim >= rank) {
        throw valueError(`perm dim ${dim} is out of range of input rank ${rank}`);
      }
      return shape[dim < 0 ? dim + rank : dim]!;
    });
    return [{ dtype, shape: out }];
  },
  needs: [1],
  bind: ([input], _attributes, values) => {
    const { dims } = input!;
    const rank = dims.length;
    const given = Array.from(values[1]!.data, Number);
    if (given.length !== rank) {
      throw invalidArgument(
        `transpose expects a vector of size ${rank}. But input(1) is a vector of size ` +
          `${given.length}`,
      );
    }
    const order = given.map((dim) => {
      if (dim < 0 || dim >= rank) throw invalidArgument(`${dim} is out of range [0 .. ${rank})`);
      return dim;
    });
    const missing = dims.findIndex((_dim, i) => !order.includes(i));
    if (missing >= 0) throw invalidArgument(`${missing} is missing from {${given.join()}}.`);
    const out = order.map((dim) => dims[dim]!);
    const strides = stridesOf(dims);
    const copy = stridedCopy(
      out,
      { strides: order.map((dim) => strides[dim]!), offset: 0 },
      { strides: stridesOf(out), offset: 0 },
    );
    return { outputs: [out], run: ([source], [target]) => copy(source!, target!) };
  },
  derivative: ({ inputs, gradients, build }) => {
    const inverse = build.make('InvertPermutation', [inputs[1]!], {});
    return [
      build.make('Transpose', [gradients[0]!, inverse], {}, 'transpose'),
      none('the permutation of a transpose is made of integers'),
    ];
  },
};

export const invertPermutation: Rule<NoAttributes> = {
  infer: ([perm]) => {
    const [length] = withRank(perm!.shape, 1);
    return [{ dtype: perm!.dtype, shape: [mergeDim(length!, null)] }];
  },
  bind: ([perm]) => {
    const { dims } = perm!;
    if (dims.length !== 1) throw invalidArgument('invert_permutation expects a 1D vector.');
    const size = sizeOf(dims);
    return {
      outputs: [dims],
      run: ([source], [out]) => {
        out!.fill(-1);
        for (let i = 0; i < size; i++) {
          const to = source![i]!;
          if (!(to >= 0 && to < size)) {
            throw invalidArgument(`${to} is not between 0 and ${size}`);
          }
          if (out![to] !== -1) throw invalidArgument(`${to} is duplicated in the input.`);
          out![to] = i;
        }
      },
    };
  },
  derivative: none('a permutation is made of integers'),
};
