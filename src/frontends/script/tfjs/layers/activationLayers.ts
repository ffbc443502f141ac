/** @file Activations that are layers: relu and its kin, softmax. */
import { ones, scalar } from '../ops/creation';
import { add, cast, elu, exp, greater, leakyRelu, mul, prelu, relu, sub } from '../ops/elementwise';
import { logSumExp, softmax } from '../ops/reductions';
import type { Tensor } from '../tensor';
import { tidy } from '../tensor';
import { coreOp } from './coreOps';
import { initializerOf } from './initializers';
import type { CallArgs, Inputs, LayerConfig } from './layer';
import { Layer } from './layer';
import { constraintOf, regularizerOf } from './penalties';
import type { Shapes } from './shapes';
import { oneShape, oneTensor, toList } from './shapes';
import type { LayerVariable } from './variable';

export class ReLU extends Layer {
  static override readonly className: string = 'ReLU';
  readonly maxValue: number | undefined;

  constructor(config: LayerConfig & { readonly maxValue?: number } = {}) {
    super(config);
    this.supportsMasking = true;
    this.maxValue = config.maxValue;
  }

  override call(inputs: Inputs): Inputs {
    const output = relu(oneTensor(inputs));
    return this.maxValue === undefined ? output : coreOp('clipByValue')(output, 0, this.maxValue);
  }
}

export class LeakyReLU extends Layer {
  static override readonly className: string = 'LeakyReLU';
  readonly alpha: number;

  constructor(config: LayerConfig & { readonly alpha?: number } = {}) {
    super(config);
    this.alpha = config.alpha ?? 0.3;
  }

  override call(inputs: Inputs): Inputs {
    return leakyRelu(oneTensor(inputs), this.alpha);
  }
}

export interface PReLUConfig extends LayerConfig {
  readonly alphaInitializer?: unknown;
  readonly alphaRegularizer?: unknown;
  readonly alphaConstraint?: unknown;
  readonly sharedAxes?: number | readonly number[];
}

export class PReLU extends Layer {
  static override readonly className: string = 'PReLU';
  readonly sharedAxes: readonly number[] | null;
  alpha: LayerVariable | null = null;
  readonly #config: PReLUConfig;

  constructor(config: PReLUConfig = {}) {
    super(config);
    this.supportsMasking = true;
    const axes = config.sharedAxes;
    if (axes !== undefined && axes !== null && typeof axes !== 'number' && !Array.isArray(axes)) {
      throw new Error(`Expected sharedAxes to be a number or an array of numbers, but got ${String(axes)}`);
    }
    this.sharedAxes = axes === undefined || axes === null ? null : toList(axes);
    this.#config = config;
  }

  override build(inputShape: Shapes): void {
    const shape = oneShape(inputShape);
    const dims = shape.slice(1).map((dim, i) => (this.sharedAxes?.includes(i + 1) ? 1 : dim!));
    const config = this.#config;
    this.alpha = this.addWeight(
      'alpha', dims, 'float32', initializerOf(config.alphaInitializer, 'zeros'), regularizerOf(config.alphaRegularizer), true, constraintOf(config.alphaConstraint),
    );
    const axes = this.sharedAxes === null ? {} : Object.fromEntries(shape.slice(1).map((dim, i) => [i + 1, dim]));
    this.inputSpec = [{ ndim: shape.length, axes }];
    this.built = true;
  }

  override call(inputs: Inputs): Inputs {
    return prelu(oneTensor(inputs), this.alpha!.read());
  }
}

export class ELU extends Layer {
  static override readonly className: string = 'ELU';

  constructor(config: LayerConfig & { readonly alpha?: number } = {}) {
    super(config);
    if ((config.alpha ?? 1) !== 1) throw new Error(`Non-default alpha value (${config.alpha}) is not supported by the ELU layer yet.`);
  }

  override call(inputs: Inputs): Inputs {
    return elu(oneTensor(inputs));
  }
}

export class ThresholdedReLU extends Layer {
  static override readonly className: string = 'ThresholdedReLU';
  readonly theta: number;

  constructor(config: LayerConfig & { readonly theta?: number } = {}) {
    super(config);
    this.theta = config.theta ?? 1;
  }

  override call(inputs: Inputs): Inputs {
    const x = oneTensor(inputs);
    return mul(x, cast(greater(x, this.theta), 'float32'));
  }
}

export class Softmax extends Layer {
  static override readonly className: string = 'Softmax';
  readonly axis: number | readonly number[];

  constructor(config: LayerConfig & { readonly axis?: number | readonly number[] } = {}) {
    super(config);
    this.axis = config.axis ?? 1;
  }

  override call(inputs: Inputs, { mask }: CallArgs): Inputs {
    return tidy(() => {
      const given = oneTensor(inputs);
      const masked = toList(mask ?? null)[0] as Tensor | null;
      const x = masked === null ? given : add(given, mul(sub(ones(given.shape), cast(masked, given.dtype)), scalar(-1e9)));
      if (typeof this.axis === 'number') return softmax(x, this.axis);
      return this.axis.length > 1 ? exp(sub(x, logSumExp(x, this.axis, true))) : softmax(x, this.axis[0]);
    });
  }
}
