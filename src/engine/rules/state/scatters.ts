/** @file Ops that write or combine with the rows of a variable that indices name. */
import type { Data } from '../../dtypes';
import { invalidArgument } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import type { Dims } from '../../shape';
import { bracketText, sameDims, sizeOf, stridesOf } from '../../shape';
import { concatenate, mergeEqual, withRankAtLeast } from '../array/staticShape';
import { insideInt64 } from '../int64Range';
import { halfRounding } from '../rowSums';
import { checkSameType } from './variables';

type Combine = (out: Data, at: number, value: number) => void;

function scatter(op: string, combine: Combine): Rule<{ readonly useLocking: boolean }> {
  return {
    infer: ([ref, indices, updates]) => {
      checkSameType(op, ref!, updates!, 'updates');
      const shape = withRankAtLeast(ref!.shape, 1);
      // A scalar update goes to every named row.
      if (updates!.shape?.length !== 0 && shape !== null) {
        mergeEqual(updates!.shape, concatenate(indices!.shape, shape.slice(1)));
      }
      return [{ dtype: ref!.dtype, shape, isRef: true }];
    },
    bind: ([ref, indices, updates]) => {
      const { dims } = ref!;
      const rest = dims.slice(1);
      const isScalar = updates!.dims.length === 0;
      if (dims.length === 0) throw invalidArgument('params must be at least 1-D, got shape []');
      if (!isScalar && !sameDims(updates!.dims, [...indices!.dims, ...rest])) {
        throw invalidArgument(
          'Must have updates.shape = indices.shape + params.shape[1:] or updates.shape = [], got ' +
            `updates.shape ${bracketText(updates!.dims)}, indices.shape ` +
            `${bracketText(indices!.dims)}, params.shape ${bracketText(dims)}`,
        );
      }
      const rows = dims[0]!;
      const width = sizeOf(rest);
      const round = halfRounding(ref!.dtype);
      return {
        outputs: [dims],
        run: insideInt64(ref!.dtype, ([before, index, source], [after]) => {
          after!.set(before!);
          for (let i = 0, from = 0; i < index!.length; i++) {
            const row = index![i]!;
            if (!(row >= 0 && row < rows)) throw badRow(i, row, indices!.dims, rows);
            const to = row * width;
            for (let k = 0; k < width; k++) {
              combine(after!, to + k, isScalar ? source![0]! : source![from++]!);
              if (round !== null) after![to + k] = round(after![to + k]!);
            }
          }
        }),
      };
    },
    writes: [0],
    derivative: none('a scatter changes a variable; no gradient flows through it'),
  };
}

function badRow(i: number, row: number, dims: Dims, rows: number): Error {
  const place = stridesOf(dims).map((stride, d) => Math.floor(i / stride) % dims[d]!);
  const at = dims.length === 0 ? '' : `[${place.join()}]`;
  return invalidArgument(`indices${at} = ${row} is not in [0, ${rows})`);
}

export const scatterUpdate = scatter('ScatterUpdate', (out, at, value) => {
  out[at] = value;
});
export const scatterAdd = scatter('ScatterAdd', (out, at, value) => {
  out[at]! += value;
});
export const scatterSub = scatter('ScatterSub', (out, at, value) => {
  out[at]! -= value;
});
export const scatterMul = scatter('ScatterMul', (out, at, value) => {
  out[at]! *= value;
});
export const scatterDiv = scatter('ScatterDiv', (out, at, value) => {
  out[at]! /= value;
});
export const scatterMin = scatter('ScatterMin', (out, at, value) => {
  if (value < out[at]!) out[at] = value;
});
export const scatterMax = scatter('ScatterMax', (out, at, value) => {
  if (value > out[at]!) out[at] = value;
});
