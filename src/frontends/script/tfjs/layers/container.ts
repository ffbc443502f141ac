/** @file A graph of layers from symbolic inputs to symbolic outputs, itself a layer. */
import { theDoor } from '../runtime';
import type { Tensor } from '../tensor';
import { tidy } from '../tensor';
import { execute, executeWithMasks, feedsOf } from './execution';
import { InputLayer } from './inputLayer';
import type { CallArgs, Inputs, Mask } from './layer';
import { Layer } from './layer';
import { uniqueId } from './names';
import type { Shape, Shapes } from './shapes';
import { oneOrList, shapeList, toList } from './shapes';
import { LayerNode, SymbolicTensor } from './symbolic';
import type { LayerVariable } from './variable';

export interface ContainerConfig {
  readonly inputs: SymbolicTensor | readonly SymbolicTensor[];
  readonly outputs: SymbolicTensor | readonly SymbolicTensor[];
  readonly name?: string;
}

const namesOf = (tensors: readonly SymbolicTensor[]): string => tensors.map(({ name }) => name).join();

export class Container extends Layer {
  static override readonly className: string = 'Container';
  inputs: readonly SymbolicTensor[];
  outputs: readonly SymbolicTensor[];
  layers: Layer[] = [];
  inputLayers: Layer[] = [];
  outputLayers: Layer[] = [];
  inputNames: string[] = [];
  outputNames: string[] = [];
  /** The calls that lead from inputs to outputs, by how far from the end they are. */
  nodesByDepth: ReadonlyMap<number, readonly LayerNode[]> = new Map();

  constructor(config: ContainerConfig) {
    super({});
    this.name = config.name ?? uniqueId(this.getClassName().toLowerCase());
    this.inputs = [...toList(config.inputs)];
    this.outputs = [...toList(config.outputs)];
    if (new Set(this.inputs).size !== this.inputs.length) {
      throw new Error(`The list of inputs passed to the model is redundant. All inputs should only appear once. Found: ${namesOf(this.inputs)}`);
    }
    if (new Set(this.outputs).size !== this.outputs.length) {
      theDoor().print(`The list of outputs passed to the model is redundant. All outputs should only appear once. Found: ${namesOf(this.outputs)}\n`, 'stderr');
    }
    this.inputLayers = this.inputs.map(({ sourceLayer }, i) => {
      if (sourceLayer instanceof InputLayer) return sourceLayer;
      throw new TypeError(
        `Input layers to a LayersModel must be InputLayer objects. Received inputs: ${this.inputs.join()}. ` +
        `Input ${i} (0-based) originates from layer type ${sourceLayer.getClassName()}.`,
      );
    });
    this.outputLayers = this.outputs.map(({ sourceLayer }) => sourceLayer);
    this.inputNames = this.inputLayers.map(({ name }) => name);
    this.outputNames = this.outputLayers.map(({ name }) => name);
    this.#arrange();
    this.inboundNodes = [];
    this.outboundNodes = [];
    const shapesOf = (tensors: readonly SymbolicTensor[]): readonly Shape[] => tensors.map(({ shape }) => shape);
    new LayerNode(this, this.inputs, this.outputs, shapesOf(this.inputs), shapesOf(this.outputs), true);
    this.built = true;
    this.refCount = 1;
  }

