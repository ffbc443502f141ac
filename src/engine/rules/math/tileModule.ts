/**
 * @file The innermost loops of `matmulTiles` as WebAssembly with vectors of two doubles: the same
 * operations in the same order on every element, so the same bits in half the time.
 */

/** Multiplies `panels` row panels with one column panel; addresses in bytes, into the same memory. */
type MultiplyPanels = (left: number, right: number, k: number, panels: number, out: number) => void;

export interface TileModule {
  readonly memory: WebAssembly.Memory;
  /** Sums in double. */
  readonly plain: MultiplyPanels;
  /** Every partial sum rounded to float32. */
  readonly fused: MultiplyPanels;
}

/** Bytes of a panel's step: four doubles. */
const STEP = 32;

const I32 = 0x7f;
const V128 = 0x7b;

/** Numbers of the parameters and locals; a tile's sums are eight vectors from SUM on. */
const LEFT = 0, RIGHT = 1, K = 2, PANELS = 3, OUT = 4, END = 5, AT = 6, SUM = 7, B = 15, A = 17;

const unsigned = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];

const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
/** i32.const of a number below 64, or one more byte. */
const constant = (value: number): number[] =>
  value < 64 ? [0x41, value] : [0x41, (value & 127) | 128, value >> 7];
const simd = (code: number): number[] => [0xfd, ...unsigned(code)];
/** An access to memory at a fixed distance from the address on the stack; 8 bytes aligned. */
const access = (code: number, offset: number): number[] => [...simd(code), 3, ...unsigned(offset)];

const LOAD = 0, LOAD_TWICE = 10, STORE = 11, ZERO = 12, DEMOTE = 0x5e, PROMOTE = 0x5f;
const ADD = 0xf0, MULTIPLY = 0xf2;

const add = (local: number, bytes: number): number[] =>
  [...get(local), ...constant(bytes), 0x6a, ...set(local)];

/** The body of one function; `isFused` rounds every partial sum. */
function body(isFused: boolean): number[] {
  const sums = [0, 1, 2, 3, 4, 5, 6, 7];
  const round = isFused ? [...simd(DEMOTE), ...simd(PROMOTE)] : [];
  const step = sums.flatMap((i) => [
    ...(i % 2 === 0 ? [...get(LEFT), ...access(LOAD_TWICE, (i >> 1) * 8), ...set(A)] : []),
    ...get(SUM + i), ...get(A), ...get(B + (i % 2)), ...simd(MULTIPLY), ...simd(ADD), ...round,
    ...set(SUM + i),
  ]);
  const code = [
    2, 2, I32, 11, V128, // locals
    0x03, 0x40, // loop over the row panels
    ...sums.flatMap((i) => [...simd(ZERO), ...new Array<number>(16).fill(0), ...set(SUM + i)]),
    ...get(LEFT), ...get(K), ...constant(STEP), 0x6c, 0x6a, ...set(END),
    ...get(RIGHT), ...set(AT),
    0x03, 0x40, // loop over the steps of k
    ...get(AT), ...access(LOAD, 0), ...set(B), ...get(AT), ...access(LOAD, 16), ...set(B + 1),
    ...step,
    ...add(AT, STEP), ...add(LEFT, STEP),
    ...get(LEFT), ...get(END), 0x49, 0x0d, 0, // again while left < end
    0x0b,
    ...sums.flatMap((i) => [...get(OUT), ...get(SUM + i), ...access(STORE, i * 16)]),
    ...add(OUT, 128),
    ...get(PANELS), ...constant(1), 0x6b, 0x22, PANELS, 0x0d, 0,
    0x0b,
    0x0b,
  ];
  return [...unsigned(code.length), ...code];
}

const section = (id: number, content: readonly number[]): number[] =>
  [id, ...unsigned(content.length), ...content];

const text = (name: string): number[] => [name.length, ...[...name].map((c) => c.charCodeAt(0))];

function bytesOfModule(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    ...section(1, [1, 0x60, 5, I32, I32, I32, I32, I32, 0]),
    ...section(3, [2, 0, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [3, ...text('memory'), 2, 0, ...text('plain'), 0, 0, ...text('fused'), 0, 1]),
    ...section(10, [2, ...body(false), ...body(true)]),
  ]);
}

/** The module; null where the JavaScript engine has no WebAssembly with vectors. */
export function makeTileModule(): TileModule | null {
  if (typeof WebAssembly === 'undefined') return null;
  const bytes = bytesOfModule();
  if (!WebAssembly.validate(bytes)) return null;
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as TileModule;
}
