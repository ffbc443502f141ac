/**
 * @file Runs elementwise operations over strided, broadcast arrays, and reports floating-point
 * events.
 */
import type { BinaryOperation } from './binaryOperations';
import {
  isWide, load, loadBig, rounderOf, roundTo, store, storeBig,
} from './elementAccess';
import {
  broadcastStrides, DType, FpEvent, ITEM_BYTES, type HeapViews, type Strided,
} from './heapViews';
import { collapse, forEachRun, innerStep } from './stridedLoops';
import type { UnaryOperation } from './unaryOperations';

/** Elements per pass: three buffers of doubles that stay in the first-level cache. */
export const CHUNK = 1024;

const left = new Float64Array(CHUNK);
const right = new Float64Array(CHUNK);
const result = new Float64Array(CHUNK);

/** Integers up to 32 bits multiply modulo 2^32; a double would lose the low bits. */
function multiplyInt32(a: Float64Array, b: Float64Array, o: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) o[i] = Math.imul(a[i]!, b[i]!);
}

/**
 * out = operation(a, b), computed in element kind `loop`.
 * @returns the floating-point events seen (`FpEvent` bits).
 */
export function runBinary(
  views: HeapViews, name: string, operation: BinaryOperation, a: Strided, b: Strided,
  out: Strided, loop: number,
): number {
  const nest = collapse(out.shape, [
    broadcastStrides(a, out.shape), broadcastStrides(b, out.shape), out.strides,
  ]);
  const [stepA, stepB, stepOut] = [innerStep(nest, 0), innerStep(nest, 1), innerStep(nest, 2)];
  const isFloat = loop >= DType.float16;
  const narrower = narrowerFloat(loop, out.dtype);
  const wide = isWide(loop);
  const small32 = loop === DType.int32 || loop === DType.uint32;
  const compute = isFloat
    ? operation.float
    : small32 && name === 'multiply' ? multiplyInt32 : operation.integer ?? operation.float;
  const isNarrowPower = !isFloat && !wide && name === 'power';
  let events = 0;
  forEachRun(nest, CHUNK, (offsets, n) => {
    const [atA, atB, atOut] =
      [a.address + offsets[0]!, b.address + offsets[1]!, out.address + offsets[2]!];
    let exact = load(views, a.dtype, atA, stepA, n, left);
    exact = load(views, b.dtype, atB, stepB, n, right) && exact;
    if (isFloat) {
      if (a.dtype !== loop) roundTo(loop, left, n);
      if (b.dtype !== loop) roundTo(loop, right, n);
      compute(left, right, result, n);
      roundTo(narrower, result, n);
      events |= eventsOfBinary(name, n);
    } else {
      if (exact || !wide) compute(left, right, result, n);
      if ((wide && !(exact && isExact(result, n))) || (isNarrowPower && !isExact(result, n))) {
        const x = loadBig(views, a.dtype, atA, stepA, n);
        const y = loadBig(views, b.dtype, atB, stepB, n);
        storeBig(views, out.dtype, atOut, stepOut,
          x.map((value, i) => operation.big!(value, y[i]!)));
        return;
      }
      if (operation.integer !== undefined && name !== 'power') events |= zeroDivisors(n);
    }
    events |= store(views, out.dtype, atOut, stepOut, n, result);
  });
  return events;
}

/** out = operation(a), computed in element kind `loop`. Returns `FpEvent` bits. */
export function runUnary(
  views: HeapViews, name: string, operation: UnaryOperation, a: Strided, out: Strided,
  loop: number,
): number {
  const nest = collapse(out.shape, [broadcastStrides(a, out.shape), out.strides]);
  const [stepA, stepOut] = [innerStep(nest, 0), innerStep(nest, 1)];
  const isFloat = loop >= DType.float16;
  const narrower = narrowerFloat(loop, out.dtype);
  let events = 0;
  forEachRun(nest, CHUNK, (offsets, n) => {
    const [atA, atOut] = [a.address + offsets[0]!, out.address + offsets[1]!];
    const exact = load(views, a.dtype, atA, stepA, n, left);
    if (isFloat) {
      if (a.dtype !== loop) roundTo(loop, left, n);
      operation.float(left, result, n);
      roundTo(narrower, result, n);
      if (out.dtype >= DType.float16) events |= eventsOfUnary(name, n);
    } else {
      operation.float(left, result, n);
      if (operation.big !== undefined && (!exact || !isExact(result, n))) {
        storeBig(views, out.dtype, atOut, stepOut,
          loadBig(views, a.dtype, atA, stepA, n).map(operation.big));
        return;
      }
    }
    store(views, out.dtype, atOut, stepOut, n, result);
  });
  return events;
}

/** The precision of a float result: that of `out` where it is a narrower float. */
function narrowerFloat(loop: number, out: number): number {
  return out >= DType.float16 && out < loop ? out : loop;
}

function isExact(values: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) if (!(Math.abs(values[i]!) <= Number.MAX_SAFE_INTEGER)) return false;
  return true;
}

