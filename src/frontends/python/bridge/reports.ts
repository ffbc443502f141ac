/** @file Bridge functions that tell the host what the program did: gradients, clips, training ops. */
import type { Graph } from '../../../engine/graph';
import type { ClipCall, ProgramGradient, ProgramHost, ProgramVariable } from '../../program';
import type { BridgeState } from './bridgeState';
import { idsOf } from './makeNodes';

/** A variable as Python names it: the id of its reference or handle, and whether it is trainable. */
interface VariableReport {
  readonly id: number;
  readonly trainable: boolean;
}

type GradientReport =
  | { readonly kind: 'dense'; readonly id: number }
  | { readonly kind: 'sparse'; readonly values: number; readonly indices: number }
  | { readonly kind: 'none'; readonly reason: string; readonly cutBy: number };

interface ComputedReport {
  readonly optimizer: string;
  readonly loss: number;
  readonly seed: number | null;
  readonly pairs: readonly {
    readonly variable: VariableReport;
    readonly gradient: GradientReport;
  }[];
  readonly origin: number;
  readonly isPassing?: boolean;
}

interface ClipReport {
  readonly op: ClipCall['op'];
  /** [raw, clipped] ids. */
  readonly pairs: readonly (readonly [number, number])[];
  readonly thresholds: readonly number[];
  readonly copies: readonly number[];
  readonly norm: number | null;
  readonly origin: number;
}

/** A slot by the name of its variable, or by its id in the current graph. */
interface SlotReport {
  readonly name: string;
  readonly key?: string;
  readonly id?: number;
}

interface TrainingReport {
  readonly node: number;
  readonly optimizer: string;
  readonly updates: readonly {
    readonly variable: VariableReport;
    readonly applied: GradientReport;
    readonly update: number | null;
    readonly slots: readonly SlotReport[];
  }[];
  readonly globalStep: string | null;
  readonly site?: string;
  /** Where the optimizer was made. */
  readonly madeAt?: number;
  readonly origin: number;
}

/** Each takes one JSON text about the current graph, where it does not say otherwise. 0, or −1 and an error. */
export function reportFunctions(state: BridgeState, host: ProgramHost) {
  return {
    computedGradients: (json: string): number =>
      state.guard(() => {
        const report = JSON.parse(json) as ComputedReport;
        const { graph } = state;
        host.computedGradients({
          optimizer: report.optimizer,
          loss: graph.tensor(report.loss),
          seed: report.seed === null ? null : graph.tensor(report.seed),
          pairs: report.pairs.map(({ variable, gradient }) => ({
            variable: variableOf(graph, variable),
            gradient: gradientOf(graph, gradient),
          })),
          origin: report.origin,
          isPassing: report.isPassing === true,
        });
        return 0;
      }),

    clipped: (json: string): number =>
      state.guard(() => {
        const report = JSON.parse(json) as ClipReport;
        const { graph } = state;
        host.clipped({
          op: report.op,
          pairs: report.pairs.map(([raw, clipped]) => ({
            raw: graph.tensor(raw),
            clipped: graph.tensor(clipped),
          })),
          thresholds: report.thresholds.map((id) => graph.tensor(id)),
          copies: report.copies.map((id) => graph.tensor(id)),
          norm: report.norm === null ? null : graph.tensor(report.norm),
          origin: report.origin,
        });
        return 0;
      }),

    /**
     * As `clipped`, of a graph: `pairs` are the ids of raw and clipped tensors in turn. A threshold is an
     * input (their numbers in `thresholdInputs`) of the node that makes a tensor of `thresholds`.
     */
    clippedNodes: (
      op: ClipCall['op'], pairs: string, thresholds: string, thresholdInputs: string,
      copies: string, copyInputs: string, norm: string,
    ): number =>
      state.guard(() => {
        const { graph } = state;
        const inputsOf = (owners: string, indices: string) => {
          const numbers = idsOf(indices);
          return idsOf(owners).map((id, i) => graph.tensor(id).node.inputs[numbers[i]!]!);
        };
        const ids = idsOf(pairs);
        host.clipped({
          op,
          pairs: Array.from({ length: ids.length / 2 }, (_, i) => ({
            raw: graph.tensor(ids[2 * i]!),
            clipped: graph.tensor(ids[2 * i + 1]!),
          })),
          thresholds: inputsOf(thresholds, thresholdInputs),
          copies: inputsOf(copies, copyInputs),
          norm: norm === '' ? null : graph.tensor(Number(norm)),
          origin: state.here(),
        });
        return 0;
      }),

    /** Takes the id of the op. */
    expectedUpdate: (id: number): number =>
      state.guard(() => {
        host.expectedUpdate(state.graph.node(id));
        return 0;
      }),

    madeTrainingOp: (json: string): number =>
      state.guard(() => {
        const report = JSON.parse(json) as TrainingReport;
        const { graph } = state;
        host.madeTrainingOp({
          node: graph.node(report.node),
          optimizer: report.optimizer,
          updates: report.updates.map(({ variable, applied, update, slots }) => ({
            variable: variableOf(graph, variable),
            applied: gradientOf(graph, applied),
            update: update === null ? null : graph.node(update),
            slots: slots.map(({ name, key, id = -1 }) => ({ name, key: key ?? graph.node(id).name })),
          })),
          globalStep: report.globalStep,
          ...(report.site === undefined ? {} : { site: report.site }),
          ...(report.madeAt === undefined ? {} : { madeAt: report.madeAt }),
          origin: report.origin,
        });
        return 0;
      }),

    log: (text: string): void => host.log(text),
  };
}

function variableOf(graph: Graph, { id, trainable }: VariableReport): ProgramVariable {
  const tensor = graph.tensor(id);
  return { key: tensor.node.name, tensor, origin: tensor.node.origin, trainable };
}

function gradientOf(graph: Graph, report: GradientReport): ProgramGradient {
  switch (report.kind) {
    case 'dense':
      return { kind: 'dense', tensor: graph.tensor(report.id) };
    case 'sparse':
      return {
        kind: 'sparse',
        values: graph.tensor(report.values),
        indices: graph.tensor(report.indices),
      };
    case 'none':
      return {
        kind: 'none',
        reason: report.reason,
        cutBy: report.cutBy < 0 ? null : graph.node(report.cutBy),
      };
  }
}