  #arrange(): void {
    const { finished, order } = walked(this.outputs);
    const { nodeDepths, layerDepths } = depthsOf(finished);
    const byDepth = new Map<number, LayerNode[]>();
    for (const node of [...nodeDepths.keys()].sort((a, b) => a.id - b.id)) {
      const depth = nodeDepths.get(node)!;
      byDepth.set(depth, [...(byDepth.get(depth) ?? []), node]);
    }
    this.layers = [...layerDepths.keys()].sort((a, b) => layerDepths.get(b)! - layerDepths.get(a)! || order.get(a)! - order.get(b)!);
    this.nodesByDepth = new Map([...byDepth].sort(([a], [b]) => a - b));
    this.#checkConnected();
    const names = this.layers.map(({ name }) => name);
    for (const name of names) {
      const count = names.filter((one) => one === name).length;
      if (count !== 1) {
        throw new Error(`The name "${name}" is used ${count} times in the model. All layer names should be unique. Layer names: ${JSON.stringify(names)}`);
      }
    }
  }

  /** Whether all that is needed comes of the inputs. */
  #checkConnected(): void {
    const computable = new Set<SymbolicTensor>(this.inputs);
    const complete: string[] = [];
    for (const [, nodes] of [...this.nodesByDepth].reverse()) {
      for (const { outboundLayer, inputTensors, outputTensors } of nodes) {
        if (!inputTensors.every((one) => computable.has(one))) {
          throw new Error(
            `Graph disconnected: cannot obtain value for tensor [object Object] at layer "${outboundLayer.name}". ` +
            `The following previous layers were accessed without issue: ${complete.join()}`,
          );
        }
        for (const one of outputTensors) computable.add(one);
        complete.push(outboundLayer.name);
      }
    }
  }

  override assertNotDisposed(): void {
    if (this.refCount === 0) throw new Error(`Container '${this.name}' is already disposed.`);
  }

  override dispose(): { refCountAfterDispose: number; numDisposedVariables: number } {
    this.assertNotDisposed();
    this.refCount!--;
    let numDisposedVariables = 0;
    if (this.refCount === 0) {
      for (const layer of this.layers) numDisposedVariables += layer.dispose().numDisposedVariables;
      // One that was made for this model alone has a count of its own besides.
      for (const layer of this.layers) if (layer instanceof Container) numDisposedVariables += layer.dispose().numDisposedVariables;
    }
    return { refCountAfterDispose: this.refCount!, numDisposedVariables };
  }

  override get trainable(): boolean {
    return this.isTrainable;
  }

  override set trainable(value: boolean) {
    for (const layer of this.layers) for (const weight of layer.weights) if (isOwn(layer, weight)) weight.trainable = value;
    this.isTrainable = value;
  }

  override get trainableWeights(): LayerVariable[] {
    return this.trainable ? this.layers.flatMap((layer) => layer.trainableWeights) : [];
  }

  override get nonTrainableWeights(): LayerVariable[] {
    const fixed = this.layers.flatMap((layer) => layer.nonTrainableWeights);
    return this.trainable ? fixed : [...this.layers.flatMap((layer) => layer.trainableWeights), ...fixed];
  }

  override get losses(): readonly (() => Tensor)[] {
    return this.layers.flatMap((layer) => layer.losses);
  }

  override calculateLosses(): Tensor[] {
    return tidy(() => this.layers.flatMap((layer) => layer.calculateLosses()));
  }

  override get stateful(): boolean {
    return this.layers.some(({ stateful }) => stateful);
  }

  override resetStates(): void {
    for (const layer of this.layers) if (layer.stateful) layer.resetStates();
  }

  override call(inputs: Inputs, args: CallArgs): Inputs {
    return tidy(() => execute(this.outputs, feedsOf(this.inputs, toList(inputs)), args));
  }

  override computeMask(inputs: Inputs, mask: Mask | readonly Mask[]): Mask | readonly Mask[] {
    return tidy(() => executeWithMasks(this.outputs, feedsOf(this.inputs, toList(inputs), toList(mask))).map(({ mask: one }) => one));
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const given = shapeList(inputShape);
    if (given.length !== this.inputLayers.length) {
      throw new Error(`Invalid inputShape argument ${inputShape.join()}: model has ${this.inputLayers.length} tensor inputs.`);
    }
    const known = new Map<SymbolicTensor, Shape>(this.inputs.map((one, i) => [one, given[i]!]));
    for (const [, nodes] of [...this.nodesByDepth].reverse()) {
      for (const { outboundLayer, inputTensors, outputTensors } of nodes) {
        if (outboundLayer instanceof InputLayer) continue;
        const shapes = shapeList(outboundLayer.computeOutputShape(oneOrList(inputTensors.map((one) => known.get(one)!)) as Shapes));
        outputTensors.forEach((one, i) => known.set(one, shapes[i]!));
      }
    }
    return oneOrList(this.outputs.map((one) => known.get(one)!)) as Shapes;
  }

  getLayer(nameOrIndex?: string | number | null, index?: number): Layer {
    const at = index ?? (typeof nameOrIndex === 'number' ? nameOrIndex : undefined);
    if (at !== undefined) {
      if (this.layers.length <= at) throw new Error(`Was asked to retrieve layer at index ${at}, but model only has ${this.layers.length} layer(s).`);
      return this.layers[at]!;
    }
    if (nameOrIndex === undefined || nameOrIndex === null) throw new Error('Provide either a layer name or layer index');
    const found = this.layers.find(({ name }) => name === nameOrIndex);
    if (found === undefined) throw new Error(`No such layer: ${nameOrIndex}`);
    return found;
  }
}

/** tfjs lets a model freeze the layers that it holds, not those of models within it. */
function isOwn(layer: Layer, weight: LayerVariable): boolean {
  return layer.ownWeights().includes(weight);
}

/** The calls behind `outputs`, each after those that it needs, and the order in which layers were met. */
function walked(outputs: readonly SymbolicTensor[]): { readonly finished: readonly LayerNode[]; readonly order: ReadonlyMap<Layer, number> } {
  const finished = new Set<LayerNode>();
  const open = new Set<LayerNode>();
  const order = new Map<Layer, number>();
  const visit = (tensor: SymbolicTensor): void => {
    const { sourceLayer: layer, nodeIndex } = tensor;
    const node = layer.inboundNodes[nodeIndex]!;
    if (open.has(node)) throw new Error(`The tensor ${tensor.name} at layer "${layer.name}" is part of a cycle.`);
    if (finished.has(node)) return;
    if (!order.has(layer)) order.set(layer, order.size);
    open.add(node);
    // An input layer's call begins with itself.
    if (node.inboundLayers.length > 0) for (const one of node.inputTensors) visit(one);
    open.delete(node);
    finished.add(node);
  };
  for (const output of outputs) visit(output);
  return { finished: [...finished], order };
}

function depthsOf(finished: readonly LayerNode[]) {
  const nodeDepths = new Map<LayerNode, number>();
  const layerDepths = new Map<Layer, number>();
  for (const node of [...finished].reverse()) {
    // A layer that is called more than once is as deep as its deepest call so far.
    const depth = Math.max(nodeDepths.get(node) ?? 0, layerDepths.get(node.outboundLayer) ?? 0);
    layerDepths.set(node.outboundLayer, depth);
    nodeDepths.set(node, depth);
    node.inboundLayers.forEach((layer, i) => {
      const inbound = layer.inboundNodes[node.nodeIndices[i]!]!;
      nodeDepths.set(inbound, Math.max(depth + 1, nodeDepths.get(inbound) ?? 0));
    });
  }
  return { nodeDepths, layerDepths };
}
