/** @file Rule of Betainc, whose three operands have one shape or are scalars; and of Cross. */
import { invalidArgument, valueError } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { bracketText, sameDims, sizeOf } from '../../shape';
import { mergeEqual, withValue } from '../array/staticShape';
import { add, subtract } from '../written';
import { broadcastGradientArgs } from './broadcastGradients';
import { multiply, reshapeLike, sumOver, withLeft, withRight } from './gradientNodes';
import { incompleteBeta } from './incompleteFunctions';
import type { NoAttributes } from './operands';

const notDefined = none('TensorFlow defines no gradient of betainc by a and b');

export const betaincRule: Rule<NoAttributes> = {
  infer: (inputs) => {
    let shape = inputs[0]!.shape;
    for (const { shape: next } of inputs.slice(1)) {
      if (shape?.length === 0) shape = next;
      else if (next?.length !== 0) shape = mergeEqual(shape, next);
    }
    return [{ dtype: inputs[0]!.dtype, shape }];
  },
  bind: (inputs) => {
    const whole = inputs.find(({ dims }) => dims.length > 0)?.dims ?? [];
    inputs.forEach(({ dims }, i) => {
      if (dims.length > 0 && !sameDims(dims, whole)) {
        throw invalidArgument(
          `Shapes of a, b and x are inconsistent: ${bracketText(whole)} vs. ${bracketText(dims)} ` +
            `(input ${i})`,
        );
      }
    });
    const n = sizeOf(whole);
    const steps = inputs.map(({ dims }) => (dims.length > 0 ? 1 : 0));
    return {
      outputs: [whole],
      run: ([a, b, x], [out]) => {
        for (let k = 0; k < n; k++) {
          out![k] = incompleteBeta(a![k * steps[0]!]!, b![k * steps[1]!]!, x![k * steps[2]!]!);
        }
      },
    };
  },
  derivative: ({ build, inputs, gradients }) => {
    const [a, b, x] = [inputs[0]!, inputs[1]!, inputs[2]!];
    const shapes = [build.shapeOf(a, 'Shape'), build.shapeOf(x, 'Shape')] as const;
    const axes = broadcastGradientArgs(build, shapes[0], shapes[1]);
    const gamma = (value: typeof a) => build.make('Lgamma', [value], {});
    const both = add(build, gamma(a), gamma(b));
    const logBeta = subtract(build, both, gamma(add(build, a, b)));
    const bMinusOne = withRight(build, 'Sub', 'sub', b, 1);
    const rest = withLeft(build, 'Sub', 'sub', 1, x);
    const right = multiply(build, bMinusOne, build.make('Log', [rest], {}));
    const aMinusOne = withRight(build, 'Sub', 'sub', a, 1);
    const left = multiply(build, aMinusOne, build.make('Log', [x], {}));
    const exponent = subtract(build, add(build, right, left), logBeta);
    const partial = build.make('Exp', [exponent], {});
    const product = multiply(build, partial, gradients[0]!);
    const ofX = reshapeLike(build, sumOver(build, product, axes[1]), shapes[1]);
    return [notDefined, notDefined, ofX];
  },
};

/** a × b over the last dimension, which has 3 entries. */
export const crossRule: Rule<NoAttributes> = {
  infer: ([a, b]) => {
    const shape = mergeEqual(a!.shape, b!.shape);
    if (shape !== null) {
      if (shape.length < 1) throw valueError('Shape must be at least rank 1 but is rank 0');
      withValue(shape[shape.length - 1]!, 3);
    }
    return [{ dtype: a!.dtype, shape }];
  },
  bind: ([a, b]) => {
    const { dims } = a!;
    if (!sameDims(dims, b!.dims)) {
      throw invalidArgument(
        `Both inputs must be of same shape: ${bracketText(dims)} vs. ${bracketText(b!.dims)}`,
      );
    }
    if (dims.length < 1) throw invalidArgument('Input must be at least 1D');
    if (dims[dims.length - 1] !== 3) {
      throw invalidArgument('Cross-products are only defined for 3-element vectors.');
    }
    return {
      outputs: [dims],
      run: ([x, y], [out]) => {
        const fit = out instanceof Float32Array ? Math.fround : (value: number) => value;
        for (let k = 0; k < x!.length; k += 3) {
          for (let i = 0; i < 3; i++) {
            const [p, q] = [k + ((i + 1) % 3), k + ((i + 2) % 3)];
            out![k + i] = fit(x![p]! * y![q]!) - fit(x![q]! * y![p]!);
          }
        }
      },
    };
  },
  derivative: ({ build, inputs, gradients }) => [
    build.make('Cross', [inputs[1]!, gradients[0]!], {}),
    build.make('Cross', [gradients[0]!, inputs[0]!], {}),
  ],
};
