/** @file Bridge functions of tf.gradients, in which gradient functions of the program take part. */
import { EagerGraph } from '../../../engine/eager/eagerGraph';
import type { Tape } from '../../../engine/eager/tape';
import { tapeGradientSteps } from '../../../engine/eager/tapeGradients';
import type { Aggregation } from '../../../engine/gradientSums';
import type {
  Arrived, FunctionAnswer, FunctionCall, GradientResult, GradientSteps,
} from '../../../engine/gradients';
import { gradientSteps } from '../../../engine/gradients';
import type { Graph } from '../../../engine/graph';
import { Tensor } from '../../../engine/graph';
import { isOpName, ruleOf } from '../../../engine/ops';
import type { InputGradient, Slices } from '../../../engine/rule';
import { none } from '../../../engine/rule';
import type { BridgeState } from './bridgeState';
import { typeOf } from './describeNodes';

/** The arguments of tf.gradients as JSON; null for a grad_y that is ones. */
interface GradientsCall {
  readonly ys: readonly number[];
  readonly xs: readonly number[];
  readonly gradYs: readonly (FunctionResult | null)[];
  readonly stopGradients: readonly number[];
  readonly gateGradients: boolean;
  readonly colocates: boolean;
  readonly aggregation: Aggregation;
  readonly name: string;
  readonly origin: number;
}

/** The arguments of a tape's gradient. */
interface TapeCall {
  readonly tape: number;
  readonly targets: readonly number[];
  readonly sources: readonly number[];
  readonly outputGradients: readonly (FunctionResult | null)[];
  readonly origin: number;
}

/** A gradient as it travels to Python, `info` as `tensorType` gives it; −1 for a dense shape that is not known. */
type GradientAnswer =
  | { readonly kind: 'dense'; readonly id: number; readonly info: number }
  | { readonly kind: 'sparse'; readonly values: number; readonly indices: number; readonly shape: number }
  | { readonly kind: 'none'; readonly reason: string; readonly cutBy: number };

/** One result of a gradient function: a node's tensor, rows, or None. */
type FunctionResult =
  | { readonly kind: 'dense'; readonly id: number }
  | { readonly kind: 'sparse'; readonly values: number; readonly indices: number; readonly shape: number }
  | { readonly kind: 'none' };

/** What `gradients` and `resumeGradients` return besides −1. */
const DONE = 0;
const WANTS_FUNCTION = 1;

