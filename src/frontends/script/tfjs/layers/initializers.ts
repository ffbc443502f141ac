/** @file tf.initializers: first values of weights, by the formulas of tfjs-layers. */
import { eye, ones, scalar, zeros } from '../ops/creation';
import { mul } from '../ops/elementwise';
import type { Tensor } from '../tensor';
import { tidy } from '../tensor';
import type { DataType } from '../types';
import { coreOp } from './coreOps';
import type { Config, Kind } from './named';
import { resolved } from './named';
import { orthogonal } from './orthogonal';
import { checkOneOf } from './shapes';

export abstract class Initializer {
  abstract apply(shape: readonly number[], dtype?: DataType): Tensor;

  getClassName(): string {
    return (this.constructor as { readonly className?: string }).className ?? this.constructor.name;
  }
}

export class Zeros extends Initializer {
  static readonly className = 'Zeros';
  apply(shape: readonly number[], dtype?: DataType): Tensor {
    return zeros([...shape], dtype);
  }
}

export class Ones extends Initializer {
  static readonly className = 'Ones';
  apply(shape: readonly number[], dtype?: DataType): Tensor {
    return ones([...shape], dtype);
  }
}

class Constant extends Initializer {
  static readonly className = 'Constant';
  readonly value: number;

  constructor(args: Config) {
    super();
    if (typeof args !== 'object') throw new Error(`Expected argument of type ConstantConfig but got ${String(args)}`);
    if (args['value'] === undefined) throw new Error(`config must have value set but got ${String(args)}`);
    this.value = args['value'] as number;
  }

  apply(shape: readonly number[], dtype?: DataType): Tensor {
    return tidy(() => mul(scalar(this.value), ones([...shape], dtype)));
  }
}

type Distribution = (shape: readonly number[], a: number, b: number, dtype?: DataType, seed?: number) => Tensor;

/** Numbers of one distribution; 0 stands for the default too, as in tfjs. */
class Random extends Initializer {
  constructor(
    private readonly draw: () => Distribution, private readonly a: number, private readonly b: number,
    private readonly seed: number | undefined, private readonly name: string,
  ) {
    super();
  }

  apply(shape: readonly number[], dtype?: DataType): Tensor {
    return this.draw()([...shape], this.a, this.b, dtype, this.seed);
  }

  override getClassName(): string {
    return this.name;
  }
}

const truncated = (): Distribution => {
  const draw = coreOp('truncatedNormal');
  return (shape, mean, deviation, dtype = 'float32', seed) => draw(shape, mean, deviation, dtype, seed);
};

function numberOf(config: Config, name: string, otherwise: number): number {
  return (config[name] as number | undefined) || otherwise;
}

function seedOf(config: Config | undefined): number | undefined {
  return (config?.['seed'] as number | null | undefined) ?? undefined;
}

class Identity extends Initializer {
  static readonly className = 'Identity';

  constructor(private readonly gain: number) {
    super();
  }

  apply(shape: readonly number[]): Tensor {
    return tidy(() => {
      if (shape.length !== 2 || shape[0] !== shape[1]) throw new Error('Identity matrix initializer can only be used for 2D square matrices.');
      return mul(this.gain, eye(shape[0]!));
    });
  }
}

class Orthogonal extends Initializer {
  static readonly className = 'Orthogonal';

  constructor(private readonly gain: number, private readonly seed: number | undefined) {
    super();
  }

  apply(shape: readonly number[], dtype?: DataType): Tensor {
    return orthogonal(shape, this.gain, (flat) => coreOp('randomNormal')(flat, 0, 1, dtype, this.seed));
  }
}

type FanMode = 'fanIn' | 'fanOut' | 'fanAvg';

function fansOf(shape: readonly number[]): readonly [fanIn: number, fanOut: number] {
  const product = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1);
  if (shape.length === 2) return [shape[0]!, shape[1]!];
  if (shape.length >= 3 && shape.length <= 5) {
    const field = product(shape.slice(0, -2));
    return [shape.at(-2)! * field, shape.at(-1)! * field];
  }
  const root = Math.sqrt(product(shape));
  return [root, root];
}

