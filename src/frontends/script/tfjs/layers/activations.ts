/** @file Activations by the names of tfjs-layers. */
import {
  abs, add, div, elu, erf, minimum, mul, pow, relu, selu, sigmoid, softplus, sqrt, tanh,
} from '../ops/elementwise';
import { logSoftmax, softmax } from '../ops/reductions';
import { number } from '../tensor';
import type { Tensor } from '../tensor';
import { tidy } from '../tensor';
import { coreOp } from './coreOps';
import type { Kind } from './named';
import { resolved } from './named';

export type Activation = (x: Tensor) => Tensor;

const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  elu, selu, relu, sigmoid, softplus, tanh,
  relu6: (x) => tidy(() => minimum(6, relu(x))),
  linear: (x) => x,
  hardSigmoid: (x) => tidy(() => coreOp('clipByValue')(add(0.5, mul(0.2, x)), 0, 1)),
  softsign: (x) => tidy(() => div(x, add(abs(x), 1))),
  softmax: (x) => softmax(x),
  logSoftmax: (x) => logSoftmax(x),
  gelu: (x) => tidy(() => mul(x, mul(0.5, add(1, erf(div(x, Math.sqrt(2))))))),
  gelu_new: (x) => tidy(() => mul(0.5, mul(x, add(1, tanh(mul(sqrt(div(2, Math.PI)), add(x, mul(0.044715, pow(x, number(3)))))))))),
  mish: (x) => tidy(() => mul(x, tanh(softplus(x)))),
  swish: (x) => tidy(() => mul(sigmoid(mul(x, 1)), x)),
};

const KIND: Kind<Activation> = {
  word: 'activation',
  aliases: {},
  make: Object.fromEntries(Object.entries(ACTIVATIONS).map(([name, activation]) => [name, () => activation])),
  is: (value): value is Activation => typeof value === 'function',
};

export function activationOf(given: unknown): Activation {
  // An object that has `apply` is one of a program's own.
  if (typeof given === 'object' && given !== null && typeof (given as { apply?: unknown }).apply === 'function') {
    return (x) => (given as { apply: Activation }).apply(x);
  }
  return resolved(KIND, given ?? 'linear');
}