export function gradientFunctions(state: BridgeState, tapeNumbered: (number: number) => Tape) {
  let answers: readonly GradientAnswer[] = [];
  // A gradient function of the program may ask for gradients itself: the innermost is last.
  const running: { readonly steps: GradientSteps; readonly graph: Graph }[] = [];
  const next = ({ steps, graph }: (typeof running)[number], answer: FunctionAnswer) =>
    graph instanceof EagerGraph ? graph.differentiating(() => steps.next(answer)) : steps.next(answer);
  let wanted: FunctionCall | null = null;

  const advance = (answer: FunctionAnswer): number => {
    try {
      const step = next(running.at(-1)!, answer);
      if (step.done !== true) {
        wanted = step.value;
        return WANTS_FUNCTION;
      }
      for (const result of step.value) markGradient(result);
      answers = step.value.map(answerOf);
    } catch (error) {
      running.pop();
      throw error;
    }
    running.pop();
    return DONE;
  };

  return {
    /**
     * Builds the gradients. 0: done, ask `gradientAnswers`. 1: a gradient function of the program is
     * wanted; ask `wantedFunction`, call it, then `resumeGradients`. −1 and an error.
     */
    gradients: (json: string): number =>
      state.guard(() => {
        const call = JSON.parse(json) as GradientsCall;
        const { graph } = state;
        const steps = gradientSteps({
          graph,
          ys: call.ys.map((id) => graph.tensor(id)),
          xs: call.xs.map((id) => graph.tensor(id)),
          gradYs: call.gradYs.map((given) => (given === null ? null : arrivedOf(graph, given))),
          stopGradients: call.stopGradients.map((id) => graph.tensor(id)),
          gateGradients: call.gateGradients,
          colocates: call.colocates,
          aggregation: call.aggregation,
          registered: state.registeredGradients,
          name: call.name,
          origin: call.origin,
        });
        running.push({ steps, graph });
        return advance([]);
      }),

    /** As `gradients`, of what a tape recorded. */
    tapeGradients: (json: string): number =>
      state.guard(() => {
        const call = JSON.parse(json) as TapeCall;
        const { graph } = state;
        const steps = tapeGradientSteps({
          graph,
          tape: tapeNumbered(call.tape),
          targets: call.targets.map((id) => graph.tensor(id)),
          sources: call.sources.map((id) => graph.tensor(id)),
          outputGradients: call.outputGradients.map((given) => (given === null ? null : arrivedOf(graph, given))),
          registered: state.registeredGradients,
          origin: call.origin,
        });
        running.push({ steps, graph });
        return advance([]);
      }),

    /** The gradient function to call, its node, what arrived at the outputs, the scope: JSON. */
    wantedFunction: (): string => {
      const { node, name, gradients } = wanted!;
      const arrived = gradients.map((gradient): GradientAnswer | null => {
        if (gradient === null) return null;
        return gradient instanceof Tensor
          ? { kind: 'dense', id: exposed(gradient), info: typeOf(gradient) }
          : sparseAnswer(gradient);
      });
      const { graph } = node;
      const parts =
        graph instanceof EagerGraph
          ? { inputs: node.inputs.map(exposed), outputs: node.outputs.map(exposed) }
          : {};
      return JSON.stringify({ node: node.id, name, gradients: arrived, scope: graph.scope, ...parts });
    },

    /** Goes on with what the gradient function gave, one entry per input of its node. */
    resumeGradients: (json: string): number =>
      state.guard(() => {
        const { graph } = running.at(-1)!;
        const results = JSON.parse(json) as readonly FunctionResult[];
        return advance(results.map((result) => resultOf(graph, result)));
      }),

    /** Ends the innermost `gradients`, whose gradient function failed. */
    abandonGradients: (): void => {
      running.pop()?.steps.return([]);
    },

    /** tf.RegisterGradient and tf.NotDifferentiable for the name `type`. */
    registerGradient: (type: string, isFunction: boolean): void => {
      state.registeredGradients.set(type, isFunction ? 'function' : 'none');
    },

    forgetGradient: (type: string): void => void state.registeredGradients.delete(type),

    /** 1 when the engine itself knows a gradient, or that there is none, under this op type. */
    isRegisteredGradient: (type: string): number =>
      state.registeredGradients.has(type) || isOpName(type) ? 1 : 0,

    /** 1 when a gradient flows through nodes of the op `type`, else 0. */
    isDifferentiable: (type: string): number => {
      const own = state.registeredGradients.get(type);
      if (own !== undefined) return own === 'function' ? 1 : 0;
      return isOpName(type) && typeof ruleOf(type).derivative === 'function' ? 1 : 0;
    },

    /** Name of the gradient that nodes of an op get from now on, as JSON by op type. */
    setGradientOverrides: (json: string): void => {
      state.graph.gradientOverrides = new Map(
        Object.entries(JSON.parse(json) as Record<string, string>),
      );
    },

    /** Name that was in force for the node's op when it was made; empty for its own. */
    gradientType: (id: number): string => {
      const { graph } = state;
      return graph.gradientTypes.get(graph.node(id)) ?? '';
    },

    /** What the last `gradients` found, one entry per x, as JSON. */
    gradientAnswers: (): string => {
      const text = JSON.stringify(answers);
      answers = [];
      return text;
    },
  };
}

function resultOf(graph: Graph, result: FunctionResult): InputGradient {
  return (
    arrivedOf(graph, result) ?? none('the gradient function of the program returned None for it')
  );
}

function arrivedOf(graph: Graph, result: FunctionResult): Arrived | null {
  switch (result.kind) {
    case 'dense':
      return graph.tensor(result.id);
    case 'sparse':
      return {
        kind: 'slices',
        values: graph.tensor(result.values),
        indices: graph.tensor(result.indices),
        denseShape: result.shape < 0 ? null : graph.tensor(result.shape),
      };
    case 'none':
      return null;
  }
}

function exposed(tensor: Tensor): number {
  return tensor.node.graph.expose(tensor);
}

function sparseAnswer({ values, indices, denseShape }: Slices): GradientAnswer {
  return {
    kind: 'sparse',
    values: exposed(values),
    indices: exposed(indices),
    shape: denseShape === null ? -1 : exposed(denseShape),
  };
}

/** What is made of a gradient in eager execution is kept, so that its way to the update can be shown. */
function markGradient(result: GradientResult): void {
  const tensors =
    result.kind === 'none' ? [] : result.kind === 'dense' ? [result.tensor] : [result.slices.values];
  for (const tensor of tensors) {
    const { graph } = tensor.node;
    if (graph instanceof EagerGraph) graph.markGradient(tensor);
  }
}

function answerOf(result: GradientResult): GradientAnswer {
  switch (result.kind) {
    case 'dense':
      return { kind: 'dense', id: exposed(result.tensor), info: typeOf(result.tensor) };
    case 'sparse':
      return sparseAnswer(result.slices);
    case 'none':
      return { kind: 'none', reason: result.reason, cutBy: result.cutBy?.id ?? -1 };
  }
}
