/** @file Watches whether the program adds nodes to its graph between its steps. */
import type { Graph } from '../../engine/graph';
import type { ProgramNaming } from '../programNaming';
import type { Growth } from './context';

export class GrowthMeter {
  private readonly counts = new WeakMap<Graph, number>();
  private readonly growths = new Map<number, Growth>();
  private steps = 0;

  constructor(private readonly naming: ProgramNaming) {}

  /** Notes that the program makes step `index`: nodes that came since the step before are its own doing. */
  note(graph: Graph, index: number): void {
    const before = this.counts.get(graph);
    const now = graph.nodes.length;
    this.counts.set(graph, now);
    if (before === undefined) return;
    this.steps = now > before ? this.steps + 1 : 0;
    if (this.steps === 0) return;
    const place = this.naming.place(graph.nodes[before]!.origin);
    this.growths.set(index, { steps: this.steps, nodes: now - before, place });
  }

  /** What is known of step `index`. */
  at(index: number): Growth | null {
    return this.growths.get(index) ?? null;
  }
}
