/** @file Layers of every day: dense, activation, flatten, reshape, dropout and their like. */
import { cast, mul, notEqual } from '../ops/elementwise';
import { any } from '../ops/reductions';
import { expandDims, reshape, tile, transpose } from '../ops/shapes';
import type { Tensor } from '../tensor';
import { tidy } from '../tensor';
import type { Activation } from './activations';
import { activationOf } from './activations';
import { coreOp } from './coreOps';
import { initializerOf } from './initializers';
import type { CallArgs, Inputs, LayerConfig, Mask } from './layer';
import { Layer } from './layer';
import { biasAdd, dot } from './linear';
import { constraintOf, regularizerOf } from './penalties';
import type { DataFormat, Dim, Shape, Shapes } from './shapes';
import { checkPositiveInteger, oneShape, oneTensor, sizeOfDims } from './shapes';
import type { LayerVariable } from './variable';

export interface DenseConfig extends LayerConfig {
  readonly units: number;
  readonly inputDim?: number;
  readonly activation?: unknown;
  readonly useBias?: boolean;
  readonly kernelInitializer?: unknown;
  readonly biasInitializer?: unknown;
  readonly kernelConstraint?: unknown;
  readonly biasConstraint?: unknown;
  readonly kernelRegularizer?: unknown;
  readonly biasRegularizer?: unknown;
  readonly activityRegularizer?: unknown;
}

export class Dense extends Layer {
  static override readonly className: string = 'Dense';
  readonly units: number;
  readonly activation: Activation;
  kernel: LayerVariable | null = null;
  bias: LayerVariable | null = null;
  readonly #config: DenseConfig;

  constructor(config: DenseConfig) {
    super(config);
    if (!config.batchInputShape && !config.inputShape && config.inputDim) this.batchInputShape = [config.batchSize ?? null, config.inputDim];
    this.units = config.units;
    checkPositiveInteger(this.units, 'units');
    this.activation = activationOf(config.activation);
    initializerOf(config.kernelInitializer, 'glorotNormal');
    this.activityRegularizer = regularizerOf(config.activityRegularizer);
    this.#config = config;
    this.supportsMasking = true;
    this.inputSpec = [{ minNDim: 2 }];
  }

  override build(inputShape: Shapes): void {
    const last = oneShape(inputShape).at(-1)!;
    const config = this.#config;
    if (this.kernel === null) {
      this.kernel = this.addWeight(
        'kernel', [last!, this.units], null, initializerOf(config.kernelInitializer, 'glorotNormal'),
        regularizerOf(config.kernelRegularizer), true, constraintOf(config.kernelConstraint),
      );
      if (config.useBias ?? true) {
        this.bias = this.addWeight(
          'bias', [this.units], null, initializerOf(config.biasInitializer, 'zeros'),
          regularizerOf(config.biasRegularizer), true, constraintOf(config.biasConstraint),
        );
      }
    }
    this.inputSpec = [{ minNDim: 2, axes: { [-1]: last } }];
    this.built = true;
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return [...oneShape(inputShape).slice(0, -1), this.units];
  }

  override call(inputs: Inputs): Inputs {
    return tidy(() => this.activation(biasAdd(dot(oneTensor(inputs), this.kernel!.read()), this.bias?.read())));
  }
}

export class ActivationLayer extends Layer {
  static override readonly className: string = 'Activation';
  readonly activation: Activation;

  constructor(config: LayerConfig & { readonly activation: unknown }) {
    super(config);
    this.supportsMasking = true;
    this.activation = activationOf(config.activation);
  }

  override call(inputs: Inputs): Inputs {
    return tidy(() => this.activation(oneTensor(inputs)));
  }
}

export interface DropoutConfig extends LayerConfig {
  readonly rate: number;
  readonly noiseShape?: readonly (number | null)[];
  readonly seed?: number;
}

export class Dropout extends Layer {
  static override readonly className: string = 'Dropout';
  readonly rate: number;
  readonly #noiseShape: readonly (number | null)[] | undefined;
  readonly #seed: number | undefined;

  constructor(config: DropoutConfig) {
    super(config);
    this.rate = Math.max(Math.min(config.rate, 1), 0);
    this.#noiseShape = config.noiseShape;
    this.#seed = config.seed;
    this.supportsMasking = true;
  }

  protected noiseShapeOf(input: Tensor): readonly number[] | undefined {
    return this.#noiseShape?.map((dim, i) => dim ?? input.shape[i]!);
  }

  override call(inputs: Inputs, { training }: CallArgs): Inputs {
    return tidy(() => {
      if (!(this.rate > 0 && this.rate < 1) || !training) return inputs;
      const input = oneTensor(inputs);
      return coreOp('dropout')(input, this.rate, this.noiseShapeOf(input), this.#seed);
    });
  }
}

export class SpatialDropout1D extends Dropout {
  static override readonly className: string = 'SpatialDropout1D';

  constructor(config: DropoutConfig) {
    super(config);
    this.inputSpec = [{ ndim: 3 }];
  }

