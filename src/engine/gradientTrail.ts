/** @file Which gradient arrived where, and by way of which node: what a backward pass leaves behind for questions. */
import type { Graph, Node, Tensor } from './graph';

/** One term of the gradient of `of`: what node `via`, a consumer of it, handed back. */
export interface Arrival {
  readonly of: Tensor;
  /** The term; of rows (IndexedSlices) their values. */
  readonly gradient: Tensor;
  readonly via: Node;
}

/** What arrived in one call of `gradients`, by the tensor it arrived at. */
export interface Arrivals {
  readonly terms: ReadonlyMap<Tensor, readonly Arrival[]>;
  /** The sum of what arrived, where it was more than one term. */
  readonly sums: ReadonlyMap<Tensor, Tensor>;
}

/** The arrivals of one backward pass. */
export interface PassTrail {
  arrived(of: Tensor, gradient: Tensor, via: Node): void;
  summed(of: Tensor, sum: Tensor): void;
  /** Whether `gradient` is what the pass has for `of`: the sum of what arrived, or the one thing that did. */
  hasMade(of: Tensor, gradient: Tensor): boolean;
  arrivals(graph: Graph): Arrivals;
  /** The pass has ended: what was made since it began are derivatives. `nextId`: the next id of the graph. */
  finish(nextId: number): void;
  hasNode(node: Node): boolean;
}

/** In the place of a node's id: the entry is the sum of what arrived. */
const SUM = -1;
const FIELDS = 3;

/**
 * Of a graph, which keeps its nodes: ids only, 12 bytes an arrival. A graph of ten thousand nodes
 * has as many, and hardly anyone asks. The index is made for the first question.
 */
class PassOfIds implements PassTrail {
  private ids = new Int32Array(FIELDS * 8);
  private length = 0;
  private index: Arrivals | null = null;
  /** One after the last id that the pass made; none while it runs. */
  private end = 0;

  /** `first`: the next id of the graph when the pass began. */
  constructor(private readonly first: number) {}

  finish(nextId: number): void {
    this.end = nextId;
  }

  hasNode({ id }: Node): boolean {
    return id >= this.first && id < this.end;
  }

  arrived(of: Tensor, gradient: Tensor, via: Node): void {
    this.add(of.id, gradient.id, via.id);
  }

  summed(of: Tensor, sum: Tensor): void {
    this.add(of.id, sum.id, SUM);
  }

  hasMade(of: Tensor, gradient: Tensor): boolean {
    for (let at = this.length - FIELDS; at >= 0; at -= FIELDS) {
      if (this.ids[at] === of.id && this.ids[at + 1] === gradient.id) return true;
    }
    return false;
  }

  arrivals(graph: Graph): Arrivals {
    return (this.index ??= this.indexed(graph));
  }

  private indexed(graph: Graph): Arrivals {
    const terms = new Map<Tensor, Arrival[]>();
    const sums = new Map<Tensor, Tensor>();
    for (let at = 0; at < this.length; at += FIELDS) {
      const of = graph.tensor(this.ids[at]!);
      const gradient = graph.tensor(this.ids[at + 1]!);
      const via = this.ids[at + 2]!;
      if (via === SUM) {
        sums.set(of, gradient);
        continue;
      }
      const arrival = { of, gradient, via: graph.node(via) };
      const list = terms.get(of);
      if (list === undefined) terms.set(of, [arrival]);
      else list.push(arrival);
    }
    return { terms, sums };
  }

  private add(of: number, gradient: number, via: number): void {
    if (this.length === this.ids.length) {
      const longer = new Int32Array(this.ids.length * 2);
      longer.set(this.ids);
      this.ids = longer;
    }
    this.ids[this.length] = of;
    this.ids[this.length + 1] = gradient;
    this.ids[this.length + 2] = via;
    this.length += FIELDS;
  }
}

/** Of eager execution, where nodes go unless they are held. */
class PassOfNodes implements PassTrail {
  readonly terms = new Map<Tensor, Arrival[]>();
  readonly sums = new Map<Tensor, Tensor>();
  private end = 0;

  constructor(private readonly first: number) {}

  arrived(of: Tensor, gradient: Tensor, via: Node): void {
    const list = this.terms.get(of);
    if (list === undefined) this.terms.set(of, [{ of, gradient, via }]);
    else list.push({ of, gradient, via });
  }

  summed(of: Tensor, sum: Tensor): void {
    this.sums.set(of, sum);
  }

  hasMade(of: Tensor, gradient: Tensor): boolean {
    return this.sums.get(of) === gradient || this.terms.get(of)?.some((arrival) => arrival.gradient === gradient) === true;
  }

  arrivals(): Arrivals {
    return this;
  }

  finish(nextId: number): void {
    this.end = nextId;
  }

  hasNode({ id }: Node): boolean {
    return id >= this.first && id < this.end;
  }
}

/** Passes of eager execution that are kept: those of the last step or two, for every step makes its own. */
const MOST_PASSES = 4;

/** The passes over one graph, in order; a gradient function that asks for gradients makes one of its own. */
export class GradientTrail {
  private passes: PassTrail[] = [];

  /** `isPassing`: of eager execution. */
  constructor(private readonly isPassing = false) {}

  beginPass(firstId: number): PassTrail {
    if (!this.isPassing) {
      const pass = new PassOfIds(firstId);
      this.passes.push(pass);
      return pass;
    }
    const pass = new PassOfNodes(firstId);
    this.passes = [...this.passes.slice(1 - MOST_PASSES), pass];
    return pass;
  }

  /** Whether a pass made `node`, itself or by a gradient function of the program. */
  isDerivative(node: Node): boolean {
    return this.passes.some((pass) => pass.hasNode(node));
  }

  /** Arrivals of the newest pass that made `gradient` as the gradient of `of`; null when none did. */
  behind(of: Tensor, gradient: Tensor): Arrivals | null {
    const pass = this.passes.findLast((candidate) => candidate.hasMade(of, gradient));
    return pass?.arrivals(of.node.graph) ?? null;
  }
}
