/** @file gate_gradients: gradients that wait for each other, as `tf.tuple` groups them. */
import type { Builder } from './builder';
import type { Node } from './graph';
import { Tensor } from './graph';
import { withDevice } from './placement';
import type { InputGradient, NoDerivative } from './rule';

/** GATE_OP: with more than one gradient, each waits for all of them (`tf.tuple`). */
export function gate(builder: Builder, list: readonly InputGradient[]): readonly InputGradient[] {
  const present = list.filter((gradient) => !isNone(gradient));
  return present.length > 1 ? tupleOf(builder, list) : list;
}

/** `tf.group`: a node after all of `nodes`; where they stand on several devices, one on each before. */
function groupOf(builder: Builder, nodes: readonly Node[]): Node {
  const { graph, origin } = builder;
  const deviceOf = (node: Node) => graph.placements.get(node)?.device ?? '';
  const noOp = (name: string, controlInputs: readonly Node[], device: string) => {
    const inner = withDevice(graph.placing.device, device);
    const { id } = graph.placed({ ...graph.placing, device: inner }, () =>
      graph.make({ op: 'NoOp', inputs: [], attributes: {}, name, controlInputs, origin }),
    );
    return graph.node(id);
  };
  const devices = [...new Set(nodes.map(deviceOf))];
  if (devices.length === 1) return noOp('group_deps', nodes, devices[0]!);
  return builder.inScope('group_deps', () => {
    const parts = devices.sort().map((device) =>
      noOp('NoOp', nodes.filter((node) => deviceOf(node) === device), device),
    );
    return noOp(`${graph.scope}/`, parts, '');
  });
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
    const all = groupOf(builder, waitFor);
    const after = (tensor: Tensor) =>
      graph.beside(tensor.node, () =>
        graph.make({
          op: 'Identity', inputs: [tensor], attributes: {}, name: 'control_dependency',
          controlInputs: [graph.node(all.id)], origin,
        }),
      ).outputs[0]!;
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
