/** @file Layers around a layer: for each time step, and both ways through time. */
import { add, mul } from '../ops/elementwise';
import { concat, reverse, stack } from '../ops/shapes';
import type { Tensor } from '../tensor';
import { tidy } from '../tensor';
import type { CallArgs, Inputs, LayerConfig, Mask } from './layer';
import { Layer } from './layer';
import { nameScope } from './names';
import { RNN, throughTime } from './recurrent';
import type { Shape, Shapes } from './shapes';
import { checkOneOf, oneOrList, oneShape, oneTensor, shapeList, toList } from './shapes';
import type { LayerVariable } from './variable';

interface WrapperConfig extends LayerConfig {
  readonly layer: Layer;
}

export class TimeDistributed extends Layer {
  static override readonly className: string = 'TimeDistributed';
  readonly layer: Layer;

  constructor(config: WrapperConfig) {
    super(config);
    this.layer = config.layer;
    this.supportsMasking = true;
  }

  override build(inputShape: Shapes): void {
    const shape = oneShape(inputShape);
    if (shape.length < 3) throw new Error(`TimeDistributed layer expects an input shape >= 3D, but received input shape ${JSON.stringify(shape)}`);
    this.inputSpec = [{ shape }];
    if (!this.layer.built) {
      this.layer.build(eachStep(shape));
      this.layer.built = true;
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shape = oneShape(inputShape);
    const [batch, ...rest] = this.layer.computeOutputShape(eachStep(shape)) as Shape;
    return [batch!, shape[1]!, ...rest];
  }

  override call(inputs: Inputs, args: CallArgs): Inputs {
    return tidy(() => {
      const step = (input: Tensor) => ({ output: oneTensor(this.layer.call(input, args)), states: [] });
      return stack(throughTime(step, oneTensor(inputs), [], false, null).outputs, 1);
    });
  }

  override get trainable(): boolean {
    return this.layer?.trainable ?? false;
  }

  override set trainable(value: boolean) {
    if (this.layer !== undefined) this.layer.trainable = value;
  }

  override get trainableWeights(): LayerVariable[] {
    return this.layer.trainableWeights;
  }

  override get nonTrainableWeights(): LayerVariable[] {
    return this.layer.nonTrainableWeights;
  }

  override get losses(): readonly (() => Tensor)[] {
    return this.layer.losses;
  }
}

function eachStep(shape: Shape): Shape {
  return [shape[0]!, ...shape.slice(2)];
}

type MergeMode = 'sum' | 'mul' | 'concat' | 'ave' | null;

export interface BidirectionalConfig extends LayerConfig {
  readonly layer: RNN;
  readonly mergeMode?: MergeMode;
}

export class Bidirectional extends Layer {
  static override readonly className: string = 'Bidirectional';
  readonly forwardLayer: RNN;
  readonly backwardLayer: RNN;
  readonly mergeMode: MergeMode;
  readonly #returnsSequences: boolean;
  readonly #returnsState: boolean;

  constructor(config: BidirectionalConfig) {
    super(config);
    const { layer } = config;
    if (!(layer instanceof RNN)) throw new Error(`A bidirectional layer of ${(layer as Layer).getClassName()} is not evaluated by this engine`);
    this.forwardLayer = layer.again(`forward_${layer.name}`, layer.goBackwards);
    this.backwardLayer = layer.again(`backward_${layer.name}`, !layer.goBackwards);
    this.mergeMode = config.mergeMode === undefined ? 'concat' : config.mergeMode;
    checkOneOf(['sum', 'mul', 'concat', 'ave'], 'BidirectionalMergeMode', this.mergeMode);
    if (config.weights) throw new Error('weights support is not implemented for Bidirectional layer yet.');
    this.isStateful = layer.stateful;
    this.#returnsSequences = layer.returnSequences;
    this.#returnsState = layer.returnState;
    this.supportsMasking = true;
    this.inputSpec = layer.inputSpec;
  }

  override build(inputShape: Shapes): void {
    for (const layer of [this.forwardLayer, this.backwardLayer]) nameScope(layer.name, () => layer.build(inputShape));
    this.built = true;
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const [output, ...states] = shapeList(this.forwardLayer.computeOutputShape(inputShape));
    const merged: Shape = this.mergeMode === 'concat' ? output!.map((dim, i) => (i === output!.length - 1 ? dim! * 2 : dim)) : output!;
    const outputs = this.mergeMode === null ? [merged, [...merged]] : [merged];
    return this.#returnsState ? [...outputs, ...states, ...states] : oneOrList(outputs) as Shapes;
  }

  override computeMask(_inputs: Inputs, mask: Mask | readonly Mask[]): Mask | readonly Mask[] {
    const one = this.#returnsSequences ? (toList(mask)[0] ?? null) : null;
    return this.mergeMode === null ? [one, one] : one;
  }

  override call(inputs: Inputs, args: CallArgs): Inputs {
    return tidy(() => {
      const [y, ...states] = toList(this.forwardLayer.call(inputs, args));
      const [back, ...backStates] = toList(this.backwardLayer.call(inputs, args));
      const other = this.#returnsSequences ? reverse(back!, 1) : back!;
      const outputs = this.#merged(y!, other);
      return this.#returnsState ? [...outputs, ...states, ...backStates] : oneOrList(outputs);
    });
  }

  #merged(y: Tensor, other: Tensor): readonly Tensor[] {
    switch (this.mergeMode) {
      case 'concat':
        return [concat([y, other], -1)];
      case 'sum':
        return [add(y, other)];
      case 'ave':
        return [mul(0.5, add(y, other))];
      case 'mul':
        return [mul(y, other)];
      case null:
        return [y, other];
    }
  }

  override resetStates(): void {
    this.forwardLayer.resetStates();
    this.backwardLayer.resetStates();
  }

  override getWeights(): Tensor[] {
    return [...this.forwardLayer.getWeights(), ...this.backwardLayer.getWeights()];
  }

  override setWeights(values: readonly Tensor[]): void {
    const half = Math.floor(values.length / 2);
    this.forwardLayer.setWeights(values.slice(0, half));
    this.backwardLayer.setWeights(values.slice(half));
  }

  override get trainable(): boolean {
    return this.isTrainable;
  }

  override set trainable(value: boolean) {
    this.isTrainable = value;
    if (this.forwardLayer !== undefined) this.forwardLayer.trainable = value;
    if (this.backwardLayer !== undefined) this.backwardLayer.trainable = value;
  }

  override get trainableWeights(): LayerVariable[] {
    return [...this.forwardLayer.trainableWeights, ...this.backwardLayer.trainableWeights];
  }

  override get nonTrainableWeights(): LayerVariable[] {
    return [...this.forwardLayer.nonTrainableWeights, ...this.backwardLayer.nonTrainableWeights];
  }
}

