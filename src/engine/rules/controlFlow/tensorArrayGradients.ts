/**
 * @file Derivatives of tf.TensorArray: what was read is written to an array of gradients, and the
 * reverse. Each call of tf.gradients has an array of its own, named by the call's scope.
 */
import { valueError } from '../../errors';
import type { Arrived } from '../../gradients';
import { Tensor } from '../../graph';
import type { Backward, InputGradient } from '../../rule';
import { none } from '../../rule';
import type { Builder } from '../../builder';
import type { DType } from '../../dtypes';

const HANDLE = none('a handle carries no gradient');
const INDEX = none('an index carries no gradient');

type Back = Backward<unknown>;

/** `gradients`, `gradients_1`, …: the call of tf.gradients that made this gradient. */
function sourceOf(gradient: Arrived): string {
  const { name } = gradient instanceof Tensor ? gradient : gradient.values;
  const parts = name.split('/');
  const at = parts.findLastIndex((part) => part.startsWith('gradients'));
  if (at >= 0) return parts.slice(0, at + 1).join('/');
  throw valueError(
    `Expected op/tensor name to start with gradients (excluding scope), got: ${name}. ` +
      'This means that a tf.gradients op with this op in its dependency path has a custom name that ' +
      "does not start with 'gradients'. Please make sure all calls to tf.gradients that have " +
      "non-empty 'name' arguments use names that start with 'gradients'.",
  );
}

/** The array of gradients of `handle`, after `flow`. */
function gradientArray(
  build: Builder,
  handle: Tensor,
  flow: Tensor,
  source: string,
): { readonly handle: Tensor; readonly flow: Tensor } {
  return build.inScope('TensorArrayGrad', () => {
    return build.graph.beside(handle.node, () => {
      const { outputs } = build.node('TensorArrayGradV3', [handle, flow], { source });
      const made = outputs[0]!;
      build.graph.pushControl([made.node]);
      try {
        return { handle: made, flow: build.make('Identity', [flow], {}, 'gradient_flow') };
      } finally {
        build.graph.popControl();
      }
    });
  });
}

export function readDerivative({ inputs, incoming, gradients, build }: Back): readonly InputGradient[] {
  const [handle, index, flow] = inputs;
  const array = gradientArray(build, handle!, flow!, sourceOf(incoming[0]!));
  const out = build.inScope('TensorArrayWrite', () =>
    build.make('TensorArrayWriteV3', [array.handle, index!, gradients[0]!, array.flow], {}),
  );
  return [HANDLE, INDEX, out];
}

export function writeDerivative({ inputs, gradients, build }: Back): readonly InputGradient[] {
  const [handle, index, value] = inputs;
  const flow = gradients[0]!;
  const array = gradientArray(build, handle!, flow, sourceOf(flow));
  const attributes = { dtype: value!.dtype };
  const read = build.make('TensorArrayReadV3', [array.handle, index!, array.flow], attributes);
  return [HANDLE, INDEX, read, flow];
}

export function gatherDerivative({ inputs, incoming, gradients, build }: Back): readonly InputGradient[] {
  const [handle, indices, flow] = inputs;
  const array = gradientArray(build, handle!, flow!, sourceOf(incoming[0]!));
  const out = build.inScope('TensorArrayScatter', () =>
    build.make('TensorArrayScatterV3', [array.handle, indices!, gradients[0]!, array.flow], {}),
  );
  return [HANDLE, INDEX, out];
}

export function scatterDerivative({ inputs, gradients, build }: Back): readonly InputGradient[] {
  const [handle, indices, value] = inputs;
  const flow = gradients[0]!;
  const array = gradientArray(build, handle!, flow, sourceOf(flow));
  const attributes: { dtype: DType; elementShape: null } = { dtype: value!.dtype, elementShape: null };
  const rows = build.make('TensorArrayGatherV3', [array.handle, indices!, array.flow], attributes);
  return [HANDLE, INDEX, rows, flow];
}

export function concatDerivative(back: Back): readonly InputGradient[] {
  const { inputs, outputs, incoming, gradients, build } = back;
  const [handle, flow] = inputs;
  const array = gradientArray(build, handle!, flow!, sourceOf(incoming[0]!));
  const out = build.inScope('TensorArraySplit', () =>
    build.make('TensorArraySplitV3', [array.handle, gradients[0]!, outputs[1]!, array.flow], {}),
  );
  return [HANDLE, out];
}

export function splitDerivative({ inputs, gradients, build }: Back): readonly InputGradient[] {
  const [handle, value] = inputs;
  const flow = gradients[0]!;
  const array = gradientArray(build, handle!, flow, sourceOf(flow));
  const attributes = { dtype: value!.dtype, elementShapeExcept0: null };
  const rows = build.make('TensorArrayConcatV3', [array.handle, array.flow], attributes);
  return [HANDLE, rows, none('lengths carry no gradient'), flow];
}
