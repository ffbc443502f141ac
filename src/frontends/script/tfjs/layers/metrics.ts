/** @file tf.metrics, and which metric a name means beside a loss. */
import { onesLike, scalar } from '../ops/creation';
import { cast, div, equal, greater, logicalAnd, mul, square, sub, add, where } from '../ops/elementwise';
import { argMax, mean, sum } from '../ops/reductions';
import { squeeze } from '../ops/shapes';
import type { Tensor } from '../tensor';
import { tidy } from '../tensor';
import type { LossFunction } from './losses';
import {
  binaryCrossentropy, categoricalCrossentropy, cosineProximity, LOSSES, meanAbsoluteError, meanAbsolutePercentageError,
  meanSquaredError, sparseCategoricalCrossentropy,
} from './losses';
import type { Shape } from './shapes';

function binaryAccuracy(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const above = cast(greater(yPred, mul(0.5, onesLike(yPred))), yTrue.dtype);
    return mean(equal(yTrue, above), -1);
  });
}

function categoricalAccuracy(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => cast(equal(argMax(yTrue, -1), argMax(yPred, -1)), 'float32'));
}

function sparseCategoricalAccuracy(yTrue: Tensor, yPred: Tensor): Tensor {
  const truth = yTrue.rank === yPred.rank ? squeeze(yTrue, [yTrue.rank - 1]) : yTrue;
  const found = argMax(yPred, -1);
  return cast(equal(truth, found.dtype === truth.dtype ? found : cast(found, truth.dtype)), 'float32');
}

const counted = (yTrue: Tensor, yPred: Tensor, truth: number, found: number): Tensor =>
  cast(sum(logicalAnd(equal(yTrue, truth), equal(yPred, found))), 'float32');

/** Of `part` and `rest` together. */
function share(part: Tensor, rest: Tensor): Tensor {
  const whole = add(part, rest);
  return cast(where(greater(whole, 0), div(part, whole), 0), 'float32');
}

function precision(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => share(counted(yTrue, yPred, 1, 1), counted(yTrue, yPred, 0, 1)));
}

function recall(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => share(counted(yTrue, yPred, 1, 1), counted(yTrue, yPred, 1, 0)));
}

function r2Score(yTrue: Tensor, yPred: Tensor): Tensor {
  return tidy(() => {
    const residuals = sum(square(sub(yTrue, yPred)));
    return sub(scalar(1), div(residuals, sum(square(sub(yTrue, mean(yTrue))))));
  });
}

/** Those that a program may ask for by name. */
const METRICS: Readonly<Record<string, LossFunction>> = {
  binaryAccuracy, categoricalAccuracy, precision, categoricalCrossentropy, sparseCategoricalCrossentropy,
  mse: meanSquaredError, MSE: meanSquaredError, mae: meanAbsoluteError, MAE: meanAbsoluteError,
  mape: meanAbsolutePercentageError, MAPE: meanAbsolutePercentageError, cosine: cosineProximity,
};

/** As tf.metrics. */
export const metrics: Readonly<Record<string, LossFunction>> = {
  binaryAccuracy, binaryCrossentropy, sparseCategoricalAccuracy, categoricalAccuracy, categoricalCrossentropy, precision, recall,
  cosineProximity, meanAbsoluteError, meanAbsolutePercentageError, MAPE: meanAbsolutePercentageError,
  mape: meanAbsolutePercentageError, meanSquaredError, MSE: meanSquaredError, mse: meanSquaredError, r2Score,
};

export interface NamedMetric {
  readonly name: string;
  readonly metric: LossFunction;
}

/** `accuracy` and `crossentropy` mean one of several, by the loss and the shape of the output. */
export function metricOf(given: unknown, loss: LossFunction | undefined, output: Shape): NamedMetric {
  const isAccuracy = given === 'accuracy' || given === 'acc';
  if (isAccuracy || given === 'crossentropy' || given === 'ce') {
    const name = isAccuracy ? 'acc' : 'ce';
    if (output.at(-1) === 1 || loss === binaryCrossentropy) return { name, metric: isAccuracy ? binaryAccuracy : binaryCrossentropy };
    if (loss === sparseCategoricalCrossentropy) {
      return { name, metric: isAccuracy ? sparseCategoricalAccuracy : sparseCategoricalCrossentropy };
    }
    return { name, metric: isAccuracy ? categoricalAccuracy : categoricalCrossentropy };
  }
  if (typeof given === 'string') {
    if (!Object.hasOwn(METRICS, given)) throw new Error(`Unknown metric ${given}`);
    return { name: given, metric: METRICS[given]! };
  }
  if (given === undefined || given === null) throw new Error(`Unknown metric ${String(given)}`);
  const metric = given as LossFunction;
  const known = [...Object.entries(LOSSES), ...Object.entries(METRICS)].find(([, one]) => one === metric);
  return { name: known?.[0] ?? metric.name, metric };
}
