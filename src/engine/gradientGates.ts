/** @file gate_gradients: gradients that wait for each other, as `tf.tuple` groups them. */
import type { Builder } from './builder';
import { Tensor } from './graph';
import type { InputGradient, NoDerivative } from './rule';

/** GATE_OP: with more than one gradient, each waits for all of them (`tf.tuple`). */
export function gate(builder: Builder, list: readonly InputGradient[]): readonly InputGradient[] {
  const present = list.filter((gradient) => !isNone(gradient));
  return present.length > 1 ? tupleOf(builder, list) : list;
}

/** `tf.tuple`: identities of all gradients that run after all of them; None stays None. */
export function tupleOf(
  builder: Builder,
  list: readonly InputGradient[],
): readonly InputGradient[] {
  return builder.inScope('tuple', () => {
    const waitFor = list.flatMap((gradient) =>
      isNone(gradient) ? [] : [gradient instanceof Tensor ? gradient.node : gradient.values.node],
    );
    const graph = builder.graph;
    const { origin } = builder;
    const all = graph.make({
      op: 'NoOp', inputs: [], attributes: {}, name: 'group_deps', controlInputs: waitFor, origin,
    });
    const after = (tensor: Tensor) =>
      graph.make({
        op: 'Identity', inputs: [tensor], attributes: {}, name: 'control_dependency',
        controlInputs: [graph.node(all.id)], origin,
      }).outputs[0]!;
    return list.map((gradient) => {
      if (isNone(gradient)) return gradient;
      if (gradient instanceof Tensor) return after(gradient);
      return { ...gradient, values: after(gradient.values) };
    });
  });
}

export function isNone(gradient: InputGradient): gradient is NoDerivative {
  return !(gradient instanceof Tensor) && gradient.kind === 'none';
}
