/** @file Convolutions over one and two axes, and zero padding. */
import { pad, transpose } from '../ops/shapes';
import type { Tensor } from '../tensor';
import { tidy } from '../tensor';
import type { Activation } from './activations';
import { activationOf } from './activations';
import { coreOp } from './coreOps';
import { initializerOf } from './initializers';
import type { Inputs, LayerConfig } from './layer';
import { Layer } from './layer';
import { biasAdd } from './linear';
import { constraintOf, regularizerOf } from './penalties';
import type { DataFormat, Dim, Padding, Shape, Shapes } from './shapes';
import {
  checkDataFormat, checkPadding, checkPositiveInteger, convolvedLength, oneShape, oneTensor, perAxis,
} from './shapes';
import type { LayerVariable } from './variable';

export interface ConvConfig extends LayerConfig {
  readonly filters: number;
  readonly kernelSize: number | readonly number[];
  readonly strides?: number | readonly number[];
  readonly padding?: Padding;
  readonly dataFormat?: DataFormat;
  readonly dilationRate?: number | readonly number[];
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

abstract class Conv extends Layer {
  readonly filters: number;
  readonly kernelSize: number[];
  readonly strides: number[];
  readonly padding: Padding;
  readonly dataFormat: DataFormat;
  readonly dilationRate: number[];
  readonly activation: Activation;
  kernel: LayerVariable | null = null;
  bias: LayerVariable | null = null;
  readonly #config: ConvConfig;

  constructor(private readonly axes: number, config: ConvConfig) {
    super(config);
    const { kernelSize } = config;
    if (!('kernelSize' in config)) throw new Error(`required key 'kernelSize' not in config`);
    const isList = Array.isArray(kernelSize) && kernelSize.length >= 1 && kernelSize.length <= 3 && kernelSize.every((one) => typeof one === 'number');
    if (typeof kernelSize !== 'number' && !isList) {
      throw new Error(`BaseConv expects config.kernelSize to be number or number[] with length 1, 2, or 3, but received ${JSON.stringify(kernelSize)}.`);
    }
    this.kernelSize = perAxis(kernelSize, axes, 'kernelSize');
    this.strides = perAxis(config.strides ?? 1, axes, 'strides');
    this.padding = config.padding ?? 'valid';
    checkPadding(this.padding);
    this.dataFormat = config.dataFormat ?? 'channelsLast';
    checkDataFormat(this.dataFormat);
    this.activation = activationOf(config.activation);
    this.dilationRate = perAxis(config.dilationRate ?? 1, axes, 'dilationRate');
    this.filters = config.filters;
    checkPositiveInteger(this.filters, 'filters');
    this.activityRegularizer = regularizerOf(config.activityRegularizer);
    this.#config = config;
  }

  override build(inputShape: Shapes): void {
    const shape = oneShape(inputShape);
    const axis = this.dataFormat === 'channelsFirst' ? 1 : shape.length - 1;
    const channels = shape[axis];
    if (channels === null || channels === undefined) throw new Error(`The channel dimension of the input should be defined. Found ${channels}`);
    const config = this.#config;
    this.kernel = this.addWeight(
      'kernel', [...this.kernelSize, channels, this.filters], null, initializerOf(config.kernelInitializer, 'glorotNormal'),
      regularizerOf(config.kernelRegularizer), true, constraintOf(config.kernelConstraint),
    );
    if (config.useBias ?? true) {
      this.bias = this.addWeight(
        'bias', [this.filters], null, initializerOf(config.biasInitializer, 'zeros'),
        regularizerOf(config.biasRegularizer), true, constraintOf(config.biasConstraint),
      );
    }
    this.inputSpec = [{ ndim: this.axes + 2, axes: { [axis]: channels } }];
    this.built = true;
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shape = oneShape(inputShape);
    const isLast = this.dataFormat === 'channelsLast';
    const space = (isLast ? shape.slice(1, -1) : shape.slice(2)).map((length, i): Dim =>
      convolvedLength(length, this.kernelSize[i]!, this.padding, this.strides[i]!, this.dilationRate[i]!));
    return isLast ? [shape[0]!, ...space, this.filters] : [shape[0]!, this.filters, ...space];
  }

