/** @file Makes Switch, Merge, Enter, NextIteration and Exit nodes, for values and for references. */
import type { Builder } from '../builder';
import type { Tensor } from '../graph';

/** [value if false, value if true], beside what makes the value (TensorFlow's _SwitchRefOrTensor). */
export function switchOf(
  build: Builder,
  data: Tensor,
  predicate: Tensor,
  name?: string,
): readonly [Tensor, Tensor] {
  return build.graph.beside(data.node, () => plainSwitchOf(build, data, predicate, name), true);
}

/** As `switchOf`, beside nothing in particular (TensorFlow's switch). */
export function plainSwitchOf(
  build: Builder,
  data: Tensor,
  predicate: Tensor,
  name?: string,
): readonly [Tensor, Tensor] {
  const op = data.isRef ? 'RefSwitch' : 'Switch';
  const { outputs } = build.node(op, [data, predicate], {}, name ?? 'Switch');
  return [outputs[0]!, outputs[1]!];
}

/** The one of `inputs` that is there. */
export function mergeOf(build: Builder, inputs: readonly Tensor[], name?: string): Tensor {
  const op = inputs.every((input) => input.isRef) ? 'RefMerge' : 'Merge';
  return build.make(op, inputs, {}, name ?? 'Merge');
}

export interface EnterOptions {
  readonly frameName: string;
  readonly isConstant: boolean;
  readonly parallelIterations: number;
  /** False: nothing is known of the shape inside of the loop. */
  readonly useInputShape?: boolean;
  readonly name?: string;
}

export function enterOf(build: Builder, data: Tensor, options: EnterOptions): Tensor {
  const { frameName, isConstant, parallelIterations } = options;
  const op = data.isRef ? 'RefEnter' : 'Enter';
  const attributes = { frameName, isConstant, parallelIterations };
  const result = build.make(op, [data], attributes, options.name ?? op);
  if (options.useInputShape ?? true) result.refineShape(data.shape);
  return result;
}

export function nextIterationOf(build: Builder, data: Tensor): Tensor {
  return build.make(data.isRef ? 'RefNextIteration' : 'NextIteration', [data], {});
}

export function exitOf(build: Builder, data: Tensor, name?: string): Tensor {
  return build.make(data.isRef ? 'RefExit' : 'Exit', [data], {}, name);
}
