/** @file SparseReshape: the entries of a sparse tensor at their places in another shape. */
import { invalidArgument } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { bracketText, sizeOf, stridesOf } from '../../shape';
import { integersOf } from '../../value';
import type { NoAttributes } from '../array/attributes';
import { withRank } from '../array/staticShape';

/** Outputs: indices [n, new rank], the new shape. One new dimension may be −1: what remains. */
export const sparseReshape: Rule<NoAttributes> = {
  infer: ([indices, shape, wanted]) => {
    const [count] = withRank(indices!.shape, 2);
    withRank(shape!.shape, 1);
    const [rank] = withRank(wanted!.shape, 1);
    return [
      { dtype: 'int64', shape: [count!, rank!] },
      { dtype: 'int64', shape: [rank!] },
    ];
  },
  needs: [1, 2],
  bind: ([indices], _attributes, values) => {
    const dims = integersOf(values[1]!);
    const wanted = resolved(integersOf(values[2]!), dims);
    const [from, to] = [stridesOf(dims), stridesOf(wanted)];
    const count = indices!.dims[0]!;
    return {
      outputs: [[count, wanted.length], [wanted.length]],
      run: ([at], [places, shape]) => {
        shape!.set(wanted);
        for (let i = 0; i < count; i++) {
          let place = from.reduce((sum, step, d) => sum + at![i * dims.length + d]! * step, 0);
          to.forEach((step, d) => {
            places![i * wanted.length + d] = Math.trunc(place / step);
            place %= step;
          });
        }
      },
    };
  },
  derivative: none('the indices and the shape of a sparse tensor are integers'),
};

function resolved(wanted: readonly number[], dims: readonly number[]): readonly number[] {
  const size = sizeOf(dims);
  const open = wanted.indexOf(-1);
  wanted.forEach((dim, d) => {
    if (dim === -1 && d !== open) {
      throw invalidArgument(`only one output dimension may be -1, not both ${open} and ${d}`);
    }
    if (dim < -1) throw invalidArgument(`size ${d} must be non-negative, not ${dim}`);
  });
  let out = wanted;
  if (open >= 0) {
    const product = wanted.reduce((p, dim) => (dim === -1 ? p : p * dim), 1);
    if (product === 0) {
      throw invalidArgument(
        'reshape cannot infer the missing input size for an empty tensor unless all specified ' +
          'input sizes are non-zero',
      );
    }
    if (size % product !== 0) {
      throw invalidArgument(
        `Input to reshape is a SparseTensor with ${size} dense values, but the requested shape ` +
          `requires a multiple of ${product}. input_shape=${bracketText(dims)} ` +
          `output_shape=${bracketText(wanted.map((dim) => (dim === -1 ? 1 : dim)))}`,
      );
    }
    out = wanted.map((dim) => (dim === -1 ? size / product : dim));
  }
  if (sizeOf(out) !== size) {
    throw invalidArgument(
      `Input to reshape is a tensor with ${size} dense values, but the requested shape has ` +
        `${sizeOf(out)}. input_shape=${bracketText(dims)} output_shape=${bracketText(out)}`,
    );
  }
  return out;
}
