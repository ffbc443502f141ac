/**
 * @file SparseFillEmptyRows: a sparse tensor with an entry at the beginning of every row that had
 * none (core/kernels/sparse_fill_empty_rows_op.cc), and its gradient.
 */
import type { Data } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Rule, Spec } from '../../rule';
import { bracketText } from '../../shape';
import type { NoAttributes } from '../array/attributes';
import { partialShape } from '../array/partialShape';
import { mergeDim, withRank } from '../array/staticShape';

const noPlaces = none('the indices and the shape of a sparse tensor are integers');

/** Outputs: indices, values, [rows] whether the row was empty, [n] where each entry went. */
export const sparseFillEmptyRows: Rule<NoAttributes> = {
  infer: ([indices, values, shape, fill], _attributes, known) => {
    const [count, rank] = withRank(indices!.shape, 2);
    const [length] = withRank(values!.shape, 1);
    const [ranks] = withRank(shape!.shape, 1);
    withRank(fill!.shape, 0);
    const n = mergeDim(count!, length!);
    mergeDim(rank!, ranks!);
    return [
      { dtype: 'int64', shape: [null, ranks!] },
      { dtype: values!.dtype, shape: [null] },
      { dtype: 'bool', shape: [partialShape(shape!, known(2))?.[0] ?? null] },
      { dtype: 'int64', shape: [n] },
    ];
  },
  needs: [0, 2],
  bind: (inputs, _attributes, values) => {
    checkRanks(inputs);
    const rank = inputs[0]!.dims[1]!;
    const rows = values[2]!.data[0]!;
    const { starts, order, total } = layOut(values[0]!.data, rank, rows);
    return {
      outputs: [[total, rank], [total], [rows], [order.length]],
      run: ([at, entries, , fill], [places, filled, isEmpty, map]) => {
        places!.fill(0);
        filled!.fill(fill![0]!);
        isEmpty!.fill(1);
        starts.forEach((start, row) => (places![start * rank] = row));
        order.forEach((to, i) => {
          for (let d = 0; d < rank; d++) places![to * rank + d] = at![i * rank + d]!;
          filled![to] = entries![i]!;
          isEmpty![at![i * rank]!] = 0;
        });
        map!.set(order);
      },
    };
  },
  derivative: ({ outputs, gradients, build }) => {
    const made = build.make('SparseFillEmptyRowsGrad', [outputs[3]!, gradients[1]!], {});
    const [ofValues, ofFill] = made.node.outputs as readonly [Tensor, Tensor];
    return [noPlaces, ofValues, noPlaces, ofFill];
  },
};

function checkRanks([indices, values, shape, fill]: readonly Spec[]): void {
  const wanted: readonly (readonly [string, string, Spec, number])[] = [
    ['dense_shape', 'vector', shape!, 1],
    ['indices', 'matrix', indices!, 2],
    ['values', 'vector', values!, 1],
    ['default_value', 'scalar', fill!, 0],
  ];
  for (const [name, kind, { dims }, rank] of wanted) {
    if (dims.length === rank) continue;
    throw invalidArgument(`${name} must be a ${kind}, saw: ${bracketText(dims)}`);
  }
}

/** Where each row begins and where each entry goes when rows come in order, none of them empty. */
function layOut(indices: Data, rank: number, rows: number) {
  const count = indices.length / rank;
  if (rows === 0 && count > 0) {
    throw invalidArgument(
      `Received SparseTensor with dense_shape[0] = 0 but indices.shape[0] = ${count}`,
    );
  }
  const lengths = new Array<number>(rows).fill(0);
  for (let i = 0; i < count; i++) {
    const row = indices[i * rank]!;
    if (!(row >= 0 && row < rows)) {
      throw invalidArgument(`indices(${i}, 0) is invalid: ${row} >= ${rows}`);
    }
    lengths[row]! += 1;
  }
  const starts: number[] = [];
  let total = 0;
  for (const length of lengths) {
    starts.push(total);
    total += Math.max(length, 1);
  }
  const next = starts.slice();
  const order = Array.from({ length: count }, (_, i) => next[indices[i * rank]!]!++);
  return { starts, order, total };
}

/** The gradient of each entry, and the sum of those of the entries that were filled in. */
export const sparseFillEmptyRowsGrad: Rule<NoAttributes> = {
  infer: ([map, gradient]) => {
    const shape = withRank(map!.shape, 1);
    withRank(gradient!.shape, 1);
    const { dtype } = gradient!;
    return [
      { dtype, shape },
      { dtype, shape: [] },
    ];
  },
  bind: ([map]) => ({
    outputs: [map!.dims, []],
    run: ([to, gradient], [ofValues, ofFill]) => {
      const isEntry = new Uint8Array(gradient!.length);
      for (let i = 0; i < to!.length; i++) {
        ofValues![i] = gradient![to![i]!]!;
        isEntry[to![i]!] = 1;
      }
      ofFill![0] = 0;
      gradient!.forEach((g: number, j: number) => {
        if (isEntry[j] === 0) ofFill![0]! += g;
      });
    },
  }),
  derivative: none('TensorFlow registers no gradient of SparseFillEmptyRowsGrad'),
};
