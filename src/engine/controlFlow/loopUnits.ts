/** @file Which nodes of a run belong to which loop, as TensorFlow's executor finds its frames. */
import type { Node } from '../graph';
import { isLoopEnter, isLoopExit, isMerge, isNextIteration } from './nodeKinds';

/** All nodes of one loop, executed as one step of what is around it. */
export interface LoopUnit {
  readonly kind: 'loop';
  /** Id of its first Enter. */
  readonly id: number;
  readonly frameName: string;
  readonly outer: LoopUnit | null;
  /** Its own nodes, without those of inner loops. */
  readonly nodes: Node[];
  readonly inner: LoopUnit[];
  /** Its nodes and inner loops in the order of one iteration. */
  order: Unit[];
}

export type Unit = Node | LoopUnit;

export function isLoopUnit(unit: Unit): unit is LoopUnit {
  return 'kind' in unit;
}

export class LoopUnits {
  private readonly loopOfNode = new Map<Node, LoopUnit | null>();
  private readonly top: { readonly nodes: Node[]; readonly inner: LoopUnit[] } = {
    nodes: [], inner: [],
  };

  constructor(
    needed: ReadonlySet<Node>,
    private readonly before: (node: Node) => ReadonlySet<Node>,
  ) {
    // In order of creation, so that inputs are mostly known before their consumers.
    for (const node of [...needed].sort((a, b) => a.id - b.id)) this.resolve(node);
    for (const [node, loop] of this.loopOfNode) (loop ?? this.top).nodes.push(node);
  }

  unitsOf(loop: LoopUnit | null): Unit[] {
    const { nodes, inner } = loop ?? this.top;
    return [...nodes, ...inner];
  }

  /** What `unit` waits for among the units of `loop`; what goes round the loop is not waited for. */
  predecessorsOf(unit: Unit, loop: LoopUnit | null): Set<Unit> {
    const found = new Set<Unit>();
    const add = (node: Node) => {
      for (const needed of this.before(node)) {
        if (isMerge(node) && isNextIteration(needed)) continue;
        const other = this.unitWithin(needed, loop);
        if (other !== null && other !== unit) found.add(other);
      }
    };
    const addLoop = ({ nodes, inner }: LoopUnit) => {
      nodes.forEach(add);
      inner.forEach(addLoop);
    };
    if (isLoopUnit(unit)) addLoop(unit);
    else add(unit);
    return found;
  }

  /** The unit of `loop` that contains the node; null when the node is outside. */
  private unitWithin(node: Node, loop: LoopUnit | null): Unit | null {
    let at = this.loopOfNode.get(node) ?? null;
    if (at === loop) return node;
    while (at !== null && at.outer !== loop) at = at.outer;
    return at;
  }

  /** Finds the loop of `node`, and of everything that this depends on. */
  private resolve(start: Node): void {
    const path: Node[] = [];
    let node = start;
    while (!this.loopOfNode.has(node)) {
      path.push(node);
      const first = this.firstBefore(node);
      if (first === null || path.includes(first)) break;
      node = first;
    }
    for (let next = path.pop(); next !== undefined; next = path.pop()) {
      const first = this.firstBefore(next);
      this.loopOfNode.set(next, this.loopAfter(next, first === null ? null : this.outside(first)));
    }
  }

  /** The loop that sees the node's outputs. */
  private outside(node: Node): LoopUnit | null {
    const loop = this.loopOfNode.get(node) ?? null;
    return loop !== null && isLoopExit(node) ? loop.outer : loop;
  }

  private loopAfter(node: Node, outer: LoopUnit | null): LoopUnit | null {
    if (!isLoopEnter(node)) return outer;
    const frameName = 'frameName' in node.attributes ? node.attributes.frameName : '';
    const { inner } = outer ?? this.top;
    let loop = inner.find((candidate) => candidate.frameName === frameName);
    if (loop === undefined) {
      loop = { kind: 'loop', id: node.id, frameName, outer, nodes: [], inner: [], order: [] };
      inner.push(loop);
    }
    return loop;
  }

  /** One node before it that says where it is: an input, or what it waits for if it has none. */
  private firstBefore(node: Node): Node | null {
    const before = this.before(node);
    for (const { node: input } of node.inputs) {
      if (before.has(input) && !isNextIteration(input)) return input;
    }
    for (const { node: input } of node.inputs) if (before.has(input)) return input;
    for (const control of node.controlInputs) return control;
    return null;
  }
}
