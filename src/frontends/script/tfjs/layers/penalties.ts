/** @file tf.regularizers and tf.constraints: what is added to the loss for a weight, and where a weight is held. */
import { zeros } from '../ops/creation';
import { abs, add, div, mul, relu, sqrt } from '../ops/elementwise';
import { sum } from '../ops/reductions';
import { reshape } from '../ops/shapes';
import type { Tensor } from '../tensor';
import { tidy } from '../tensor';
import { coreOp } from './coreOps';
import type { Config, Kind } from './named';
import { resolvedOrNone } from './named';

/** tfjs's backend epsilon in float32. */
export const EPSILON = 1e-7;

export abstract class Regularizer {
  abstract apply(x: Tensor): Tensor;
}

class L1L2 extends Regularizer {
  readonly l1: number;
  readonly l2: number;

  constructor(config?: Config | null) {
    super();
    checkObject(config);
    this.l1 = (config?.['l1'] as number | null | undefined) ?? 0.01;
    this.l2 = (config?.['l2'] as number | null | undefined) ?? 0.01;
  }

  apply(x: Tensor): Tensor {
    return tidy(() => {
      let total = zeros([1]);
      if (this.l1 !== 0) total = add(total, sum(mul(this.l1, abs(x))));
      if (this.l2 !== 0) total = add(total, sum(mul(this.l2, mul(x, x))));
      return reshape(total, []);
    });
  }
}

function checkObject(config: unknown): void {
  if (config !== undefined && config !== null && typeof config !== 'object') {
    throw new Error(`Argument to L1L2 regularizer's constructor is expected to be an object, but received: ${String(config)}`);
  }
}

export const regularizers = {
  l1l2: (config?: Config): Regularizer => new L1L2(config),
  l1: (config?: Config): Regularizer => {
    checkObject(config);
    return new L1L2({ l1: config?.['l1'], l2: 0 });
  },
  l2: (config?: Config): Regularizer => {
    checkObject(config);
    return new L1L2({ l2: config?.['l2'], l1: 0 });
  },
};

const REGULARIZER: Kind<Regularizer> = {
  word: 'regularizer',
  aliases: { l1l2: 'L1L2' },
  make: { L1L2: regularizers.l1l2 },
  is: (value): value is Regularizer => value instanceof Regularizer,
};

export function regularizerOf(given: unknown): Regularizer | null {
  return resolvedOrNone(REGULARIZER, given);
}

export abstract class Constraint {
  abstract apply(w: Tensor): Tensor;
}

const normsOf = (w: Tensor, axis: number): Tensor => tidy(() => sqrt(sum(mul(w, w), axis, true)));
const given = (config: Config | undefined, name: string, otherwise: number): number => (config?.[name] as number | null | undefined) ?? otherwise;

class NonNeg extends Constraint {
  apply(w: Tensor): Tensor {
    return relu(w);
  }
}

class UnitNorm extends Constraint {
  constructor(private readonly axis: number) {
    super();
  }

  apply(w: Tensor): Tensor {
    return tidy(() => div(w, add(EPSILON, normsOf(w, this.axis))));
  }
}

class MaxNorm extends Constraint {
  constructor(private readonly maxValue: number, private readonly axis: number) {
    super();
  }

  apply(w: Tensor): Tensor {
    return tidy(() => {
      const norms = normsOf(w, this.axis);
      return mul(w, div(coreOp('clipByValue')(norms, 0, this.maxValue), add(EPSILON, norms)));
    });
  }
}

class MinMaxNorm extends Constraint {
  constructor(
    private readonly minValue: number, private readonly maxValue: number, private readonly rate: number, private readonly axis: number,
  ) {
    super();
  }

  apply(w: Tensor): Tensor {
    return tidy(() => {
      const norms = normsOf(w, this.axis);
      const held = coreOp('clipByValue')(norms, this.minValue, this.maxValue);
      const desired = add(mul(this.rate, held), mul(1 - this.rate, norms));
      return mul(w, div(desired, add(EPSILON, norms)));
    });
  }
}

export const constraints = {
  nonNeg: (): Constraint => new NonNeg(),
  unitNorm: (config: Config): Constraint => new UnitNorm(given(config, 'axis', 0)),
  maxNorm: (config: Config): Constraint => new MaxNorm(given(config, 'maxValue', 2), given(config, 'axis', 0)),
  minMaxNorm: (config: Config): Constraint =>
    new MinMaxNorm(given(config, 'minValue', 0), given(config, 'maxValue', 1), given(config, 'rate', 1), given(config, 'axis', 0)),
};

const CONSTRAINT: Kind<Constraint> = {
  word: 'constraint',
  aliases: { maxNorm: 'MaxNorm', minMaxNorm: 'MinMaxNorm', nonNeg: 'NonNeg', unitNorm: 'UnitNorm' },
  make: { MaxNorm: constraints.maxNorm, MinMaxNorm: constraints.minMaxNorm, NonNeg: constraints.nonNeg, UnitNorm: constraints.unitNorm },
  is: (value): value is Constraint => value instanceof Constraint,
};

export function constraintOf(value: unknown): Constraint | null {
  return resolvedOrNone(CONSTRAINT, value);
}
