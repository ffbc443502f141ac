/** @file Batch and layer normalization. */
import { mul, sub } from '../ops/elementwise';
import { moments } from '../ops/reductions';
import { reshape, tile } from '../ops/shapes';
import type { Tensor } from '../tensor';
import { tidy } from '../tensor';
import { coreOp } from './coreOps';
import { initializerOf } from './initializers';
import type { CallArgs, Inputs, LayerConfig } from './layer';
import { Layer } from './layer';
import { constraintOf, regularizerOf } from './penalties';
import type { Shapes } from './shapes';
import { oneShape, oneTensor } from './shapes';
import type { LayerVariable } from './variable';

interface NormalizationConfig extends LayerConfig {
  readonly epsilon?: number;
  readonly center?: boolean;
  readonly scale?: boolean;
  readonly betaInitializer?: unknown;
  readonly gammaInitializer?: unknown;
  readonly betaRegularizer?: unknown;
  readonly gammaRegularizer?: unknown;
}

export interface BatchNormalizationConfig extends NormalizationConfig {
  readonly axis?: number;
  readonly momentum?: number;
  readonly movingMeanInitializer?: unknown;
  readonly movingVarianceInitializer?: unknown;
  readonly betaConstraint?: unknown;
  readonly gammaConstraint?: unknown;
}

function normalized(x: Tensor, mean: Tensor, variance: Tensor, beta: Tensor | null, gamma: Tensor | null, epsilon: number): Tensor {
  if (x.rank < 2 || x.rank > 4) throw new Error(`batchNormalization is not implemented for array of rank ${x.rank} yet`);
  return coreOp('batchNorm')(x, mean, variance, beta, gamma, epsilon);
}

export class BatchNormalization extends Layer {
  static override readonly className: string = 'BatchNormalization';
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  gamma: LayerVariable | null = null;
  beta: LayerVariable | null = null;
  movingMean: LayerVariable | null = null;
  movingVariance: LayerVariable | null = null;
  readonly #config: BatchNormalizationConfig;

  constructor(config: BatchNormalizationConfig = {}) {
    super(config);
    this.supportsMasking = true;
    this.axis = config.axis ?? -1;
    this.momentum = config.momentum ?? 0.99;
    this.epsilon = config.epsilon ?? 1e-3;
    this.#config = config;
  }

  override build(inputShape: Shapes): void {
    const shape = oneShape(inputShape);
    const axis = this.axis >= 0 ? this.axis : this.axis + shape.length;
    const dim = shape[axis];
    if (dim === null || dim === undefined) {
      throw new Error(`Axis ${axis} of input tensor should have a defined dimension but the layer received an input with shape ${JSON.stringify(shape)}.`);
    }
    this.inputSpec = [{ ndim: shape.length, axes: { [axis]: dim } }];
    const config = this.#config;
    if (config.scale ?? true) {
      this.gamma = this.addWeight(
        'gamma', [dim], null, initializerOf(config.gammaInitializer, 'ones'), regularizerOf(config.gammaRegularizer), true, constraintOf(config.gammaConstraint),
      );
    }
    if (config.center ?? true) {
      this.beta = this.addWeight(
        'beta', [dim], null, initializerOf(config.betaInitializer, 'zeros'), regularizerOf(config.betaRegularizer), true, constraintOf(config.betaConstraint),
      );
    }
    this.movingMean = this.addWeight('moving_mean', [dim], null, initializerOf(config.movingMeanInitializer, 'zeros'), null, false);
    this.movingVariance = this.addWeight('moving_variance', [dim], null, initializerOf(config.movingVarianceInitializer, 'ones'), null, false);
    this.built = true;
  }

