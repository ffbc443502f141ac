/** @file tf.sequential: layers one after the other. */
import type { Optimizer } from '../optimizer';
import type { Tensor } from '../tensor';
import type { History } from './callbacks';
import type { Data } from './fedData';
import { input } from './inputLayer';
import type { CallArgs, Inputs } from './layer';
import { Layer } from './layer';
import type { Compiled, CompileConfig, PrintFunction } from './model';
import { LayersModel } from './model';
import { uniqueId } from './names';
import { toList } from './shapes';
import type { Shape, Shapes } from './shapes';
import type { SymbolicTensor } from './symbolic';
import { LayerNode } from './symbolic';
import type { FitConfig } from './training';

const ONE_OUTPUT = 'All layers in a Sequential model should have a single output tensor. For multi-output layers, use the functional API.';
const ONE_INPUT = 'All layers in a Sequential model should have a single input tensor. For multi-input layers, use the functional API.';
const NOT_COMPILED = 'The model needs to be compiled before being used.';

/** The inputs of the model that `tensor` is an output of. */
function sourcesOf(tensor: SymbolicTensor): SymbolicTensor[] {
  const node = tensor.sourceLayer.inboundNodes[tensor.nodeIndex];
  if (node === undefined) return [tensor];
  if (node.inboundLayers.length === 0) return [...node.inputTensors];
  return [...new Set(node.inputTensors.flatMap(sourcesOf))];
}

export class Sequential extends LayersModel {
  static override readonly className: string = 'Sequential';
  /** The graph of the layers there are now. */
  #model: LayersModel | null = null;

  constructor(config: { readonly name?: string; readonly layers?: readonly Layer[] } = {}) {
    super({ inputs: [], outputs: [] });
    this.built = false;
    this.name = config.name ?? uniqueId('sequential_');
    for (const layer of config.layers ?? []) this.add(layer);
  }

  add(layer: Layer): void {
    if (layer instanceof LayersModel) {
      if (layer.outputs.length !== 1) throw new Error(ONE_OUTPUT);
      if (layer.inputs.length !== 1) throw new Error(ONE_INPUT);
    }
    if (this.outputs.length === 0) this.#addFirst(layer);
    else {
      const output = layer.apply(this.outputs[0]!);
      if (Array.isArray(output)) throw new TypeError(ONE_OUTPUT);
      checkShape(layer);
      this.outputs = [output as SymbolicTensor];
      this.#end();
    }
    this.layers.push(layer);
    this.built = false;
  }

