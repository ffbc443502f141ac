// TensorFlow's clip functions over plain TensorFlow.js: copy this file beside a loss file and import it. In the debugger
// they are the module `gradient-debugger` too. A gradient that is null stays null.
import * as tf from '@tensorflow/tfjs';

type Gradients = (tf.Tensor | null)[] | Record<string, tf.Tensor | null>;

/** Each element held between `min` and `max`. */
export function clipByValue(gradient: tf.Tensor, min: number, max: number): tf.Tensor {
  return tf.clipByValue(gradient, min, max);
}

/** No longer than `limit`, in the same direction. */
export function clipByNorm(gradient: tf.Tensor, limit: number): tf.Tensor {
  return tf.tidy(() => gradient.mul(limit).div(globalNorm([gradient]).maximum(limit)));
}

/** The length of all gradients together. */
export function globalNorm(gradients: Gradients): tf.Tensor {
  const all = Object.values(gradients).filter((one): one is tf.Tensor => one !== null);
  return tf.tidy(() => tf.sqrt(tf.sum(tf.stack(all.map((one) => one.square().sum())))));
}

/** All gradients by one factor, so that together they are no longer than `limit`; NaN when their norm is not finite. */
export function clipByGlobalNorm<T extends Gradients>(gradients: T, limit: number): { clipped: T; norm: tf.Tensor } {
  return tf.tidy(() => {
    const norm = globalNorm(gradients);
    const scale = tf.where(tf.isFinite(norm), tf.scalar(limit).div(norm.maximum(limit)), NaN);
    const scaled = Object.entries(gradients).map(([name, one]) => [name, one === null ? null : one.mul(scale)] as const);
    const clipped = Array.isArray(gradients) ? scaled.map(([, one]) => one) : Object.fromEntries(scaled);
    return { clipped: clipped as unknown as T, norm };
  });
}
