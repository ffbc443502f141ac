/** @file What the bridge remembers during one run of a loss file: graphs, op kinds, the last error. Knows no Python. */
import type { ControlFlowContext } from '../../../engine/controlFlow/context';
import type { EagerGraph } from '../../../engine/eager/eagerGraph';
import { EngineError } from '../../../engine/errors';
import { Graph } from '../../../engine/graph';
import type { Node, Origin, Tensor } from '../../../engine/graph';
import type { Op } from '../../../engine/ops';
import { isOpName, opNames } from '../../../engine/ops';
import { StopProgram } from '../../program';
import { nameInMessage } from './shapeErrors';

/** An op with its attributes: interned, so that Python names both by one integer. */
export interface Kind {
  readonly op: Op;
  readonly attributes: unknown;
}

/** What `error()` hands to Python as JSON. */
interface BridgeError {
  /** Name of a Python or `tf.errors` class, or StopScript. */
  readonly type: string;
  readonly message: string;
  readonly nodeId: number;
  /** Index of the graph that `nodeId` counts in. */
  readonly graph: number;
}

export const FAILED = -1;

/** Bits of the integer that describes a made node, from the lowest: isRef 1, dtype 5, outputs 4. */
export const NODE_INFO_SIZE = 1024;

/** Element types by the number that travels; the order is shared with `_dtypes.py`. */
export const DTYPE_ORDER = [
  'float32', 'float64', 'int32', 'int64', 'bool', 'uint8', 'resource', 'string', 'variant',
  'float16', 'bfloat16', 'int8', 'int16', 'uint16', 'uint32', 'uint64',
] as const;

/** One run's graphs and the bridge's memory of the last failure. */
export class BridgeState {
  graphs: Graph[] = [];
  /** The graph that new nodes go to: Python's default graph. */
  graph: Graph = new Graph();
  /** The graph of eager execution, once the program has enabled it. */
  eager: EagerGraph | null = null;

  /** Branches and loops by the number under which Python knows them. */
  contexts: ControlFlowContext[] = [];
  /** Ops without attributes have fixed numbers, which survive in a memory snapshot of Python. */
  private readonly kinds: Kind[] = opNames.map((op) => ({ op, attributes: {} }));
  private readonly kindNumbers = new Map(opNames.map((op, number) => [`${op} `, number]));
  /** What the program registered with tf.RegisterGradient and tf.NotDifferentiable. */
  readonly registeredGradients = new Map<string, 'function' | 'none'>();
  private failure: BridgeError | null = null;
  /** The last failure at a node: its message, and where the node was made. */
  lastFailure: { readonly message: string; readonly origin: Origin } | null = null;

  /** `here` gives the origin of a node whose maker names none. */
  constructor(readonly here: () => Origin) {}

  /** Forgets all graphs, and the numbers of ops with attributes: Python asks for them anew. */
  reset(): void {
    for (const kind of this.kinds.splice(opNames.length)) {
      this.kindNumbers.delete(`${kind.op} ${JSON.stringify(kind.attributes)}`);
    }
    this.graphs = [];
    this.eager = null;
    this.contexts = [];
    this.graph = new Graph();
    this.registeredGradients.clear();
    this.failure = null;
    this.lastFailure = null;
  }

  /** Number of the op `op` with the attributes in `json`; −1 when the engine has no such op. */
  kindNumber(op: string, json: string): number {
    const known = this.kindNumbers.get(`${op} ${json}`);
    if (known !== undefined) return known;
    if (!isOpName(op)) return FAILED;
    const number = this.kinds.length;
    const attributes: unknown = JSON.parse(json);
    this.kinds.push({ op, attributes });
    this.kindNumbers.set(`${op} ${JSON.stringify(attributes)}`, number);
    return number;
  }

  /** Number of a kind that is like no other: its seed is its node's alone. */
  newKind(kind: Kind): number {
    return this.kinds.push(kind) - 1;
  }

  kind(number: number): Kind {
    const kind = this.kinds[number];
    if (kind === undefined) throw new RangeError(`No op kind ${number}.`);
    return kind;
  }

  /** Makes a node in the current graph; `name` empty for the op's own. */
  make(number: number, inputs: readonly number[], name: string, origin: Origin): Node {
    const { graph } = this;
    return this.makeOf(number, inputs.map((id) => graph.tensor(id)), name, origin);
  }

  /** As `make`, of tensors. */
  makeOf(number: number, tensors: readonly Tensor[], name: string, origin: Origin): Node {
    const { op, attributes } = this.kind(number);
    const { graph } = this;
    try {
      return graph.make({
        op,
        inputs: tensors,
        attributes: attributes as never,
        origin,
        ...(name === '' ? {} : { name }),
      });
    } catch (error) {
      throw nameInMessage(error, graph, op, name, tensors);
    }
  }

  /**
   * Runs `body`; a throw becomes −1 and the text that `error()` returns. `graph` is the one that a
   * failing node belongs to: a session's own, not always the default graph.
   */
  guard(body: () => number, graph = this.graph): number {
    try {
      return body();
    } catch (error) {
      return this.fail(error, graph);
    }
  }

  fail(error: unknown, graph = this.graph): typeof FAILED {
    this.failure = describe(error, this.graphs.indexOf(graph));
    if (error instanceof EngineError && error.origin >= 0) {
      this.lastFailure = { message: error.message, origin: error.origin };
    }
    return FAILED;
  }

  /** The last failure as JSON, which is then forgotten; empty when there is none. */
  takeError(): string {
    const failure = this.failure;
    this.failure = null;
    return failure === null ? '' : JSON.stringify(failure);
  }
}

/** Id, number of outputs, dtype and ref flag of a node's first output, packed into one integer. */
export function packNode(node: Node): number {
  const first = node.outputs[0];
  const { graph } = node;
  if (first === undefined) graph.expose(node);
  else for (const output of node.outputs) graph.expose(output);
  const outputs = Math.min(node.outputs.length, 15);
  const info =
    first === undefined
      ? 0
      : outputs * 64 + DTYPE_ORDER.indexOf(first.dtype) * 2 + (first.isRef ? 1 : 0);
  return node.id * NODE_INFO_SIZE + info;
}

function describe(error: unknown, graph: number): BridgeError {
  if (error instanceof StopProgram) {
    return { type: 'StopScript', message: error.message, nodeId: -1, graph };
  }
  if (error instanceof EngineError) {
    return { type: error.kind, message: error.message, nodeId: error.nodeId, graph };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError && /array (buffer )?(allocation|length)/i.test(message)) {
    return { type: 'MemoryError', message: `A tensor does not fit in memory: ${message}`, nodeId: -1, graph };
  }
  const type = error instanceof RangeError ? 'OverflowError' : 'RuntimeError';
  return { type, message, nodeId: -1, graph };
}

/** As `packNode` of a node that has this output alone. */
export function packTensor({ id, dtype, isRef }: Tensor): number {
  return id * NODE_INFO_SIZE + 64 + DTYPE_ORDER.indexOf(dtype) * 2 + (isRef ? 1 : 0);
}
