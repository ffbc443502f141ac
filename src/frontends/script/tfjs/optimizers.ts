/** @file tf.train: the optimizers of TensorFlow.js, by its formulas and with its defaults. */
import { RatedOptimizer, slotName } from './optimizer';
import type { Slot } from './optimizer';
import { add, mul } from './ops/elementwise';
import { checked, taken, theDoor } from './runtime';
import { makeVariable, number, operand, tidy, wrapped } from './tensor';
import type { Tensor, Variable } from './tensor';

/** tfjs's backend epsilon in float32. */
const EPSILON = 1e-7;

/** The value of a variable at its point of the step. */
function read(variable: Variable): Tensor {
  const [id] = operand(variable);
  checked(theDoor().describe(id));
  return wrapped(taken(1)[0]!);
}

const slotTensors = (slots: readonly Slot[]): Tensor[] => slots.map(({ variable }) => variable);

export class SGDOptimizer extends RatedOptimizer {
  static readonly className: string = 'SGD';

  get kind(): string {
    return 'SGD';
  }

  protected slotsOf(): readonly { name: string; suffix: string; initial: number }[] {
    return [];
  }

  protected update(_variable: Variable, _slots: readonly Slot[], gradient: Tensor) {
    return { op: 'GradientDescent', inputs: [number(this.learningRate), gradient] };
  }
}

export class MomentumOptimizer extends SGDOptimizer {
  static override readonly className: string = 'Momentum';

  constructor(learningRate: number, private momentum: number, private readonly useNesterov = false) {
    super(learningRate);
  }

  override get kind(): string {
    return 'Momentum';
  }

  setMomentum(momentum: number): void {
    this.momentum = momentum;
  }

  protected override slotsOf() {
    return [{ name: 'momentum', suffix: 'momentum', initial: 0 }];
  }

  protected override update(_variable: Variable, slots: readonly Slot[], gradient: Tensor) {
    const rate = number(this.learningRate);
    const momentum = number(this.momentum);
    if (this.useNesterov) return { op: 'TfjsNesterov', inputs: [...slotTensors(slots), rate, momentum, gradient] };
    return {
      op: 'Momentum', inputs: [...slotTensors(slots), rate, gradient, momentum],
      attributes: { useLocking: false, useNesterov: false },
    };
  }
}

export class AdagradOptimizer extends RatedOptimizer {
  static readonly className = 'Adagrad';

  constructor(learningRate: number, private readonly initialAccumulatorValue = 0.1) {
    super(learningRate);
  }

  get kind(): string {
    return 'Adagrad';
  }

  protected slotsOf() {
    return [{ name: 'accumulator', suffix: 'accumulator', initial: this.initialAccumulatorValue }];
  }

  protected update(_variable: Variable, slots: readonly Slot[], gradient: Tensor) {
    return { op: 'TfjsAdagrad', inputs: [...slotTensors(slots), number(this.learningRate), number(EPSILON), gradient] };
  }
}

export class AdadeltaOptimizer extends RatedOptimizer {
  static readonly className = 'Adadelta';

  constructor(learningRate: number, private readonly rho: number, private readonly epsilon = EPSILON) {
    super(learningRate);
  }

  get kind(): string {
    return 'Adadelta';
  }

  protected slotsOf() {
    return [
      { name: 'accum_grad', suffix: 'accum_grad', initial: 0 }, { name: 'accum_var', suffix: 'accum_var', initial: 0 },
    ];
  }

  protected update(_variable: Variable, slots: readonly Slot[], gradient: Tensor) {
    return {
      op: 'TfjsAdadelta',
      inputs: [
        ...slotTensors(slots), number(this.learningRate), number(this.rho), number(1 - this.rho), number(this.epsilon), gradient,
      ],
    };
  }
}

/** A variable of an optimizer's own that is not in the way of the program's names. */
function ownVariable(value: number, name: string): Variable {
  return tidy(() => makeVariable(number(value), false, slotName(name)));
}

export class AdamOptimizer extends RatedOptimizer {
  static readonly className = 'Adam';
  readonly #beta1Power: Variable;
  readonly #beta2Power: Variable;

  constructor(
    learningRate: number, private readonly beta1: number, private readonly beta2: number,
    private readonly epsilon = EPSILON,
  ) {
    super(learningRate);
    this.#beta1Power = ownVariable(beta1, 'beta1_power');
    this.#beta2Power = ownVariable(beta2, 'beta2_power');
  }

  get kind(): string {
    return 'Adam';
  }

  protected slotsOf() {
    return [{ name: 'm', suffix: 'm', initial: 0 }, { name: 'v', suffix: 'v', initial: 0 }];
  }

