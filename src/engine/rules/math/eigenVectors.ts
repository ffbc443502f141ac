/**
 * @file The functions of `eigenFloat32` and `eigenRoots`, and Adam's update, four elements at a time: the same
 * operations in the same order, so the same bits.
 */
import type { Data } from '../../dtypes';
import { f32x4, get, i32x4, set, v128, type Bytes } from '../../wasm/code';
import { vectorLoops, type RunLoop, type VectorLoop, type VectorParts } from '../../wasm/vectorLoops';
import { RSQRT_TABLE } from './rsqrtTable';

const { add, subtract, multiply, divide, min, max } = f32x4;

const SIGN = 1 << 31;
const SMALLEST_NORMAL = 1.1754943508222875e-38;
const HUGE_FOR_SINE = 25966;
const HUGE_FOR_COSINE = 18838;

/** Statements one after the other; `keep` gives a value a local of its own. */
export class Steps {
  readonly bytes: number[] = [];

  constructor(readonly parts: VectorParts) {}

  keep(value: Bytes): Bytes {
    const local = this.parts.local();
    this.bytes.push(...set(local, value));
    return get(local);
  }

  do(statement: Bytes): void {
    this.bytes.push(...statement);
  }

  /** (…(c₀·x + c₁)·x + …) of constants, each operation rounded. */
  polynomial(x: Bytes, ...coefficients: readonly number[]): Bytes {
    const { constant } = this.parts;
    return coefficients.slice(1).reduce<Bytes>(
      (sum, coefficient) => add(multiply(sum, x), constant(coefficient)), constant(coefficients[0]!),
    );
  }
}

/** f of four elements in a local. */
export type VectorFunction = (x: Bytes, steps: Steps) => Bytes;

function unary(result: VectorFunction): VectorLoop {
  return {
    inputs: 1,
    outputs: 1,
    body: (parts) => {
      const steps = new Steps(parts);
      const x = steps.keep(parts.input(0));
      steps.do(parts.output(0, result(x, steps)));
      return steps.bytes;
    },
  };
}

/** 2ᵐ of a whole number m from its exponent bits: 0 for −127, ∞ for 128. */
const powerOfTwo = (m: Bytes, { bits }: VectorParts): Bytes => i32x4.shiftLeft(i32x4.add(i32x4.fromFloats(m), bits(127)), 23);

const exp: VectorFunction = (x, steps) => {
  const { constant } = steps.parts;
  const clamped = steps.keep(max(min(x, constant(88.3762626647950)), constant(-88.3762626647949)));
  const m = steps.keep(f32x4.floor(add(multiply(clamped, constant(1.44269504088896341)), constant(0.5))));
  const most = subtract(clamped, multiply(m, constant(0.693359375)));
  const r = steps.keep(subtract(most, multiply(m, constant(-2.12194440e-4))));
  const y = steps.polynomial(
    r, 1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
  );
  const near = add(add(multiply(y, multiply(r, r)), r), constant(1));
  return multiply(near, powerOfTwo(m, steps.parts));
};

/** x − quarter·π/2 for |x|, with the number of quarter turns as float and as integer. */
function turned(size: Bytes, steps: Steps): { readonly r: Bytes; readonly turns: Bytes } {
  const { constant } = steps.parts;
  const quarter = steps.keep(
    subtract(add(multiply(size, constant(0.636619746685028076171875)), constant(12582912)), constant(12582912)),
  );
  const r = [
    -1.5703125, -0.000483989715576171875, 1.62865035235881805419921875e-7,
    5.5644315544167710640977020375430583953857421875e-11,
  ].reduce<Bytes>((rest, part) => add(multiply(quarter, constant(part)), rest), size);
  return { r: steps.keep(r), turns: steps.keep(i32x4.fromFloats(quarter)) };
}

function cosineOf(r: Bytes, r2: Bytes, { parts: { constant } }: Steps): Bytes {
  const y = [-0.00138865201734006404876708984375, 0.041666619479656219482421875, -0.5, 1];
  return y.reduce<Bytes>(
    (sum, coefficient) => add(multiply(sum, r2), constant(coefficient)), constant(2.4372266125283204019069671630859375e-5),
  );
}

