/** @file Layers that take the largest or the mean of windows, or of all. */
import { max, mean } from '../ops/reductions';
import { expandDims, squeeze, transpose } from '../ops/shapes';
import type { Tensor } from '../tensor';
import { tidy } from '../tensor';
import { coreOp } from './coreOps';
import type { Inputs, LayerConfig } from './layer';
import { Layer } from './layer';
import type { DataFormat, Padding, Shape, Shapes } from './shapes';
import { checkDataFormat, checkPadding, checkPositiveInteger, convolvedLength, oneShape, oneTensor } from './shapes';

export interface PoolConfig extends LayerConfig {
  readonly poolSize?: number | readonly number[];
  readonly strides?: number | readonly number[];
  readonly padding?: Padding;
  readonly dataFormat?: DataFormat;
}

type Mode = 'max' | 'avg';

function pooled(x: Tensor, mode: Mode, size: readonly number[], strides: readonly number[], padding: Padding): Tensor {
  return coreOp(mode === 'max' ? 'maxPool' : 'avgPool')(x, size, strides, padding === 'same' ? 'same' : 'valid');
}

abstract class Pooling1D extends Layer {
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
  protected abstract get mode(): Mode;

  constructor(config: PoolConfig = {}) {
    super(config);
    const single = (value: number | readonly number[], name: string): readonly number[] => {
      if (typeof value === 'number') return [value];
      if (Array.isArray(value) && value.length === 1 && typeof value[0] === 'number') return value;
      throw new Error(`${name} for 1D convolutional layer must be a number or an Array of a single number, but received ${JSON.stringify(value)}`);
    };
    this.poolSize = single(config.poolSize ?? 2, 'poolSize');
    checkPositiveInteger(this.poolSize, 'poolSize');
    this.strides = config.strides === undefined || config.strides === null ? this.poolSize : single(config.strides, 'strides');
    checkPositiveInteger(this.strides, 'strides');
    this.padding = config.padding ?? 'valid';
    checkPadding(this.padding);
    this.inputSpec = [{ ndim: 3 }];
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const [batch, length, width] = oneShape(inputShape);
    return [batch!, convolvedLength(length!, this.poolSize[0]!, this.padding, this.strides[0]!), width!];
  }

  override call(inputs: Inputs): Inputs {
    return tidy(() => squeeze(pooled(expandDims(oneTensor(inputs), 2), this.mode, [this.poolSize[0]!, 1], [this.strides[0]!, 1], this.padding), [2]));
  }
}

export class MaxPooling1D extends Pooling1D {
  static override readonly className: string = 'MaxPooling1D';
  protected readonly mode = 'max';
}

export class AveragePooling1D extends Pooling1D {
  static override readonly className: string = 'AveragePooling1D';
  protected readonly mode = 'avg';
}

abstract class Pooling2D extends Layer {
  readonly poolSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
  readonly dataFormat: DataFormat;
  protected abstract get mode(): Mode;

  constructor(config: PoolConfig = {}) {
    super(config);
    const { poolSize = [2, 2], strides } = config;
    this.poolSize = typeof poolSize === 'number' ? [poolSize, poolSize] : poolSize;
    if (Array.isArray(strides) && strides.length !== 2) {
      throw new Error(`If the strides property of a 2D pooling layer is an Array, it is expected to have a length of 2, but received length ${strides.length}.`);
    }
    this.strides = typeof strides === 'number' ? [strides, strides] : (strides ?? this.poolSize);
    checkPositiveInteger(this.poolSize, 'poolSize');
    checkPositiveInteger(this.strides, 'strides');
    this.padding = config.padding ?? 'valid';
    this.dataFormat = config.dataFormat ?? 'channelsLast';
    checkDataFormat(this.dataFormat);
    checkPadding(this.padding);
    this.inputSpec = [{ ndim: 4 }];
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shape = oneShape(inputShape);
    const first = this.dataFormat === 'channelsFirst' ? 2 : 1;
    return shape.map((dim, axis) => {
      const i = axis - first;
      return i === 0 || i === 1 ? convolvedLength(dim, this.poolSize[i]!, this.padding, this.strides[i]!) : dim;
    });
  }

  override call(inputs: Inputs): Inputs {
    return tidy(() => {
      const given = oneTensor(inputs);
      if (this.dataFormat === 'channelsLast') return pooled(given, this.mode, this.poolSize, this.strides, this.padding);
      return transpose(pooled(transpose(given, [0, 2, 3, 1]), this.mode, this.poolSize, this.strides, this.padding), [0, 3, 1, 2]);
    });
  }
}

export class MaxPooling2D extends Pooling2D {
  static override readonly className: string = 'MaxPooling2D';
  protected readonly mode = 'max';
}

export class AveragePooling2D extends Pooling2D {
  static override readonly className: string = 'AveragePooling2D';
  protected readonly mode = 'avg';
}

abstract class GlobalPooling1D extends Layer {
  constructor(config: LayerConfig = {}) {
    super(config);
    this.inputSpec = [{ ndim: 3 }];
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shape = inputShape as Shape;
    return [shape[0]!, shape[2]!];
  }
}

export class GlobalAveragePooling1D extends GlobalPooling1D {
  static override readonly className: string = 'GlobalAveragePooling1D';
  override call(inputs: Inputs): Inputs {
    return tidy(() => mean(oneTensor(inputs), 1));
  }
}

export class GlobalMaxPooling1D extends GlobalPooling1D {
  static override readonly className: string = 'GlobalMaxPooling1D';
  override call(inputs: Inputs): Inputs {
    return tidy(() => max(oneTensor(inputs), 1));
  }
}

abstract class GlobalPooling2D extends Layer {
  readonly dataFormat: DataFormat;

  constructor(config: LayerConfig & { readonly dataFormat?: DataFormat } = {}) {
    super(config);
    this.dataFormat = config.dataFormat ?? 'channelsLast';
    checkDataFormat(this.dataFormat);
    this.inputSpec = [{ ndim: 4 }];
  }

  protected get space(): readonly number[] {
    return this.dataFormat === 'channelsLast' ? [1, 2] : [2, 3];
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shape = inputShape as Shape;
    return [shape[0]!, this.dataFormat === 'channelsLast' ? shape[3]! : shape[1]!];
  }
}

export class GlobalAveragePooling2D extends GlobalPooling2D {
  static override readonly className: string = 'GlobalAveragePooling2D';
  override call(inputs: Inputs): Inputs {
    return tidy(() => mean(oneTensor(inputs), this.space));
  }
}

export class GlobalMaxPooling2D extends GlobalPooling2D {
  static override readonly className: string = 'GlobalMaxPooling2D';
  override call(inputs: Inputs): Inputs {
    return tidy(() => max(oneTensor(inputs), this.space));
  }
}
