/**
 * @file The elementwise functions of two arguments, each for floats, small integers and bigint.
 * Every loop runs over buffers of doubles; the caller loads, rounds and stores.
 */
import { floorDivide, logAddExp, remainderPython, type MathLibrary } from './mathLibrary';

/** o[i] = f(a[i], b[i]) for i < n. `o` is neither `a` nor `b`. */
export type Loop2 = (a: Float64Array, b: Float64Array, o: Float64Array, n: number) => void;

/** One operation: how it runs on floats, on integers that fit a double, and on any integers. */
export interface BinaryOperation {
  readonly float: Loop2;
  /** Where integers differ from floats; results may leave the exact range, which is checked. */
  readonly integer?: Loop2;
  /** Exact integers, unwrapped; absent where the operation has no integer form. */
  readonly big?: (x: bigint, y: bigint) => bigint;
}

/** A loop that calls `f`; slower than a loop of its own, fine for the rarer operations. */
function each(f: (x: number, y: number) => number): Loop2 {
  return (a, b, o, n) => { for (let i = 0; i < n; i++) o[i] = f(a[i]!, b[i]!); };
}

const add: Loop2 = (a, b, o, n) => { for (let i = 0; i < n; i++) o[i] = a[i]! + b[i]!; };
const subtract: Loop2 = (a, b, o, n) => { for (let i = 0; i < n; i++) o[i] = a[i]! - b[i]!; };
const multiply: Loop2 = (a, b, o, n) => { for (let i = 0; i < n; i++) o[i] = a[i]! * b[i]!; };
const divide: Loop2 = (a, b, o, n) => { for (let i = 0; i < n; i++) o[i] = a[i]! / b[i]!; };
// A NaN on either side is the result, as in np.maximum.
const maximum: Loop2 = (a, b, o, n) => {
  for (let i = 0; i < n; i++) {
    const x = a[i]!;
    const y = b[i]!;
    o[i] = x >= y || x !== x ? x : y;
  }
};
const minimum: Loop2 = (a, b, o, n) => {
  for (let i = 0; i < n; i++) {
    const x = a[i]!;
    const y = b[i]!;
    o[i] = x <= y || x !== x ? x : y;
  }
};
const equal: Loop2 = (a, b, o, n) => { for (let i = 0; i < n; i++) o[i] = a[i] === b[i] ? 1 : 0; };
const less: Loop2 = (a, b, o, n) => { for (let i = 0; i < n; i++) o[i] = a[i]! < b[i]! ? 1 : 0; };
const greater: Loop2 = (a, b, o, n) => {
  for (let i = 0; i < n; i++) o[i] = a[i]! > b[i]! ? 1 : 0;
};

const truth = (holds: boolean): bigint => (holds ? 1n : 0n);

/** Bitwise operations on doubles go through bigint: an int32 operator would lose the high word. */
function bitwise(big: (x: bigint, y: bigint) => bigint): BinaryOperation {
  return { float: each((x, y) => Number(big(BigInt(x), BigInt(y)))), big };
}

function floorDivideBig(x: bigint, y: bigint): bigint {
  if (y === 0n) return 0n;
  const quotient = x / y;
  return x % y !== 0n && x < 0n !== y < 0n ? quotient - 1n : quotient;
}

function remainderBig(x: bigint, y: bigint): bigint {
  return y === 0n ? 0n : x - floorDivideBig(x, y) * y;
}

