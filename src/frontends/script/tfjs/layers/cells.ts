/** @file One time step of a recurrent layer: simple, GRU, LSTM, by tfjs-layers' formulas. */
import { onesLike } from '../ops/creation';
import { add, mul, neg } from '../ops/elementwise';
import { concat, split } from '../ops/shapes';
import { keep, tidy } from '../tensor';
import type { Tensor } from '../tensor';
import type { Activation } from './activations';
import { activationOf } from './activations';
import { coreOp } from './coreOps';

import { Initializer, initializerOf, Ones } from './initializers';

import type { CallArgs, Inputs, LayerConfig } from './layer';
import { Layer } from './layer';
import { biasAdd, dot } from './linear';
import { constraintOf, regularizerOf } from './penalties';
import type { Shapes } from './shapes';
import { checkPositiveInteger, oneShape } from './shapes';
import type { LayerVariable } from './variable';

export interface CellConfig extends LayerConfig {
  readonly units: number;
  readonly activation?: unknown;
  readonly recurrentActivation?: unknown;
  readonly useBias?: boolean;
  readonly kernelInitializer?: unknown;
  readonly recurrentInitializer?: unknown;
  readonly biasInitializer?: unknown;
  readonly kernelRegularizer?: unknown;
  readonly recurrentRegularizer?: unknown;
  readonly biasRegularizer?: unknown;
  readonly kernelConstraint?: unknown;
  readonly recurrentConstraint?: unknown;
  readonly biasConstraint?: unknown;
  readonly dropout?: number;
  readonly recurrentDropout?: number;
  readonly unitForgetBias?: boolean;
  readonly resetAfter?: boolean;
}

const share = (rate: number | undefined): number => Math.min(1, Math.max(0, rate ?? 0));

export abstract class RNNCell extends Layer {
  abstract readonly stateSize: number | readonly number[];

  /** Each sequence draws its masks anew. */
  forgetMasks(): void {}
}

/** What the three have in common: weights for `gates` gates, and masks of dropout. */
abstract class GatedCell extends RNNCell {
  readonly units: number;
  protected readonly activation: Activation;
  protected readonly recurrentActivation: Activation;
  kernel: LayerVariable | null = null;
  recurrentKernel: LayerVariable | null = null;
  bias: LayerVariable | null = null;
  #inputMask: Tensor | null = null;
  #stateMask: Tensor | null = null;

  constructor(protected readonly config: CellConfig, private readonly gates: number) {
    super(config);
    this.units = config.units;
    checkPositiveInteger(this.units, 'units');
    this.activation = activationOf(config.activation === undefined ? 'tanh' : config.activation);
    this.recurrentActivation = activationOf(config.recurrentActivation === undefined ? 'hardSigmoid' : config.recurrentActivation);
  }

  protected get biasInitializer(): Initializer {
    return initializerOf(this.config.biasInitializer, 'zeros');
  }

  override build(inputShape: Shapes): void {
    const { config, units } = this;
    const width = units * this.gates;
    this.kernel = this.addWeight(
      'kernel', [oneShape(inputShape).at(-1)!, width], null, initializerOf(config.kernelInitializer, 'glorotNormal'),
      regularizerOf(config.kernelRegularizer), true, constraintOf(config.kernelConstraint),
    );
    this.recurrentKernel = this.addWeight(
      'recurrent_kernel', [units, width], null, initializerOf(config.recurrentInitializer, 'orthogonal'),
      regularizerOf(config.recurrentRegularizer), true, constraintOf(config.recurrentConstraint),
    );
    if (config.useBias ?? true) {
      this.bias = this.addWeight(
        'bias', [width], null, this.biasInitializer, regularizerOf(config.biasRegularizer), true, constraintOf(config.biasConstraint),
      );
    }
    this.built = true;
  }

  override forgetMasks(): void {
    this.#inputMask?.dispose();
    this.#stateMask?.dispose();
    this.#inputMask = null;
    this.#stateMask = null;
  }

  /** tfjs draws a mask per gate and uses the first. */
  #mask(like: Tensor, rate: number, training: boolean): Tensor {
    const masks = Array.from({ length: this.gates }, () => {
      const ones = onesLike(like);
      return training ? coreOp('dropout')(ones, rate) : ones;
    });
    return keep(masks[0]!);
  }

  /** The input and the state of before, where dropped. */
  protected dropped(input: Tensor, state: Tensor, { training = false }: CallArgs): readonly [input: Tensor, state: Tensor] {
    const rate = share(this.config.dropout);
    const stateRate = share(this.config.recurrentDropout);
    const isDropped = (one: number): boolean => one > 0 && one < 1;
    if (isDropped(rate)) this.#inputMask ??= this.#mask(input, rate, training);
    if (isDropped(stateRate)) this.#stateMask ??= this.#mask(state, stateRate, training);
    return [
      this.#inputMask === null ? input : mul(input, this.#inputMask), this.#stateMask === null ? state : mul(state, this.#stateMask),
    ];
  }

  protected checkCount(inputs: readonly Tensor[], count: number, words: string): void {
    if (inputs.length !== count) throw new Error(`${this.getClassName()} expects ${count} input Tensors${words}, got ${inputs.length}.`);
  }
}

