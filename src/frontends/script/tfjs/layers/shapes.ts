/** @file Shapes in which a dimension may be open, and arguments of layers as tfjs-layers checks them. */
import type { Tensor } from '../tensor';

/** null: known when the layer is called. */
export type Dim = number | null;
export type Shape = readonly Dim[];
export type Shapes = Shape | readonly Shape[];

export function isShapes(shapes: Shapes): shapes is readonly Shape[] {
  return Array.isArray(shapes[0]);
}

export function oneShape(shapes: Shapes): Shape {
  if (!isShapes(shapes)) return shapes;
  if (shapes.length !== 1) throw new Error(`Expected exactly 1 Shape; got ${shapes.length}`);
  return shapes[0]!;
}

export function shapeList(shapes: Shapes): readonly Shape[] {
  if (shapes.length === 0) return [];
  return isShapes(shapes) ? shapes : [shapes];
}

export function oneTensor(inputs: Tensor | readonly Tensor[]): Tensor {
  if (!isTensorList(inputs)) return inputs;
  if (inputs.length !== 1) throw new Error(`Expected Tensor length to be 1; got ${inputs.length}`);
  return inputs[0]!;
}

export function isTensorList<T>(inputs: T | readonly T[]): inputs is readonly T[] {
  return Array.isArray(inputs);
}

export function toList<T>(value: T | readonly T[]): readonly T[] {
  return isTensorList(value) ? value : [value];
}

/** The only one, or all of them. */
export function oneOrList<T>(list: readonly T[]): T | readonly T[] {
  return list.length === 1 ? list[0]! : list;
}

/** The product of dims that are known. */
export function sizeOfDims(shape: Shape, from = 0, to = shape.length): number {
  return shape.slice(from, to).reduce<number>((size, dim) => size * (dim ?? 0), 1);
}

function friendly(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(friendly).join(',')}]`;
  return typeof value === 'string' ? `"${value}"` : `${value as number}`;
}

export function checkPositiveInteger(value: unknown, name: string): void {
  if (Array.isArray(value)) {
    if (value.length === 0) throw new Error(`${name} is unexpectedly an empty array.`);
    value.forEach((one, i) => checkPositiveInteger(one, `element ${i + 1} of ${name}`));
    return;
  }
  if (!Number.isInteger(value) || (value as number) <= 0) {
    throw new Error(`Expected ${name} to be a positive integer, but got ${friendly(value)}.`);
  }
}

/** One of `values`, or not given. */
export function checkOneOf(values: readonly string[], label: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (!values.includes(value as string)) {
    throw new Error(`${String(value)} is not a valid ${label}.  Valid values are ${values.join()} or null/undefined.`);
  }
}

export type DataFormat = 'channelsFirst' | 'channelsLast';
export type Padding = 'valid' | 'same' | 'causal';

export function checkDataFormat(value: unknown): void {
  checkOneOf(['channelsFirst', 'channelsLast'], 'DataFormat', value);
}

export function checkPadding(value: unknown): void {
  checkOneOf(['valid', 'same', 'causal'], 'PaddingMode', value);
}

/** One number for each of `count` axes. */
export function perAxis(value: number | readonly number[], count: number, name: string): number[] {
  if (typeof value === 'number') return new Array<number>(count).fill(value);
  const words = `The ${name} argument must be an integer or tuple of ${count}`;
  if (value.length !== count) throw new Error(`${words} integers. Received: ${value.length} elements.`);
  for (const one of value) {
    if (!Number.isInteger(one)) throw new Error(`${words} integers. Received: ${JSON.stringify(value)} including a non-integer number ${one}`);
  }
  return [...value];
}

export function convolvedLength(length: Dim, filter: number, padding: Padding, stride: number, dilation = 1): Dim {
  if (length === null) return null;
  const whole = padding === 'same' ? length : length - (filter + (filter - 1) * (dilation - 1)) + 1;
  return Math.floor((whole + stride - 1) / stride);
}
