/** @file tf.tensor and its like, and tensors of one number. */
import { constant, fromNested, integers, makeVariable, node, number, Tensor, toTensor } from '../tensor';
import { TensorBuffer } from '../tensorBuffer';
import type { TensorLike, Variable } from '../tensor';
import type { DataType } from '../types';
import { assert, inferDtype, inferShape, isList, sizeOf, storeOf } from '../types';

type Shape = readonly number[];

function make(values: unknown, shape: Shape | undefined, inferred: readonly number[], dtype?: DataType): Tensor {
  const type = dtype ?? inferDtype(values);
  if (type === 'string') throw new Error('Tensors of strings are not evaluated by this engine');
  if (values instanceof Tensor) throw new Error('Please pass a nested list of numbers, not a Tensor, to make a tensor of.');
  if (!isList(values) && typeof values !== 'number' && typeof values !== 'boolean') {
    throw new Error('values passed to tensor(values) must be a number/boolean/string or an array of numbers/booleans/strings, or a TypedArray');
  }
  if (shape !== undefined) {
    const provided = sizeOf(shape);
    const size = sizeOf(inferred);
    assert(provided === size, () => `Based on the provided shape, [${shape.join()}], the tensor should have ${provided} values but has ${size}`);
    inferred.forEach((dim, axis) => {
      const isFlat = axis === inferred.length - 1 ? dim !== sizeOf(shape.slice(axis)) : true;
      assert(
        dim === shape[axis] || !isFlat,
        () => `Error creating a new Tensor. Inferred shape (${inferred.join()}) does not match the provided shape (${shape.join()}). `,
      );
    });
  }
  return fromNested(values, shape ?? inferred, type);
}

export function tensor(values: unknown, shape?: Shape, dtype?: DataType): Tensor {
  return make(values, shape, inferShape(values), dtype);
}

export function scalar(value: number | boolean, dtype?: DataType): Tensor {
  if (isList(value)) throw new Error('Error creating a new Scalar: value must be a primitive (number|boolean|string)');
  return make(value, [], [], dtype);
}

function ofRank(rank: number) {
  const name = `tensor${rank}d`;
  return (values: unknown, shape?: Shape, dtype?: DataType): Tensor => {
    if (values === null || values === undefined) throw new Error('The input to the tensor constructor must be a non-null value.');
    if (shape !== undefined && shape.length !== rank) throw new Error(`${name}() requires shape to have ${NAMES[rank]} numbers`);
    const inferred = inferShape(values);
    if (inferred.length !== rank && inferred.length !== 1) throw new Error(`${name}() requires values to be ${nesting(rank)} or flat/TypedArray`);
    if (inferred.length === 1 && shape === undefined && rank > 1) throw new Error(`${name}() requires shape to be provided when \`values\` are a flat array`);
    return make(values, shape, inferred, dtype);
  };
}

const NAMES = ['', 'one', 'two', 'three', 'four', 'five', 'six'];

function nesting(rank: number): string {
  return `number${'[]'.repeat(rank)}`;
}

export const tensor2d = ofRank(2);
export const tensor3d = ofRank(3);
export const tensor4d = ofRank(4);
export const tensor5d = ofRank(5);
export const tensor6d = ofRank(6);

export function tensor1d(values: unknown, dtype?: DataType): Tensor {
  if (values === null || values === undefined) throw new Error('The input to the tensor constructor must be a non-null value.');
  const inferred = inferShape(values);
  if (inferred.length !== 1) throw new Error('tensor1d() requires values to be a flat/TypedArray');
  return make(values, undefined, inferred, dtype);
}

export function variable(initial: Tensor, trainable = true, name?: string, dtype?: DataType): Variable {
  return makeVariable(toTensor(initial, 'initialValue', 'variable'), trainable, name, dtype);
}

export function fill(shape: Shape, value: number, dtype?: DataType): Tensor {
  checkShape(shape);
  const type = dtype ?? (inferDtype(value) as DataType);
  return constant(storeOf(type, sizeOf(shape)).fill(Number(value)), shape, type);
}

export function zeros(shape: Shape, dtype: DataType = 'float32'): Tensor {
  checkShape(shape);
  return constant(storeOf(dtype, sizeOf(shape)), shape, dtype);
}

export function ones(shape: Shape, dtype: DataType = 'float32'): Tensor {
  return fill(shape, 1, dtype);
}

export function zerosLike(x: TensorLike): Tensor {
  return node('ZerosLike', null, [toTensor(x, 'x', 'zerosLike')]);
}

export function onesLike(x: TensorLike): Tensor {
  return node('OnesLike', null, [toTensor(x, 'x', 'onesLike')]);
}

function checkShape(shape: Shape): void {
  assert(Array.isArray(shape), () => `The shape must be a list of numbers, but is ${String(shape)}`);
  for (const dim of shape) {
    assert(Number.isInteger(dim) && dim >= 0, () => `Tensor must have a shape comprised of positive integers but got shape [${shape.join()}].`);
  }
}

export function linspace(start: number, stop: number, num: number): Tensor {
  if (num <= 0) throw new Error('The number of values should be positive.');
  const step = (stop - start) / (num - 1);
  const values = new Float32Array(num);
  values[0] = start;
  for (let i = 1; i < num; i++) values[i] = values[i - 1]! + step;
  return constant(values, [num], 'float32');
}

export function range(start: number, stop: number, step = 1, dtype: DataType = 'float32'): Tensor {
  if (step === 0) throw new Error('Cannot have a step of zero');
  const count = Math.max(Math.ceil((stop - start) / step), 0);
  const sign = stop < start && step === 1 ? -1 : step;
  const size = start === stop ? 0 : sign === -1 && step === 1 ? Math.abs(Math.ceil(stop - start)) : count;
  const values = storeOf(dtype, size);
  if (size > 0) values[0] = start;
  for (let i = 1; i < size; i++) values[i] = values[i - 1]! + sign;
  return constant(values, [size], dtype);
}

export function eye(rows: number, columns = rows, batch?: Shape, dtype: DataType = 'float32'): Tensor {
  const values = storeOf(dtype, rows * columns);
  for (let i = 0; i < Math.min(rows, columns); i++) values[i * columns + i] = 1;
  const matrix = constant(values, [rows, columns], dtype);
  if (batch === undefined) return matrix;
  return node('Tile', null, [node('Reshape', null, [matrix, integers([...batch.map(() => 1), rows, columns])]), integers([...batch, 1, 1])]);
}

export function buffer(shape: number[], dtype: DataType = 'float32', values?: Float32Array): TensorBuffer {
  return new TensorBuffer([...shape], dtype, values);
}

export function oneHot(indices: TensorLike, depth: number, onValue = 1, offValue = 0, dtype: DataType = 'int32'): Tensor {
  if (depth < 2) throw new Error(`Error in oneHot: depth must be >=2, but it is ${depth}`);
  const given = toTensor(indices, 'indices', 'oneHot', 'int32');
  return node('OneHot', { axis: -1 }, [given, number(depth, 'int32'), number(onValue, dtype), number(offValue, dtype)]);
}

export function clone(x: TensorLike): Tensor {
  return node('Identity', null, [toTensor(x, 'x', 'clone')]);
}

export function print(x: Tensor, verbose = false): void {
  x.print(verbose);
}
