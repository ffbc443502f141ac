/**
 * @file Where nodes are placed: devices, and the groups of nodes that TensorFlow keeps together. No
 * effect on any number; recorded because programs read it and because sums of gradients are made device by device.
 */
import type { Node } from './graph';

/** Where one node is placed, as TensorFlow's `op.device` and its attribute `_class`. */
export interface Placement {
  /** Empty for none. */
  readonly device: string;
  /** `loc:@w`, sorted; empty when the node is a group of its own. */
  readonly groups: readonly string[];
}

/** What is in force for nodes to come. Immutable: leaving a scope puts the one before back. */
export interface Placing {
  /** Of `tf.device` with names only; the names of all scopes are merged. */
  readonly device: string;
  /** There is a device function of the program around: the front-end tells each node's device. */
  readonly asks: boolean;
  /** `tf.colocate_with`, outermost first. */
  readonly beside: readonly Node[];
  /** `loc:@w` for the initial value of a variable that is not made yet; empty for none. */
  readonly group: string;
}

export const ANYWHERE: Placing = { device: '', asks: false, beside: [], group: '' };
const NO_NODES: readonly Node[] = [];

/** Ops that take a reference without writing to it. */
const TAKES_REFERENCE: ReadonlySet<string> = new Set([
  'IsVariableInitialized', 'RefSwitch', 'RefMerge', 'RefEnter', 'RefExit', 'RefNextIteration',
  'RefIdentity', 'RefSelect',
]);

/**
 * What makes the references that an op is declared to take. Whatever the program says, the node is
 * colocated with those (op_def_library.py); `writes` are the variables that the op writes.
 */
export function referencesOf(node: Node, writes: readonly number[] | undefined): readonly Node[] {
  const { inputs } = node;
  if (writes !== undefined) {
    return inputs[0]?.isRef === true ? writes.map((i) => inputs[i]!.node) : NO_NODES;
  }
  return TAKES_REFERENCE.has(node.op) ? [inputs[0]!.node] : NO_NODES;
}

/** Inside `placing`, beside `node`; the devices of the scopes around do not count any more. */
export function besides(placing: Placing, node: Node | null, ignoresExisting = false): Placing {
  const beside = ignoresExisting ? [] : placing.beside;
  return {
    device: '', asks: false, group: placing.group,
    beside: node === null ? beside : [...beside, node],
  };
}

/** `inner` with the parts (job, replica, task) that it leaves open taken from `outer`. */
export function withDevice(outer: string, inner: string): string {
  const parts = new Map<string, string>();
  for (const text of [outer, inner]) {
    for (const part of text.split('/').filter(Boolean)) parts.set(part.split(':')[0]!, part);
  }
  return ['job', 'replica', 'task', 'device']
    .flatMap((key) => (parts.has(key) ? [`/${parts.get(key)!}`] : []))
    .join('');
}

/** The placement of one new node; null when it has none. As Graph._create_op_helper in ops.py. */
export function place(
  node: Node,
  { device: named, asks, beside, group }: Placing,
  placements: ReadonlyMap<Node, Placement>,
  ask: (node: Node) => string,
): Placement | null {
  let device = asks ? ask(node) : named;
  let groups: readonly string[] = group === '' ? [] : [group];
  if (beside.length > 0) {
    const all = new Set<string>();
    // The outermost with a device wins.
    for (const other of [...beside].reverse()) {
      const placement = placements.get(other);
      for (const its of groupsOf(other, placement)) all.add(its);
      if (placement !== undefined && placement.device !== '') device = placement.device;
    }
    groups = [...all].sort();
  }
  return device === '' && groups.length === 0 ? null : { device, groups };
}

/** `op.colocation_groups()`: a node without `_class` is the root of its own group. */
export function groupsOf(node: Node, placement: Placement | undefined): readonly string[] {
  return placement !== undefined && placement.groups.length > 0 ? placement.groups : [`loc:@${node.name}`];
}
