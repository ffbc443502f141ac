// @ts-nocheck: the types of @tensorflow/tfjs are not installed here.
import * as tf from '@tensorflow/tfjs';

export enum Penalty { None, Squares, Magnitudes }

export interface Batch {
  readonly x: tf.Tensor2D;
  readonly y: tf.Tensor1D;
}

export interface Options {
  readonly inputs: number;
  readonly penalty?: Penalty;
  readonly weight?: number;
}

const penalties: Record<Penalty, (w: tf.Tensor) => tf.Scalar> = {
  [Penalty.None]: () => tf.scalar(0),
  [Penalty.Squares]: (w) => w.square().sum(),
  [Penalty.Magnitudes]: (w) => w.abs().sum(),
};

export class Model {
  readonly weights: tf.Variable;
  readonly bias = tf.variable(tf.scalar(0.5), true, 'bias'); // Variable.

  constructor(readonly options: Options) {
    this.weights = tf.variable(tf.fill([options.inputs], 0.1), true, 'weights'); // Variable.
  }

  loss({ x, y }: Batch): tf.Scalar {
    const { penalty = Penalty.None, weight = 0 } = this.options;
    const error = tf.losses.meanSquaredError(y, tf.dot(x, this.weights as tf.Tensor1D).add(this.bias));
    return error.add(penalties[penalty](this.weights).mul(weight));
  }
}

export function describe({ weights, bias, options }: Model): string {
  return `${Penalty[options.penalty ?? 0]}: ${Array.from(weights.dataSync()).join(' ')}; ${bias.dataSync()[0]}`;
}
