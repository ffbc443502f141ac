/**
 * @file The graph of a traced function: what it does to variables and to the world happens in the order in
 * which the program wrote it (TensorFlow's auto_control_deps.py).
 */
import { EngineError } from './errors';
import type { Graph, Node, Tensor } from './graph';
import { ruleOf } from './ops';

/** Ops that end a run when a value is not as they want it: nobody asks for their outputs. */
const CHECKS: ReadonlySet<string> = new Set(['Assert', 'CheckNumerics']);

function draws(node: Node): boolean {
  const { random, bindsInRun } = ruleOf(node.op);
  return random === true || bindsInRun === true;
}

/** Whether a run must execute the node although nobody asks for what it computes. */
function acts(node: Node): boolean {
  const rule = ruleOf(node.op);
  return rule.writes !== undefined || rule.bindsInRun === true || CHECKS.has(node.op);
}

/** Whether the node reads or writes a variable, draws, or acts. */
export function isStateful(node: Node): boolean {
  return node.inputs.some(({ dtype }) => dtype === 'resource') || draws(node) || acts(node);
}

/**
 * Lets every use of a variable wait for the one before it, and every other action for the action before
 * it, among the nodes from number `from` on. Returns those that must run, whatever is fetched.
 */
export function orderEffects(graph: Graph, from: number): readonly Node[] {
  const lastUse = new Map<Tensor, Node>();
  let lastAction: Node | null = null;
  const must: Node[] = [];
  for (const node of graph.nodes.slice(from)) {
    if (node.context !== null) continue;
    const handles = new Set(node.inputs.filter(({ dtype }) => dtype === 'resource'));
    const before: Node[] = [];
    for (const handle of handles) {
      const last = lastUse.get(handle);
      if (last !== undefined) before.push(last);
      lastUse.set(handle, node);
    }
    if (handles.size === 0 && (draws(node) || acts(node))) {
      if (lastAction !== null) before.push(lastAction);
      lastAction = node;
    }
    if (before.length > 0) graph.addControlInputs(node, before.filter((other) => other !== node));
    if (acts(node)) must.push(node);
  }
  return must;
}

/** A node from number `from` on that acts inside of a conditional or a loop. */
export function branchEffects(graph: Graph, from: number): Node | null {
  return graph.nodes.slice(from).find((node) => node.context !== null && acts(node)) ?? null;
}

/**
 * Outputs that another run would not give again: what is drawn, what variables hold, what the program gives.
 * Those inside of conditionals and loops cannot be asked for (`refuseDraws`).
 */
export function impureTensors(graph: Graph): readonly Tensor[] {
  return graph.nodes.flatMap((node) => {
    const isRead = node.inputs.some(({ dtype }) => dtype === 'resource');
    if (node.context !== null || !(isRead || draws(node) || acts(node))) return [];
    return node.outputs.filter(({ dtype }) => dtype !== 'resource' && dtype !== 'variant');
  });
}

/**
 * Throws NotImplementedError where `outputs` follow from what is drawn inside of a conditional or a loop:
 * the run of their gradients would draw anew.
 */
export function refuseDraws(outputs: readonly Tensor[]): void {
  const seen = new Set<Node>();
  const waiting = outputs.map(({ node }) => node);
  let drawn: Node | undefined;
  for (let node = waiting.pop(); node !== undefined && drawn === undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.context !== null && draws(node)) drawn = node;
    for (const input of node.inputs) waiting.push(input.node);
  }
  if (drawn !== undefined) {
    throw new EngineError(
      'NotImplementedError',
      `The gradient of a tf.function that draws or calls inside of a conditional or a loop (${drawn.name}) is not evaluated by this engine`,
      drawn.id,
    );
  }
}