function zeroDivisors(n: number): number {
  for (let i = 0; i < n; i++) if (right[i] === 0) return FpEvent.divide;
  return 0;
}

/** One multiplication per element finds a run without non-finite results, the common case. */
function isAllFinite(n: number): boolean {
  let probe = 0;
  for (let i = 0; i < n; i++) probe += result[i]! * 0;
  return probe === 0;
}

const QUIET_BINARY = new Set(['maximum', 'minimum', 'fmax', 'fmin', 'copysign', 'heaviside']);

function eventsOfBinary(name: string, n: number): number {
  if (isAllFinite(n) || QUIET_BINARY.has(name)) return 0;
  const divides = name === 'true_divide' || name === 'floor_divide' || name === 'power';
  let events = 0;
  for (let i = 0; i < n; i++) {
    const [x, y, value] = [left[i]!, right[i]!, result[i]!];
    if (Number.isFinite(value)) continue;
    if (value !== value) {
      if (x === x && y === y) events |= FpEvent.invalid;
    } else if (Number.isFinite(x) && Number.isFinite(y)) {
      const pole = divides && (name === 'power' ? x === 0 : y === 0);
      events |= pole ? FpEvent.divide : FpEvent.overflow;
    }
  }
  return events;
}

const POLES = new Set(['log', 'log2', 'log10', 'log1p', 'reciprocal', 'arctanh']);

function eventsOfUnary(name: string, n: number): number {
  if (isAllFinite(n)) return 0;
  let events = 0;
  for (let i = 0; i < n; i++) {
    const [x, value] = [left[i]!, result[i]!];
    if (value !== value) {
      if (x === x) events |= FpEvent.invalid;
    } else if (!Number.isFinite(value) && Number.isFinite(x)) {
      events |= POLES.has(name) ? FpEvent.divide : FpEvent.overflow;
    }
  }
  return events;
}

/** out = condition ? a : b, element by element; a and b already have out's element kind. */
export function runSelect(
  views: HeapViews, condition: Strided, a: Strided, b: Strided, out: Strided,
): void {
  const nest = collapse(out.shape, [
    broadcastStrides(condition, out.shape), broadcastStrides(a, out.shape),
    broadcastStrides(b, out.shape), out.strides,
  ]);
  const steps = [0, 1, 2, 3].map((k) => innerStep(nest, k));
  const big = isWide(out.dtype);
  forEachRun(nest, CHUNK, (offsets, n) => {
    const at = [condition, a, b, out].map((array, k) => array.address + offsets[k]!);
    load(views, condition.dtype, at[0]!, steps[0]!, n, result);
    if (big) {
      const x = loadBig(views, a.dtype, at[1]!, steps[1]!, n);
      const y = loadBig(views, b.dtype, at[2]!, steps[2]!, n);
      storeBig(views, out.dtype, at[3]!, steps[3]!,
        x.map((value, i) => (result[i] !== 0 ? value : y[i]!)));
      return;
    }
    load(views, a.dtype, at[1]!, steps[1]!, n, left);
    load(views, b.dtype, at[2]!, steps[2]!, n, right);
    for (let i = 0; i < n; i++) if (result[i] === 0) left[i] = right[i]!;
    store(views, out.dtype, at[3]!, steps[3]!, n, left);
  });
}

/**
 * Copies with conversion and broadcasting. Returns `FpEvent.invalid` for a cast without
 * counterpart.
 */
export function runCopy(views: HeapViews, from: Strided, to: Strided): number {
  const nest = collapse(to.shape, [broadcastStrides(from, to.shape), to.strides]);
  const [stepFrom, stepTo] = [innerStep(nest, 0), innerStep(nest, 1)];
  const bytes = ITEM_BYTES[to.dtype]!;
  const packed = from.dtype === to.dtype && stepFrom === bytes && stepTo === bytes;
  const exactInts = isWide(from.dtype) && to.dtype < DType.float16;
  const round = rounderOf(to.dtype);
  const overflows = (to.dtype === DType.float32 || to.dtype === DType.float16) && from.dtype !== DType.bfloat16;
  let events = 0;
  forEachRun(nest, packed ? Infinity : CHUNK, (offsets, n) => {
    const [atFrom, atTo] = [from.address + offsets[0]!, to.address + offsets[1]!];
    if (packed) {
      views.u8.copyWithin(atTo, atFrom, atFrom + n * bytes);
      return;
    }
    const exact = load(views, from.dtype, atFrom, stepFrom, n, left);
    if (exactInts && !exact) {
      const values = loadBig(views, from.dtype, atFrom, stepFrom, n);
      storeBig(views, to.dtype, atTo, stepTo,
        to.dtype === DType.bool ? values.map((value) => (value === 0n ? 0n : 1n)) : values);
      return;
    }
    if (overflows && from.dtype > to.dtype) {
      for (let i = 0; i < n; i++) {
        if (Number.isFinite(left[i]!) && !Number.isFinite(round(left[i]!))) {
          events |= FpEvent.overflow;
        }
      }
    }
    events |= store(views, to.dtype, atTo, stepTo, n, left);
  });
  return events;
}
