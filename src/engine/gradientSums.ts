/** @file Sums several gradients of one tensor, and turns row gradients into dense ones, as TensorFlow orders it. */
import type { Builder } from './builder';
import { valueError } from './errors';
import type { Tensor } from './graph';
import { Tensor as TensorClass } from './graph';
import { inputName } from './rowStandIns';
import type { Slices } from './rule';
import type { Shape } from './shape';
import { isFullyKnown, mergeShapes } from './shape';

/** `tf.AggregationMethod`: ADD_N and DEFAULT are 0. */
export type Aggregation = 0 | 1 | 2;

/**
 * One gradient from several. All dense: AddN, or pairwise for EXPERIMENTAL_TREE; all sparse: rows are
 * concatenated, indices may repeat; mixed: AddN, for which the sparse ones become dense.
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
  const isDense = (term: Tensor | Slices): term is Tensor => term instanceof TensorClass;
  if (!terms.every(isDense)) {
    return terms.some(isDense)
      ? sumOfBothKinds(builder, terms)
      : concatenateRows(builder, terms as readonly Slices[]);
  }
  const isKnown = isFullyKnown(terms.reduce<Shape>((known, { shape }) => mergeShapes(known, shape), null));
  const tree = aggregation === 1 || (aggregation === 2 && !(terms.length > 2 && isKnown));
  if (!tree) {
    return aggregation === 2
      ? builder.make('AccumulateNV2', [...terms], {})
      : sumByDevice(builder, terms);
  }
  return builder.inScope(`${tensor.node.name}_gradient_sum`, () =>
    terms.slice(1).reduce((sum, term) => builder.make('AddN', [sum, term], {}), terms[0]!),
  );
}

/** First the terms of each device, beside the first of them; then their sums (_MultiDeviceAddN). */
function sumByDevice(builder: Builder, terms: readonly Tensor[]): Tensor {
  const { graph } = builder;
  const byDevice = new Map<string, Tensor[]>();
  for (const term of terms) {
    const device = graph.placements.get(term.node)?.device ?? '';
    const known = byDevice.get(device);
    if (known === undefined) byDevice.set(device, [term]);
    else known.push(term);
  }
  const add = (list: readonly Tensor[]) =>
    list.length === 1 ? list[0]! : builder.make('AddN', [...list], {});
  const sums = [...byDevice.keys()].sort().map((device) => {
    const own = byDevice.get(device)!;
    return graph.beside(own[0]!.node, () => add(own), true);
  });
  return add(sums);
}

/** Whatever the method: one AddN, inside whose scope the rows become dense. */
function sumOfBothKinds(builder: Builder, terms: readonly (Tensor | Slices)[]): Tensor {
  return builder.inScope('AddN', () => {
    const dense = terms.map((term, i) =>
      term instanceof TensorClass ? term : densify(builder, term, inputName('AddN', i)),
    );
    return builder.make('AddN', dense, {}, `${builder.graph.scope}/`);
  });
}

/** Rows of all terms one after the other; the shape is that of the first. */
function concatenateRows(builder: Builder, terms: readonly Slices[]): Slices {
  const joined = (parts: readonly Tensor[]) =>
    builder.inScope('concat', () => {
      const axis = builder.scalar('int32', 0, 'axis');
      return builder.make('ConcatV2', [...parts, axis], {}, `${builder.graph.scope}/`);
    });
  // int32 indices become int64 only beside others that are (math_ops._as_indexed_slices_list).
  const isMixed = new Set(terms.map((t) => t.indices.dtype)).size > 1;
  const places = terms.map((t) =>
    isMixed && t.indices.dtype === 'int32'
      ? builder.make('Cast', [t.indices], { dstT: 'int64' })
      : t.indices,
  );
  const values = joined(terms.map((t) => t.values));
  const indices = joined(places);
  return { kind: 'slices', values, indices, denseShape: terms[0]!.denseShape };
}

/** A dense tensor with each row the sum of the slices' rows for it (unsorted_segment_sum). */
export function densify(builder: Builder, slices: Slices, name?: string): Tensor {
  const { values, indices, denseShape } = slices;
  if (denseShape === null) {
    throw valueError(
      `Tensor conversion requested for IndexedSlices without dense_shape: ${values.name}`,
    );
  }
  const rows = builder.inScope('strided_slice', () => {
    const begin = builder.integers([0], 'stack');
    const end = builder.integers([1], 'stack_1');
    return builder.make(
      'StridedSlice',
      [denseShape, begin, end, builder.integers([1], 'stack_2')],
      { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 1 },
      `${builder.graph.scope}/`,
    );
  });
  return builder.make('UnsortedSegmentSum', [values, indices, rows], {}, name);
}
