/** @file What a script did, told to the session: gradients that were computed, clips, steps. */
import type { EagerGraph } from '../../engine/eager/eagerGraph';
import type { Node, Origin, Tensor } from '../../engine/graph';
import type { ProgramGradient, ProgramHost, ProgramVariable } from '../program';
import type { ClipReport, ComputedReport, GradientAnswer, StepReport } from './door';
import type { WrittenClip } from './writtenClips';
import { WrittenClips } from './writtenClips';

/** Each returns 0, as the functions of the door do that leave nothing on the desk. */
export class ScriptReports {
  private readonly raw = new WeakSet<Tensor>();
  /** What clips were given, by what they gave. */
  private readonly clips = new WeakMap<Tensor, Tensor>();

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
    for (const { gradient: { id } } of pairs) if (id >= 0) this.raw.add(this.graph.tensor(id));
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
    for (const [raw, clipped] of pairs) this.clips.set(graph.tensor(clipped), graph.tensor(raw));
    this.host.clipped({
      op,
      pairs: pairs.map(([raw, clipped]) => ({ raw: graph.tensor(raw), clipped: graph.tensor(clipped) })),
      thresholds: thresholds.map((id) => graph.tensor(id)),
      norm: norm === null ? null : graph.tensor(norm),
      origin: this.here(),
    });
    return 0;
  }

  /** Tells of the clips that the script wrote by hand, of what the optimizer was given. */
  private writtenClips(applied: readonly Tensor[]): void {
    const written = new WrittenClips({
      isDerived: (tensor) => this.graph.isDerived(tensor),
      isRaw: (tensor) => this.raw.has(tensor),
      rawOf: (clipped) => this.clips.get(clipped),
    });
    const calls = new Map<Tensor, WrittenClip[]>();
    for (const clip of applied.flatMap((tensor) => written.behind(tensor))) {
      const key = clip.isGlobal ? clip.norm : clip.clipped;
      calls.set(key, [...(calls.get(key) ?? []), clip]);
    }
    for (const clips of calls.values()) {
      const { isGlobal, norm, threshold, clipped } = clips[0]!;
      this.host.clipped({
        op: isGlobal ? 'clip_by_global_norm' : 'clip_by_norm', pairs: clips, thresholds: [threshold],
        norm: isGlobal ? norm : null, origin: clipped.node.origin,
      });
    }
  }

  /** Ends the step of `nodes`, tells of it and makes it. */
  step(name: string, nodes: readonly Node[], report: StepReport): number {
    const { graph } = this;
    const origin = this.here();
    this.writtenClips(report.updates.flatMap(({ applied: { id } }) => (id < 0 ? [] : [graph.tensor(id)])));
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
