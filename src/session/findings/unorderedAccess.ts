/** @file `unordered-access`: a variable is updated while another op of the same run may still read or write it. */
import type { RunRequest } from '../../engine/execution';
import type { Graph, Node, Tensor } from '../../engine/graph';
import { ruleOf } from '../../engine/ops';
import { isVariableTensor } from '../../engine/resourceVariables';
import { schedule } from '../../engine/schedule';
import { runKeyOf } from '../../engine/execution';
import type { ObservedUpdate } from '../recordMaker';
import type { FindingContext, Rule } from './context';
import { information } from './context';

/** An access of `variable` that nothing orders with its update. */
interface Unordered {
  readonly variable: Tensor;
  /** What reads or writes; null: the program fetches the variable itself. */
  readonly other: Node | null;
  readonly isWrite: boolean;
}

/** Bits of a set of accesses that are followed through the graph at once. */
const BITS = 1024;
const WORDS = BITS / 32;

/**
 * TensorFlow's executor orders ops by their inputs and control inputs alone. A reference variable is
 * read in place, by whatever consumes `w/read`; with tf.gradients (GATE_NONE) an update waits for its
 * own gradient only. Then TensorFlow's numbers are a race; here every read comes before the writes.
 */
export const unorderedAccess: Rule = (context) => {
  const reader = context.reader();
  // Eager execution runs in the order of the program.
  if (reader === null || !reader.run.execution.isRepeatable) return [];
  const found = unorderedIn(reader.run.request, reader.rows);
  return [true, false].flatMap((isWrite) => {
    const some = found.filter((one) => one.isWrite === isWrite);
    return some.length === 0 ? [] : [findingOf(context, some, isWrite)];
  });
};

function findingOf({ record, naming }: FindingContext, found: readonly Unordered[], isWrite: boolean) {
  const names = [...new Set(found.map(({ variable }) => naming.boundName(variable.node.origin) ?? variable.node.name))];
  const who = names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
  const [{ other, variable }] = found as [Unordered];
  const place = other === null ? null : naming.place(other.origin);
  const line = place === null ? '' : `, line ${place.line}`;
  const gradient = other?.graph.trail.isDerivative(other) === true ? ' of the gradients' : '';
  const access = other === null
    ? `the same run fetches ${names.length === 1 ? 'it' : variable.node.name}`
    : `${other.op}${gradient} (${other.name}${line}) ${isWrite ? 'writes' : 'reads'} ${names.length === 1 ? 'it' : variable.node.name} too`;
  return information('unordered-access', place ?? record.place, found.length === 1 ? variable.name : null,
    `${who}: updated in a run in which ${access}, and nothing orders the two: TensorFlow's result may differ from run to ` +
    `run; here ${isWrite ? 'the one that is ready first goes first' : 'the read comes first'}. ` +
    'Order them by tf.control_dependencies, tf.tuple(gradients), or a run of its own.', [
      [naming.place(variable.node.origin), `The variable ${names[0]} is made here.`],
      [record.place, 'Its update is made here.'],
    ]);
}

const KNOWN = new WeakMap<Graph, Map<string, readonly Unordered[]>>();

function unorderedIn(request: RunRequest, rows: readonly ObservedUpdate[]): readonly Unordered[] {
  const graph = request.targets[0]?.graph ?? request.fetches[0]?.node.graph;
  if (graph === undefined) return [];
  let byRun = KNOWN.get(graph);
  if (byRun === undefined) KNOWN.set(graph, (byRun = new Map<string, readonly Unordered[]>()));
  const key = `${runKeyOf(request)}|${rows.length}`;
  let found = byRun.get(key);
  if (found === undefined) byRun.set(key, (found = search(request, rows)));
  return found;
}

/** One variable of the step with what touches it in the run. */
interface Touched {
  readonly variable: Tensor;
  readonly update: Node;
  readonly others: readonly { readonly node: Node; readonly isWrite: boolean }[];
}

function search(request: RunRequest, rows: readonly ObservedUpdate[]): Unordered[] {
  const fed = new Set(request.feeds.keys());
  const order = schedule(request.fetches, request.targets, fed);
  const executed = new Set(order);
  const touched = [...rows.flatMap((row) => touchedBy(row, executed)), ...touchedBeside(rows, order, executed)];
  const found: Unordered[] = fetchedToo(request, rows, executed);
  for (let from = 0; from < touched.length; ) {
    const bits = new Map<Node, number>();
    const first = from;
    for (; from < touched.length && (from === first || bits.size + touched[from]!.others.length < BITS); from++) {
      for (const node of [touched[from]!.update, ...touched[from]!.others.map((other) => other.node)]) {
        if (!bits.has(node) && bits.size < BITS) bits.set(node, bits.size);
      }
    }
    const above = ancestors(order, bits, fed);
    const isAbove = (a: Node, b: Node) => {
      const bit = bits.get(a);
      const set = above.get(b);
      return bit === undefined || set === undefined || (set[bit >> 5]! & (1 << (bit & 31))) !== 0;
    };
    for (const { variable, update, others } of touched.slice(first, from)) {
      for (const { node, isWrite } of others) {
        if (isAbove(node, update) || isAbove(update, node)) continue;
        found.push({ variable, other: node, isWrite });
      }
    }
  }
  return found;
}