  protected get pad(): 'same' | 'valid' {
    if (this.padding === 'causal') throw new Error('The support for CAUSAL padding mode in conv1dWithBias is not implemented yet.');
    return this.padding;
  }

  protected abstract convolved(x: Tensor, kernel: Tensor): Tensor;

  override call(inputs: Inputs): Inputs {
    return tidy(() => this.activation(this.convolved(oneTensor(inputs), this.kernel!.read())));
  }
}

export class Conv2D extends Conv {
  static override readonly className: string = 'Conv2D';

  constructor(config: ConvConfig) {
    super(2, config);
  }

  protected convolved(given: Tensor, kernel: Tensor): Tensor {
    const isFirst = this.dataFormat === 'channelsFirst';
    const x = isFirst ? transpose(given, [0, 2, 3, 1]) : given;
    const y = biasAdd(coreOp('conv2d')(x, kernel, this.strides, this.pad, 'NHWC', this.dilationRate), this.bias?.read());
    return isFirst ? transpose(y, [0, 3, 1, 2]) : y;
  }
}

export class Conv1D extends Conv {
  static override readonly className: string = 'Conv1D';

  constructor(config: ConvConfig) {
    super(1, config);
    this.inputSpec = [{ ndim: 3 }];
  }

  protected convolved(given: Tensor, kernel: Tensor): Tensor {
    const x = this.dataFormat === 'channelsFirst' ? transpose(given, [0, 2, 1]) : given;
    return biasAdd(coreOp('conv1d')(x, kernel, this.strides[0]!, this.pad, 'NWC', this.dilationRate[0]!), this.bias?.read());
  }
}

type Pair = readonly [number, number];

export interface ZeroPaddingConfig extends LayerConfig {
  readonly padding?: number | Pair | readonly [Pair, Pair];
  readonly dataFormat?: DataFormat;
}

export class ZeroPadding2D extends Layer {
  static override readonly className: string = 'ZeroPadding2D';
  readonly padding: readonly [Pair, Pair];
  readonly dataFormat: DataFormat;

  constructor(config: ZeroPaddingConfig = {}) {
    super(config);
    this.dataFormat = config.dataFormat ?? 'channelsLast';
    const given = config.padding ?? 1;
    const words = (what: string, length: number): string => `ZeroPadding2D expects ${what} to be a length-2 array, but received a length-${length} array.`;
    if (typeof given === 'number') this.padding = [[given, given], [given, given]];
    else {
      if (given.length !== 2) throw new Error(words('padding', (given as readonly unknown[]).length));
      const [height, width] = given;
      if (typeof height !== 'number' && height.length !== 2) throw new Error(words('height padding', (height as readonly unknown[]).length));
      if (typeof width !== 'number' && width.length !== 2) throw new Error(words('width padding', (width as readonly unknown[]).length));
      this.padding = [typeof height === 'number' ? [height, height] : height, typeof width === 'number' ? [width, width] : width];
    }
    this.inputSpec = [{ ndim: 4 }];
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shape: Shape = oneShape(inputShape);
    const first = this.dataFormat === 'channelsFirst' ? 2 : 1;
    return shape.map((dim, axis): Dim => {
      const pair = this.padding[axis - first];
      return pair === undefined || dim === null ? dim : dim + pair[0] + pair[1];
    });
  }

  override call(inputs: Inputs): Inputs {
    const none: Pair = [0, 0];
    const [height, width] = this.padding;
    return tidy(() => pad(
      oneTensor(inputs), this.dataFormat === 'channelsFirst' ? [none, none, height, width] : [none, height, width, none],
    ));
  }
}
