/** @file Bridge functions that answer questions about nodes and tensors of the current graph. */
import type { Tensor } from '../../../engine/graph';
import { constantValue } from '../../../engine/knownValue';
import { mergeEqual } from '../../../engine/rules/array/staticShape';
import type { Shape } from '../../../engine/shape';
import type { BridgeState } from './bridgeState';
import { DTYPE_ORDER } from './bridgeState';

/** A static shape as it travels: `2,?,3`, empty for a scalar, `*` for an unknown rank. */
export function shapeToText(shape: Shape): string {
  return shape === null ? '*' : shape.map((dim) => dim ?? '?').join(',');
}

/** The inverse of `shapeToText`. */
export function shapeOfText(text: string): Shape {
  if (text === '*') return null;
  if (text === '') return [];
  return text.split(',').map((dim) => (dim === '?' ? null : Number(dim)));
}

/** The element type as its number in DTYPE_ORDER, times 2, plus 1 for a reference to a variable. */
export function typeOf({ dtype, isRef }: Tensor): number {
  return DTYPE_ORDER.indexOf(dtype) * 2 + (isRef ? 1 : 0);
}

/** Whether a variable is read to compute the tensor. */
export function readsVariable(tensor: Tensor): boolean {
  const waiting = [tensor.node];
  const seen = new Set(waiting);
  for (const node of waiting) {
    if (node.op === 'VariableV2') return true;
    for (const input of node.inputs) {
      if (seen.has(input.node)) continue;
      seen.add(input.node);
      waiting.push(input.node);
    }
  }
  return false;
}

/** Questions. Ids are those of the current graph; an id that is not there is a fault of our package. */
export function describingFunctions(state: BridgeState) {
  return {
    nodeName: (id: number): string => state.graph.node(id).name,
    nodeType: (id: number): string => state.graph.node(id).op,
    nodeOrigin: (id: number): number => state.graph.node(id).origin,
    /** `tensorType` of each output, `0,4`. */
    outputTypes: (id: number): string => state.graph.node(id).outputs.map(typeOf).join(),
    /** Ids of the input tensors, `12,15`. */
    nodeInputs: (id: number): string =>
      state.graph.node(id).inputs.map((input) => state.graph.expose(input)).join(),
    /** Ids of the nodes that must run before. */
    nodeControlInputs: (id: number): string =>
      state.graph.node(id).controlInputs.map((node) => node.id).join(),
    /** Attributes as JSON; the value of a Const is left out. */
    nodeAttributes: (id: number): string =>
      JSON.stringify(state.graph.node(id).attributes, (key: string, value: unknown) =>
        key === 'value' ? undefined : value,
      ),
    /** Id of input `index` of the node that makes tensor `id`. */
    inputOfTensor: (id: number, index: number): number =>
      state.graph.tensor(id).node.inputs[index]!.id,
    /** Id of the node called `name`, −1 when there is none. */
    nodeNamed: (name: string): number => state.graph.nodeNamed(name)?.id ?? -1,
    /** Id of the node that makes tensor `id`. */
    nodeOfTensor: (id: number): number => state.graph.tensor(id).node.id,
    /** Ids of all nodes from the `start`-th on. */
    nodesFrom: (start: number): string =>
      state.graph.nodes.slice(start).map((node) => node.id).join(),

    /** Element type as its number in DTYPE_ORDER, times 2, plus 1 for a reference to a variable. */
    tensorType: (id: number): number => typeOf(state.graph.tensor(id)),
    /** Static rank, −1 when it is not known. */
    tensorRank: (id: number): number => state.graph.tensor(id).shape?.length ?? -1,
    tensorShape: (id: number): string => shapeToText(state.graph.tensor(id).shape),
    /** Ids of the nodes that consume the tensor. */
    tensorConsumers: (id: number): string =>
      state.graph.tensor(id).consumers.map((node) => node.id).join(),

    /** 1 when a variable is read to compute the tensor, else 0. */
    readsVariable: (id: number): number => (readsVariable(state.graph.tensor(id)) ? 1 : 0),

    /** `Tensor.set_shape`; −1 and an error when the shapes contradict each other. */
    refineShape: (id: number, shape: string): number =>
      state.guard(() => {
        const tensor = state.graph.tensor(id);
        const wanted = shapeOfText(shape);
        mergeEqual(tensor.shape, wanted); // its words are those of TensorFlow's set_shape
        tensor.refineShape(wanted);
        return 0;
      }),

    /**
     * The tensor's value if it depends on constants and static shapes only, as JSON
     * `{"dims":[2],"numbers":[1,2]}`; empty when it is not known. For short tensors.
     */
    knownValue: (id: number): string => {
      const value = constantValue(state.graph.tensor(id));
      if (value === null) return '';
      return JSON.stringify({ dims: value.dims, numbers: Array.from(value.data, textOfNumber) });
    },
  };
}

/** JSON knows no NaN, infinity or negative zero: those travel as text that Python's float() reads. */
function textOfNumber(value: number): number | string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : String(value);
}