class VarianceScaling extends Initializer {
  readonly scale: number;
  readonly mode: FanMode;
  readonly distribution: 'normal' | 'uniform' | 'truncatedNormal';
  readonly seed: number | undefined;

  constructor(config: Config) {
    super();
    const { scale, mode, distribution } = config as { scale?: number; mode?: FanMode; distribution?: 'normal' | 'uniform' };
    if (scale !== undefined && scale < 0) throw new Error(`scale must be a positive float. Got: ${scale}`);
    this.scale = scale ?? 1;
    this.mode = mode ?? 'fanIn';
    checkOneOf(['fanIn', 'fanOut', 'fanAvg'], 'FanMode', this.mode);
    this.distribution = distribution ?? 'normal';
    checkOneOf(['normal', 'uniform', 'truncatedNormal'], 'Distribution', this.distribution);
    this.seed = seedOf(config);
  }

  apply(shape: readonly number[], dtype?: DataType): Tensor {
    const [fanIn, fanOut] = fansOf(shape);
    const fan = this.mode === 'fanIn' ? fanIn : this.mode === 'fanOut' ? fanOut : (fanIn + fanOut) / 2;
    const scale = this.scale / Math.max(1, fan);
    if (this.distribution === 'normal') return truncated()(shape, 0, Math.sqrt(scale), dtype, this.seed);
    const limit = Math.sqrt(3 * scale);
    return coreOp('randomUniform')([...shape], -limit, limit, dtype, this.seed);
  }

  override getClassName(): string {
    return 'VarianceScaling';
  }
}

function scaling(scale: number, mode: FanMode, distribution: 'normal' | 'uniform') {
  return (config?: Config): Initializer => new VarianceScaling({ scale, mode, distribution, seed: seedOf(config) });
}

/** As tf.initializers. */
export const initializers = {
  zeros: (): Initializer => new Zeros(),
  ones: (): Initializer => new Ones(),
  constant: (config: Config): Initializer => new Constant(config),
  randomUniform: (config: Config): Initializer => new Random(
    () => coreOp('randomUniform'), numberOf(config, 'minval', -0.05), numberOf(config, 'maxval', 0.05), seedOf(config), 'RandomUniform',
  ),
  randomNormal: (config: Config): Initializer => new Random(
    () => coreOp('randomNormal'), numberOf(config, 'mean', 0), numberOf(config, 'stddev', 0.05), seedOf(config), 'RandomNormal',
  ),
  truncatedNormal: (config: Config): Initializer => new Random(
    truncated, numberOf(config, 'mean', 0), numberOf(config, 'stddev', 0.05), seedOf(config), 'TruncatedNormal',
  ),
  identity: (config: Config): Initializer => new Identity((config['gain'] as number | undefined) ?? 1),
  varianceScaling: (config: Config): Initializer => new VarianceScaling(config),
  glorotUniform: scaling(1, 'fanAvg', 'uniform'),
  glorotNormal: scaling(1, 'fanAvg', 'normal'),
  heNormal: scaling(2, 'fanIn', 'normal'),
  heUniform: scaling(2, 'fanIn', 'uniform'),
  leCunNormal: scaling(1, 'fanIn', 'normal'),
  leCunUniform: scaling(1, 'fanIn', 'uniform'),
  orthogonal: (config: Config): Initializer => new Orthogonal((config['gain'] as number | undefined) ?? 1, seedOf(config)),
};

const className = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

const KIND: Kind<Initializer> = {
  word: 'initializer',
  aliases: Object.fromEntries(Object.keys(initializers).map((name) => [name, className(name)])),
  make: Object.fromEntries(Object.entries(initializers).map(([name, make]) => [className(name), make])),
  is: (value): value is Initializer => value instanceof Initializer,
};

export function initializerOf(given: unknown, otherwise: string): Initializer {
  return resolved(KIND, given || otherwise);
}