function sineOf(r: Bytes, r2: Bytes, steps: Steps): Bytes {
  const y = steps.polynomial(r2, -0.00019592341140837029, 0.0083326873655616852, -0.16666662039822983);
  return add(multiply(multiply(y, r2), r), r);
}

/** Ones in the lanes whose integer is odd. */
const odd = (integers: Bytes): Bytes => i32x4.shiftRight(i32x4.shiftLeft(integers, 31), 31);

/** The sign bit where bit 1 of the integer is set. */
const signOfPair = (integers: Bytes): Bytes => i32x4.shiftLeft(i32x4.shiftRightUnsigned(integers, 1), 31);

const sin: VectorFunction = (x, steps) => {
  const { constant, bits, refuse } = steps.parts;
  const size = steps.keep(f32x4.absolute(x));
  steps.do(refuse(v128.not(f32x4.less(size, constant(HUGE_FOR_SINE)))));
  const { r, turns } = turned(size, steps);
  const r2 = steps.keep(multiply(r, r));
  const value = v128.select(cosineOf(r, r2, steps), sineOf(r, r2, steps), odd(turns));
  return v128.xor(value, v128.xor(signOfPair(turns), v128.and(x, bits(SIGN))));
};

const cos: VectorFunction = (x, steps) => {
  const { constant, bits, refuse } = steps.parts;
  const size = steps.keep(f32x4.absolute(x));
  steps.do(refuse(v128.not(f32x4.less(size, constant(HUGE_FOR_COSINE)))));
  const { r, turns } = turned(size, steps);
  const r2 = steps.keep(multiply(r, r));
  const value = v128.select(sineOf(r, r2, steps), cosineOf(r, r2, steps), odd(turns));
  return v128.xor(value, signOfPair(i32x4.add(turns, bits(1))));
};

const tanh: VectorFunction = (input, steps) => {
  const { constant } = steps.parts;
  const x = steps.keep(max(min(input, constant(9)), constant(-9)));
  const x2 = steps.keep(multiply(x, x));
  const p = steps.polynomial(
    x2, -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-8, 1.48572235717979e-5,
    6.37261928875436e-4, 4.89352455891786e-3,
  );
  const q = steps.polynomial(x2, 1.19825839466702e-6, 1.18534705686654e-4, 2.26843463243900e-3, 4.89352518554385e-3);
  return divide(multiply(x, p), q);
};

const sigmoid: VectorFunction = (input, steps) => {
  const { constant } = steps.parts;
  const x = steps.keep(max(min(input, constant(18)), constant(-18)));
  const x2 = steps.keep(multiply(x, x));
  const p = steps.polynomial(
    x2, 4.37031012579801e-11, 1.15627324459942e-7, 6.08574864600143e-5, 8.51377133304701e-3, 2.48287947061529e-1,
  );
  const q = steps.polynomial(
    x2, 6.10247389755681e-13, 5.76102136993427e-9, 6.29106785017040e-6, 1.70198817374094e-3, 1.16817656904453e-1,
    9.93151921023180e-1,
  );
  return max(min(add(divide(multiply(x, p), q), constant(0.5)), constant(1)), constant(0));
};

/** What RSQRTPS answers for normal positive x: an entry of the table, scaled. */
function reciprocalRoot(x: Bytes, steps: Steps): Bytes {
  const { bits, table } = steps.parts;
  // Twelve bits of the fraction under the last one of the exponent, times four: the entry's place.
  const place = steps.keep(v128.xor(v128.and(i32x4.shiftRightUnsigned(x, 9), bits(0x7ffc)), bits(0x4000)));
  const entry = [0, 1, 2, 3].reduce<Bytes>(
    (into, lane) => v128.loadLane32(i32x4.lane(place, lane), into, lane, table), v128.zero,
  );
  const q = i32x4.shiftRight(i32x4.subtract(i32x4.shiftRightUnsigned(x, 23), bits(127)), 1);
  return multiply(entry, i32x4.shiftLeft(i32x4.subtract(bits(127), q), 23));
}

