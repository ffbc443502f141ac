/** @file Losses by the names of tfjs-layers: one number per sample, by its formulas and its ε. */
import { fill, oneHot } from '../ops/creation';
import {
  abs, add, cast, div, exp, floor, log, log1p, maximum, mul, neg, relu, softplus, sqrt, sub,
} from '../ops/elementwise';
import { max, mean, softmax, sum } from '../ops/reductions';
import { reshape } from '../ops/shapes';
import type { Tensor } from '../tensor';
import { tidy } from '../tensor';
import { sameShape } from '../types';
import { coreOp } from './coreOps';
import { EPSILON } from './penalties';

export type LossFunction = (yTrue: Tensor, yPred: Tensor) => Tensor;

const clip = (x: Tensor, low: number, high: number): Tensor => coreOp('clipByValue')(x, low, high);
const square = (x: Tensor): Tensor => mul(x, x);

export function l2Normalize(given: Tensor, axis: number): Tensor {
  return tidy(() => {
    const x = given.dtype === 'float32' ? given : cast(given, 'float32');
    const squares = sum(square(x), axis, true);
    return div(x, sqrt(maximum(squares, fill(squares.shape, EPSILON))));
  });
}

export function meanSquaredError(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => mean(square(sub(yPred, yTrue)), -1));
}

export function meanAbsoluteError(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => mean(abs(sub(yPred, yTrue)), -1));
}

export function meanAbsolutePercentageError(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const difference = sub(yTrue, yPred);
    return mul(100, mean(abs(div(difference, clip(abs(yTrue), EPSILON, Number.MAX_VALUE))), -1));
  });
}

function meanSquaredLogarithmicError(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const first = log(add(1, clip(yPred, EPSILON, Number.MAX_VALUE)));
    const second = log(add(1, clip(yTrue, EPSILON, Number.MAX_VALUE)));
    return mean(square(sub(first, second)), -1);
  });
}

const margin = (yTrue: Tensor, yPred: Tensor): Tensor => maximum(0, sub(1, mul(yTrue, yPred)));

function squaredHinge(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => mean(square(margin(yTrue, yPred)), -1));
}

function hinge(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => mean(margin(yTrue, yPred), -1));
}

function categoricalHinge(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const positive = sum(mul(yTrue, yPred), -1);
    const negative = max(mul(sub(1, yTrue), yPred), -1);
    return maximum(0, add(1, sub(negative, positive)));
  });
}

function logcosh(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const difference = sub(yPred, yTrue);
    return mean(sub(add(difference, softplus(mul(-2, difference))), Math.log(2)), -1);
  });
}

export function categoricalCrossentropy(target: Tensor, output: Tensor, fromLogits = false): Tensor {
  return tidy(() => {
    const last = output.rank - 1;
    const scaled = fromLogits ? softmax(output) : div(output, sum(output, last, true));
    const clipped = clip(scaled, EPSILON, 1 - EPSILON);
    return neg(sum(mul(cast(target, 'float32'), log(clipped)), last));
  });
}

export function sparseCategoricalCrossentropy(target: Tensor, output: Tensor, fromLogits = false): Tensor {
  return tidy(() => {
    const classes = cast(floor(reshape(target, [target.size])), 'int32');
    const clipped = clip(output, EPSILON, 1 - EPSILON);
    const targets = reshape(oneHot(classes, clipped.shape.at(-1)!), clipped.shape);
    return categoricalCrossentropy(targets, clipped, fromLogits);
  });
}

function sigmoidCrossEntropyWithLogits(labels: Tensor, logits: Tensor): Tensor {
  if (!sameShape(labels.shape, logits.shape)) {
    throw new Error(`logits and labels must have the same shape, but got shapes ${JSON.stringify(labels.shape)} and ${JSON.stringify(logits.shape)}`);
  }
  // max(x, 0) − x·z + log(1 + e^−|x|)
  return tidy(() => {
    const positive = relu(logits);
    const negative = neg(abs(logits));
    return add(sub(positive, mul(logits, labels)), log1p(exp(negative)));
  });
}

export function binaryCrossentropy(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const y = clip(yPred, EPSILON, 1 - EPSILON);
    return mean(sigmoidCrossEntropyWithLogits(yTrue, log(div(y, sub(1, y)))), -1);
  });
}

function kullbackLeiblerDivergence(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const clippedTrue = clip(yTrue, EPSILON, 1);
    const clippedPred = clip(yPred, EPSILON, 1);
    return sum(mul(yTrue, log(div(clippedTrue, clippedPred))), -1);
  });
}

function poisson(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => mean(sub(yPred, mul(yTrue, log(add(EPSILON, yPred)))), -1));
}

export function cosineProximity(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => neg(sum(mul(l2Normalize(yTrue, -1), l2Normalize(yPred, -1)), -1)));
}

export const LOSSES: Readonly<Record<string, LossFunction>> = {
  meanSquaredError, meanAbsoluteError, meanAbsolutePercentageError, meanSquaredLogarithmicError, squaredHinge, hinge,
  categoricalHinge, logcosh, categoricalCrossentropy, sparseCategoricalCrossentropy, binaryCrossentropy,
  kullbackLeiblerDivergence, poisson, cosineProximity,
};

/** The loss of this name; a function is its own. */
export function lossOf(given: unknown): LossFunction {
  if (typeof given !== 'string') return given as LossFunction;
  if (Object.hasOwn(LOSSES, given)) return LOSSES[given]!;
  const hint = given.toLowerCase().includes('softmaxcrossentropy')
    ? '. Use "categoricalCrossentropy" as the string name for tf.losses.softmaxCrossEntropy' : '';
  throw new Error(`Unknown loss ${given}${hint}`);
}