  override call(inputs: Inputs, { training }: CallArgs): Inputs {
    return tidy(() => {
      const x = oneTensor(inputs);
      const axis = this.axis >= 0 ? this.axis : this.axis + x.rank;
      const along = (value: Tensor): Tensor => (axis === x.rank - 1 ? value : reshape(value, x.shape.map((dim, i) => (i === axis ? dim : 1))));
      const weight = (variable: LayerVariable | null): Tensor | null => (variable === null ? null : along(variable.read()));
      if (!training) {
        return normalized(x, weight(this.movingMean)!, weight(this.movingVariance)!, weight(this.beta), weight(this.gamma), this.epsilon);
      }
      // tfjs trains it with both of its weights only.
      for (const variable of [this.gamma, this.beta]) if (variable === null) throw new TypeError("Cannot read properties of undefined (reading 'read')");
      const { mean, variance } = moments(x, x.shape.map((_, i) => i).filter((i) => i !== axis));
      const result = normalized(x, along(mean), along(variance), weight(this.beta), weight(this.gamma), this.epsilon);
      this.#moved(this.movingMean!, mean);
      this.#moved(this.movingVariance!, variance);
      return result;
    });
  }

  /** v ← v − (v − value)·(1 − momentum) */
  #moved(variable: LayerVariable, value: Tensor): void {
    const before = variable.read();
    variable.write(sub(before, mul(sub(before, value), 1 - this.momentum)));
  }
}

export interface LayerNormalizationConfig extends NormalizationConfig {
  readonly axis?: number | readonly number[];
}

export class LayerNormalization extends Layer {
  static override readonly className: string = 'LayerNormalization';
  axis: readonly number[];
  readonly epsilon: number;
  gamma: LayerVariable | null = null;
  beta: LayerVariable | null = null;
  readonly #config: LayerNormalizationConfig;

  constructor(config: LayerNormalizationConfig = {}) {
    super(config);
    const axis = config.axis ?? -1;
    if (typeof axis === 'number') {
      if (!Number.isInteger(axis)) throw new Error(`Expected axis to be an integer, but received ${axis}`);
    } else if (!Array.isArray(axis)) {
      throw new Error(`Expected axis to be an integer or an array of integers, but received ${JSON.stringify(axis)}`);
    } else if (!axis.every(Number.isInteger)) {
      throw new Error(`Expected axis to be an array of integers, but received ${JSON.stringify(axis)}`);
    }
    this.axis = typeof axis === 'number' ? [axis] : axis;
    this.epsilon = config.epsilon ?? 1e-3;
    this.supportsMasking = true;
    this.#config = config;
  }

  override build(inputShape: Shapes): void {
    const shape = oneShape(inputShape);
    this.axis = this.axis.map((axis) => (axis < 0 ? axis + shape.length : axis));
    for (const axis of this.axis) if (axis < 0 || axis >= shape.length) throw new Error(`Invalid axis: ${axis}`);
    if (new Set(this.axis).size !== this.axis.length) throw new Error(`Found duplicate axes in: ${this.axis.join()}`);
    const dims = this.axis.map((axis) => shape[axis]!);
    const config = this.#config;
    if (config.scale ?? true) this.gamma = this.addWeight('gamma', dims, 'float32', initializerOf(config.gammaInitializer, 'ones'), regularizerOf(config.gammaRegularizer));
    if (config.center ?? true) this.beta = this.addWeight('beta', dims, 'float32', initializerOf(config.betaInitializer, 'zeros'), regularizerOf(config.betaRegularizer));
    this.built = true;
  }

  override call(inputs: Inputs): Inputs {
    return tidy(() => {
      const x = oneTensor(inputs);
      const { mean, variance } = moments(x, this.axis, true);
      const isAlong = (i: number): boolean => this.axis.includes(i);
      const over = x.shape.map((dim, i) => (isAlong(i) ? dim : 1));
      const across = x.shape.map((dim, i) => (isAlong(i) ? 1 : dim));
      const weight = (variable: LayerVariable | null): Tensor | null => {
        if (variable === null) return null;
        const value = variable.read();
        return tile(value.rank === x.rank ? value : reshape(value, over), across);
      };
      return normalized(x, tile(mean, over), tile(variance, over), weight(this.beta), weight(this.gamma), this.epsilon);
    });
  }
}
