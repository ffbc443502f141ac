/** @file Cells of recurrent networks and moving averages. */
import { Tensor, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import { assert, sameShape } from '../types';
import { add, div, mul, pow, sigmoid, sub, tanh } from './elementwise';
import { matMul } from './products';
import { concat, slice } from './shapes';

/** Gates in the order i, j, f, o. */
export function basicLSTMCell(
  forgetBias: TensorLike, lstmKernel: TensorLike, lstmBias: TensorLike, data: TensorLike, c: TensorLike, h: TensorLike,
): [Tensor, Tensor] {
  const bias = toTensor(forgetBias, 'forgetBias', 'basicLSTMCell');
  const kernel = toTensor(lstmKernel, 'lstmKernel', 'basicLSTMCell');
  const shift = toTensor(lstmBias, 'lstmBias', 'basicLSTMCell');
  const input = toTensor(data, 'data', 'basicLSTMCell');
  const cell = toTensor(c, 'c', 'basicLSTMCell');
  const output = toTensor(h, 'h', 'basicLSTMCell');
  const gates = add(matMul(concat([input, output], 1), kernel), shift);
  const [batch, columns] = [gates.shape[0]!, gates.shape[1]! / 4];
  const gate = (i: number): Tensor => slice(gates, [0, columns * i], [batch, columns]);
  const newC = add(mul(sigmoid(gate(0)), tanh(gate(1))), mul(cell, sigmoid(add(bias, gate(2)))));
  return [newC, mul(tanh(newC), sigmoid(gate(3)))];
}

type Cell = (data: Tensor, c: Tensor, h: Tensor) => [Tensor, Tensor];

export function multiRNNCell(lstmCells: readonly Cell[], data: TensorLike, c: readonly TensorLike[], h: readonly TensorLike[]): [Tensor[], Tensor[]] {
  let input = toTensor(data, 'data', 'multiRNNCell');
  const newC: Tensor[] = [];
  const newH: Tensor[] = [];
  lstmCells.forEach((cell, i) => {
    const [state, output] = cell(input, toTensor(c[i], `c[${i}]`, 'multiRNNCell'), toTensor(h[i], `h[${i}]`, 'multiRNNCell'));
    newC.push(state);
    newH.push(output);
    input = output;
  });
  return [newC, newH];
}

export function movingAverage(v: TensorLike, x: TensorLike, decay: TensorLike, step?: TensorLike, zeroDebias = true): Tensor {
  const average = toTensor(v, 'v', 'movingAverage');
  const value = toTensor(x, 'x', 'movingAverage');
  const rate = toTensor(decay, 'decay', 'movingAverage');
  assert(average.dtype === value.dtype, () => `The dtypes of the first(${average.dtype}) and second(${value.dtype}) input must match`);
  assert(sameShape(average.shape, value.shape), () => 'Shape mismatch in v and x');
  const update = mul(sub(value, average), sub(1, rate));
  if (!zeroDebias) return add(average, update);
  assert(step !== undefined && step !== null, () => 'When using zeroDebias: true, step is required.');
  return add(average, div(update, sub(1, pow(rate, toTensor(step, 'step', 'movingAverage')))));
}
