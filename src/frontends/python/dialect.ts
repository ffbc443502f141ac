/** @file TensorFlow 1's words. */
import type { Dialect } from '../dialect';

export const TENSORFLOW: Dialect = {
  framework: 'TensorFlow 1.15',
  noValue: 'None',
  minimizers: 'minimize() or apply_gradients()',
  example: 'train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)',
  clips: {
    clip_by_value: 'clip_by_value',
    clip_by_norm: 'clip_by_norm',
    clip_by_global_norm: 'clip_by_global_norm',
    clip_by_average_norm: 'clip_by_average_norm',
  },
  applyGradients: 'apply_gradients',
  variableList: 'var_list',
  stopGradient: 'tf.stop_gradient',
  mean: 'tf.reduce_mean',
  sum: 'tf.reduce_sum',
  reshaping: 'tf.squeeze, tf.reshape or axis',
  remedies: {},
  notAgain:
    'A step of eager execution is not evaluated again: its ops were run by the program, one by one, and are gone. ' +
    'To have all its values the panel needs a graph: run the file without tf.enable_eager_execution.',
  lastExplained:
    'Of eager execution only the last step of each training op can be explained: the ops of the others, which the ' +
    'program ran one by one, are gone.',
  notAllKept:
    'What led to this step is not all there to be explained: it was computed inside of a tf.function, or is too large ' +
    'to be kept. Call the function without tf.function to explain it.',
  eagerly: 'In eager execution',
};
