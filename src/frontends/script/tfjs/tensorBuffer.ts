/** @file Elements of a tensor by their places: lists of lists, and tf.buffer. */
import type { Tensor } from './tensor';
import { constant } from './tensor';
import type { DataType, Elements } from './types';
import { assert, sizeOf, storeOf } from './types';

export function stridesOf(shape: readonly number[]): number[] {
  const strides: number[] = new Array<number>(Math.max(shape.length - 1, 0));
  let step = 1;
  for (let axis = shape.length - 1; axis > 0; axis--) {
    step *= shape[axis]!;
    strides[axis - 1] = step;
  }
  return strides;
}

export function nested(shape: readonly number[], elements: Elements): unknown {
  if (shape.length === 0) return elements[0];
  let at = 0;
  const build = (axis: number): unknown[] => {
    const list: unknown[] = [];
    for (let i = 0; i < shape[axis]!; i++) list.push(axis === shape.length - 1 ? elements[at++] : build(axis + 1));
    return list;
  };
  return build(0);
}

/** Elements that can be set one by one, and made a tensor. */
export class TensorBuffer {
  readonly size: number;
  readonly strides: number[];
  readonly values: Elements;

  constructor(readonly shape: number[], readonly dtype: DataType, values?: Elements) {
    this.size = sizeOf(shape);
    this.strides = stridesOf(shape);
    if (values !== undefined) {
      assert(values.length === this.size, () => `Length of values '${values.length}' does not match the size inferred by the shape '${this.size}'.`);
    }
    this.values = values ?? storeOf(dtype, this.size);
  }

  get rank(): number {
    return this.shape.length;
  }

  set(value: number, ...position: number[]): void {
    const where = position.length === 0 ? [0] : position;
    assert(where.length === this.rank, () => `The number of provided coordinates (${where.length}) must match the rank (${this.rank})`);
    this.values[this.locToIndex(where)] = value;
  }

  get(...position: number[]): number {
    const where = position.length === 0 ? [0] : position;
    where.forEach((at, axis) => {
      if (at < 0 || at >= this.shape[axis]!) {
        throw new Error(`Requested out of range element at ${where.join()}.   Buffer shape=${this.shape.join()}`);
      }
    });
    return this.values[this.locToIndex(where)]!;
  }

  locToIndex(position: readonly number[]): number {
    if (this.rank === 0) return 0;
    return position.reduce((index, at, axis) => index + at * (this.strides[axis] ?? 1), 0);
  }

  indexToLoc(index: number): number[] {
    if (this.rank === 0) return [];
    let rest = index;
    return this.shape.map((_, axis) => {
      const stride = this.strides[axis] ?? 1;
      const at = Math.floor(rest / stride);
      rest -= at * stride;
      return at;
    });
  }

  toTensor(): Tensor {
    return constant(this.values, this.shape, this.dtype);
  }
}
