/** @file The layers at which a model begins. */
import type { DataType } from '../types';
import type { AnyTensor, LayerConfig } from './layer';
import { Layer } from './layer';
import { uniqueId } from './names';
import type { Shape } from './shapes';
import { LayerNode, SymbolicTensor } from './symbolic';

interface InputLayerConfig extends LayerConfig {
  readonly sparse?: boolean;
}

export class InputLayer extends Layer {
  static override readonly className: string = 'InputLayer';
  readonly sparse: boolean;

  constructor(config: InputLayerConfig) {
    super({ name: config.name ?? uniqueId('input'), ...(config.dtype ? { dtype: config.dtype } : {}) });
    this.isTrainable = false;
    this.built = true;
    this.sparse = config.sparse ?? false;
    const { inputShape, batchInputShape, batchSize } = config;
    if (inputShape && batchInputShape) {
      throw new Error('Only provide the inputShape OR batchInputShape argument to inputLayer, not both at the same time.');
    }
    if (batchInputShape && batchSize) {
      throw new Error('Cannot specify batchSize if batchInputShape is specified when creating an InputLayer.');
    }
    if (!batchInputShape && !inputShape) throw new Error('An InputLayer should be passed either a `batchInputShape` or an `inputShape`.');
    const shape = batchInputShape ?? [batchSize ?? null, ...inputShape!];
    this.batchInputShape = shape;
    this.dtype = config.dtype || 'float32';
    this.inputSpec = [{ shape }];
    const tensor = new SymbolicTensor(this.dtype, shape, this, [], {}, this.name);
    new LayerNode(this, [tensor], [tensor], [shape], [shape], true);
  }

  override apply(): AnyTensor {
    throw new Error(`Cannot pass any input to an InputLayer's apply() method. InputLayer name: ${this.name}`);
  }

  override dispose(): { refCountAfterDispose: number; numDisposedVariables: number } {
    return { refCountAfterDispose: this.refCount ?? 0, numDisposedVariables: 0 };
  }
}

export interface InputConfig {
  readonly shape?: Shape;
  readonly batchShape?: Shape;
  readonly name?: string | undefined;
  readonly dtype?: DataType | undefined;
  readonly sparse?: boolean;
}

/** As tf.input. */
export function input(config: InputConfig): SymbolicTensor {
  const { shape, batchShape, name, dtype = 'float32', sparse = false } = config;
  if (!batchShape && !shape) {
    throw new Error('Please provide to Input either a `shape` or a `batchShape` argument. Note that `shape` does not include the batch dimension.');
  }
  if (batchShape && shape) throw new Error('Please provide either a `shape` or `batchShape` argument to Input, but not both.');
  const layer = new InputLayer({ batchInputShape: batchShape ?? [null, ...shape!], dtype, sparse, ...(name ? { name } : {}) });
  return layer.inboundNodes[0]!.outputTensors[0]!;
}
