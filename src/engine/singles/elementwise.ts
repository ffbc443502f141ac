/** @file The four operations on float32 numbers and the comparison of their bits, four at a time. */
import type { Code, FunctionCode } from './code';
import { F32, forEachFour, get, I32, load, set, simd, store } from './code';

/** f32x4: one rounding per operation, as a float32 store of the float64 result has it. */
const OPS = { add: 0xe4, subtract: 0xe5, multiply: 0xe6, divide: 0xe7 } as const;

export type SingleOp = keyof typeof OPS;

/** What an operand is: its address, or one number for all elements. */
const FORMS = ['vv', 'vs', 'sv'] as const;

/** `addVs(out, x, y, count)` … Writes to the end of the last vector. */
export const ELEMENTWISE: readonly FunctionCode[] = (Object.keys(OPS) as SingleOp[]).flatMap((op) =>
  FORMS.map((form) => elementwise(op, form)));

function elementwise(op: SingleOp, form: (typeof FORMS)[number]): FunctionCode {
  const [OUT, X, Y, COUNT, PLACE, SPREAD_X, SPREAD_Y] = [0, 1, 2, 3, 4, 5, 6];
  const isSpread = (operand: 0 | 1) => form[operand] === 's';
  const spread = (from: number, to: number): Code => [...get(from), ...simd(0x13), ...set(to)];
  const four = (operand: 0 | 1, at: number, spreadAt: number): Code =>
    isSpread(operand) ? get(spreadAt) : [...get(at), ...get(PLACE), 0x6a, ...load()];
  return {
    name: `${op}${form === 'vv' ? '' : form === 'vs' ? 'Vs' : 'Sv'}`,
    parameters: [I32, isSpread(0) ? F32 : I32, isSpread(1) ? F32 : I32, I32],
    result: null,
    integers: 1,
    vectors: 2,
    body: [
      ...(isSpread(0) ? spread(X, SPREAD_X) : []),
      ...(isSpread(1) ? spread(Y, SPREAD_Y) : []),
      ...forEachFour(PLACE, COUNT, [
        ...get(OUT), ...get(PLACE), 0x6a,
        ...four(0, X, SPREAD_X), ...four(1, Y, SPREAD_Y), ...simd(OPS[op]), ...store(),
      ]),
    ],
  };
}

/** `differ(x, y, count)`: 0 when all bits of `count` floats, a multiple of four, are equal. */
export const DIFFER: FunctionCode = (() => {
  const [X, Y, COUNT, PLACE, FOUND] = [0, 1, 2, 3, 4];
  const four = (at: number): Code => [...get(at), ...get(PLACE), 0x6a, ...load()];
  return {
    name: 'differ',
    parameters: [I32, I32, I32],
    result: I32,
    integers: 1,
    vectors: 1,
    // found |= x ^ y
    body: [
      ...forEachFour(PLACE, COUNT, [...get(FOUND), ...four(X), ...four(Y), ...simd(0x51), ...simd(0x50), ...set(FOUND)]),
      ...get(FOUND), ...simd(0x53),
    ],
  };
})();