/** √x of x ≥ 0: 0 for denormal numbers; other lanes are refused. */
function rootOf(x: Bytes, steps: Steps): Bytes {
  const { constant, refuse } = steps.parts;
  steps.do(refuse(v128.not(v128.and(f32x4.atLeast(x, constant(0)), f32x4.less(x, constant(Infinity))))));
  const y = steps.keep(reciprocalRoot(x, steps));
  const better = multiply(y, subtract(constant(1.5), multiply(multiply(x, constant(0.5)), multiply(y, y))));
  return v128.andNot(multiply(x, better), f32x4.less(x, constant(SMALLEST_NORMAL)));
}

/** 1 − β₁, 1 − β₂, ε and lr_t, each in every lane. */
export interface AdamScalars {
  readonly rest1: Bytes;
  readonly rest2: Bytes;
  readonly epsilon: Bytes;
  readonly rate: Bytes;
}

/** w′, m′ and v′; `rootOfV` says how roots are taken. */
export function adamUpdate(
  w: Bytes, m: Bytes, v: Bytes, g: Bytes, { rest1, rest2, epsilon, rate }: AdamScalars, rootOfV: VectorFunction, steps: Steps,
): readonly [Bytes, Bytes, Bytes] {
  const newM = steps.keep(add(m, multiply(subtract(g, m), rest1)));
  const newV = steps.keep(add(v, multiply(subtract(multiply(g, g), v), rest2)));
  const bottom = steps.keep(add(rootOfV(newV, steps), epsilon));
  return [subtract(w, divide(multiply(newM, rate), bottom)), newM, newV];
}

/** Inputs w, m, v, g; outputs w′, m′, v′; scalars as `AdamScalars` has them. */
export const adamLoop: VectorLoop = {
  inputs: 4,
  outputs: 3,
  scalars: 4,
  body: (parts) => {
    const { input, output, scalar } = parts;
    const steps = new Steps(parts);
    const [w, m, v, g] = [0, 1, 2, 3].map((index) => steps.keep(input(index))) as [Bytes, Bytes, Bytes, Bytes];
    const [rest1, rest2, epsilon, rate] = [0, 1, 2, 3].map(scalar) as [Bytes, Bytes, Bytes, Bytes];
    const results = adamUpdate(w, m, v, g, { rest1, rest2, epsilon, rate }, rootOf, steps);
    results.forEach((result, index) => steps.do(output(index, result)));
    return steps.bytes;
  },
};

export const VECTOR_FUNCTIONS = { exp, sin, cos, tanh, sigmoid, root: rootOf };

const LOOPS = {
  exp: unary(exp), sin: unary(sin), cos: unary(cos), tanh: unary(tanh), sigmoid: unary(sigmoid), root: unary(rootOf), adam: adamLoop,
};

type Loops = { readonly [L in keyof typeof LOOPS]: RunLoop };

let made: Loops | null | undefined;

/** Made once; null where this JavaScript engine has no WebAssembly with vectors. */
export function eigenVectors(): Loops | null {
  if (made === undefined) made = vectorLoops(LOOPS, RSQRT_TABLE);
  return made;
}

/** Fewer elements than this are not worth the copies. */
export const FEW = 24;

/** `out[k] = f(a[k])` for from ≤ k < to. */
export type Part = (out: Data, a: Data, from: number, to: number) => void;

/** f of the first `count` elements, a multiple of eight; `plain` is the same f, element by element. */
export function byVectors(name: Exclude<keyof Loops, 'adam'>, plain: Part, out: Data, a: Data, count: number): void {
  const run = count >= FEW ? eigenVectors()?.[name] : undefined;
  if (run === undefined) plain(out, a, 0, count);
  else run([a], [out], 0, count, NO_SCALARS, (from, to) => plain(out, a, from, to));
}

const NO_SCALARS: readonly number[] = [];
