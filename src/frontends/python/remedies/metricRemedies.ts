/** @file Remedies for tf.metrics, the weights of metrics and losses, and tf.sets. */
import type { RemedyRule } from './rule';

export const metricRemedies: readonly RemedyRule[] = [
  {
    message: /^curve must be either ROC or PR/,
    remedy: "Write curve='ROC' for recall over false positives or curve='PR' for precision over recall.",
  },
  {
    message: /^Invalid summation_method: /,
    remedy:
      "Take 'trapezoidal' or 'careful_interpolation', or 'minoring' and 'majoring' for bounds from below and above.",
  },
  {
    message: /^`(specificity|sensitivity)` must be in the range \[0, 1\]/,
    remedy: 'The $1 is a share: write 0.9 for 90 %.',
  },
  {
    message: /^weights can not be broadcast to values\. Mismatch at dim (\d+)/,
    remedy: 'Give the weights the size of the values in dimension $1, or the size 1.',
  },
  {
    message: /^Invalid k=/,
    remedy: 'k counts the best guesses of each row: it is 1 at least.',
  },
  {
    message: /^Unexpected labels shape (\(.*\)) for predictions shape (\(.*\))\./,
    remedy:
      'Give the labels, here $1, as many dimensions as the predictions, here $2, or one less where each row has one label.',
  },
  {
    message: /^'list' object has no attribute 'get_shape'/,
    remedy: 'This argument must be a tensor already: wrap the list in tf.constant(…).',
  },
  {
    message: /^'a' invalid dtype/,
    remedy: 'Members of sets are whole numbers or texts: convert them with tf.cast(…, tf.int32).',
  },
  {
    message: /^Types don't match, <dtype: '(\w+)'> vs <dtype: '(\w+)'>/,
    remedy: 'Cast one of the two sets: tf.cast(…, tf.$1).',
  },
  {
    message: /^Expected `SparseTensor`, got Tensor/,
    remedy:
      'Give the SparseTensor that tf.sets.union, intersection or difference returns, not a dense tensor.',
  },
];
