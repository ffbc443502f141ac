/** @file tf.losses: what each loss is per element, weighted and reduced as TensorFlow.js does. */
import { customOp } from '../customOp';
import { number, Tensor, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import { assert, sameShape } from '../types';
import { ones } from './creation';
import {
  abs, add, cast, div, exp, log, log1p, minimum, mul, neg, notEqual, relu, square, squaredDifference, sub,
} from './elementwise';
import { logSumExp, mean, sum } from './reductions';
import { reshape } from './shapes';

/** tfjs's enum, with both directions. */
export const Reduction = {
  NONE: 0, MEAN: 1, SUM: 2, SUM_BY_NONZERO_WEIGHTS: 3,
  0: 'NONE', 1: 'MEAN', 2: 'SUM', 3: 'SUM_BY_NONZERO_WEIGHTS',
} as const;

const BY_WEIGHTS = Reduction.SUM_BY_NONZERO_WEIGHTS;
type Weights = TensorLike | null;

interface Both {
  readonly labels: Tensor;
  readonly predictions: Tensor;
}

function bothOf(labels: TensorLike, predictions: TensorLike, op: string, names = ['labels', 'predictions']): Both {
  const one = toTensor(labels, names[0]!, op);
  const other = toTensor(predictions, names[1]!, op);
  assert(sameShape(one.shape, other.shape), () => `Error in ${op}:  Shapes ${one.shape.join()} and ${other.shape.join()} must match`);
  return { labels: one, predictions: other };
}

function computeWeightedLoss(losses: TensorLike, weights?: Weights, reduction: number = BY_WEIGHTS): Tensor {
  const given = toTensor(losses, 'losses', 'computeWeightedLoss');
  const shares = weights === undefined || weights === null ? null : toTensor(weights, 'weights', 'computeWeightedLoss');
  const weighted = shares === null ? given : mul(given, shares);
  switch (reduction) {
    case Reduction.NONE:
      return weighted;
    case Reduction.SUM:
      return sum(weighted);
    case Reduction.MEAN: {
      if (shares === null) return mean(weighted);
      const factor = given.size / shares.size;
      const result = div(sum(weighted), sum(shares));
      return factor > 1 ? div(result, number(factor)) : result;
    }
    case Reduction.SUM_BY_NONZERO_WEIGHTS: {
      if (shares === null) return div(sum(weighted), number(given.size));
      const count = cast(sum(notEqual(mul(shares, ones(given.shape)), number(0))), 'float32');
      return div(sum(weighted), count);
    }
    default:
      throw new Error(`Unknown reduction: ${reduction}`);
  }
}

function absoluteDifference(labels: TensorLike, predictions: TensorLike, weights?: Weights, reduction: number = BY_WEIGHTS): Tensor {
  const both = bothOf(labels, predictions, 'absoluteDifference');
  return computeWeightedLoss(abs(sub(both.labels, both.predictions)), weights, reduction);
}

function meanSquaredError(labels: TensorLike, predictions: TensorLike, weights?: Weights, reduction: number = BY_WEIGHTS): Tensor {
  const both = bothOf(labels, predictions, 'meanSquaredError');
  return computeWeightedLoss(squaredDifference(both.labels, both.predictions), weights, reduction);
}

function cosineDistance(labels: TensorLike, predictions: TensorLike, axis: number, weights?: Weights, reduction: number = BY_WEIGHTS): Tensor {
  const both = bothOf(labels, predictions, 'cosineDistance');
  return computeWeightedLoss(sub(number(1), sum(mul(both.labels, both.predictions), axis, true)), weights, reduction);
}

function hingeLoss(labels: TensorLike, predictions: TensorLike, weights?: Weights, reduction: number = BY_WEIGHTS): Tensor {
  const both = bothOf(labels, predictions, 'hingeLoss');
  const signs = sub(mul(number(2), both.labels), number(1));
  return computeWeightedLoss(relu(sub(number(1), mul(signs, both.predictions))), weights, reduction);
}

function huberLoss(labels: TensorLike, predictions: TensorLike, weights?: Weights, delta = 1, reduction: number = BY_WEIGHTS): Tensor {
  const both = bothOf(labels, predictions, 'huberLoss');
  const error = abs(sub(both.predictions, both.labels));
  const quadratic = minimum(error, number(delta));
  const linear = sub(error, quadratic);
  return computeWeightedLoss(add(mul(number(0.5), square(quadratic)), mul(number(delta), linear)), weights, reduction);
}

function logLoss(labels: TensorLike, predictions: TensorLike, weights?: Weights, epsilon = 1e-7, reduction: number = BY_WEIGHTS): Tensor {
  const both = bothOf(labels, predictions, 'logLoss');
  const ofTrue = neg(mul(both.labels, log(add(both.predictions, number(epsilon)))));
  const ofFalse = mul(sub(number(1), both.labels), log(add(sub(number(1), both.predictions), number(epsilon))));
  return computeWeightedLoss(sub(ofTrue, ofFalse), weights, reduction);
}

/** labels·(1 − s) + share·s */
function smoothed(labels: Tensor, smoothing: number, share: Tensor): Tensor {
  return add(mul(labels, sub(number(1), number(smoothing))), share);
}

function sigmoidCrossEntropy(
  multiClassLabels: TensorLike, logits: TensorLike, weights?: Weights, labelSmoothing = 0, reduction: number = BY_WEIGHTS,
): Tensor {
  const both = bothOf(multiClassLabels, logits, 'sigmoidCrossEntropy', ['multiClassLabels', 'logits']);
  const labels = labelSmoothing > 0 ? smoothed(both.labels, labelSmoothing, mul(number(0.5), number(labelSmoothing))) : both.labels;
  const x = both.predictions;
  // max(x, 0) − x·z + log(1 + e^−|x|)
  return computeWeightedLoss(add(sub(relu(x), mul(x, labels)), log1p(exp(neg(abs(x))))), weights, reduction);
}

function softmaxCrossEntropy(
  onehotLabels: TensorLike, logits: TensorLike, weights?: Weights, labelSmoothing = 0, reduction: number = BY_WEIGHTS,
): Tensor {
  const both = bothOf(onehotLabels, logits, 'softmaxCrossEntropy', ['onehotLabels', 'logits']);
  const labels = labelSmoothing > 0
    ? smoothed(both.labels, labelSmoothing, div(number(labelSmoothing), number(both.labels.shape[1]!))) : both.labels;
  const last = [both.predictions.rank - 1];
  const logOf = (x: Tensor): Tensor => sub(cast(x, 'float32'), logSumExp(x, last, true));
  const losses = customOp(
    [labels, both.predictions],
    (z, x) => sum(neg(mul(logOf(x!), z!)), last),
    (dy, [z, x]) => {
      const spread = reshape(dy, [...dy.shape, 1]);
      const truth = cast(z!, 'float32');
      const share = exp(logOf(x!));
      return [mul(spread, sub(truth, share)), mul(spread, sub(share, truth))];
    },
  );
  return computeWeightedLoss(losses, weights, reduction);
}

export const losses = {
  absoluteDifference, computeWeightedLoss, cosineDistance, hingeLoss, huberLoss, logLoss, meanSquaredError, sigmoidCrossEntropy, softmaxCrossEntropy,
};
