/** @file Bridge functions that make nodes and steer where they go: graphs, scopes, control inputs. */
import { Graph } from '../../../engine/graph';
import type { Node, Tensor } from '../../../engine/graph';
import type { DType } from '../../../engine/dtypes';
import type { Value } from '../../../engine/value';
import { scalar, valueOf } from '../../../engine/value';
import type { BridgeState } from './bridgeState';
import { packNode } from './bridgeState';
import { dtypeNumbered } from './constants';

/** What `reduceWhole` and `productOfMatrices` return besides −1. */
const UNKNOWN_RANK = -2;

/** `12,15,3` as numbers; the empty text is no number. */
export function idsOf(text: string): number[] {
  return text === '' ? [] : text.split(',').map(Number);
}

/** Functions that make nodes. Each returns a packed node (`packNode`), or −1 and an error. */
export function makingFunctions(state: BridgeState) {
  const made = (kind: number, inputs: readonly number[], name: string, origin: number): number => {
    try {
      return packNode(state.make(kind, inputs, name, origin));
    } catch (error) {
      return state.fail(error);
    }
  };
  return {
    /** Number of an op with its attributes (JSON, empty for none); −1 when the engine lacks the op. */
    kind: (op: string, attributes: string): number => state.kindNumber(op, attributes),

    unary: (kind: number, a: number, name: string, origin = state.here()): number =>
      made(kind, [a], name, origin),

    binary: (kind: number, a: number, b: number, name: string, origin = state.here()): number =>
      made(kind, [a, b], name, origin),

    /**
     * `x * 2.0`: a binary node called `name`, whose other operand is a scalar constant of `dtype`
     * inside the node's scope; `isFirst` for `2.0 * x`.
     */
    binaryWithNumber: (
      kind: number,
      id: number,
      number: number,
      dtype: number,
      isFirst: boolean,
      name: string,
      origin = state.here(),
    ): number => {
      const { graph } = state;
      const outer = graph.scope;
      try {
        const own = graph.uniqueName(name);
        graph.scope = own;
        const value = scalar(dtypeNumbered(dtype), number);
        const constant = graph.make({
          op: 'Const',
          inputs: [],
          attributes: { value },
          name: isFirst ? 'x' : 'y',
          origin,
        }).outputs[0]!;
        const other = graph.tensor(id);
        const inputs = isFirst ? [constant, other] : [other, constant];
        return packNode(state.makeOf(kind, inputs, `${own}/`, origin));
      } catch (error) {
        return state.fail(error);
      } finally {
        graph.scope = outer;
      }
    },

    /**
     * A node whose inputs are `parts`: the id of a tensor; a constant inside the node's scope, as −1
     * minus its element type, its number (or a vector as `2,3`), its name; or tensors that are packed
     * there, as `12,15` and the name of the Pack.
     */
    nodeOf: (kind: number, name: string, ...parts: (number | string | boolean)[]): number => {
      const { graph } = state;
      const outer = graph.scope;
      try {
        const inputs: Tensor[] = [];
        let exact = '';
        const origin = state.here();
        for (let i = 0; i < parts.length; i++) {
          const part = parts[i] as number | string;
          if (typeof part === 'number' && part >= 0) {
            inputs.push(graph.tensor(part));
            continue;
          }
          if (exact === '') {
            graph.scope = name.endsWith('/') ? name.slice(0, -1) : graph.uniqueName(name);
            exact = `${graph.scope}/`;
          }
          if (typeof part === 'string') {
            const packed = idsOf(part).map((id) => graph.tensor(id));
            inputs.push(graph.make({
              op: 'Pack', inputs: packed, attributes: { axis: 0 }, name: parts[i + 1] as string, origin,
            }).outputs[0]!);
            i += 1;
            continue;
          }
          const value = constantOf(dtypeNumbered(-1 - part), parts[i + 1]!);
          inputs.push(graph.make({
            op: 'Const', inputs: [], attributes: { value }, name: parts[i + 2] as string, origin,
          }).outputs[0]!);
          i += 2;
        }
        return packNode(state.makeOf(kind, inputs, exact || name, origin));
      } catch (error) {
        return state.fail(error);
      } finally {
        graph.scope = outer;
      }
    },

    /**
     * The reduction `kind` of a tensor over all of its axes, which are a constant beside it. −2, and
     * nothing made, when the rank is not known.
     */
    reduceWhole: (kind: number, id: number): number => {
      const rank = state.graph.tensor(id).shape?.length;
      if (rank === undefined) return UNKNOWN_RANK;
      return state.guard(() => {
        const origin = state.here();
        const axes = Int32Array.from({ length: rank }, (_, i) => i);
        const value: Value = { dtype: 'int32', dims: [rank], data: axes };
        const { outputs } = state.graph.make({
          op: 'Const', inputs: [], attributes: { value }, name: 'Const', origin,
        });
        return packNode(state.makeOf(kind, [state.graph.tensor(id), outputs[0]!], '', origin));
      });
    },

    /** The node `kind` of two matrices. −2, and nothing made, when one of them is not known to be one. */
    productOfMatrices: (kind: number, a: number, b: number): number => {
      const { graph } = state;
      const inputs = [graph.tensor(a), graph.tensor(b)];
      if (inputs[0]!.shape?.length !== 2 || inputs[1]!.shape?.length !== 2) return UNKNOWN_RANK;
      try {
        return packNode(state.makeOf(kind, inputs, '', state.here()));
      } catch (error) {
        return state.fail(error);
      }
    },

    /** A node with any number of inputs, given as `12,15,3`. */
    node: (kind: number, inputs: string, name: string, origin = state.here()): number =>
      made(kind, idsOf(inputs), name, origin),

    /**
     * A node inside the scope `scope`, which is entered, and beside the first of its inputs (`12,15,3`). In the
     * scope the name Cast is used up `casts` times.
     */
    nodeInScope: (kind: number, scope: string, inputs: string, casts: number): number => {
      const { graph } = state;
      const outer = graph.scope;
      try {
        const tensors = idsOf(inputs).map((id) => graph.tensor(id));
        graph.scope = graph.uniqueName(scope);
        for (let i = 0; i < casts; i++) graph.uniqueName('Cast');
        return packNode(graph.beside(tensors[0]!.node, () => state.makeOf(kind, tensors, '', state.here())));
      } catch (error) {
        return state.fail(error);
      } finally {
        graph.scope = outer;
      }
    },

    /** A node like `id` with other inputs (`12,15`), which are no references. */
    copyNode: (id: number, inputs: string, name: string, origin = state.here()): number =>
      state.guard(() => {
        const { graph } = state;
        const { op, attributes } = graph.node(id);
        const tensors = idsOf(inputs).map((input) => graph.tensor(input));
        const plain = op === 'RefSwitch' && !tensors[0]!.isRef ? 'Switch' : op;
        const groups = graph.placements.get(graph.node(id))?.groups ?? [];
        const make = () => graph.make({ op: plain, inputs: tensors, attributes, name, origin });
        // The attributes are copied, `_class` among them.
        const group = groups.join();
        return packNode(group === '' ? make() : graph.placed({ ...graph.placing, group }, make));
      }),

    /** A node without outputs or inputs that runs after the nodes in `control`. */
    noOp: (control: string, name: string, origin = state.here()): number =>
      state.guard(() => {
        const graph = state.graph;
        const node = graph.make({
          op: 'NoOp',
          inputs: [],
          attributes: {},
          name,
          controlInputs: idsOf(control).map((id) => graph.node(id)),
          origin,
        });
        return packNode(node as unknown as Node);
      }),
  };
}

