/** @file tf.util: what programs use of it. */
import { theDoor } from './runtime';
import { flatten, inferDtype, inferShape, isList, sameShape, sizeOf } from './types';

function shuffleAll(lists: readonly { [index: number]: unknown; readonly length: number }[]): void {
  const [first] = lists;
  for (let rest = first?.length ?? 0; rest > 0;) {
    const at = Math.trunc(Math.random() * rest);
    rest--;
    for (const list of lists) [list[rest], list[at]] = [list[at], list[rest]];
  }
}

function createShuffledIndices(n: number): Uint32Array {
  const indices = Uint32Array.from({ length: n }, (_, i) => i);
  shuffleAll([indices]);
  return indices;
}

function assertShapesMatch(a: readonly number[], b: readonly number[], prefix = ''): void {
  if (!sameShape(a, b)) throw new Error(`${prefix} Shapes ${a.join()} and ${b.join()} must match`);
}

export const util = {
  assert(holds: boolean, words: () => string): void {
    if (!holds) throw new Error(typeof words === 'string' ? words : words());
  },
  assertShapesMatch,
  assertNonNull(value: unknown): void {
    if (value === null || value === undefined) throw new Error('The input to the tensor constructor must be a non-null value.');
  },
  arraysEqual: (a: readonly unknown[] | null, b: readonly unknown[] | null): boolean =>
    a === b || (a !== null && b !== null && a !== undefined && b !== undefined && a.length === b.length && a.every((one, i) => one === b[i])),
  sizeFromShape: (shape: readonly number[]): number => sizeOf(shape),
  flatten: (value: unknown, result: unknown[] = []): unknown[] => flatten(value, result),
  inferDtype,
  inferShape,
  isInt: (value: number): boolean => value % 1 === 0,
  isScalarShape: (shape: readonly number[]): boolean => shape.length === 0,
  isString: (value: unknown): boolean => typeof value === 'string' || value instanceof String,
  isBoolean: (value: unknown): boolean => typeof value === 'boolean',
  isNumber: (value: unknown): boolean => typeof value === 'number',
  isFunction: (value: unknown): boolean => typeof value === 'function',
  isTypedArray: (value: unknown): boolean => isList(value) && !Array.isArray(value),
  clamp: (min: number, x: number, max: number): number => Math.max(min, Math.min(x, max)),
  nearestLargerEven: (value: number): number => (value % 2 === 0 ? value : value + 1),
  nearestDivisor(size: number, start: number): number {
    for (let i = start; i < size; ++i) if (size % i === 0) return i;
    return size;
  },
  sum: (values: readonly number[]): number => values.reduce((total, value) => total + value, 0),
  distSquared(a: readonly number[], b: readonly number[]): number {
    return a.reduce((total, one, i) => total + (Number(one) - Number(b[i])) ** 2, 0);
  },
  randUniform(a: number, b: number): number {
    const r = Math.random();
    return b * r + (1 - r) * a;
  },
  rightPad: (text: string, size: number): string => text.padEnd(size),
  shuffle: (list: unknown[]): void => shuffleAll([list]),
  shuffleCombo(a: unknown[], b: unknown[]): void {
    if (a.length !== b.length) {
      throw new Error(`Array sizes must match to be shuffled together First array length was ${a.length}Second array length was ${b.length}`);
    }
    shuffleAll([a, b]);
  },
  createShuffledIndices,
  now: (): number => theDoor().now(),
};
