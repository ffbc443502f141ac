/** @file Copies of a tensor with slices replaced, added or subtracted: TensorScatterUpdate, Add, Sub. */
import type { Data } from '../../dtypes';
import { invalidArgument } from '../../errors';
import { none } from '../../rule';
import type { Backward, InputGradient, Rule } from '../../rule';
import type { Dims } from '../../shape';
import { bracketText, sameDims, sizeOf, stridesOf } from '../../shape';
import type { NoAttributes } from './attributes';
import { checkStaticSlices } from './scatterNd';
import { withRankAtLeast } from './staticShape';
import { insideInt64 } from '../int64Range';
import { zerosLike } from '../math/gradientNodes';

export type CombineSlice = (out: Data, at: number, value: number) => void;

export const replaceElement: CombineSlice = (out, at, value) => {
  out[at] = value;
};
export const addElement: CombineSlice = (out, at, value) => {
  out[at]! += value;
};
export const subtractElement: CombineSlice = (out, at, value) => {
  out[at]! -= value;
};

/** Shapes of `indices` [.., depth] and `updates` [.., rest] against the tensor they write to. */
export function checkSliceShapes(dims: Dims, indices: Dims, updates: Dims): void {
  const outer = indices.slice(0, -1);
  const depth = indices[indices.length - 1] ?? 1;
  if (dims.length === 0) throw invalidArgument('Output must be at least 1-D, got shape: []');
  if (depth > dims.length) {
    throw invalidArgument(
      `Index innermost dimension length must be <= params rank; saw: ${depth} vs. ${dims.length}`,
    );
  }
  if (!sameDims([...outer, ...dims.slice(depth)], updates)) {
    throw invalidArgument(
      'Must have updates.shape = indices.shape[:batch_dim] + params_shape[slice_dim:], got ' +
        `updates.shape: ${bracketText(updates)}, indices.shape: ${bracketText(indices)}, ` +
        `params_shape: ${bracketText(dims)}, slice_dim: ${depth}, and batch_dim: ${outer.length}`,
    );
  }
}

/** Combines every slice of `updates` into `out` at the place that its index vector names. */
export function combineSlices(
  out: Data, dims: Dims, at: Data, indices: Dims, updates: Data, combine: CombineSlice,
): void {
  const depth = indices[indices.length - 1] ?? 1;
  const count = sizeOf(indices.slice(0, -1));
  const width = sizeOf(dims.slice(depth));
  const steps = stridesOf(dims);
  for (let i = 0, from = 0; i < count; i++) {
    let to = 0;
    for (let d = 0; d < depth; d++) {
      const index = at[i * depth + d]!;
      if (!(index >= 0 && index < dims[d]!)) {
        const vector = Array.from(at.subarray(i * depth, (i + 1) * depth)).join(', ');
        throw invalidArgument(
          `indices[${i}] = [${vector}] does not index into shape ${bracketText(dims)}`,
        );
      }
      to += index * steps[d]!;
    }
    for (let k = 0; k < width; k++) combine(out, to + k, updates[from++]!);
  }
}

const noIndices = none('scatter takes integer indices');

function tensorScatter(
  combine: CombineSlice, gradient: (back: Backward<NoAttributes>) => readonly InputGradient[],
): Rule<NoAttributes> {
  return {
    infer: ([tensor, indices, updates]) => {
      const { dtype, shape } = tensor!;
      withRankAtLeast(shape, 1);
      checkStaticSlices(shape, indices!.shape, updates!.shape);
      return [{ dtype, shape }];
    },
    bind: ([tensor, indices, updates]) => {
      const { dtype, dims } = tensor!;
      checkSliceShapes(dims, indices!.dims, updates!.dims);
      return {
        outputs: [dims],
        run: insideInt64(dtype, ([source, at, slices], [out]) => {
          out!.set(source!);
          combineSlices(out!, dims, at!, indices!.dims, slices!, combine);
        }),
      };
    },
    derivative: gradient,
  };
}

export const tensorScatterUpdate = tensorScatter(replaceElement, ({ inputs, gradients, build }) => {
  const ofUpdates = build.make('GatherNd', [gradients[0]!, inputs[1]!], {});
  const copy = build.make('Identity', [gradients[0]!], {});
  const zeros = zerosLike(build, inputs[2]!);
  const ofTensor = build.make('TensorScatterUpdate', [copy, inputs[1]!, zeros], {});
  return [ofTensor, noIndices, ofUpdates];
});

export const tensorScatterAdd = tensorScatter(addElement, ({ inputs, gradients, build }) => {
  const ofUpdates = build.make('GatherNd', [gradients[0]!, inputs[1]!], {});
  return [build.make('Identity', [gradients[0]!], {}), noIndices, ofUpdates];
});

export const tensorScatterSub = tensorScatter(subtractElement, ({ inputs, gradients, build }) => {
  const ofUpdates = build.make('GatherNd', [gradients[0]!, inputs[1]!], {});
  const ofTensor = build.make('Identity', [gradients[0]!], {});
  return [ofTensor, noIndices, build.make('Neg', [ofUpdates], {}, 'Neg')];
});
