/** @file Sums several gradients of one tensor, and turns row gradients into dense ones, as TensorFlow orders it. */
import type { Builder } from './builder';
import { valueError } from './errors';
import type { Tensor } from './graph';
import { Tensor as TensorClass } from './graph';
import type { Slices } from './rule';
import { isFullyKnown } from './shape';

/** `tf.AggregationMethod`: ADD_N and DEFAULT are 0. */
export type Aggregation = 0 | 1 | 2;

/**
 * One gradient from several. All dense: AddN, or pairwise for EXPERIMENTAL_TREE; all sparse: rows are
 * concatenated, indices may repeat; mixed: the sparse ones become dense first.
 */
export function sumGradients(
  builder: Builder,
  tensor: Tensor,
  terms: readonly (Tensor | Slices)[],
  aggregation: Aggregation,
): Tensor | Slices {
  if (aggregation !== 0 && aggregation !== 1 && aggregation !== 2) {
    throw valueError(`Invalid aggregation_method specified ${String(aggregation)}.`);
  }
  const slices = terms.filter((term): term is Slices => !(term instanceof TensorClass));
  if (slices.length === terms.length) return concatenateRows(builder, slices);
  const dense = terms.map((term) => (term instanceof TensorClass ? term : densify(builder, term)));
  const tree =
    aggregation === 1 ||
    (aggregation === 2 && !(dense.length > 2 && dense.every((term) => isFullyKnown(term.shape))));
  if (!tree) {
    return builder.make(aggregation === 2 ? 'AccumulateNV2' : 'AddN', dense, {});
  }
  return builder.inScope(`${tensor.node.name}_gradient_sum`, () =>
    dense.slice(1).reduce((sum, term) => builder.make('AddN', [sum, term], {}), dense[0]!),
  );
}

/** Rows of all terms one after the other; the shape is that of the first. */
function concatenateRows(builder: Builder, terms: readonly Slices[]): Slices {
  const axis = () => builder.scalar('int32', 0, 'axis');
  const values = builder.make('ConcatV2', [...terms.map((t) => t.values), axis()], {}, 'concat');
  // int32 indices become int64 only beside others that are (math_ops._as_indexed_slices_list).
  const isMixed = new Set(terms.map((t) => t.indices.dtype)).size > 1;
  const indices = builder.make(
    'ConcatV2',
    [
      ...terms.map((t) =>
        isMixed && t.indices.dtype === 'int32'
          ? builder.make('Cast', [t.indices], { dstT: 'int64' })
          : t.indices,
      ),
      axis(),
    ],
    {},
    'concat',
  );
  return { kind: 'slices', values, indices, denseShape: terms[0]!.denseShape };
}

/** A dense tensor with each row the sum of the slices' rows for it (unsorted_segment_sum). */
export function densify(builder: Builder, slices: Slices): Tensor {
  if (slices.denseShape === null) {
    throw valueError(
      `Tensor conversion requested for IndexedSlices without dense_shape: ${slices.values.name}`,
    );
  }
  const zero = builder.integers([0], 'strided_slice/stack');
  const one = builder.integers([1], 'strided_slice/stack_1');
  const rows = builder.make(
    'StridedSlice',
    [slices.denseShape, zero, one, builder.integers([1], 'strided_slice/stack_2')],
    { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 1 },
    'strided_slice',
  );
  return builder.make('UnsortedSegmentSum', [slices.values, slices.indices, rows], {});
}
