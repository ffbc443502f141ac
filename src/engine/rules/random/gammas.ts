/**
 * @file RandomGamma and its derivative by the shape parameter. Draws: Marsaglia and Tsang's
 * rejection from a normal and a uniform number, as TensorFlow's CPU kernel
 * (core/kernels/random_op.cc) consumes them. Derivative: implicit reparameterization,
 * ∂z/∂α = −(∂P(α, z)/∂α) / p(z; α).
 */
import type { Builder } from '../../builder';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { noGradientDefined } from '../noGradientDefined';
import { concat, elementOf, named, range, reshape } from '../array/gradientPieces';
import { binaryRule } from '../math/elementwise';
import type { BinaryLoop } from '../math/elementwise';
import { logGamma } from '../math/gammaFunctions';
import { multiply, sumOver } from '../math/gradientNodes';
import { lowerGammaByA } from '../math/incompleteFunctions';
import type { NoAttributes } from '../math/operands';
import { bindPerSample, inferPerSample } from './perSample';
import type { SampleStream } from './perSample';
import type { Seeds } from './shapedDraw';

/** Standard gamma numbers of shape `alpha`. */
function gammaDraw(alpha: number): (stream: SampleStream) => number {
  // A gamma of shape 1 is exponential.
  if (alpha === 1) return (stream) => -Math.log1p(-stream.uniform());
  // Below 1 the shape is raised by one and the result multiplied by u^(1/α).
  const isSmall = alpha < 1;
  const d = alpha + (isSmall ? 2 / 3 : -1 / 3);
  const c = 1 / 3 / Math.sqrt(d);
  return (stream) => {
    for (;;) {
      const x = stream.normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = stream.uniform();
      const isAccepted =
        u < 1 - 0.0331 * (x * x) * (x * x) ||
        Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v));
      if (!isAccepted) {
        // NaN would never be accepted.
        if (Number.isNaN(v)) return NaN;
        continue;
      }
      return isSmall ? d * v * Math.pow(stream.uniform(), 1 / alpha) : d * v;
    }
  };
}

function compareLess(build: Builder, x: Tensor, limit: number): void {
  named(
    build, 'Less', () => [x, build.scalar('int32', limit, 'y')],
    (name, inputs) => build.make('Less', inputs, {}, name),
  );
}

/** `x` with one unit dimension in front for each of `count`. */
function withLeadingOnes(build: Builder, x: Tensor, count: Tensor): Tensor {
  const ones = named(
    build, 'ones',
    () => {
      // tf.ones asks whether the shape is small, which a tensor cannot answer; the question stays.
      compareLess(build, count, 1000);
      return [
        build.make('Pack', [count], { axis: 0 }, 'packed'),
        build.scalar('int32', 1, 'Const'),
      ];
    },
    (name, inputs) => build.make('Fill', inputs, {}, name),
  );
  return reshape(build, x, concat(build, [ones, build.shapeOf(x, 'Shape')], 0));
}

export const randomGamma: Rule<Seeds> = {
  infer: ([shape, alpha], _attributes, known) =>
    inferPerSample(shape!, alpha!, known(0), alpha!.dtype),
  needs: [0],
  bind: (inputs, seeds, values) => bindPerSample(inputs, seeds, values[0]!, gammaDraw),
  random: true,
  derivative: ({ build, inputs, outputs, gradients }) => {
    const count = elementOf(build, build.shapeOf(inputs[0]!, 'Shape'), 0);
    const alpha = withLeadingOnes(build, inputs[1]!, count);
    const partial = build.make('RandomGammaGrad', [alpha, outputs[0]!], {}, 'RandomGammaGrad');
    const product = multiply(build, gradients[0]!, partial);
    const axes = range(build, 0, count);
    return [
      none('random numbers do not depend on the shape they fill'),
      sumOver(build, product, axes),
    ];
  },
};

function sampleByAlpha(alpha: number, z: number): number {
  if (z === 0) return 0;
  if (!(z > 0) || !(alpha > 0)) return NaN;
  const density = Math.exp((alpha - 1) * Math.log(z) - z - logGamma(alpha));
  return -lowerGammaByA(alpha, z) / density;
}

const gradientLoop: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = sampleByAlpha(a[i]!, b[j]!);
};

export const randomGammaGrad: Rule<NoAttributes> = binaryRule({
  op: 'RandomGammaGrad',
  allowed: 'float32, float64',
  loops: { float32: gradientLoop, float64: gradientLoop },
  parameters: ['alpha', 'sample'],
  derivative: ({ node }) => {
    throw noGradientDefined(node);
  },
});
