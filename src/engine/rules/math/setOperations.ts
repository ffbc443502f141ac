/** @file DenseToDenseSetOperation: the sets along the last dimension, joined or taken from each other. */
import { invalidArgument } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { bracketText } from '../../shape';
import type { Value } from '../../value';
import { integersOf } from '../../value';
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

/** Indices, values and dense shape of the sparse tensor of the results, each set in ascending order. */
export const denseToDenseSetOperationRule: Rule<SetOperationAttributes> = {
  infer: (inputs) => {
    const [a, b] = [inputs[0]!, inputs[1]!];
    checkSameType(a, 'set1', b, 'set2', 'DenseToDenseSetOperation');
    const rank = (a.shape ?? b.shape)?.length ?? null;
    return [
      { dtype: 'int64', shape: [null, rank] },
      { dtype: a.dtype, shape: [null] },
      { dtype: 'int64', shape: [rank] },
    ];
  },
  needs: [0, 1],
  bind: (_inputs, { setOperation }, values) => {
    const [a, b] = [values[0]!, values[1]!];
    const groups = a.dims.slice(0, -1);
    if (a.dims.length < 2 || groups.some((dim, i) => dim !== b.dims[i])) {
      throw invalidArgument(
        `Shape mismatch ${bracketText(groups)} vs ${bracketText(b.dims.slice(0, -1))}`,
      );
    }
    const [left, right] = [setsOf(a), setsOf(b)];
    const found = left.map((set, i) =>
      [...OPERATIONS[setOperation](set, right[i]!)].sort((x, y) => x - y),
    );
    const count = found.reduce((sum, set) => sum + set.length, 0);
    const rank = a.dims.length;
    return {
      outputs: [[count, rank], [count], [rank]],
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

function setsOf(value: Value): readonly ReadonlySet<number>[] {
  const all = integersOf(value);
  const size = value.dims.at(-1)!;
  const count = value.dims.slice(0, -1).reduce((product, dim) => product * dim, 1);
  return Array.from({ length: count }, (_, i) => new Set(all.slice(i * size, (i + 1) * size)));
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
