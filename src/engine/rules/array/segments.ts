/** @file Sums of rows by segment: SegmentSum (sorted ids) and UnsortedSegmentSum. */
import { invalidArgument, valueError } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { bracketText, sameDims, sizeOf, stridesOf } from '../../shape';
import { insideInt64 } from '../int64Range';
import { rowAdder } from '../rowSums';
import { gather, gatherDropNegatives } from '../written';
import type { NoAttributes } from './attributes';
import { concatenate, mergeDim, withRank, withRankAtLeast } from './staticShape';

const noIds = none('segment ids are integers');

export const unsortedSegmentSum: Rule<NoAttributes> = {
  infer: ([data, ids, count], _attributes, known) => {
    const { dtype, shape } = data!;
    withRank(count!.shape, 0);
    const at = ids!.shape;
    if (shape === null || at === null) return [{ dtype, shape: null }];
    withRankAtLeast(shape, at.length);
    at.forEach((dim, i) => mergeDim(shape[i]!, dim));
    const segments = known(2)?.data[0] ?? null;
    if (segments !== null && segments < 0) {
      throw valueError(
        `Dimension size, given by scalar input 2, must be non-negative but is ${segments}`,
      );
    }
    return [{ dtype, shape: concatenate([segments], shape.slice(at.length)) }];
  },
  needs: [2],
  bind: ([data, ids], _attributes, values) => {
    const segments = values[2]!.data[0]!;
    const at = ids!.dims;
    if (segments < 0) {
      throw invalidArgument(`Input num_segments == ${segments} must not be negative.`);
    }
    if (!sameDims(at, data!.dims.slice(0, at.length))) {
      throw invalidArgument(
        `data.shape = ${bracketText(data!.dims)} does not start with segment_ids.shape = ` +
          bracketText(at),
      );
    }
    const rest = data!.dims.slice(at.length);
    const width = sizeOf(rest);
    const strides = stridesOf(at);
    const add = rowAdder(data!.dtype);
    return {
      outputs: [[segments, ...rest]],
      run: insideInt64(data!.dtype, ([source, id], [out]) => {
        out!.fill(0);
        for (let i = 0, from = 0; i < id!.length; i++, from += width) {
          const segment = id![i]!;
          // A negative id drops its row.
          if (segment < 0) continue;
          if (segment >= segments) {
            const place = strides.map((stride, d) => Math.floor(i / stride) % at[d]!).join();
            throw invalidArgument(
              `segment_ids${at.length === 0 ? '' : `[${place}]`} = ${segment} is out of range ` +
                `[0, ${segments})`,
            );
          }
          const to = segment * width;
          add(out!, to, source!, from, width);
        }
      }),
    };
  },
  derivative: ({ inputs, gradients, build }) => [
    gatherDropNegatives(build, gradients[0]!, inputs[1]!).rows, noIds,
    none('the number of segments is an integer'),
  ],
};

export const segmentSum: Rule<NoAttributes> = {
  infer: ([data, ids]) => {
    const shape = withRankAtLeast(data!.shape, 1);
    withRank(ids!.shape, 1);
    return [{ dtype: data!.dtype, shape: concatenate([null], shape?.slice(1) ?? null) }];
  },
  needs: [1],
  bind: ([data, ids], _attributes, values) => {
    const { dims } = data!;
    if (ids!.dims.length !== 1) throw invalidArgument('segment_ids should be a vector.');
    if (dims[0] !== ids!.dims[0]) {
      throw invalidArgument('segment_ids should be the same size as dimension 0 of input.');
    }
    const id = values[1]!.data;
    const segments = id.length === 0 ? 0 : id[id.length - 1]! + 1;
    checkSorted(id, segments);
    const rest = dims.slice(1);
    const width = sizeOf(rest);
    const add = rowAdder(data!.dtype);
    return {
      outputs: [[segments, ...rest]],
      run: insideInt64(data!.dtype, ([source, rows], [out]) => {
        out!.fill(0);
        for (let i = 0, from = 0; i < rows!.length; i++, from += width) {
          add(out!, rows![i]! * width, source!, from, width);
        }
      }),
    };
  },
  derivative: ({ inputs, gradients, build }) => [
    gather(build, gradients[0]!, inputs[1]!), noIds,
  ],
};

/** In TensorFlow's order: whether the next id is smaller is seen before the range of the last. */
export function checkSorted(ids: ArrayLike<number>, segments: number): void {
  for (let i = 1; i <= ids.length; i++) {
    const last = ids[i - 1]!;
    if (i < ids.length && ids[i]! < last) throw invalidArgument('segment ids are not increasing');
    if (i < ids.length && ids[i] === last) continue;
    if (!(last >= 0 && last < segments)) {
      throw invalidArgument(
        `Segment id ${last} out of range [0, ${segments}), possibly because 'segment_ids' input ` +
          'is not sorted.',
      );
    }
  }
}
