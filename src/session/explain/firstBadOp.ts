/** @file Where the first NaN or infinity of a step was born: the op, its operands there, and the trap's name. */
import { isFloating } from '../../engine/dtypes';
import type { Node, Tensor } from '../../engine/graph';
import { ruleOf } from '../../engine/ops';
import { valueBehind, variableBehind } from '../../engine/resourceVariables';
import type { Value } from '../../engine/value';
import type { BadOp, BadOpAnswer, OperandRecord } from '../../protocol/explanations';
import type { PlaceRecord } from '../../protocol/records';
import { toWire } from '../../protocol/wireNumber';
import type { Naming } from '../recordMaker';
import { isInLoop } from '../recordMaker';
import { ancestorsOf } from '../ancestry';
import { tensorOf } from '../programFacts';
import { healthOf } from '../tensorHealth';
import { isDropped } from './dropped';
import type { StepReader } from './stepReader';
import { elementAt, indexOf } from './summaries';
import { trapOf } from './traps';

/**
 * The first node, in the order in which the step ran, whose operands are all finite and whose result
 * is not, if that reaches what the step shows: its loss, a gradient, a new value. (A NaN that waits
 * in a tf.where, as clip_by_global_norm has one, is no fault.) Where no op is to blame: the first
 * variable, feed or constant that is not finite itself.
 */
export function firstBadOp(reader: StepReader, naming: Naming): BadOpAnswer {
  return { kind: 'firstBadOp', step: reader.index, found: birthOf(reader, naming)?.found ?? null };
}

/** The first bad op, where the numbers come from that it read, and where what it made goes on. */
export interface Birth {
  readonly found: BadOp;
  readonly operands: readonly { readonly name: string; readonly value: BadOp['value']; readonly place: PlaceRecord | null }[];
  /** The first ops behind it, of other lines than its own, that are not finite either. */
  readonly carriers: readonly { readonly op: string; readonly place: PlaceRecord; readonly isDerivative: boolean }[];
}

/** Null when every value of the step that somebody sees is finite. */
export function birthOf(reader: StepReader, naming: Naming): Birth | null {
  const nodes = reader.nodes();
  const values = reader.read(nodes.flatMap((node) => node.outputs.filter(isReadable)));
  const bad = new Set([...values].flatMap(([tensor, value]) => (isBad(value) ? [tensor] : [])));
  const reached = new Set<Node>();
  for (const tensor of shownBy(reader)) {
    if (bad.has(tensor)) for (const above of ancestorsOf(tensor)) reached.add(above.node);
  }
  if (reached.size === 0) return null;
  const isBorn = (node: Node) =>
    reached.has(node) &&
    node.inputs.length > 0 &&
    node.outputs.some((output) => bad.has(output)) &&
    node.inputs.every((input) => !bad.has(input) && (values.has(input) || !isFloating(input.dtype)));
  const isBadNode = (node: Node) => reached.has(node) && node.outputs.some((output) => bad.has(output));
  // A variable or feed that is not finite explains all that comes after it, odd ops included: NaN is no maximum.
  const isBadSource = (node: Node) => isBadNode(node) && SOURCES.has(node.op);
  const born = nodes.some(isBadSource) ? undefined : nodes.find(isBorn);
  const node =
    born ?? nodes.find(isBadSource) ?? nodes.find((candidate) => candidate.op !== 'Const' && isBadNode(candidate)) ??
    nodes.find(isBadNode);
  if (node === undefined) return null;
  const found = describe(node, born === undefined, reader, naming, values, bad);
  const read = node.inputs.filter((input) => values.has(input));
  const operands = found.operands.flatMap(({ name, value }, i) => {
    const of = read[i]!.node;
    return value === null || of.graph.trail.isDerivative(of) ? [] : [{ name, value, place: naming.place(of.origin) }];
  });
  return { found, operands, carriers: carriersOf(node, isBadNode, reader, naming) };
}

const MOST_CARRIERS = 3;

function carriersOf(
  node: Node,
  isBadNode: (node: Node) => boolean,
  reader: StepReader,
  naming: Naming,
): Birth['carriers'] {
  const lines = new Set([lineOf(naming.place(node.origin))]);
  const carriers: Birth['carriers'][number][] = [];
  const seen = new Set<Node>([node]);
  for (const at of seen) {
    const place = naming.place(at.origin);
    if (place !== null && !lines.has(lineOf(place))) {
      lines.add(lineOf(place));
      carriers.push({ op: at.op, place, isDerivative: at.graph.trail.isDerivative(at) });
    }
    if (carriers.length === MOST_CARRIERS) break;
    for (const output of at.outputs) {
      for (const next of reader.consumersOf(output)) if (isBadNode(next)) seen.add(next);
    }
  }
  return carriers;
}

function lineOf(place: PlaceRecord | null): string {
  return place === null ? '' : `${place.file}:${place.line}`;
}

