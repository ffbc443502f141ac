/** @file Rules of the bitwise ops on integers, and of Bitcast, which reads the same bytes as another type. */
import { BYTES, bytesOf, elementsOf } from '../../bitPatterns';
import type { DType } from '../../dtypes';
import { checkInt64 } from '../../dtypes';
import { invalidArgument } from '../../errors';
import { none } from '../../rule';
import type { Rule, RuleTable } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText, sizeOf } from '../../shape';
import type { BinaryLoop, Loops, UnaryLoop } from './elementwise';
import { binaryRule, unaryRule } from './elementwise';
import type { NoAttributes } from './operands';
import { shapeError } from './operands';

type Bitwise = 'BitwiseAnd' | 'BitwiseOr' | 'BitwiseXor' | 'LeftShift' | 'RightShift';

const INTEGERS = 'int8, int16, int32, int64, uint8, uint16, uint32, uint64';

/** On 64-bit integers, which a double does not have: by way of BigInt. */
type Exact = (x: bigint, y: bigint) => bigint;
/** On up to 32 bits: the store keeps the type's own. */
type Plain = (x: number, y: number) => number;

const pairs = (f: Plain): BinaryLoop => (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = f(a[i]!, b[j]!);
};

const exactPairs = (f: Exact, isSigned: boolean): BinaryLoop => (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) {
    const result = f(BigInt(a[i]!), BigInt(b[j]!));
    out[k] = checkInt64(Number(isSigned ? BigInt.asIntN(64, result) : BigInt.asUintN(64, result)));
  }
};

const BITS: { readonly [dtype in DType]?: number } = {
  int8: 8, uint8: 8, int16: 16, uint16: 16, int32: 32, uint32: 32,
};

/** A shift by less than 0 is none, by more than the type has bits one by all but one (bitwise_ops). */
const within = (y: number, bits: number): number => (y < 0 ? 0 : y >= bits ? bits - 1 : y);

function loopsOf(plain: (bits: number, dtype: DType) => Plain, exact: Exact): Loops<BinaryLoop> {
  const loops: Partial<Record<DType, BinaryLoop>> = {
    int64: exactPairs(exact, true), uint64: exactPairs(exact, false),
  };
  for (const [dtype, bits] of Object.entries(BITS)) {
    loops[dtype as DType] = pairs(plain(bits, dtype as DType));
  }
  return loops;
}

const noSlope = none('bits have no slope');

function bitwise(op: Bitwise, loops: Loops<BinaryLoop>): Rule<NoAttributes> {
  return binaryRule({ op, allowed: INTEGERS, loops, derivative: noSlope });
}

const clamp = (y: bigint): bigint => (y < 0n ? 0n : y > 63n ? 63n : y);

const invert: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = ~a[k]!;
};

const invertExactly = (isSigned: boolean): UnaryLoop => (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = checkInt64(isSigned ? -1 - a[k]! : 2 ** 64 - 1 - a[k]!);
};

export interface BitcastAttributes {
  readonly type: DType;
}

/** Throws TensorFlow's error when elements of `from` do not make whole elements of `to`. */
function bitcastShape(shape: Shape, from: DType, to: DType, op: string): Shape {
  const [have, want] = [BYTES[from] ?? 0, BYTES[to] ?? 0];
  if (have === 0 || want === 0) {
    throw shapeError(
      op,
      `Cannot bitcast types ${from} to ${to} because one of the type sizes is zero.`,
      [shape],
    );
  }
  if (have === want || shape === null) return shape;
  if (have > want) return [...shape, have / want];
  if (shape.length < 1) {
    throw shapeError(op, `Shape must be at least rank 1 but is rank ${shape.length}`, [shape]);
  }
  const last = shape[shape.length - 1];
  if (last !== null && last !== want / have) {
    throw shapeError(op, `Cannot bitcast due to shape. ${last} does not match ${want / have}`, [shape]);
  }
  return shape.slice(0, -1);
}

function bitcastDims(dims: Dims, from: DType, to: DType): Dims {
  const [have, want] = [BYTES[from]!, BYTES[to]!];
  if (have < want && dims[dims.length - 1] !== want / have) {
    throw invalidArgument(
      `Cannot bitcast from ${from} to ${to}: shape ${bracketText(dims)}`,
    );
  }
  return bitcastShape(dims, from, to, 'Bitcast') as Dims;
}

const bitcast: Rule<BitcastAttributes> = {
  infer: ([input], { type }) => [
    { dtype: type, shape: bitcastShape(input!.shape, input!.dtype, type, 'Bitcast') },
  ],
  bind: ([input], { type }) => {
    const { dtype, dims } = input!;
    const out = bitcastDims(dims, dtype, type);
    const size = sizeOf(dims);
    return {
      outputs: [out],
      run: ([data], [target]) => {
        if (size > 0) target!.set(elementsOf(type, bytesOf(dtype, data!)));
      },
    };
  },
  derivative: none('a bitcast reads the bits of a number as another number'),
};

type BitRules = Record<Bitwise | 'Invert', NoAttributes> & { readonly Bitcast: BitcastAttributes };

export const bitRules: RuleTable<BitRules> = {
  BitwiseAnd: bitwise('BitwiseAnd', loopsOf(() => (x, y) => x & y, (x, y) => x & y)),
  BitwiseOr: bitwise('BitwiseOr', loopsOf(() => (x, y) => x | y, (x, y) => x | y)),
  BitwiseXor: bitwise('BitwiseXor', loopsOf(() => (x, y) => x ^ y, (x, y) => x ^ y)),
  LeftShift: bitwise(
    'LeftShift', loopsOf((bits) => (x, y) => x << within(y, bits), (x, y) => x << clamp(y)),
  ),
  RightShift: bitwise(
    'RightShift',
    loopsOf(
      (bits, dtype) => (x, y) => (dtype === 'uint32' ? x >>> within(y, bits) : x >> within(y, bits)),
      (x, y) => x >> clamp(y),
    ),
  ),
  Invert: unaryRule({
    op: 'Invert', allowed: INTEGERS,
    loops: {
      int8: invert, int16: invert, int32: invert, uint8: invert, uint16: invert, uint32: invert,
      int64: invertExactly(true), uint64: invertExactly(false),
    },
    derivative: noSlope,
  }),
  Bitcast: bitcast,
};
