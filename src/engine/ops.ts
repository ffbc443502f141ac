/** @file All ops of the engine: the families' attribute maps and rule tables, joined. */
import type { Node } from './graph';
import type { Rule, RuleTable } from './rule';
import type { ArrayAttributes } from './rules/array';
import { arrayRules } from './rules/array';
import type { CallsAttributes } from './rules/calls';
import { callRules } from './rules/calls';
import type { ControlFlowAttributes } from './rules/controlFlow';
import { controlFlowRules } from './rules/controlFlow';
import type { HostOpAttributes } from './rules/host';
import { hostRules } from './rules/host';
import type { LinearAttributes } from './rules/linear';
import { linearRules } from './rules/linear';
import type { MathAttributes } from './rules/math';
import { mathRules } from './rules/math';
import { withNarrowTypes } from './rules/narrow/narrowRule';
import type { NeuralAttributes } from './rules/neural';
import { neuralRules } from './rules/neural';
import type { RandomAttributes } from './rules/randomOps';
import { randomRules } from './rules/randomOps';
import type { RearrangingAttributes } from './rules/rearranging';
import { rearrangingRules } from './rules/rearranging';
import type { SparseAttributes } from './rules/sparse';
import { sparseRules } from './rules/sparse';
import type { StateAttributes } from './rules/state';
import { stateRules } from './rules/state';
import type { TrainingAttributes } from './rules/training';
import { trainingRules } from './rules/training';

/** The attributes of each op, under TensorFlow's op type names. */
export interface Attributes
  extends MathAttributes,
    ArrayAttributes,
    ControlFlowAttributes,
    RearrangingAttributes,
    LinearAttributes,
    SparseAttributes,
    NeuralAttributes,
    RandomAttributes,
    StateAttributes,
    TrainingAttributes,
    CallsAttributes,
    HostOpAttributes {}

export type Op = keyof Attributes;

/** Total: an op without a rule does not compile. */
const wideRules: RuleTable<Attributes> = {
  ...mathRules,
  ...arrayRules,
  ...controlFlowRules,
  ...rearrangingRules,
  ...linearRules,
  ...sparseRules,
  ...neuralRules,
  ...randomRules,
  ...stateRules,
  ...trainingRules,
  ...callRules,
  ...hostRules,
};

/** The rules, on the narrow element types too. */
export const rules = Object.fromEntries(
  Object.entries(wideRules).map(([op, rule]) => [op, withNarrowTypes(op, rule as Rule<unknown>)]),
) as unknown as RuleTable<Attributes>;

/** The rule of `op`, with the attributes' type forgotten: a node's attributes always fit its op. */
export function ruleOf(op: Op): Rule<unknown> {
  return rules[op] as Rule<unknown>;
}

/** Narrows a node to one op, so that its attributes are typed. */
export function isOp<P extends Op>(node: Node, op: P): node is Node & Node<P> {
  return node.op === op;
}

/** Every op name, in a fixed order: the numbers under which a front-end asks for them. */
export const opNames: readonly Op[] = (Object.keys(rules) as Op[]).sort();

export function isOpName(name: string): name is Op {
  return Object.hasOwn(rules, name);
}