  protected override noiseShapeOf({ shape }: Tensor): readonly number[] {
    return [shape[0]!, 1, shape[2]!];
  }
}

export class Flatten extends Layer {
  static override readonly className: string = 'Flatten';
  readonly #dataFormat: DataFormat | undefined;

  constructor(config: LayerConfig & { readonly dataFormat?: DataFormat } = {}) {
    super(config);
    this.inputSpec = [{ minNDim: 3 }];
    this.#dataFormat = config.dataFormat;
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shape = oneShape(inputShape);
    if (shape.slice(1).includes(null)) {
      throw new Error(
        `The shape of the input to "Flatten" is not fully defined (got ${shape.slice(1).join()}). Make sure to pass a complete ` +
        '"input_shape" or "batch_input_shape" argument to the first layer in your model.',
      );
    }
    return [shape[0]!, sizeOfDims(shape, 1)];
  }

  override call(inputs: Inputs): Inputs {
    return tidy(() => {
      const given = oneTensor(inputs);
      const order = [0, ...given.shape.slice(2).map((_, i) => i + 2), 1];
      const x = this.#dataFormat === 'channelsFirst' && given.rank > 1 ? transpose(given, order) : given;
      return reshape(x, [x.shape[0]!, sizeOfDims(x.shape, 1)]);
    });
  }
}

export class RepeatVector extends Layer {
  static override readonly className: string = 'RepeatVector';
  readonly n: number;

  constructor(config: LayerConfig & { readonly n: number }) {
    super(config);
    this.n = config.n;
    this.inputSpec = [{ ndim: 2 }];
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const [batch, width] = inputShape as Shape;
    return [batch!, this.n, width!];
  }

  override call(inputs: Inputs): Inputs {
    return tidy(() => tile(expandDims(oneTensor(inputs), 1), [1, this.n, 1]));
  }
}

export class Reshape extends Layer {
  static override readonly className: string = 'Reshape';
  readonly targetShape: Shape;

  constructor(config: LayerConfig & { readonly targetShape: Shape }) {
    super(config);
    this.targetShape = config.targetShape.map((dim) => (dim === null || dim === undefined || dim < 0 ? null : dim));
  }

  #filled(shape: Shape): Shape {
    const words = 'Total size of new array must be unchanged.';
    const known = this.targetShape.reduce<number>((size, dim) => size * (dim ?? 1), 1);
    const open = this.targetShape.filter((dim) => dim === null).length;
    if (open > 1) throw new Error('Can only specifiy one unknown dimension.');
    const size = sizeOfDims(shape);
    if (open === 0) {
      if (size !== known) throw new Error(words);
      return this.targetShape;
    }
    if (known === 0 || size % known !== 0) throw new Error(words);
    return this.targetShape.map((dim) => dim ?? size / known);
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shape = inputShape as Shape;
    // With an open batch tfjs leaves the rest as it was asked for.
    return [shape[0]!, ...(shape.includes(null) ? this.targetShape : this.#filled(shape.slice(1)))];
  }

  override call(inputs: Inputs): Inputs {
    return tidy(() => {
      const x = oneTensor(inputs);
      return reshape(x, [x.shape[0]!, ...(this.#filled(x.shape.slice(1)) as readonly number[])]);
    });
  }
}

export class Permute extends Layer {
  static override readonly className: string = 'Permute';
  readonly dims: readonly number[];

  constructor(config: LayerConfig & { readonly dims: readonly number[] }) {
    super(config);
    const { dims } = config;
    if (dims === undefined || dims === null) throw new Error('Required configuration field `dims` is missing during Permute constructor call.');
    if (!Array.isArray(dims)) throw new Error(`Permute constructor requires \`dims\` to be an Array, but received ${String(dims)} instead.`);
    if ([...dims].sort().some((dim, i) => dim !== i + 1)) {
      throw new Error(`Invalid permutation \`dims\`: ${JSON.stringify(dims)} \`dims\` must contain consecutive integers starting from 1.`);
    }
    this.dims = dims as readonly number[];
    this.inputSpec = [{ ndim: dims.length + 1 }];
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shape = oneShape(inputShape);
    return [shape[0]!, ...this.dims.map((dim): Dim => shape[dim]!)];
  }

  override call(inputs: Inputs): Inputs {
    return transpose(oneTensor(inputs), [0, ...this.dims]);
  }
}

export class Masking extends Layer {
  static override readonly className: string = 'Masking';
  readonly #maskValue: number;

  constructor(config: LayerConfig & { readonly maskValue?: number } = {}) {
    super(config);
    this.supportsMasking = true;
    this.#maskValue = config.maskValue ?? 0;
  }

  override computeMask(inputs: Inputs): Mask {
    return any(notEqual(oneTensor(inputs), this.#maskValue), -1);
  }

  override call(inputs: Inputs): Inputs {
    return tidy(() => {
      const x = oneTensor(inputs);
      return mul(x, cast(any(notEqual(x, this.#maskValue), -1, true), x.dtype));
    });
  }
}