  #addFirst(layer: Layer): void {
    if (layer.inboundNodes.length === 0) {
      if (layer.batchInputShape === undefined) {
        throw new Error('The first layer in a Sequential model must get an `inputShape` or `batchInputShape` argument.');
      }
      layer.apply(input({ batchShape: layer.batchInputShape, dtype: layer.dtype, name: `${layer.name}_input` }));
    }
    if (layer instanceof LayersModel) {
      this.outputs = layer.outputs;
      this.inputs = layer.inputs;
    } else {
      if (layer.inboundNodes.length !== 1) {
        throw new Error(
          `A layer added to a Sequential model must not already be connected somewhere else. LayersModel received layer ${layer.name} ` +
          `which has ${layer.inboundNodes.length} pre-existing inbound connections.`,
        );
      }
      if (layer.inboundNodes[0]!.outputTensors.length !== 1) throw new Error(ONE_OUTPUT);
      checkShape(layer);
      this.outputs = [layer.inboundNodes[0]!.outputTensors[0]!];
      this.inputs = sourcesOf(this.outputs[0]!);
    }
    this.inboundNodes = [];
    new LayerNode(this, this.inputs, this.outputs, this.inputs.map(({ shape }) => shape), [this.outputs[0]!.shape], true);
  }

  /** The call of the model ends at its last layer. */
  #end(): void {
    const node = this.inboundNodes[0]!;
    node.outputTensors = this.outputs;
    node.outputShapes = [this.outputs[0]!.shape];
  }

  pop(): void {
    if (this.layers.length === 0) throw new TypeError('There are no layers in the model.');
    this.layers.pop();
    this.built = false;
    const last = this.layers.at(-1);
    if (last === undefined) {
      this.outputs = [];
      this.inboundNodes = [];
      this.outboundNodes = [];
      return;
    }
    last.outboundNodes = [];
    this.outputs = toList(last.output);
    this.#end();
  }

  override build(_shape?: Shapes): void {
    if (this.inputs.length === 0 || this.outputs.length === 0) {
      throw new TypeError('Sequential model cannot be built: model is empty. Add some layers first.');
    }
    const model = new LayersModel({ inputs: this.inputs, outputs: this.outputs[0]!, name: `${this.name}_model` });
    model.trainable = this.trainable;
    this.#model = model;
    this.supportsMasking = model.supportsMasking;
    this.inputLayers = model.inputLayers;
    this.outputLayers = model.outputLayers;
    this.nodesByDepth = model.nodesByDepth;
    this.inputNames = model.inputNames;
    this.outputNames = model.outputNames;
    this.built = true;
  }

  get #inner(): LayersModel {
    if (this.#model === null) this.build();
    return this.#model!;
  }

  #compiled(): LayersModel {
    if (!this.built) throw new Error(NOT_COMPILED);
    return this.#model!;
  }

  override call(inputs: Inputs, args: CallArgs): Inputs {
    return this.#inner.call(inputs, args);
  }

  override countParams(): number {
    if (!this.built) this.build();
    return super.countParams();
  }

  override summary(lineLength?: number, positions?: readonly number[], printFn?: PrintFunction): void {
    if (!this.built) this.build();
    super.summary(lineLength, positions, printFn);
  }

  override setWeights(values: readonly Tensor[]): void {
    this.#inner.setWeights(values);
  }

  override compile(config: CompileConfig): void {
    this.build();
    this.#model!.compile(config);
    this.loss = this.#model!.loss;
    this.metrics = this.#model!.metrics;
    this.metricsNames = this.#model!.metricsNames;
  }

  override settings(): Compiled {
    return this.#inner.settings();
  }

  override get optimizer(): Optimizer | undefined {
    return this.#model?.optimizer;
  }

  override set optimizer(optimizer: Optimizer) {
    this.#inner.optimizer = optimizer;
  }

  override evaluate(x: Data, y: Data, config = {}): Tensor | readonly Tensor[] {
    return this.#compiled().evaluate(x, y, config);
  }

  override predict(x: Tensor | readonly Tensor[], config = {}): Tensor | readonly Tensor[] {
    return this.#inner.predict(x, config);
  }

  override predictOnBatch(x: Tensor | readonly Tensor[]): Tensor | readonly Tensor[] {
    return this.#inner.predictOnBatch(x);
  }

  override async fit(x: Data, y: Data, config: FitConfig = {}): Promise<History> {
    return this.#compiled().fit(x, y, config);
  }

  override async trainOnBatch(x: Data, y: Data): Promise<number | readonly number[]> {
    return this.#inner.trainOnBatch(x, y);
  }

  override get stopTraining(): boolean {
    if (this.#model === null) throw new Error('Cannot get the stopTraining property of a sequential model before it is compiled.');
    return this.#model.stopTraining;
  }

  override set stopTraining(value: boolean) {
    if (this.#model === null) throw new Error('Cannot set the stopTraining property of a sequential model before it is compiled.');
    this.#model.stopTraining = value;
  }
}

function checkShape(layer: Layer): void {
  const { inputTensors, outputTensors } = layer.inboundNodes[0]!;
  if (outputTensors[0]!.shape.some((dim) => dim !== null && dim < 0)) {
    const shape: Shape = inputTensors[0]!.shape;
    throw new Error(`Negative dimension size caused by adding layer ${layer.name} with input shape [${shape.join()}]`);
  }
}
