/** @file The four operations on float32 numbers and the comparison of their bits, four at a time. */
import { F32, f32x4, get, I32, i32, set, v128, type Bytes, type Local } from '../wasm/code';
import { integers, type FunctionCode } from '../wasm/module';
import { forEachFour } from './stretches';

/** f32x4: one rounding per operation, as a float32 store of the float64 result has it. */
const OPS = { add: f32x4.add, subtract: f32x4.subtract, multiply: f32x4.multiply, divide: f32x4.divide } as const;

export type SingleOp = keyof typeof OPS;

/** What an operand is: its address, or one number for all elements. */
const FORMS = ['vv', 'vs', 'sv'] as const;

/** `addVs(out, x, y, count)` … Writes to the end of the last vector. */
export const ELEMENTWISE: readonly FunctionCode[] = (Object.keys(OPS) as SingleOp[]).flatMap((op) =>
  FORMS.map((form) => elementwise(op, form)));

function elementwise(op: SingleOp, form: (typeof FORMS)[number]): FunctionCode {
  const [out, x, y, count] = [0, 1, 2, 3];
  const isSpread = (operand: 0 | 1) => form[operand] === 's';
  return {
    name: `${op}${form === 'vv' ? '' : form === 'vs' ? 'Vs' : 'Sv'}`,
    parameters: [I32, isSpread(0) ? F32 : I32, isSpread(1) ? F32 : I32, I32],
    body: (frame) => {
      const place = frame.integer();
      const spread: Bytes[] = [];
      const four = (operand: 0 | 1, from: Local): Bytes => {
        if (!isSpread(operand)) return v128.load(i32.add(get(from), get(place)));
        const local = frame.vector();
        spread.push(set(local, f32x4.splat(get(from))));
        return get(local);
      };
      const result = OPS[op](four(0, x), four(1, y));
      return [...spread.flat(), ...forEachFour(place, count, v128.store(i32.add(get(out), get(place)), result))];
    },
  };
}

/** `differ(x, y, count)`: 0 when all bits of `count` floats, a multiple of four, are equal. */
export const DIFFER: FunctionCode = {
  name: 'differ',
  parameters: integers(3),
  result: I32,
  body: (frame) => {
    const [x, y, count] = [0, 1, 2];
    const [place, found] = [frame.integer(), frame.vector()];
    const four = (from: Local): Bytes => v128.load(i32.add(get(from), get(place)));
    return [
      ...forEachFour(place, count, set(found, v128.or(get(found), v128.xor(four(x), four(y))))),
      ...v128.anyTrue(get(found)),
    ];
  },
};
