/** @file Symbolic tensors, and the calls of layers that lead from one to the next. */
import type { DataType } from '../types';
import type { Layer } from './layer';
import { scopedName, uniqueName } from './names';
import type { Shape } from './shapes';

let tensors = 0;
let nodes = 0;

/** What a layer gives before it has a value. */
export class SymbolicTensor {
  readonly id = tensors++;
  readonly originalName: string;
  readonly name: string;
  readonly rank: number;
  nodeIndex = 0;
  tensorIndex = 0;

  constructor(
    readonly dtype: DataType, readonly shape: Shape, public sourceLayer: Layer, readonly inputs: readonly SymbolicTensor[],
    readonly callArgs: object, name: string,
  ) {
    this.originalName = scopedName(name);
    this.name = uniqueName(this.originalName);
    this.rank = shape.length;
  }
}

/** One call of a layer. */
export class LayerNode {
  readonly id = nodes++;
  readonly inboundLayers: readonly Layer[];
  readonly nodeIndices: readonly number[];
  readonly tensorIndices: readonly number[];

  constructor(
    readonly outboundLayer: Layer, readonly inputTensors: readonly SymbolicTensor[], public outputTensors: readonly SymbolicTensor[],
    readonly inputShapes: readonly Shape[], public outputShapes: readonly Shape[], isInner: boolean,
  ) {
    const from = isInner ? [] : inputTensors;
    this.inboundLayers = from.map(({ sourceLayer }) => sourceLayer);
    this.nodeIndices = from.map(({ nodeIndex }) => nodeIndex);
    this.tensorIndices = from.map(({ tensorIndex }) => tensorIndex);
    for (const layer of this.inboundLayers) layer.outboundNodes.push(this);
    outboundLayer.inboundNodes.push(this);
  }
}
