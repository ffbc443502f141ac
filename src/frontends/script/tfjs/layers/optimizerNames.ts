/** @file Optimizers by name, with the rates that tfjs-layers gives them. */
import type { Optimizer } from '../optimizer';
import { train } from '../optimizers';
import { EPSILON } from './penalties';

const OPTIMIZERS: Readonly<Record<string, () => Optimizer>> = {
  adagrad: () => train.adagrad(0.01),
  adadelta: () => train.adadelta(1, 0.95, EPSILON),
  adam: () => train.adam(0.001, 0.9, 0.999, EPSILON),
  adamax: () => train.adamax(0.002, 0.9, 0.999, EPSILON, 0),
  rmsprop: () => train.rmsprop(0.001, 0.9, 0, EPSILON),
  sgd: () => train.sgd(0.01),
};

/** They may be written with capitals too. */
const CLASS_NAMES: Readonly<Record<string, string>> = {
  Adagrad: 'adagrad', Adadelta: 'adadelta', Adam: 'adam', Adamax: 'adamax', RMSProp: 'rmsprop', SGD: 'sgd',
};

export function optimizerOf(name: string): Optimizer {
  const key = Object.hasOwn(CLASS_NAMES, name) ? CLASS_NAMES[name]! : name;
  if (!Object.hasOwn(OPTIMIZERS, key)) throw new Error(`Unknown Optimizer ${name}`);
  return OPTIMIZERS[key]!();
}
