/** @file The rule of SelectV2, `tf.where_v2`: condition and both branches are broadcast together. */
import { invalidArgument } from '../../errors';
import type { Kernel, Rule } from '../../rule';
import { none } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText, broadcastDims, sizeOf } from '../../shape';
import type { Builder } from '../../builder';
import type { Tensor } from '../../graph';
import { broadcastGradientArgs } from './broadcastGradients';
import { broadcastIndices } from './broadcastRows';
import { broadcastStatic } from './elementwise';
import { reshapeLike } from './gradientNodes';
import type { NoAttributes } from './operands';
import { checkExpected, checkSameType } from './operands';

/** TensorFlow's gradient: math_grad.py, _SelectGradV2. */
export const selectV2Rule: Rule<NoAttributes> = {
  infer: (inputs) => {
    const [condition, t, e] = [inputs[0]!, inputs[1]!, inputs[2]!];
    checkExpected(condition, 'condition', 'SelectV2', 'bool');
    checkSameType(t, 't', e, 'e', 'SelectV2');
    const shapes: readonly Shape[] = inputs.map(({ shape }) => shape);
    const branches = broadcastStatic('SelectV2', t.shape, e.shape, shapes);
    return [
      { dtype: t.dtype, shape: broadcastStatic('SelectV2', condition.shape, branches, shapes) },
    ];
  },
  bind: (inputs) => {
    const [condition, t, e] = [inputs[0]!.dims, inputs[1]!.dims, inputs[2]!.dims];
    const branches = broadcastDims(t, e);
    const out = branches === null ? null : broadcastDims(condition, branches);
    if (out === null) throw invalidArgument(complaint(condition, t, e));
    return { outputs: [out], run: kernel(condition, t, e, out) };
  },
  derivative: ({ build, inputs, outputs, gradients }) => {
    const [condition, gradient] = [inputs[0]!, gradients[0]!];
    const zeros = build.scalar(gradient.dtype, 0, 'zeros');
    const byT = build.make('SelectV2', [condition, gradient, zeros], {});
    const shapeOfT = build.shapeOf(inputs[1]!, 'Shape');
    const whole = build.shapeOf(outputs[0]!, 'Shape');
    const ofT = backTo(build, byT, shapeOfT, whole);
    const byE = build.make('SelectV2', [condition, zeros, gradient], {});
    const ofE = backTo(build, byE, build.shapeOf(inputs[2]!, 'Shape'), whole);
    return [none('the condition of where only chooses between two values'), ofT, ofE];
  },
};

/** The sum over the axes along which the branch was repeated, in the branch's shape. */
function backTo(build: Builder, gradient: Tensor, shape: Tensor, whole: Tensor): Tensor {
  const [axes] = broadcastGradientArgs(build, shape, whole);
  const sum = build.make('Sum', [gradient, axes], { keepDims: true }, 'Sum');
  return reshapeLike(build, sum, shape);
}

function complaint(condition: Dims, t: Dims, e: Dims): string {
  const [c, then, otherwise] = [condition, t, e].map(bracketText);
  const branches = `then ${then}${condition.length > 0 ? ',' : ''} and else ${otherwise}`;
  const first = condition.length > 0 ? `condition ${c}, ` : '';
  return `${first}${branches} must be broadcastable`;
}

function kernel(condition: Dims, t: Dims, e: Dims, out: Dims): Kernel {
  const size = sizeOf(out);
  const [c, i, j] = [condition, t, e].map((dims) =>
    sizeOf(dims) === size ? null : broadcastIndices(dims, out),
  );
  return ([chooser, then, otherwise], [result]) => {
    for (let k = 0; k < size; k++) {
      result![k] =
        chooser![c ? c[k]! : k] === 1 ? then![i ? i[k]! : k]! : otherwise![j ? j[k]! : k]!;
    }
  };
}