function gcdBig(x: bigint, y: bigint): bigint {
  let [a, b] = [x < 0n ? -x : x, y < 0n ? -y : y];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

function lcmBig(x: bigint, y: bigint): bigint {
  const divisor = gcdBig(x, y);
  const product = divisor === 0n ? 0n : (x / divisor) * y;
  return product < 0n ? -product : product;
}

/** Powers whose doubles stay exact use them; the caller redoes the run in bigint otherwise. */
function integerPower(x: number, y: number): number {
  let result = 1;
  let base = x;
  for (let exponent = y; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result *= base;
    if (exponent > 1) base *= base;
  }
  return result;
}

/** Square and multiply modulo 2^64, so that the numbers stay small. */
function powerBig(x: bigint, y: bigint): bigint {
  let result = 1n;
  let base = x;
  for (let exponent = y; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = BigInt.asIntN(64, result * base);
    base = BigInt.asIntN(64, base * base);
  }
  return result;
}

const shiftLimit = (y: bigint): boolean => y < 0n || y >= 64n;

/** The table, by NumPy's names. The order is the code that crosses the border. */
export function binaryOperations(math: MathLibrary): Readonly<Record<string, BinaryOperation>> {
  return {
    add: { float: add, big: (x, y) => x + y },
    subtract: { float: subtract, big: (x, y) => x - y },
    multiply: { float: multiply, big: (x, y) => x * y },
    true_divide: { float: divide },
    floor_divide: {
      float: each(floorDivide),
      integer: each((x, y) => (y === 0 ? 0 : (x - remainderPython(x, y)) / y)),
      big: floorDivideBig,
    },
    remainder: {
      float: each(remainderPython),
      integer: each((x, y) => (y === 0 ? 0 : remainderPython(x, y))),
      big: remainderBig,
    },
    fmod: {
      float: each((x, y) => x % y),
      integer: each((x, y) => (y === 0 ? 0 : x % y)),
      big: (x, y) => (y === 0n ? 0n : x % y),
    },
    power: {
      float: each(math.pow),
      integer: each(integerPower),
      big: powerBig,
    },
    maximum: { float: maximum, big: (x, y) => (x > y ? x : y) },
    minimum: { float: minimum, big: (x, y) => (x < y ? x : y) },
    fmax: {
      float: each((x, y) => (x >= y || y !== y ? x : y)), big: (x, y) => (x > y ? x : y),
    },
    fmin: {
      float: each((x, y) => (x <= y || y !== y ? x : y)), big: (x, y) => (x < y ? x : y),
    },
    arctan2: { float: each(Math.atan2) },
    hypot: { float: each(Math.hypot) },
    copysign: {
      float: each((x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x))),
    },
    logaddexp: { float: each(logAddExp) },
    logaddexp2: {
      float: each((x, y) => logAddExp(x * Math.LN2, y * Math.LN2) / Math.LN2),
    },
    heaviside: { float: each((x, y) => (x === 0 ? y : x < 0 ? 0 : x > 0 ? 1 : x)) },
    ldexp: { float: each((x, y) => x * 2 ** y) },
    equal: { float: equal, big: (x, y) => truth(x === y) },
    not_equal: {
      float: each((x, y) => (x !== y ? 1 : 0)), big: (x, y) => truth(x !== y),
    },
    less: { float: less, big: (x, y) => truth(x < y) },
    less_equal: { float: each((x, y) => (x <= y ? 1 : 0)), big: (x, y) => truth(x <= y) },
    greater: { float: greater, big: (x, y) => truth(x > y) },
    greater_equal: { float: each((x, y) => (x >= y ? 1 : 0)), big: (x, y) => truth(x >= y) },
    logical_and: {
      float: each((x, y) => (x !== 0 && y !== 0 ? 1 : 0)),
      big: (x, y) => truth(x !== 0n && y !== 0n),
    },
    logical_or: {
      float: each((x, y) => (x !== 0 || y !== 0 ? 1 : 0)),
      big: (x, y) => truth(x !== 0n || y !== 0n),
    },
    logical_xor: {
      float: each((x, y) => (x !== 0 !== (y !== 0) ? 1 : 0)),
      big: (x, y) => truth(x !== 0n !== (y !== 0n)),
    },
    bitwise_and: bitwise((x, y) => x & y),
    bitwise_or: bitwise((x, y) => x | y),
    bitwise_xor: bitwise((x, y) => x ^ y),
    left_shift: bitwise((x, y) => (shiftLimit(y) ? 0n : x << y)),
    right_shift: bitwise((x, y) => (shiftLimit(y) ? (x < 0n ? -1n : 0n) : x >> y)),
    gcd: bitwise(gcdBig),
    lcm: bitwise(lcmBig),
  };
}
