/** @file Bridge function of tf.gradients: symbolic differentiation in the current graph. */
import type { Aggregation } from '../../../engine/gradientSums';
import type { GradientResult } from '../../../engine/gradients';
import { gradients } from '../../../engine/gradients';
import type { BridgeState } from './bridgeState';

/** The arguments of tf.gradients as JSON; ids of tensors, null for a grad_y that is ones. */
interface GradientsCall {
  readonly ys: readonly number[];
  readonly xs: readonly number[];
  readonly gradYs: readonly (number | null)[];
  readonly stopGradients: readonly number[];
  readonly gateGradients: boolean;
  readonly aggregation: Aggregation;
  readonly name: string;
  readonly origin: number;
}

/** A gradient as it travels to Python; −1 for a dense shape that is not known. */
type GradientAnswer =
  | { readonly kind: 'dense'; readonly id: number }
  | { readonly kind: 'sparse'; readonly values: number; readonly indices: number; readonly shape: number }
  | { readonly kind: 'none'; readonly reason: string; readonly cutBy: number };

export function gradientFunctions(state: BridgeState) {
  let answers: readonly GradientAnswer[] = [];
  return {
    /** Builds the gradients; 0 (then ask `gradientAnswers`), or −1 and an error. */
    gradients: (json: string): number =>
      state.guard(() => {
        const call = JSON.parse(json) as GradientsCall;
        const { graph } = state;
        answers = gradients({
          graph,
          ys: call.ys.map((id) => graph.tensor(id)),
          xs: call.xs.map((id) => graph.tensor(id)),
          gradYs: call.gradYs.map((id) => (id === null ? null : graph.tensor(id))),
          stopGradients: call.stopGradients.map((id) => graph.tensor(id)),
          gateGradients: call.gateGradients,
          aggregation: call.aggregation,
          name: call.name,
          origin: call.origin,
        }).map(answerOf);
        return 0;
      }),

    /** What the last `gradients` found, one entry per x, as JSON. */
    gradientAnswers: (): string => {
      const text = JSON.stringify(answers);
      answers = [];
      return text;
    },
  };
}

function answerOf(result: GradientResult): GradientAnswer {
  switch (result.kind) {
    case 'dense':
      return { kind: 'dense', id: result.tensor.id };
    case 'sparse':
      return {
        kind: 'sparse',
        values: result.slices.values.id,
        indices: result.slices.indices.id,
        shape: result.slices.denseShape?.id ?? -1,
      };
    case 'none':
      return { kind: 'none', reason: result.reason, cutBy: result.cutBy?.id ?? -1 };
  }
}
