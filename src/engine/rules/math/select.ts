/** @file The rule of Select, `tf.where` of three arguments: elementwise, by a scalar or by rows. */
import { invalidArgument } from '../../errors';
import type { Kernel, Rule } from '../../rule';
import { none } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText, sameDims, sizeOf } from '../../shape';
import { zerosLike } from './gradientNodes';
import type { NoAttributes } from './operands';
import { checkExpected, checkSameType, mergeEqual } from './operands';

export const selectRule: Rule<NoAttributes> = {
  infer: (inputs) => {
    const [condition, t, e] = [inputs[0]!, inputs[1]!, inputs[2]!];
    checkExpected(condition, 'condition', 'Select', 'bool');
    checkSameType(t, 't', e, 'e', 'Select');
    return [{ dtype: t.dtype, shape: staticShape(condition.shape, t.shape, e.shape) }];
  },
  bind: (inputs) => {
    const [condition, t, e] = [inputs[0]!.dims, inputs[1]!.dims, inputs[2]!.dims];
    checkConcrete(condition, t, e);
    return { outputs: [t], run: kernel(sizeOf(condition), sizeOf(t)) };
  },
  derivative: ({ build, inputs, gradients }) => {
    const [condition, gradient] = [inputs[0]!, gradients[0]!];
    const zeros = zerosLike(build, inputs[1]!);
    return [
      none('the condition of where only chooses between two values'),
      build.make('Select', [condition, gradient, zeros], {}),
      build.make('Select', [condition, zeros, gradient], {}),
    ];
  },
};

/** A scalar condition fits all; a vector chooses rows; else condition and branches agree. */
function staticShape(condition: Shape, t: Shape, e: Shape): Shape {
  const shapes = [condition, t, e];
  const merged = mergeEqual(t, e, 'Select', shapes);
  if (condition === null || condition.length === 0 || merged === null) return merged;
  if (condition.length === 1 && merged.length > 0) {
    // TensorFlow checks the number of rows, but does not learn it from the condition.
    mergeEqual(condition, merged.slice(0, 1), 'Select', shapes);
    return merged;
  }
  return mergeEqual(merged, condition, 'Select', shapes);
}

function checkConcrete(condition: Dims, t: Dims, e: Dims): void {
  if (condition.length === 1 && t.length !== 1) {
    if (t.length === 0) {
      throw invalidArgument("'then' must be at least a vector, but saw shape: []");
    }
    if (t[0] !== condition[0]) {
      throw invalidArgument(
        `Number of batches of 'then' must match size of 'cond', but saw: ` +
          `${t[0]} vs. ${condition[0]}`,
      );
    }
  } else if (condition.length > 0) {
    checkSameDims(condition, t, 1);
    checkSameDims(condition, e, 2);
  }
  if (sameDims(t, e)) return;
  throw invalidArgument(
    `'then' and 'else' must have the same size.  but received: ` +
      `${bracketText(t)} vs. ${bracketText(e)}`,
  );
}

function checkSameDims(condition: Dims, branch: Dims, input: number): void {
  if (sameDims(condition, branch)) return;
  throw invalidArgument(
    'Inputs to operation Select of type Select must have the same size and shape.  ' +
      `Input 0: ${bracketText(condition)} != input ${input}: ${bracketText(branch)}`,
  );
}

function kernel(conditions: number, size: number): Kernel {
  if (conditions === size) {
    return ([condition, t, e], [out]) => {
      for (let k = 0; k < size; k++) out![k] = condition![k] === 1 ? t![k]! : e![k]!;
    };
  }
  const length = conditions === 0 ? 0 : size / conditions;
  return ([condition, t, e], [out]) => {
    for (let row = 0, k = 0; row < conditions; row++) {
      const chosen = condition![row] === 1 ? t! : e!;
      for (const end = k + length; k < end; k++) out![k] = chosen[k]!;
    }
  };
}
