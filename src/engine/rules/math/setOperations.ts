/** @file Sets along the last dimension, joined or taken from each other, dense or sparse, and their sizes. */
import { invalidArgument } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { bracketText, sizeOf } from '../../shape';
import type { Value } from '../../value';
import { integersOf } from '../../value';
import { mergeEqual } from '../array/staticShape';
import { withShapesInErrors } from '../shapeErrors';
import { checkSameType } from './operands';

export interface SetOperationAttributes {
  readonly setOperation: 'a-b' | 'b-a' | 'intersection' | 'union';
  readonly validateIndices: boolean;
}

const OPERATIONS: Record<
  SetOperationAttributes['setOperation'],
  (a: ReadonlySet<number>, b: ReadonlySet<number>) => readonly number[]
> = {
  'a-b': (a, b) => [...a].filter((item) => !b.has(item)),
  'b-a': (a, b) => [...b].filter((item) => !a.has(item)),
  intersection: (a, b) => [...a].filter((item) => b.has(item)),
  union: (a, b) => [...new Set([...a, ...b])],
};

/** A set for each place of the dimensions before the last one. */
interface Sets {
  readonly groups: readonly number[];
  readonly sets: readonly ReadonlySet<number>[];
}

/** Where the second operand starts among the inputs: a dense one is one input, a sparse one three. */
type Kind = 'dense' | 'sparse';

/**
 * Indices, values and dense shape of the sparse tensor of the results, each set in ascending order
 * (tensorflow/core/kernels/set_kernels.cc; shapes: tensorflow/core/ops/set_ops.cc).
 */
function setOperationRule(op: string, first: Kind, second: Kind): Rule<SetOperationAttributes> {
  const start = first === 'dense' ? 1 : 3;
  const count = start + (second === 'dense' ? 1 : 3);
  return {
    infer: (inputs) => {
      const [a, b] = [inputs[first === 'dense' ? 0 : 1]!, inputs[second === 'dense' ? start : start + 1]!];
      checkSameType(a, 'set1', b, 'set2', op);
      if (first === 'dense' && second === 'dense' && a.shape !== null && b.shape !== null) {
        mergeEqual(a.shape.slice(0, -1), b.shape.slice(0, -1));
      }
      const ranks = [
        first === 'dense' ? a.shape?.length : inputs[2]!.shape?.[0],
        second === 'dense' ? b.shape?.length : inputs[start + 2]!.shape?.[0],
      ];
      const rank = ranks[0] ?? ranks[1] ?? null;
      return [
        { dtype: 'int64', shape: [null, rank] },
        { dtype: a.dtype, shape: [null] },
        { dtype: 'int64', shape: [rank] },
      ];
    },
    needs: Array.from({ length: count }, (_, i) => i),
    bind: (_inputs, { setOperation }, values) => {
      const read = (kind: Kind, at: number): Sets =>
        kind === 'dense'
          ? setsOf(values[at]!)
          : sparseSets(values[at]!, values[at + 1]!, values[at + 2]!);
      const [left, right] = [read(first, 0), read(second, start)];
      const { groups } = left;
      if (groups.length === 0 || groups.some((dim, i) => dim !== right.groups[i])) {
        throw invalidArgument(
          `Shape mismatch ${bracketText(groups)} vs ${bracketText(right.groups)}`,
        );
      }
      const found = left.sets.map((set, i) =>
        [...OPERATIONS[setOperation](set, right.sets[i]!)].sort((x, y) => x - y),
      );
      const total = found.reduce((sum, set) => sum + set.length, 0);
      const rank = groups.length + 1;
      return {
        outputs: [[total, rank], [total], [rank]],
        run: (_data, outputs) => {
          let row = 0;
          found.forEach((set, group) =>
            set.forEach((item, k) => {
              outputs[0]!.set([...placeOf(group, groups), k], row * rank);
              outputs[1]![row] = item;
              row += 1;
            }),
          );
          outputs[2]!.set([...groups, Math.max(0, ...found.map((set) => set.length))]);
        },
      };
    },
    derivative: none('members of a set are whole numbers'),
  };
}

export const setOperationRules = withShapesInErrors({
  DenseToDenseSetOperation: setOperationRule('DenseToDenseSetOperation', 'dense', 'dense'),
  DenseToSparseSetOperation: setOperationRule('DenseToSparseSetOperation', 'dense', 'sparse'),
  SparseToSparseSetOperation: setOperationRule('SparseToSparseSetOperation', 'sparse', 'sparse'),
});

/** SetSize: how many different values stand in each row, the last dimension, of a sparse tensor. */
export const setSizeRule: Rule<{ readonly validateIndices: boolean }> = {
  infer: () => [{ dtype: 'int32', shape: null }],
  needs: [0, 1, 2],
  bind: (_inputs, _attributes, values) => {
    const { groups, sets } = sparseSets(values[0]!, values[1]!, values[2]!);
    return {
      outputs: [groups],
      run: (_data, [out]) => out!.set(sets.map((set) => set.size)),
    };
  },
  derivative: none('the size of a set is a whole number'),
};

function setsOf(value: Value): Sets {
  const all = integersOf(value);
  const size = value.dims.at(-1) ?? 0;
  const groups = value.dims.slice(0, -1);
  const sets = Array.from(
    { length: sizeOf(groups) },
    (_, i) => new Set(all.slice(i * size, (i + 1) * size)),
  );
  return { groups, sets };
}

/** The sets of a sparse tensor: its VALUES at PLACES. */
function sparseSets(places: Value, values: Value, shape: Value): Sets {
  const dims = integersOf(shape);
  const groups = dims.slice(0, -1);
  const sets = Array.from({ length: sizeOf(groups) }, () => new Set<number>());
  values.data.forEach((item: number, row: number) => {
    const group = groups.reduce((flat, dim, axis) => flat * dim + places.data[row * dims.length + axis]!, 0);
    sets[group]!.add(item);
  });
  return { groups, sets };
}

/** The index of entry number `flat` of an array of these dimensions. */
function placeOf(flat: number, dims: readonly number[]): readonly number[] {
  let rest = flat;
  return [...dims]
    .reverse()
    .map((dim) => {
      const index = rest % dim;
      rest = Math.floor(rest / dim);
      return index;
    })
    .reverse();
}