function constantOf(dtype: DType, given: number | string | boolean): Value {
  if (typeof given !== 'string') return scalar(dtype, Number(given));
  const numbers = idsOf(given);
  return valueOf(dtype, [numbers.length], numbers);
}

/** Functions that choose the graph, the name scope and the control inputs of nodes to come. */
export function scopeFunctions(state: BridgeState) {
  return {
    /** Makes a graph and returns its number; it does not become the current one. */
    newGraph: (): number => state.graphs.push(new Graph()) - 1,

    /** Makes graph `index` current. */
    useGraph: (index: number): void => {
      state.graph = state.graphs[index]!;
    },

    /** How many nodes the current graph has: TensorFlow's `_last_id`. */
    nodeCount: (): number => state.graph.nodes.length,

    /** Sets the graph-level seed; NaN takes it away. */
    setSeed: (seed: number): void => {
      state.graph.seed = Number.isNaN(seed) ? null : seed;
    },

    uniqueName: (name: string, markAsUsed: boolean): string =>
      state.graph.uniqueName(name, markAsUsed),

    /** Enters the scope `name`, made unique, and returns it in full, without a trailing slash. */
    enterScope: (name: string): string => (state.graph.scope = state.graph.uniqueName(name)),

    /** Makes exactly `scope` (no trailing slash; empty for the root) the current scope. */
    setScope: (scope: string): void => {
      state.graph.scope = scope;
    },

    /** Every node made from now on runs after the nodes `control`, besides what was asked before. */
    pushControl: (control: string): void => {
      state.graph.pushControl(idsOf(control).map((id) => state.graph.node(id)));
    },

    /** Forgets what was asked for, and every conditional and loop around, until `popControl`. */
    clearControl: (): void => state.graph.pushControl(null),

    /** Takes the last `pushControl` or `clearControl` back. */
    popControl: (): void => state.graph.popControl(),
  };
}
