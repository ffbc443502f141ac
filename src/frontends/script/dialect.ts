/** @file TensorFlow.js's words. */
import type { Dialect } from '../dialect';

export const TENSORFLOW_JS: Dialect = {
  framework: 'TensorFlow.js 4.22',
  noValue: 'null',
  minimizers: 'minimize() or applyGradients()',
  example: 'tf.train.sgd(0.1).minimize(() => loss());',
  clips: {
    clip_by_value: 'clipByValue',
    clip_by_norm: 'clipByNorm',
    clip_by_global_norm: 'clipByGlobalNorm',
    clip_by_average_norm: 'clipByAverageNorm',
  },
  applyGradients: 'applyGradients',
  variableList: 'varList',
  // tfjs has no op of that name: a gradient is stopped by one that the program defines itself.
  stopGradient: 'a stopped gradient',
  mean: '.mean()',
  sum: '.sum()',
  reshaping: 'squeeze, reshape or expandDims',
  remedies: {
    'log-of-zero': 'Use a loss that takes logits (tf.losses.sigmoidCrossEntropy, tf.losses.softmaxCrossEntropy), or add a small number under the logarithm.',
    'sqrt-of-negative': 'Keep the argument at 0 or above: x.relu(), or a square.',
    'sqrt-at-zero': 'Add a small number under the root: x.add(1e-8).sqrt().',
    'division-by-zero': 'Keep the divisor away from 0, or use tf.divNoNan.',
    overflow: 'Make its operands smaller: a smaller learning rate, scaled inputs, or a clip by global norm.',
  },
  notAgain: 'This step is not evaluated again: its ops were run by the program, one by one, and are gone.',
  lastExplained:
    'Only the last step of each optimizer can be explained: the ops of the others, which the program ran one by one, are gone.',
  notAllKept: 'What led to this step is not all there to be explained: it is too large to be kept.',
  eagerly: 'In a program whose ops run as they are called',
};
