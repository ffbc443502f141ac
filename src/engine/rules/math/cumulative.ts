/** @file Rules of Cumsum and Cumprod: running sums and products along one axis. */
import type { Data, DType } from '../../dtypes';
import { checkInt64 } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { Rounding } from '../../roundings';
import { roundingOf } from '../../roundings';
import { none } from '../../rule';
import type { Kernel, Rule, RuleTable } from '../../rule';
import type { Dims } from '../../shape';
import { sizeOf } from '../../shape';
import { integersOf } from '../../value';
import { multiply } from './gradientNodes';
import { ALLOWED, checkAllowed, shapeError } from './operands';

export interface CumulativeAttributes {
  /** Element i holds what came before it, not including itself. */
  readonly exclusive: boolean;
  /** From the last element to the first. */
  readonly reverse: boolean;
}

type Op = 'Cumsum' | 'Cumprod';

/** Runs over `count` elements that are `step` apart, beginning at `start`. */
type Scan = (
  out: Data, a: Data, start: number, step: number, count: number, own: boolean, fit: Rounding,
) => void;

/** The store of `out` rounds every partial sum to the element type, as TensorFlow's scan does. */
const sum: Scan = (out, a, start, step, count, own, fit) => {
  let i = start;
  if (own) {
    for (let k = 0, before = 0; k < count; k++, i += step) {
      before = fit(before + a[i]!);
      out[i] = before;
    }
  } else {
    for (let k = 0, before = 0; k < count; k++, i += step) {
      const term = a[i]!;
      out[i] = before;
      before = fit(before + term);
    }
  }
};

const product: Scan = (out, a, start, step, count, own, fit) => {
  const isInt32 = out instanceof Int32Array;
  for (let k = 0, i = start, before = 1; k < count; k++, i += step) {
    const after = isInt32 ? Math.imul(before, a[i]!) : fit(before * a[i]!);
    out[i] = own ? after : before;
    before = after;
  }
};

/** What a store of `dtype` makes of a partial sum. */
function fitOf(dtype: DType): Rounding {
  if (dtype === 'int32') return (value) => value | 0;
  return dtype === 'uint8' ? (value) => value & 0xff : roundingOf(dtype);
}

function checked(scan: Scan): Scan {
  return (out, a, start, step, count, own, fit) => {
    scan(out, a, start, step, count, own, fit);
    for (let k = 0, i = start; k < count; k++, i += step) checkInt64(out[i]!);
  };
}

function kernel(
  op: Op, dtype: DType, dims: Dims, axis: number, { exclusive, reverse }: CumulativeAttributes,
): Kernel {
  const plain = op === 'Cumsum' ? sum : product;
  const scan = dtype === 'int64' ? checked(plain) : plain;
  const fit = fitOf(dtype);
  const count = dims[axis]!;
  const inner = sizeOf(dims.slice(axis + 1));
  const outer = sizeOf(dims.slice(0, axis));
  const step = reverse ? -inner : inner;
  const first = reverse ? (count - 1) * inner : 0;
  return (inputs, outputs) => {
    for (let block = 0; block < outer; block++) {
      for (let column = 0; column < inner; column++) {
        const start = block * count * inner + column + first;
        scan(outputs[0]!, inputs[0]!, start, step, count, !exclusive, fit);
      }
    }
  };
}

const axisHasNone = none('the axis of a scan is a whole number');

function cumulative(op: Op): Rule<CumulativeAttributes> {
  return {
    infer: (inputs) => {
      const [x, axis] = [inputs[0]!, inputs[1]!];
      checkAllowed(x, 'x', ALLOWED.numbers);
      checkAllowed(axis, 'axis', ALLOWED.index);
      if (axis.shape !== null && axis.shape.length > 0) {
        throw shapeError(
          op, `Shape must be rank 0 but is rank ${axis.shape.length}`, [x.shape, axis.shape],
        );
      }
      return [{ dtype: x.dtype, shape: x.shape }];
    },
    needs: [1],
    bind: (inputs, attributes, values) => {
      const { dtype, dims } = inputs[0]!;
      const axis = integersOf(values[1]!)[0]!;
      const rank = dims.length;
      if (axis < -rank || axis >= rank) {
        throw invalidArgument(
          `ScanOp: Expected scan axis in the range [${-rank + 0}, ${rank}), but got ${axis}`,
        );
      }
      const at = axis < 0 ? axis + rank : axis;
      return { outputs: [dims], run: kernel(op, dtype, dims, at, attributes) };
    },
    derivative: op === 'Cumsum' ? sumDerivative : productDerivative,
  };
}

type CumulativeDerivative = Extract<
  Rule<CumulativeAttributes>['derivative'],
  (...args: never[]) => unknown
>;

/** Every element is in all later sums: the gradients are summed the other way. */
const sumDerivative: CumulativeDerivative = ({ build, inputs, gradients, attributes }) => {
  const { exclusive, reverse } = attributes;
  const ofX = build.make('Cumsum', [gradients[0]!, inputs[1]!], { exclusive, reverse: !reverse });
  return [ofX, axisHasNone];
};

/** Σ (products·gradients)/x, as TensorFlow has it: NaN where x is 0. */
const productDerivative: CumulativeDerivative = ({ build, inputs, gradients, attributes }) => {
  const { exclusive, reverse } = attributes;
  const [x, axis] = [inputs[0]!, inputs[1]!];
  const products = build.make('Cumprod', [x, axis], { exclusive, reverse });
  const weighted = multiply(build, products, gradients[0]!);
  const sums = build.make('Cumsum', [weighted, axis], { exclusive, reverse: !reverse });
  return [build.make('RealDiv', [sums, x], {}, 'truediv'), axisHasNone];
};

export const cumulativeRules: RuleTable<Record<Op, CumulativeAttributes>> = {
  Cumsum: cumulative('Cumsum'),
  Cumprod: cumulative('Cumprod'),
};
