/** @file Which nodes a run executes, asked by the observer: what it may watch, what writes before an update. */
import { outputContext } from '../engine/controlFlow/context';
import type { RunRequest } from '../engine/execution';
import { runKeyOf } from '../engine/execution';
import type { Graph, Node, Tensor } from '../engine/graph';
import { isOp, ruleOf } from '../engine/ops';
import { neededFor, schedule } from '../engine/schedule';

/** Ops that end the run when a value is not as they want it. */
const CHECKS: ReadonlySet<string> = new Set(['CheckNumerics', 'Assert']);

/** Ops that take an element out of something that is not a part of the state. */
const TAKING = /^(IteratorGetNext|QueueDequeue(Many|UpTo)?V2|DatasetToSingleElement)$/;

/** Ops that the front-end computes and nobody notices: summaries and texts. */
const MAKING = /Summary|^(String|Regex|StaticRegex|Substr$|AsString$|ReduceJoin$|EncodeBase64$|DecodeBase64$|DecodeCSV$|LookupTable(Find|Size))/;

/** Answers for the runs of one program; remembers them, for a script runs the same thing often. */
export class RunNodes {
  /** By graph, for ids count per graph. */
  private readonly watchable = new WeakMap<Graph, Map<string, boolean>>();
  private readonly own = new WeakMap<Graph, Map<string, ReadonlySet<Node>>>();
  private readonly taken = new WeakMap<Graph, Map<string, readonly Tensor[]>>();
  private readonly earlier = new WeakMap<Graph, Map<string, Node | null>>();

  /**
   * True when `tensor` can be computed beside `request` without changing what the program does: no
   * placeholder above it lacks its feed, and what only `tensor` needs neither writes a variable nor
   * draws random numbers nor checks values nor calls a function of the program.
   */
  canWatch(tensor: Tensor, request: RunRequest): boolean {
    if (tensor.value !== null) return true;
    return remembered(this.watchable, tensor.node.graph, `${tensor.id}|${runKeyOf(request)}`, () => {
      if (outputContext(tensor.node)?.loop) return false;
      // What the run executes itself is there.
      const own = this.ownNodes(request);
      if (own.has(tensor.node)) return true;
      const fed = new Set(request.feeds.keys());
      for (const node of neededFor([tensor], [], fed)) {
        if (own.has(node)) continue;
        if (isOp(node, 'Placeholder') && !fed.has(node.outputs[0]!)) return false;
        const { random, bindsInRun, writes } = ruleOf(node.op);
        if (CHECKS.has(node.op) || random === true || bindsInRun === true || writes !== undefined) return false;
      }
      return true;
    });
  }

  /** What the request executes, in no order. */
  private ownNodes(request: RunRequest): ReadonlySet<Node> {
    const graph = graphOf(request);
    if (graph === undefined) return new Set();
    return remembered(this.own, graph, runKeyOf(request), () =>
      neededFor(request.fetches, request.targets, new Set(request.feeds.keys())));
  }

  /**
   * Tensors that the run takes from a queue or a data set: another run would get the next ones, so
   * whoever repeats this one gives it these.
   */
  takenBy(request: RunRequest): readonly Tensor[] {
    const graph = graphOf(request);
    if (graph === undefined) return [];
    return remembered(this.taken, graph, runKeyOf(request), () => {
      const taking = [...this.ownNodes(request)].filter(({ op }) => TAKING.test(op));
      return taking.sort((a, b) => a.id - b.id).flatMap(({ outputs }) => outputs);
    });
  }

  /** The last node of the run that writes `variable` before `writer` does; null when none does. */
  writeBefore(variable: Tensor, writer: Node, request: RunRequest): Node | null {
    const writes = variable.consumers.filter(
      (node) => node !== writer && node.inputs[0] === variable && ruleOf(node.op).writes?.[0] === 0,
    );
    // Every variable has one such node, its initializer, and nearly all have only this one.
    if (writes.length <= 1) return null;
    const key = `${variable.id}|${writer.id}|${writes.length}|${runKeyOf(request)}`;
    return remembered(this.earlier, writer.graph, key, () => {
      const order = schedule(request.fetches, request.targets, new Set(request.feeds.keys()));
      const before = order.slice(0, Math.max(order.indexOf(writer), 0));
      return before.filter((node) => writes.includes(node)).at(-1) ?? null;
    });
  }
}

/**
 * True when the run calls functions of the program (tf.py_func) or takes part in what is no part of the
 * state (queues, files, prints): it is then made when it is due and not once more to show it
 * beforehand, for the program would notice.
 */
export function callsProgram(request: RunRequest): boolean {
  // Asked after every step, mostly of the same request.
  if (lastAsked?.request === request) return lastAsked.callsProgram;
  const { fetches, targets, feeds } = request;
  const graph = graphOf(request);
  const answer = graph !== undefined && remembered(CALLING, graph, runKeyOf(request), () =>
    [...neededFor(fetches, targets, new Set(feeds.keys()))].some(({ op }) => ruleOf(op).bindsInRun === true && !MAKING.test(op)));
  lastAsked = { request, callsProgram: answer };
  return answer;
}

let lastAsked: { readonly request: RunRequest; readonly callsProgram: boolean } | null = null;

function graphOf({ fetches, targets }: RunRequest): Graph | undefined {
  return targets[0]?.graph ?? fetches[0]?.node.graph;
}

const CALLING = new WeakMap<Graph, Map<string, boolean>>();

function remembered<T>(
  graphs: WeakMap<Graph, Map<string, T>>,
  graph: Graph,
  key: string,
  find: () => T,
): T {
  const answers = graphs.get(graph) ?? new Map<string, T>();
  graphs.set(graph, answers);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const found = find();
  answers.set(key, found);
  return found;
}
