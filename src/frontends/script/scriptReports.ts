/** @file What a script did, told to the session: gradients that were computed, clips, steps. */
import type { EagerGraph } from '../../engine/eager/eagerGraph';
import type { Node, Origin } from '../../engine/graph';
import type { ProgramGradient, ProgramHost, ProgramVariable } from '../program';
import type { ClipReport, ComputedReport, GradientAnswer, StepReport } from './door';

/** Each returns 0, as the functions of the door do that leave nothing on the desk. */
export class ScriptReports {
  constructor(
    private readonly host: ProgramHost,
    private readonly graph: EagerGraph,
    private readonly here: () => Origin,
  ) {}

  private variableOf(id: number, trainable: boolean): ProgramVariable {
    const tensor = this.graph.tensor(id);
    return { key: tensor.node.name, tensor, origin: tensor.node.origin, trainable };
  }

  private gradientOf({ id, reason, cutBy }: GradientAnswer): ProgramGradient {
    if (id >= 0) return { kind: 'dense', tensor: this.graph.tensor(id) };
    return { kind: 'none', reason, cutBy: cutBy < 0 ? null : (this.nodeBehind(cutBy)) };
  }

  computed({ optimizer, loss, pairs }: ComputedReport): number {
    this.host.computedGradients({
      optimizer,
      loss: this.graph.tensor(loss),
      seed: null,
      pairs: pairs.map(({ variable, trainable, gradient }) => ({
        variable: this.variableOf(variable, trainable),
        gradient: this.gradientOf(gradient),
      })),
      origin: this.here(),
      isPassing: true,
    });
    return 0;
  }

  clipped({ op, pairs, thresholds, norm }: ClipReport): number {
    const { graph } = this;
    this.host.clipped({
      op,
      pairs: pairs.map(([raw, clipped]) => ({ raw: graph.tensor(raw), clipped: graph.tensor(clipped) })),
      thresholds: thresholds.map((id) => graph.tensor(id)),
      norm: norm === null ? null : graph.tensor(norm),
      origin: this.here(),
    });
    return 0;
  }

  /** Ends the step of `nodes`, tells of it and makes it. */
  step(name: string, nodes: readonly Node[], report: StepReport): number {
    const { graph } = this;
    const origin = this.here();
    const node = graph.make({ op: 'NoOp', inputs: [], attributes: {}, controlInputs: nodes, name: `${name}/`, origin }) as unknown as Node;
    graph.expose(node);
    graph.endStep(node, report.site);
    this.host.madeTrainingOp({
      node,
      optimizer: report.optimizer,
      updates: report.updates.map(({ variable, trainable, applied, update, slots }) => ({
        variable: this.variableOf(variable, trainable),
        applied: this.gradientOf(applied),
        update: update === null ? null : graph.node(update),
        slots: slots.map((slot) => ({ name: slot.name, key: graph.tensor(slot.variable).node.name })),
      })),
      site: report.site,
      madeAt: report.madeAt,
      globalStep: null,
      origin,
    });
    this.host.run(graph.execution, { fetches: [], targets: [node], feeds: new Map() });
    graph.execution.settle(node);
    return 0;
  }

  /** Null when it is gone. */
  private nodeBehind(id: number): Node | null {
    try {
      return this.graph.tensor(id).node;
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }
}
