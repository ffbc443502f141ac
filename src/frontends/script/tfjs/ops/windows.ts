/** @file How TensorFlow.js says where a window goes: sizes, strides, dilations and padding of convolutions and pools. */
import type { Tensor } from '../tensor';
import { assert } from '../types';
import { pad as padded, reshape } from './shapes';

export type Tuple = number | readonly number[];
export type Padding = 'valid' | 'same' | number | readonly (readonly [number, number])[];
export type Rounding = 'floor' | 'round' | 'ceil';

/** One number means the same along each of `count` axes. */
export function tuple(value: Tuple, count: number): number[] {
  if (typeof value === 'number') return new Array<number>(count).fill(value);
  return value.length === 1 ? new Array<number>(count).fill(value[0]!) : [...value].slice(0, count);
}

export function eitherIsOne(strides: Tuple, dilations: Tuple, where: string, what = 'strides'): void {
  const isOne = (value: Tuple): boolean => tuple(value, 3).every((one) => one === 1 || one === undefined);
  assert(
    isOne(strides) || isOne(dilations),
    () => `Error in ${where}: Either ${what} or dilations must be 1. Got ${what} ${String(strides)} and dilations '${String(dilations)}'`,
  );
}

export function arePositive(value: Tuple): boolean {
  return (typeof value === 'number' ? [value] : value).every((one) => one > 0);
}

export function checkRounding(op: string, pad: Padding, rounding: Rounding | undefined | null): void {
  if (rounding === undefined || rounding === null) return;
  if (typeof pad === 'string') throw new Error(`Error in ${op}: pad must be an integer when using dimRoundingMode ${rounding} but got pad ${pad}.`);
  for (const one of typeof pad === 'number' ? [pad] : pad.flat()) {
    assert(Number.isInteger(one), () => `Error in ${op}: pad must be an integer when using dimRoundingMode ${rounding} but got pad ${one}.`);
  }
}

/** What is added before and after each of `count` axes; null when it is for the engine to say (`SAME`, `VALID`). */
export function explicitPads(pad: Padding, count: number): readonly (readonly [number, number])[] | null {
  if (pad === 'same' || pad === 'valid' || pad === 0) return null;
  if (typeof pad === 'number') return new Array<readonly [number, number]>(count).fill([pad, pad]);
  if (typeof pad !== 'object') throw new Error(`Unknown padding parameter: ${String(pad)}`);
  return pad.slice(1, 1 + count);
}

/** Numbers of windows are cut off to integers; another way of rounding asks for a window that is not whole. */
export function checkWhole(sizes: readonly number[], windows: readonly number[], strides: readonly number[], rounding?: Rounding | null): void {
  if (rounding === undefined || rounding === null || rounding === 'floor') return;
  sizes.forEach((size, i) => {
    if ((size - windows[i]!) % strides[i]! !== 0) throw new Error(`dimRoundingMode '${rounding}' with a window that does not fit is not evaluated by this engine`);
  });
}

/** A tensor with `pads` before and after the axes between the first and the last. */
export function withPads(x: Tensor, pads: readonly (readonly [number, number])[], value = 0): Tensor {
  return padded(x, [[0, 0], ...pads, [0, 0]], value);
}

/** Runs `f` on a batch; what came without one leaves without one. */
export function batched(x: Tensor, rank: number, f: (batch: Tensor) => Tensor): Tensor {
  if (x.rank !== rank - 1) return f(x);
  const result = f(reshape(x, [1, ...x.shape]));
  return reshape(result, result.shape.slice(1));
}
