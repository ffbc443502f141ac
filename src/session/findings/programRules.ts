/** @file What the graph itself shows: clips whose result nobody applies, losses that are no scalar, silent broadcasts. */
import type { Node, Tensor } from '../../engine/graph';
import { ruleOf } from '../../engine/ops';
import { isFullyKnown } from '../../engine/shape';
import { ancestorsOf, isComputedFrom } from '../ancestry';
import { tensorOf } from '../programFacts';
import type { Rule } from './context';
import { information, warning } from './context';

/** Ops that broadcast their two operands. */
const BROADCASTING: ReadonlySet<string> = new Set([
  'Sub', 'Add', 'AddV2', 'Mul', 'RealDiv', 'SquaredDifference', 'Maximum', 'Minimum', 'Pow',
]);

/** `clip-not-applied`: a gradient was clipped, and what the optimizer got is another one. */
export const deadClips: Rule = ({ facts, naming }) => {
  const { trainingOps } = facts;
  if (trainingOps.length === 0) return [];
  const calls = facts.clipCalls();
  if (calls.length === 0) return [];
  const updates = trainingOps.flatMap((op) => op.updates);
  const applied = ancestorsOf(...updates.flatMap(({ applied: gradient }) => (gradient.kind === 'none' ? [] : [tensorOf(gradient)])));
  const raws = facts.rawGradients();
  return calls.flatMap((call) => {
    const ofGradients = call.pairs.filter(({ raw }) => isComputedFrom(raw, (above) => raws.has(above)));
    if (ofGradients.length === 0) return [];
    if (ofGradients.some(({ clipped }) => applied.has(clipped) || isWritten(clipped))) return [];
    return [warning('clip-not-applied', naming.place(call.origin), null,
      `${naming.dialect.clips[call.op]} clips ${ofGradients.length === 1 ? 'a gradient' : `${ofGradients.length} gradients`} that no optimizer ` +
      `applies: the training op works with the raw ones. Pass the clipped list to ${naming.dialect.applyGradients}.`, [
      ...trainingOps.map((op) => [naming.place(op.origin), 'This training op applies the raw gradients.'] as const),
      [naming.place(facts.callOf(ofGradients[0]!.raw)?.origin ?? NOWHERE), 'The gradients are computed here.'],
    ])];
  });
};

/** The origin that has no place. */
const NOWHERE = -1;

/** Whether an op that writes a variable is computed from `tensor`: an update by hand. */
function isWritten(tensor: Tensor): boolean {
  const seen = new Set<Tensor>([tensor]);
  for (const at of seen) {
    for (const node of at.consumers) {
      if (ruleOf(node.op).writes !== undefined) return true;
      for (const output of node.outputs) seen.add(output);
    }
  }
  return false;
}

/** Steps after which an op of UPDATE_OPS that was in no run will be in none. */
const STEPS_TO_UPDATE = 3;

/** `update-ops-not-run`: the moving averages of a batch normalization stay where they began. */
export const neverUpdated: Rule = ({ record, facts, naming }) => {
  const idle = facts.neverRun();
  const [first] = idle;
  if (first === undefined || record.phase !== 'applied' || record.index < STEPS_TO_UPDATE) return [];
  const which = idle.length === 1 ? `${first.name} is` : `${idle.length} ops (${first.name} …) are`;
  return [warning('update-ops-not-run', naming.place(first.origin), null,
    `${which} in the collection UPDATE_OPS and in no run so far: moving averages stay at their first values, so what is ` +
    'normalized with training=False is wrong. Put the training op under ' +
    'tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)).', [[record.place, 'This training op does not run them.']])];
};

/** `vector-loss`: tf.gradients differentiates the sum of its elements. */
export const vectorLoss: Rule = ({ record, reader, naming, isTold }) => {
  const { loss, place } = record;
  if (loss === null || loss.size <= 1) return [];
  const made = isTold ? reader()?.loss?.node.origin : undefined;
  return [information('vector-loss', place, null,
    `The loss has ${loss.size} elements (shape [${loss.shape.join(', ')}]): what is differentiated is their sum, so the ` +
    `step is as large as with ${loss.size} times the learning rate of a mean. Use ${naming.dialect.mean}, or ${naming.dialect.sum} to say so.`,
    [[made === undefined ? null : naming.place(made), `The loss of shape [${loss.shape.join(', ')}] is made here.`]])];
};

/** `silent-broadcast`: [n, 1] with [n] makes [n, n] on the way to the loss. */
export const silentBroadcast: Rule = ({ reader, naming }) => {
  const loss = reader()?.loss ?? null;
  if (loss === null) return [];
  const nodes = new Set([...ancestorsOf(loss)].map(({ node }) => node));
  return [...nodes].flatMap((node) => {
    const shapes = BROADCASTING.has(node.op) ? crossed(node) : null;
    if (shapes === null) return [];
    const [a, b, result] = shapes.map((shape) => `[${shape.join(', ')}]`);
    return [warning('silent-broadcast', naming.place(node.origin), null,
      `${node.op} of ${a} and ${b} gives ${result}: every element of one with every element of the other. ` +
      `Give both the same shape (${naming.dialect.reshaping}) if pairs are meant.`,
      node.inputs.map((input, k) => [naming.place(input.node.origin), `The ${k === 0 ? 'left' : 'right'} operand ${k === 0 ? a : b} is made here.`]))];
  });
};

/** The shapes of operands and result where n and n make n × n of computed tensors; null otherwise. */
function crossed(node: Node): readonly (readonly number[])[] | null {
  // Eager execution keeps no inputs of what it does not differentiate.
  if (node.inputs.length < 2) return null;
  const shapes = [...node.inputs, node.outputs[0]!].map(({ shape }) => shape);
  if (!shapes.every(isFullyKnown)) return null;
  const [a, b, result] = shapes as number[][];
  const size = (shape: readonly number[]) => shape.reduce((product, dim) => product * dim, 1);
  const n = size(a!);
  if (n < 2 || size(b!) !== n || size(result!) !== n * n || a!.length === b!.length) return null;
  // A mask or a grid that the program lays out on purpose is made of constants.
  const isComputed = node.inputs.every((input) => isComputedFrom(input, isGiven));
  return isComputed ? [a!, b!, result!] : null;
}

function isGiven({ node }: Tensor): boolean {
  return node.op === 'Placeholder' || node.op === 'VariableV2' || node.op === 'VarHandleOp' || ruleOf(node.op).random === true;
}