/** What else in the run reads the memory of the row's variable, or writes it. */
function touchedBy({ update, writer, chain }: ObservedUpdate, executed: ReadonlySet<Node>): Touched[] {
  const { tensor } = update.variable;
  if (writer === null || !executed.has(writer)) return [];
  const others = accessesOf(tensor, new Set(chain), executed);
  return others.length === 0 ? [] : [{ variable: tensor, update: chain[0] ?? writer, others }];
}

/**
 * The same of variables that the run writes and no row has: moving averages, target networks. Of several
 * writes of one the first is the update.
 */
function touchedBeside(rows: readonly ObservedUpdate[], order: readonly Node[], executed: ReadonlySet<Node>): Touched[] {
  const seen = new Set(rows.map(({ update }) => update.variable.tensor));
  return order.flatMap((node) => {
    const tensor = writtenBy(node);
    if (tensor === null || seen.has(tensor)) return [];
    seen.add(tensor);
    const others = accessesOf(tensor, new Set([node]), executed);
    return others.length === 0 ? [] : [{ variable: tensor, update: node, others }];
  });
}

/** The variable that the node writes as its first input; null when it is no such write. */
function writtenBy(node: Node): Tensor | null {
  const [first] = node.inputs;
  return first !== undefined && ruleOf(node.op).writes?.[0] === 0 && isVariableTensor(first) ? first : null;
}

function accessesOf(tensor: Tensor, own: ReadonlySet<Node>, executed: ReadonlySet<Node>): Touched['others'] {
  const others: { node: Node; isWrite: boolean }[] = [];
  for (const node of tensor.consumers) {
    if (own.has(node) || !executed.has(node)) continue;
    const isWrite = ruleOf(node.op).writes !== undefined && node.inputs[0] === tensor;
    if (isWrite || node.op !== 'Identity') others.push({ node, isWrite });
    // tf.identity of a reference hands on the memory itself; a write hands on what it wrote.
    else for (const reader of node.outputs[0]!.consumers) if (executed.has(reader)) others.push({ node: reader, isWrite: false });
  }
  return others;
}

/** Variables that are fetched beside their update. */
function fetchedToo(request: RunRequest, rows: readonly ObservedUpdate[], executed: ReadonlySet<Node>): Unordered[] {
  const fetched = new Set(request.fetches);
  return rows.flatMap(({ update, writer }): Unordered[] => {
    const { tensor } = update.variable;
    if (writer === null || !executed.has(writer) || tensor.dtype === 'resource') return [];
    const read = tensor.consumers.find((node) => node.op === 'Identity' && fetched.has(node.outputs[0]!));
    if (read === undefined && !fetched.has(tensor)) return [];
    return [{ variable: tensor, other: null, isWrite: false }];
  });
}

/** For every node the marked ones that must have run before it, and itself when it is marked. */
function ancestors(
  order: readonly Node[],
  bits: ReadonlyMap<Node, number>,
  fed: ReadonlySet<Tensor>,
): Map<Node, Int32Array> {
  const sets = new Map<Node, Int32Array>(order.map((node) => [node, new Int32Array(WORDS)]));
  // In a loop an input comes later in the order than what reads it: until nothing is new.
  for (let isNew = true; isNew; ) {
    isNew = false;
    let isBackwards = false;
    const seen = new Set<Node>();
    for (const node of order) {
      const set = sets.get(node)!;
      const before = [...node.inputs.filter((input) => !fed.has(input)).map((input) => input.node), ...node.controlInputs];
      for (const above of before) {
        const more = sets.get(above);
        if (more === undefined) continue;
        if (!seen.has(above)) isBackwards = true;
        for (let i = 0; i < WORDS; i++) {
          if ((more[i]! & ~set[i]!) !== 0) isNew = true;
          set[i]! |= more[i]!;
        }
      }
      const bit = bits.get(node);
      if (bit !== undefined) set[bit >> 5]! |= 1 << (bit & 31);
      seen.add(node);
    }
    if (!isBackwards) break;
  }
  return sets;
}
