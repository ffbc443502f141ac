/**
 * @file DynamicStitch: interleaves rows of several tensors into one, each row to the place its
 * index says.
 */
import { invalidArgument, valueError } from '../../errors';
import { none } from '../../rule';
import type { Rule, Spec } from '../../rule';
import type { Shape } from '../../shape';
import { bracketText, sameDims, sizeOf } from '../../shape';
import type { Value } from '../../value';
import type { NoAttributes } from './attributes';
import { named } from './gradientPieces';
import { concatenate, mergeDim, mergeEqual } from './staticShape';

/**
 * Which inputs are indices depends on their number; a plan passes over places beyond the last
 * input.
 */
const POSSIBLE_INDICES = Array.from({ length: 64 }, (_, i) => i);

/** Inputs: indices₀ … indicesₙ₋₁, data₀ … dataₙ₋₁. */
export const dynamicStitch: Rule<NoAttributes> = {
  infer: (inputs, _attributes, known) => {
    const n = inputs.length / 2;
    let rows: number | null = 0;
    let rest: Shape = null;
    for (let i = 0; i < n; i++) {
      const index = inputs[i]!;
      const data = inputs[n + i]!;
      const values = known(i);
      if (values === null) rows = null;
      else if (rows !== null) for (const at of values.data) rows = Math.max(rows, at + 1);
      if (index.shape === null || data.shape === null) continue;
      index.shape.forEach((dim, d) => mergeDim(data.shape![d] ?? null, dim));
      rest = mergeEqual(rest, data.shape.slice(index.shape.length));
    }
    return [{ dtype: inputs[n]!.dtype, shape: concatenate([rows], rest) }];
  },
  needs: POSSIBLE_INDICES,
  bind: (inputs, _attributes, values) => {
    const n = inputs.length / 2;
    const rest = restOf(inputs, n);
    const width = sizeOf(rest);
    const rows = rowsOf(values.slice(0, n));
    return {
      outputs: [[rows, ...rest]],
      run: (data, [out]) => {
        out!.fill(0);
        for (let i = 0; i < n; i++) {
          const index = data[i]!;
          const source = data[n + i]!;
          for (let r = 0; r < index.length; r++) {
            const to = index[r]!;
            if (!(to >= 0 && to < rows)) throw invalidArgument(`indices[${r}] is out of range`);
            for (let k = 0; k < width; k++) out![to * width + k] = source[r * width + k]!;
          }
        }
      },
    };
  },
  derivative: ({ inputs, gradients, build }) => {
    const n = inputs.length / 2;
    const noIndices = none('dynamic_stitch takes integer indices');
    const rows = inputs.slice(0, n).map((index) =>
      named(
        build, 'GatherV2', () => [gradients[0]!, index, build.scalar('int32', 0, 'axis')],
        (name, list) => build.make('GatherV2', list, {}, name),
      ),
    );
    return [...rows.map(() => noIndices), ...rows];
  },
};

/** One more than the largest index. */
function rowsOf(indices: readonly (Value | undefined)[]): number {
  let rows = 0;
  for (const value of indices) {
    if (value === undefined) {
      throw valueError(
        'The indices of a DynamicStitch must be known before its output is laid out.',
      );
    }
    for (const at of value.data) rows = Math.max(rows, at + 1);
  }
  return rows;
}

function restOf(inputs: readonly Spec[], n: number): readonly number[] {
  const rests = inputs.slice(0, n).map(({ dims }, i) => {
    const data = inputs[n + i]!.dims;
    if (!sameDims(dims, data.slice(0, dims.length))) {
      throw invalidArgument(
        `data[${i}].shape = ${bracketText(data)} does not start with indices[${i}].shape = ` +
          bracketText(dims),
      );
    }
    return data.slice(dims.length);
  });
  return rests[0]!;
}
