/**
 * @file Sums of picked rows by sorted segment: SparseSegmentSum, Mean and SqrtN, which is what a lookup
 * of several embeddings per example does, and the ops of their gradients.
 */
import type { Builder } from '../../builder';
import { invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Backward, InputGradient, Rule } from '../../rule';
import { sameDims, sizeOf } from '../../shape';
import { noGradientDefined } from '../noGradientDefined';
import { gather } from '../written';
import type { NoAttributes } from './attributes';
import { elementOf } from './gradientPieces';
import { checkSorted } from './segments';
import { concatenate, withRank, withRankAtLeast } from './staticShape';

/** What the sum of n rows is divided by: 1, n, √n. */
type Divisor = (rows: number) => number;

const divisors = {
  SparseSegmentSum: () => 1,
  SparseSegmentMean: (rows: number) => rows,
  SparseSegmentSqrtN: (rows: number) => Math.sqrt(rows),
} as const;

const noIndices = none('sparse segments take integer indices and ids');

function sparseSegment(
  divisor: Divisor, gradient: (back: Backward<NoAttributes>) => InputGradient,
): Rule<NoAttributes> {
  return {
    infer: ([data, indices, ids]) => {
      const shape = withRankAtLeast(data!.shape, 1);
      withRank(indices!.shape, 1);
      withRank(ids!.shape, 1);
      return [{ dtype: data!.dtype, shape: concatenate([null], shape?.slice(1) ?? null) }];
    },
    needs: [2],
    bind: ([data, indices, ids], _attributes, values) => {
      if (indices!.dims.length !== 1) throw invalidArgument('indices should be a vector.');
      if (ids!.dims.length !== 1) throw invalidArgument('segment_ids should be a vector.');
      if (!sameDims(indices!.dims, ids!.dims)) {
        throw invalidArgument('segment_ids and indices should have same size.');
      }
      const id = values[2]!.data;
      const segments = id.length === 0 ? 0 : id[id.length - 1]! + 1;
      checkSorted(id, segments);
      const rest = data!.dims.slice(1);
      const width = sizeOf(rest);
      const rows = data!.dims[0]!;
      return {
        outputs: [[segments, ...rest]],
        run: ([source, index, segment], [out]) => {
          out!.fill(0);
          for (let i = 0; i < index!.length; ) {
            const to = segment![i]! * width;
            const first = i;
            for (; i < index!.length && segment![i] === segment![first]; i++) {
              const row = index![i]!;
              if (!(row >= 0 && row < rows)) throw badIndex(i, row, rows);
              for (let k = 0; k < width; k++) out![to + k]! += source![row * width + k]!;
            }
            const by = divisor(i - first);
            if (by !== 1) for (let k = 0; k < width; k++) out![to + k]! /= by;
          }
        },
      };
    },
    derivative: (back) => [gradient(back), noIndices, noIndices],
  };
}

function badIndex(i: number, row: number, rows: number): Error {
  return invalidArgument(`indices[${i}] = ${row} is out of range [0, ${rows})`);
}

function rowCount(build: Builder, data: Tensor): Tensor {
  return elementOf(build, build.shapeOf(data), 0);
}

export const sparseSegmentSum = sparseSegment(
  divisors.SparseSegmentSum,
  ({ inputs, gradients, build }) => {
    const rows = rowCount(build, inputs[0]!);
    const arrived = gather(build, gradients[0]!, inputs[2]!);
    return build.make('UnsortedSegmentSum', [arrived, inputs[1]!, rows], {});
  },
);

function through(op: 'SparseSegmentMeanGrad' | 'SparseSegmentSqrtNGrad') {
  return ({ inputs, gradients, build }: Backward<NoAttributes>): InputGradient => {
    const rows = rowCount(build, inputs[0]!);
    return build.make(op, [gradients[0]!, inputs[1]!, inputs[2]!, rows], {});
  };
}

export const sparseSegmentMean = sparseSegment(
  divisors.SparseSegmentMean, through('SparseSegmentMeanGrad'),
);
export const sparseSegmentSqrtN = sparseSegment(
  divisors.SparseSegmentSqrtN, through('SparseSegmentSqrtNGrad'),
);

/** Each picked row gets its segment's gradient, divided as the sum was. */
function sparseSegmentGrad(divisor: Divisor): Rule<NoAttributes> {
  return {
    infer: ([gradient, indices, ids, count], _attributes, known) => {
      const shape = withRankAtLeast(gradient!.shape, 1);
      withRank(indices!.shape, 1);
      withRank(ids!.shape, 1);
      withRank(count!.shape, 0);
      const rows = known(3)?.data[0] ?? null;
      return [{ dtype: gradient!.dtype, shape: concatenate([rows], shape?.slice(1) ?? null) }];
    },
    needs: [3],
    bind: ([gradient], _attributes, values) => {
      const rows = values[3]!.data[0]!;
      const segments = gradient!.dims[0]!;
      const rest = gradient!.dims.slice(1);
      const width = sizeOf(rest);
      return {
        outputs: [[rows, ...rest]],
        run: ([source, index, segment], [out]) => {
          out!.fill(0);
          const counts = new Int32Array(segments);
          for (const s of segment!) {
            if (!(s >= 0 && s < segments)) {
              throw invalidArgument(`Segment id ${s} out of range [0, ${segments}).`);
            }
            counts[s]! += 1;
          }
          for (let i = 0; i < index!.length; i++) {
            const row = index![i]!;
            if (!(row >= 0 && row < rows)) {
              throw invalidArgument(`Index ${row} out of range [0, ${rows}).`);
            }
            const from = segment![i]! * width;
            const scale = 1 / divisor(Math.max(counts[segment![i]!]!, 1));
            for (let k = 0; k < width; k++) {
              const term = source![from + k]!;
              const share = scale === 1 ? term : round(out!, term * scale);
              out![row * width + k]! += share;
            }
          }
        },
      };
    },
    derivative: ({ node }) => {
      throw noGradientDefined(node);
    },
  };
}

/** The product as the store of `out` holds it. */
function round(out: { readonly BYTES_PER_ELEMENT: number }, value: number): number {
  return out.BYTES_PER_ELEMENT === 4 ? Math.fround(value) : value;
}

export const sparseSegmentMeanGrad = sparseSegmentGrad(divisors.SparseSegmentMean);
export const sparseSegmentSqrtNGrad = sparseSegmentGrad(divisors.SparseSegmentSqrtN);
