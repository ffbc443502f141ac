/** @file Instructions and modules of WebAssembly 2.0 in its binary format, as far as the kernels of this folder need them. */

export type Code = readonly number[];

export const I32 = 0x7f;
export const F32 = 0x7d;
export const V128 = 0x7b;

type Type = typeof I32 | typeof F32 | typeof V128;

/** One exported function. Locals count on from the parameters: first those of i32, then the vectors. */
export interface FunctionCode {
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly result: Type | null;
  readonly integers: number;
  readonly vectors: number;
  readonly body: Code;
}

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
/** A number from 0 on. */
export const integer = (number: number): Code => [0x41, ...signed(number)];
export const addIntegers: Code = [0x6a];
export const isLess: Code = [0x49];
export const shiftLeft: Code = [0x74];
export const simd = (op: number): Code => [0xfd, ...unsigned(op)];
/** Alignment 2⁴, and the address that is added. */
export const load = (address = 0): Code => [...simd(0x00), 4, ...unsigned(address)];
export const store = (address = 0): Code => [...simd(0x0b), 4, ...unsigned(address)];
/** Takes floats 0 … 3 of the first operand and 4 … 7 of the second. */
export const shuffle = (...floats: readonly number[]): Code =>
  [...simd(0x0d), ...floats.flatMap((float) => [0, 1, 2, 3].map((byte) => 4 * float + byte))];
/** local = local ∘ operand */
export const gather = (local: number, operand: Code, op: Code): Code => [...get(local), ...operand, ...op, ...set(local)];

/** `place` = 0, 16, 32 … as long as it is below 4·`count`: four floats at a time; once at least. */
export const forEachFour = (place: number, count: number, body: Code): Code => [
  0x03, 0x40,
  ...body,
  ...get(place), ...integer(16), ...addIntegers, ...set(place),
  ...get(place), ...get(count), ...integer(2), ...shiftLeft, ...isLess, 0x0d, 0,
  0x0b,
];

/** A module with a memory of so many pages, `memory`, and these functions. */
export function moduleOf(functions: readonly FunctionCode[], pages: number): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, result }) =>
    [0x60, parameters.length, ...parameters, ...(result === null ? [0] : [1, result])]);
  const exports = functions.map(({ name }, i) => [...text(name), 0, ...unsigned(i)]);
  const codes = functions.map(({ integers, vectors, body }) =>
    sized([2, ...unsigned(integers), I32, ...unsigned(vectors), V128, ...body, 0x0b]));
  return new Uint8Array([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, list(types)),
    ...section(3, list(functions.map((_one, i) => unsigned(i)))),
    ...section(5, [1, 1, ...unsigned(pages), ...unsigned(pages)]),
    ...section(7, list([[...text('memory'), 2, 0], ...exports])),
    ...section(10, list(codes)),
  ]);
}

function section(id: number, content: Code): Code {
  return [id, ...sized(content)];
}

function list(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function sized(content: Code): Code {
  return [...unsigned(content.length), ...content];
}

function text(name: string): Code {
  return sized([...name].map((character) => character.charCodeAt(0)));
}

/** LEB128 */
function unsigned(number: number): Code {
  const low = number & 0x7f;
  return number < 0x80 ? [low] : [low | 0x80, ...unsigned(number >>> 7)];
}

/** LEB128 of a number from 0 on: a set bit 6 in the last byte would be its sign. */
function signed(number: number): Code {
  const low = number & 0x7f;
  return number < 0x40 ? [low] : [low | 0x80, ...signed(number >>> 7)];
}
