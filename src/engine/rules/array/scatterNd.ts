/** @file ScatterNd: adds slices into a tensor of zeros at the places that index vectors name. */
import type { Data } from '../../dtypes';
import { invalidArgument, valueError } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText, sameDims, sizeOf, stridesOf } from '../../shape';
import { integersOf } from '../../value';
import { insideInt64 } from '../int64Range';
import { rowAdder } from '../rowSums';
import type { NoAttributes } from './attributes';
import { partialShape } from './partialShape';
import type { Dim } from './staticShape';
import { mergeEqual, withRank, withRankAtLeast } from './staticShape';

export const scatterNd: Rule<NoAttributes> = {
  infer: ([indices, updates, wanted], _attributes, known) => {
    const { dtype } = updates!;
    withRank(wanted!.shape, 1);
    // Asked for the shape only after this, as TensorFlow's messages show.
    checkStaticSlices(null, indices!.shape, updates!.shape);
    const shape = partialShape(wanted!, known(2));
    checkStaticSlices(shape, indices!.shape, updates!.shape);
    return [{ dtype, shape }];
  },
  needs: [2],
  bind: ([indices, updates], _attributes, values) => {
    const dims = integersOf(values[2]!);
    const outer = indices!.dims.slice(0, -1);
    const depth = indices!.dims[indices!.dims.length - 1] ?? 1;
    const shapes = () =>
      `Indices shape: ${bracketText(indices!.dims)}, updates shape:${bracketText(updates!.dims)}`;
    if (!sameDims(outer, updates!.dims.slice(0, outer.length))) {
      throw invalidArgument(`Outer dimensions of indices and update must match. ${shapes()}`);
    }
    const rest = dims.slice(depth);
    if (!sameDims(rest, updates!.dims.slice(outer.length))) {
      const inner = updates!.dims.length - outer.length;
      throw invalidArgument(
        `The inner ${rest.length} dimensions of output.shape=${bracketText(dims)} must match the ` +
          `inner ${inner} dimensions of updates.shape=${bracketText(updates!.dims)}`,
      );
    }
    const width = sizeOf(rest);
    const count = sizeOf(outer);
    const steps = stridesOf(dims);
    const add = rowAdder(updates!.dtype);
    return {
      outputs: [dims],
      run: insideInt64(updates!.dtype, ([at, source], [target]) => {
        target!.fill(0);
        for (let i = 0, from = 0; i < count; i++, from += width) {
          let to = 0;
          for (let d = 0; d < depth; d++) {
            const index = at![i * depth + d]!;
            if (!(index >= 0 && index < dims[d]!)) throw badIndex(i, depth, at!, dims);
            to += index * steps[d]!;
          }
          add(target!, to, source!, from, width);
        }
      }),
    };
  },
  derivative: ({ inputs, gradients, build }) => [
    none('scatter takes integer indices'),
    build.make('GatherNd', [gradients[0]!, inputs[0]!], {}),
    none('the shape of a scatter is made of integers'),
  ],
};

/**
 * The static shapes of index vectors `indices` and of the slices `updates` that go into a tensor of
 * `shape`. Throws TensorFlow's ValueError where they cannot fit.
 */
export function checkStaticSlices(shape: Shape, indices: Shape, updates: Shape): void {
  const at = withRankAtLeast(indices, 1);
  if (at === null || updates === null) return;
  checkOuter(at, updates);
  const outer = at.length - 1;
  const depth = at[outer]!;
  if (shape === null || depth === null) return;
  try {
    mergeEqual(shape.slice(depth), updates.slice(outer));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw valueError(
      `The inner ${shape.length - depth} dimensions of output.shape=${bracketText(shape)} must ` +
        `match the inner ${updates.length - outer} dimensions of updates.shape=` +
        `${bracketText(updates)}: ${error.message}`,
    );
  }
}

function checkOuter(at: readonly Dim[], values: readonly Dim[]): void {
  const outer = at.length - 1;
  try {
    mergeEqual(at.slice(0, outer), values.slice(0, outer));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw valueError(
      `The outer ${outer} dimensions of indices.shape=${bracketText(at)} must match the outer ` +
        `${outer} dimensions of updates.shape=${bracketText(values)}: ${error.message}`,
    );
  }
}

function badIndex(i: number, depth: number, at: Data, dims: Dims): Error {
  const index = Array.from(at.subarray(i * depth, (i + 1) * depth)).join(', ');
  return invalidArgument(
    `indices[${i}] = [${index}] does not index into shape ${bracketText(dims)}`,
  );
}
