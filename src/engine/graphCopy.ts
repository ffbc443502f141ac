/**
 * @file Copies the part of a graph between some tensors and what is computed from them, in float64 if
 * wanted: questions about a gradient are computed there, and the program's own graph stays as it is.
 */
import type { DType } from './dtypes';
import { isFloating } from './dtypes';
import { EngineError } from './errors';
import { Graph } from './graph';
import type { Node, Tensor } from './graph';
import type { Op } from './ops';
import { ruleOf } from './ops';
import { variableBehind } from './resourceVariables';
import type { Value } from './value';
import { valueOf } from './value';

/** What is copied and what must be known of the run for it. */
export interface CopyPlan {
  readonly xs: readonly Tensor[];
  readonly ys: readonly Tensor[];
  /** Nodes to copy, inputs before users. */
  readonly nodes: readonly Node[];
  /** Tensors whose values in the run the copy is given: what the copied nodes read besides the xs. */
  readonly given: readonly Tensor[];
}

export interface GraphCopy {
  readonly graph: Graph;
  /** Placeholders for the xs, in their order. */
  readonly xs: readonly Tensor[];
  /** The copies of the ys, in their order. */
  readonly ys: readonly Tensor[];
  /** What to feed besides the xs. */
  readonly feeds: ReadonlyMap<Tensor, Value>;
  /** The copy of a tensor between the xs and the ys; undefined for all others. */
  readonly copyOf: (tensor: Tensor) => Tensor | undefined;
  /** A value of the run as the copy takes it. */
  readonly widened: (value: Value) => Value;
}

/**
 * Plans the copy of all that lies between `xs` (variables or other tensors) and `ys`. Throws
 * NotImplementedError, which names the op, when one on the way cannot be copied: a conditional, a
 * loop, a write, a call of the program.
 */
export function planCopy(xs: readonly Tensor[], ys: readonly Tensor[]): CopyPlan {
  const between = nodesBetween(xs, ys);
  const given = new Set<Tensor>();
  const isX = new Set<Tensor>(xs);
  for (const node of between) {
    const rule = ruleOf(node.op);
    if (rule.steers || rule.onObjects || rule.bindsInRun || rule.writes) {
      throw new EngineError(
        'NotImplementedError', `${node.op} (${node.name}) cannot be evaluated apart from its run`, node.id,
      );
    }
    for (const input of node.inputs) {
      const isCopied = isX.has(input) || between.has(input.node);
      if (!isCopied && variableBehind(input) === null) given.add(input);
    }
  }
  const nodes = [...between].sort((a, b) => a.id - b.id);
  return { xs, ys, nodes, given: [...given] };
}

/**
 * Makes the planned copy. `values`: of every tensor in `given`, and of the xs, whose shapes are
 * taken from them. `isWide`: floating types become float64, rounding of the program's type is left out.
 */
export function makeCopy(
  plan: CopyPlan,
  values: ReadonlyMap<Tensor, Value>,
  isWide: boolean,
): GraphCopy {
  const graph = new Graph();
  const copies = new Map<Tensor, Tensor>();
  const feeds = new Map<Tensor, Value>();
  const widened = (value: Value): Value =>
    isWide && isNarrow(value.dtype) ? valueOf('float64', value.dims, value.data) : value;
  const placeholder = (tensor: Tensor): Tensor => {
    const value = widened(valueIn(values, tensor));
    const { dtype, dims } = value;
    const made = graph.make({
      op: 'Placeholder', inputs: [], attributes: { dtype, shape: dims }, origin: tensor.node.origin,
    }).outputs[0]!;
    copies.set(tensor, made);
    return made;
  };
  const xs = plan.xs.map(placeholder);
  for (const tensor of plan.given) {
    const value = widened(valueIn(values, tensor));
    if (isFloating(value.dtype)) {
      feeds.set(placeholder(tensor), value);
    } else {
      // Axes and shapes decide what a kernel does: as constants they are known when it is made.
      const made = graph.make({
        op: 'Const', inputs: [], attributes: { value }, origin: tensor.node.origin,
      });
      copies.set(tensor, made.outputs[0]!);
    }
  }
  const copyOf = (tensor: Tensor): Tensor | undefined => copies.get(tensor);
  const behind = new Map<Node, Tensor>();
  plan.xs.forEach((x, i) => {
    const variable = variableBehind(x);
    if (variable !== null) behind.set(variable, xs[i]!);
  });
  for (const node of plan.nodes) {
    if (node.outputs.every((output) => copies.has(output))) continue;
    const inputs = node.inputs.map((input) => {
      const variable = variableBehind(input);
      const copy = variable === null ? copies.get(input) : behind.get(variable);
      if (copy === undefined) throw new Error(`${input.name} was not copied.`);
      return copy;
    });
    const made = graph.make({
      op: opOnValues(node.op),
      inputs,
      attributes: isWide ? widenedAttributes(node.attributes) : node.attributes,
      name: `${node.name}/`,
      origin: node.origin,
    });
    node.outputs.forEach((output, i) => {
      if (!copies.has(output)) copies.set(output, made.outputs[i]!);
    });
  }
  return { graph, xs, ys: plan.ys.map((y) => copies.get(y)!), feeds, copyOf, widened };
}

/** Nodes that lead from an x to a y. A random draw is none: only its shape comes from its inputs. */
function nodesBetween(xs: readonly Tensor[], ys: readonly Tensor[]): Set<Node> {
  const isX = new Set<Tensor>(xs);
  const variables = new Set(xs.flatMap((x) => variableBehind(x) ?? []));
  const leads = new Map<Node, boolean>();
  const stack: { readonly node: Node; isOpened: boolean }[] = ys.map(({ node }) => ({ node, isOpened: false }));
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const { node } = top;
    if (!top.isOpened) {
      if (leads.has(node)) {
        stack.pop();
        continue;
      }
      top.isOpened = true;
      leads.set(node, false);
      if (ruleOf(node.op).random) continue;
      for (const input of node.inputs) if (!isX.has(input)) stack.push({ node: input.node, isOpened: false });
      continue;
    }
    stack.pop();
    if (ruleOf(node.op).random) continue;
    leads.set(node, node.inputs.some((input) => {
      const variable = variableBehind(input);
      return isX.has(input) || (variable === null ? leads.get(input.node) === true : variables.has(variable));
    }));
  }
  return new Set([...leads].flatMap(([node, does]) => (does ? [node] : [])));
}

/** Ops on a variable's handle, as ops on its value. */
function opOnValues(op: Op): Op {
  if (op === 'ReadVariableOp') return 'Identity';
  return op === 'ResourceGather' ? 'Gather' : op;
}

function isNarrow(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'float16' || dtype === 'bfloat16';
}

/** The attributes with every narrow floating type replaced. */
function widenedAttributes<A>(attributes: A): A {
  const entries = Object.entries(attributes as object).map(([name, attribute]) => [
    name, isNarrow(attribute as DType) ? 'float64' : (attribute as unknown),
  ]);
  return Object.fromEntries(entries) as A;
}

function valueIn(values: ReadonlyMap<Tensor, Value>, tensor: Tensor): Value {
  const value = values.get(tensor);
  if (value === undefined) throw new Error(`No value of ${tensor.name} was given.`);
  return value;
}
