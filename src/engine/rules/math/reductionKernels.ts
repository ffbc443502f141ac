/** @file Kernels of the reductions: walks each layout and folds, in the order TensorFlow does. */
import type { Data, DType } from '../../dtypes';
import { allocate, isFloating } from '../../dtypes';
import { roundingOf } from '../../roundings';
import type { Kernel } from '../../rule';
import type { ReductionOp } from './folds';
import { foldFor, rowFoldFor } from './folds';
import type { Layout, Reduction } from './reductionAxes';

export function reductionKernel(op: ReductionOp, dtype: DType, reduction: Reduction): Kernel {
  const { outputSize, layout } = reduction;
  const walk = walkOf(op, dtype, outputSize, layout);
  if (op !== 'Mean') return (inputs, outputs) => walk(inputs[0]!, outputs[0]!);
  const { count } = layout;
  if (isFloating(dtype)) {
    const divisor = roundingOf(dtype)(count);
    return (inputs, outputs) => {
      const out = outputs[0]!;
      walk(inputs[0]!, out);
      for (let o = 0; o < outputSize; o++) out[o] = out[o]! / divisor;
    };
  }
  // Integers cut the fraction off; the mean of nothing is 0, as in TensorFlow.
  return (inputs, outputs) => {
    const out = outputs[0]!;
    walk(inputs[0]!, out);
    for (let o = 0; o < outputSize; o++) out[o] = count === 0 ? 0 : Math.trunc(out[o]! / count) + 0;
  };
}

type Walk = (a: Data, out: Data) => void;

function walkOf(op: ReductionOp, dtype: DType, outputSize: number, layout: Layout): Walk {
  const { count } = layout;
  // Nothing to fold: TensorFlow copies, so that −0 stays −0.
  if (count === 1 && op !== 'All' && op !== 'Any') return (a, out) => out.set(a);
  switch (layout.kind) {
    case 'rows': {
      const fold = rowFoldFor(op, dtype);
      return (a, out) => {
        for (let o = 0, i = 0; o < outputSize; o++, i += count) out[o] = fold(a, i, count);
      };
    }
    case 'columns':
      return (dtype === 'float32' || dtype === 'float64') && (op === 'Sum' || op === 'Mean')
        ? columnSums(layout)
        : columnFolds(op, dtype, layout);
    case 'scattered':
      return scatteredFolds(op, dtype, outputSize, layout);
  }
}

/** Row by row, in the order of memory; the store of `out` rounds each partial sum. */
function columnSums({ blocks, count, columns }: Extract<Layout, { kind: 'columns' }>): Walk {
  return (a, out) => {
    out.fill(0);
    for (let block = 0, i = 0; block < blocks; block++) {
      const from = block * columns;
      for (let row = 0; row < count; row++) {
        for (let o = from; o < from + columns; o++, i++) out[o] = out[o]! + a[i]!;
      }
    }
  };
}

function columnFolds(
  op: ReductionOp, dtype: DType, { blocks, count, columns }: Extract<Layout, { kind: 'columns' }>,
): Walk {
  const fold = foldFor(op, dtype);
  return (a, out) => {
    for (let block = 0, o = 0; block < blocks; block++) {
      for (let column = 0; column < columns; column++, o++) {
        out[o] = fold(a, block * count * columns + column, columns, count);
      }
    }
  };
}

/** The elements of one output are brought together first. */
function scatteredFolds(
  op: ReductionOp,
  dtype: DType,
  outputSize: number,
  { count, starts, offsets, isSplit }: Extract<Layout, { kind: 'scattered' }>,
): Walk {
  const gathered = allocate(dtype, count);
  const inOrder = foldFor(op, dtype);
  const inRow = rowFoldFor(op, dtype);
  return (a, out) => {
    for (let o = 0; o < outputSize; o++) {
      const start = starts[o]!;
      for (let r = 0; r < count; r++) gathered[r] = a[start + offsets[r]!]!;
      out[o] = isSplit ? inOrder(gathered, 0, 1, count) : inRow(gathered, 0, count);
    }
  };
}