/** Tensors that somebody sees: the loss, what the gradients are at every stage, what the update makes of the variable. */
function shownBy({ loss, rows }: StepReader): Tensor[] {
  const ofRows = rows.flatMap(({ start, stages, update, writer }) => [
    ...(start === null ? [] : [start]),
    ...stages.flatMap(({ input, output }) => [input, output]),
    ...(update.applied.kind === 'none' ? [] : [tensorOf(update.applied)]),
    ...(writer?.outputs.slice(0, 1) ?? []),
  ]);
  return loss === null ? ofRows : [loss, ...ofRows];
}

/** What a step is given. */
const SOURCES: ReadonlySet<string> = new Set(['VariableV2', 'ReadVariableOp', 'Placeholder', 'PlaceholderWithDefault']);

function describe(
  node: Node,
  isSource: boolean,
  reader: StepReader,
  naming: Naming,
  values: ReadonlyMap<Tensor, Value>,
  bad: ReadonlySet<Tensor>,
): BadOp {
  const output = node.outputs.find((candidate) => bad.has(candidate))!;
  const value = values.get(output)!;
  const at = value.data.findIndex((x: number) => !Number.isFinite(x));
  const element = indexOf(at, value.dims);
  const operands = node.inputs.flatMap((input) => {
    const operand = values.get(input);
    return operand === undefined ? [] : [operandRecord(input, operand, value, element, naming)];
  });
  const pass = passOf(node, reader);
  const forward = pass === 'backward' ? forwardOf(node, reader) : null;
  return {
    op: node.op,
    node: node.name,
    name: naming.boundName(node.origin),
    place: naming.place(node.origin),
    pass,
    trap: isSource ? null : trapOf(node, operands, forward, isDropped(forward ?? node, element, reader)),
    isSource,
    element,
    value: toWire(value.data[at]!),
    nonFinite: nonFiniteOf(value),
    size: value.data.length,
    operands,
    gradientOf: forward === null ? null : { op: forward.op, place: naming.place(forward.origin) },
  };
}

function operandRecord(
  tensor: Tensor,
  operand: Value,
  result: Value,
  element: readonly number[],
  naming: Naming,
): OperandRecord {
  const { min, max } = healthOf(operand);
  // Only where shapes broadcast to the result's does one element of an operand make one of the result.
  const fits = operand.dims.every(
    (dim, i) => dim === 1 || dim === result.dims[result.dims.length - operand.dims.length + i],
  );
  const at = fits ? elementAt(element, operand.dims) : null;
  const number = at === null ? undefined : operand.data[at];
  return {
    // A derivative inherits the name that the forward op was bound to, and is something else.
    name: tensor.node.graph.trail.isDerivative(tensor.node)
      ? 'the gradient that arrives'
      : (naming.boundName(tensor.node.origin) ?? tensor.node.name),
    shape: [...operand.dims],
    value: number === undefined ? null : toWire(number),
    min,
    max,
    nonFinite: nonFiniteOf(operand),
  };
}

function passOf(node: Node, reader: StepReader): BadOp['pass'] {
  const isAbove = (tensor: Tensor | null) =>
    tensor !== null && [...ancestorsOf(tensor)].some((above) => above.node === node);
  if (isAbove(reader.loss)) return 'forward';
  return reader.rows.some(({ start }) => isAbove(start)) ? 'backward' : 'update';
}

/** The node whose derivative made `node`: by the gradient that its result becomes. */
function forwardOf(node: Node, reader: StepReader): Node | null {
  for (const { update, start } of reader.rows) {
    const arrivals = start === null ? null : node.graph.trail.behind(update.variable.tensor, start);
    if (arrivals === null) continue;
    const via = new Map<Tensor, Node>();
    // One tensor arrives at several places where ops only hand it on: the first is nearest to the loss.
    for (const arrival of [...arrivals.terms.values()].flat()) {
      if (!via.has(arrival.gradient)) via.set(arrival.gradient, arrival.via);
    }
    const seen = new Set<Tensor>(node.outputs);
    for (const tensor of seen) {
      const forward = via.get(tensor);
      if (forward !== undefined) return forward;
      for (const consumer of reader.consumersOf(tensor)) for (const output of consumer.outputs) seen.add(output);
    }
  }
  return null;
}

/** Numbers that can fail to be finite; of what writes a variable the result is the new value. */
function isReadable(tensor: Tensor): boolean {
  const { steers, onObjects } = ruleOf(tensor.node.op);
  if (variableBehind(tensor) !== null || onObjects) return false;
  return isFloating(valueBehind(tensor).dtype) && !isInLoop(tensor) && !(steers && tensor.isRef);
}

function isBad({ data }: Value): boolean {
  for (const x of data) if (!Number.isFinite(x)) return true;
  return false;
}

function nonFiniteOf({ data }: Value): number {
  let count = 0;
  for (const x of data) if (!Number.isFinite(x)) count++;
  return count;
}