export class SimpleRNNCell extends GatedCell {
  static override readonly className: string = 'SimpleRNNCell';
  readonly stateSize: number;

  constructor(config: CellConfig) {
    super({ ...config, activation: config.activation ?? 'tanh' }, 1);
    this.stateSize = this.units;
  }

  override call(inputs: Inputs, args: CallArgs): Inputs {
    return tidy(() => {
      const list = inputs as readonly Tensor[];
      this.checkCount(list, 2, '');
      const [x, state] = this.dropped(list[0]!, list[1]!, args);
      const h = biasAdd(dot(x, this.kernel!.read()), this.bias?.read());
      const output = this.activation(add(h, dot(state, this.recurrentKernel!.read())));
      return [output, output];
    });
  }
}

export class GRUCell extends GatedCell {
  static override readonly className: string = 'GRUCell';
  readonly stateSize: number;

  constructor(config: CellConfig) {
    if (config.resetAfter) throw new Error('GRUCell does not support reset_after parameter set to true.');
    super(config, 3);
    this.stateSize = this.units;
  }

  override call(inputs: Inputs, args: CallArgs): Inputs {
    return tidy(() => {
      const list = inputs as readonly Tensor[];
      this.checkCount(list, 2, ' (inputs, h, c)');
      const [x, before] = this.dropped(list[0]!, list[1]!, args);
      const ofInput = biasAdd(dot(x, this.kernel!.read()), this.bias?.read());
      const kernel = this.recurrentKernel!.read();
      const [gates, candidate] = split(kernel, [2 * this.units, this.units], kernel.rank - 1) as [Tensor, Tensor];
      const ofState = dot(before, gates);
      const [xZ, xR, xH] = split(ofInput, 3, ofInput.rank - 1) as [Tensor, Tensor, Tensor];
      const [stateZ, stateR] = split(ofState, 2, ofState.rank - 1) as [Tensor, Tensor];
      const z = this.recurrentActivation(add(xZ, stateZ));
      const r = this.recurrentActivation(add(xR, stateR));
      const hh = this.activation(add(xH, dot(mul(r, before), candidate)));
      // h = z·h₋₁ + (1 − z)·hh
      const h = add(mul(z, before), mul(add(1, neg(z)), hh));
      return [h, h];
    });
  }
}

/** Bias of the forget gate: ones. */
class ForgetBias extends Initializer {
  constructor(private readonly others: Initializer, private readonly units: number) {
    super();
  }

  apply(): Tensor {
    const { units } = this;
    return tidy(() => concat([this.others.apply([units]), new Ones().apply([units]), this.others.apply([units * 2])], 0));
  }
}

export class LSTMCell extends GatedCell {
  static override readonly className: string = 'LSTMCell';
  readonly stateSize: readonly number[];

  constructor(config: CellConfig) {
    super(config, 4);
    this.stateSize = [this.units, this.units];
  }

  protected override get biasInitializer(): Initializer {
    const plain = initializerOf(this.config.biasInitializer, 'zeros');
    return this.config.unitForgetBias ? new ForgetBias(plain, this.units) : plain;
  }

  override call(inputs: Inputs, args: CallArgs): Inputs {
    return tidy(() => {
      const list = inputs as readonly Tensor[];
      this.checkCount(list, 3, ' (inputs, h, c)');
      const carry = list[2]!;
      const [x, before] = this.dropped(list[0]!, list[1]!, args);
      const whole = biasAdd(add(dot(x, this.kernel!.read()), dot(before, this.recurrentKernel!.read())), this.bias?.read());
      const [z0, z1, z2, z3] = split(whole, 4, whole.rank - 1) as [Tensor, Tensor, Tensor, Tensor];
      const i = this.recurrentActivation(z0);
      const f = this.recurrentActivation(z1);
      const c = add(mul(f, carry), mul(i, this.activation(z2)));
      const o = this.recurrentActivation(z3);
      const h = mul(o, this.activation(c));
      return [h, h, c];
    });
  }
}