  protected update(_variable: Variable, slots: readonly Slot[], gradient: Tensor) {
    return {
      op: 'TfjsAdam',
      inputs: [
        ...slotTensors(slots), read(this.#beta1Power), read(this.#beta2Power), number(this.learningRate), number(this.beta1),
        number(this.beta2), number(1 - this.beta1), number(1 - this.beta2), number(this.epsilon), gradient,
      ],
    };
  }

  protected override afterwards(): void {
    this.alsoAssign(this.#beta1Power, mul(read(this.#beta1Power), number(this.beta1)));
    this.alsoAssign(this.#beta2Power, mul(read(this.#beta2Power), number(this.beta2)));
  }

  override dispose(): void {
    super.dispose();
    this.#beta1Power.dispose();
    this.#beta2Power.dispose();
  }
}

export class AdamaxOptimizer extends RatedOptimizer {
  static readonly className = 'Adamax';
  readonly #beta1Power: Variable;
  readonly #iteration: Variable;

  constructor(
    learningRate: number, private readonly beta1: number, private readonly beta2: number,
    private readonly epsilon = EPSILON, private readonly decay = 0,
  ) {
    super(learningRate);
    this.#iteration = ownVariable(0, 'iteration');
    this.#beta1Power = ownVariable(beta1, 'beta1_power');
  }

  get kind(): string {
    return 'Adamax';
  }

  protected slotsOf() {
    return [{ name: 'm', suffix: 'm', initial: 0 }, { name: 'v', suffix: 'v', initial: 0 }];
  }

  protected update(_variable: Variable, slots: readonly Slot[], gradient: Tensor) {
    return {
      op: 'TfjsAdamax',
      inputs: [
        ...slotTensors(slots), read(this.#beta1Power), read(this.#iteration), number(this.decay), number(this.learningRate),
        number(this.beta1), number(this.beta2), number(1 - this.beta1), number(this.epsilon), gradient,
      ],
    };
  }

  protected override afterwards(): void {
    this.alsoAssign(this.#iteration, add(read(this.#iteration), number(1)));
    this.alsoAssign(this.#beta1Power, mul(read(this.#beta1Power), number(this.beta1)));
  }

  override dispose(): void {
    super.dispose();
    this.#beta1Power.dispose();
    this.#iteration.dispose();
  }
}

export class RMSPropOptimizer extends RatedOptimizer {
  static readonly className = 'RMSProp';

  constructor(
    learningRate: number, private readonly decay = 0.9, private readonly momentum = 0,
    private readonly epsilon = EPSILON, private readonly centered = false,
  ) {
    super(learningRate);
    if (learningRate === null || learningRate === undefined) throw new Error('learningRate for RMSPropOptimizer must be defined.');
  }

  get kind(): string {
    return 'RMSProp';
  }

  protected slotsOf() {
    const slots = [{ name: 'rms', suffix: 'rms', initial: 0 }, { name: 'momentum', suffix: 'momentum', initial: 0 }];
    return this.centered ? [{ name: 'mg', suffix: 'mg', initial: 0 }, ...slots] : slots;
  }

  protected update(_variable: Variable, slots: readonly Slot[], gradient: Tensor) {
    return {
      op: this.centered ? 'TfjsCenteredRMSProp' : 'TfjsRMSProp',
      inputs: [
        ...slotTensors(slots), number(this.learningRate), number(this.decay), number(1 - this.decay), number(this.momentum),
        number(this.epsilon), gradient,
      ],
    };
  }
}

export const train = {
  sgd: (learningRate: number) => new SGDOptimizer(learningRate),
  momentum: (learningRate: number, momentum: number, useNesterov = false) => new MomentumOptimizer(learningRate, momentum, useNesterov),
  adadelta: (learningRate = 0.001, rho = 0.95, epsilon?: number) => new AdadeltaOptimizer(learningRate, rho, epsilon ?? EPSILON),
  adam: (learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon?: number) =>
    new AdamOptimizer(learningRate, beta1, beta2, epsilon ?? EPSILON),
  adamax: (learningRate = 0.002, beta1 = 0.9, beta2 = 0.999, epsilon?: number, decay = 0) =>
    new AdamaxOptimizer(learningRate, beta1, beta2, epsilon ?? EPSILON, decay),
  rmsprop: (learningRate: number, decay = 0.9, momentum = 0, epsilon?: number, centered = false) =>
    new RMSPropOptimizer(learningRate, decay, momentum, epsilon ?? EPSILON, centered),
  adagrad: (learningRate: number, initialAccumulatorValue = 0.1) => new AdagradOptimizer(learningRate, initialAccumulatorValue),
};
