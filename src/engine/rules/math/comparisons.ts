/** @file Rules of comparisons and of logic; their results are bool, so no gradient passes. */
import type { DType } from '../../dtypes';
import { none } from '../../rule';
import type { Rule, RuleTable } from '../../rule';
import { sizeOf } from '../../shape';
import type { BinaryLoop, Loops, UnaryLoop } from './elementwise';
import {
  binaryKernel, binaryRule, broadcastConcrete, broadcastStatic, unaryRule,
} from './elementwise';
import type { NoAttributes } from './operands';
import { ALLOWED, checkExpected } from './operands';

type Comparisons = 'Equal' | 'NotEqual' | 'Less' | 'LessEqual' | 'Greater' | 'GreaterEqual';
type Logic = 'LogicalAnd' | 'LogicalOr' | 'LogicalNot';
type Tests = 'IsNan' | 'IsInf' | 'IsFinite';

const equal: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = a[i]! === b[j]! ? 1 : 0;
};

const notEqual: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = a[i]! !== b[j]! ? 1 : 0;
};

const less: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = a[i]! < b[j]! ? 1 : 0;
};

const lessEqual: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = a[i]! <= b[j]! ? 1 : 0;
};

const greater: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = a[i]! > b[j]! ? 1 : 0;
};

const greaterEqual: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = a[i]! >= b[j]! ? 1 : 0;
};

const and: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = a[i]! & b[j]!;
};

const or: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = a[i]! | b[j]!;
};

const isNan: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = a[k]! !== a[k]! ? 1 : 0;
};

const isInf: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.abs(a[k]!) === Infinity ? 1 : 0;
};

const isFinite: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Number.isFinite(a[k]!) ? 1 : 0;
};

function comparison(op: Comparisons, loop: BinaryLoop): Rule<NoAttributes> {
  const isEquality = op === 'Equal' || op === 'NotEqual';
  const numbers: Loops<BinaryLoop> = {
    float32: loop, float64: loop, int32: loop, int64: loop, uint8: loop,
  };
  return binaryRule({
    op,
    allowed: isEquality ? ALLOWED.equality : ALLOWED.comparison,
    // Equal texts have one number, so they are compared as numbers are.
    loops: isEquality ? { ...numbers, bool: loop, string: loop } : numbers,
    result: 'bool',
    derivative: none('a comparison gives true or false, which has no slope'),
  });
}

const logicHasNone = none('logic works on true and false, which have no slope');

/** AND, OR: like any other op of two operands, but of one type only. */
function connective(op: 'LogicalAnd' | 'LogicalOr', loop: BinaryLoop): Rule<NoAttributes> {
  return {
    infer: (inputs) => {
      const x = inputs[0]!;
      const y = inputs[1]!;
      checkExpected(x, 'x', op, 'bool');
      checkExpected(y, 'y', op, 'bool');
      return [{ dtype: 'bool', shape: broadcastStatic(op, x.shape, y.shape) }];
    },
    bind: ([x, y]) => {
      const dims = broadcastConcrete(x!.dims, y!.dims);
      return { outputs: [dims], run: binaryKernel(loop, x!.dims, y!.dims, dims) };
    },
    derivative: logicHasNone,
  };
}

function test(op: Tests, loop: UnaryLoop): Rule<NoAttributes> {
  const result: DType = 'bool';
  return unaryRule({
    op, allowed: ALLOWED.real, loops: { float32: loop, float64: loop }, result,
    derivative: none('a test gives true or false, which has no slope'),
  });
}

export const comparisonRules: RuleTable<Record<Comparisons | Logic | Tests, NoAttributes>> = {
  Equal: comparison('Equal', equal),
  NotEqual: comparison('NotEqual', notEqual),
  Less: comparison('Less', less),
  LessEqual: comparison('LessEqual', lessEqual),
  Greater: comparison('Greater', greater),
  GreaterEqual: comparison('GreaterEqual', greaterEqual),
  LogicalAnd: connective('LogicalAnd', and),
  LogicalOr: connective('LogicalOr', or),
  LogicalNot: {
    infer: ([x]) => {
      checkExpected(x!, 'x', 'LogicalNot', 'bool');
      return [{ dtype: 'bool', shape: x!.shape }];
    },
    bind: ([x]) => {
      const n = sizeOf(x!.dims);
      return {
        outputs: [x!.dims],
        run: ([a], [out]) => {
          for (let k = 0; k < n; k++) out![k] = 1 - a![k]!;
        },
      };
    },
    derivative: logicHasNone,
  },
  IsNan: test('IsNan', isNan),
  IsInf: test('IsInf', isInf),
  IsFinite: test('IsFinite', isFinite),
};
