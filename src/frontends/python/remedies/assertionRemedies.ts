/** @file Remedies for tf.assert_…, tf.Assert, tf.image and the checks of tf.distributions. */
import { imageRemedies } from './imageRemedies';
import type { RemedyRule } from './rule';

export const assertionRemedies: readonly RemedyRule[] = [
  // -- distributions -----------------------------------------------------------------------------
  {
    message: /^Must pass probs or logits, but not both/,
    remedy: 'Give the distribution one of the two: logits=… or probs=….',
  },
  {
    message: /^(?:logits|probs) must having floating type/,
    remedy: 'Write the numbers as floats, [1., 2.], or convert them with tf.cast(…, tf.float32).',
  },
  {
    message: /^Input is neither scalar nor vector/,
    remedy: 'The sample shape is a number or a flat list: d.sample(10) or d.sample([10, 3]).',
  },
  {
    message: /^(\w+) is not implemented: (\w+)/,
    remedy:
      'TensorFlow 1.15 has no $1 for $2: take another statistic, or estimate it from d.sample(1000).',
  },
  {
    message: /^No KL\(distribution_a \|\| distribution_b\) registered for distribution_a type (\w+) and distribution_b type (\w+)/,
    remedy:
      'Write the divergence of $1 and $2 under @tf.distributions.RegisterKL, or estimate it: the mean ' +
      'of p.log_prob(x) - q.log_prob(x) over samples x of p.',
  },
  {
    message: /^KL\(.* has already been registered/,
    remedy: 'TensorFlow has this divergence: use tf.distributions.kl_divergence without your own.',
  },
  {
    message: /^kl_fn must be callable/,
    remedy: 'Give RegisterKL(A, B) a function (a, b, name=None) that returns the divergence.',
  },
  {
    message: /^`value` should have integer `dtype`/,
    remedy: 'The value of a Categorical is the index of a class: convert it with tf.cast(…, tf.int32).',
  },
  {
    message: /^A categorical-distribution parameter must have at least/,
    remedy: 'Give the logits a last dimension with one number per class, two classes or more.',
  },
  {
    message: /probs does not sum to 1/,
    remedy: 'Divide the probabilities by their sum, or give their logarithms as logits.',
  },
  {
    message: /probs has components greater than 1/,
    remedy: 'A probability is at most 1: use logits=… for numbers of any size.',
  },
  {
    message: /Mode undefined|[mM]ode not defined|mean not defined|variance not defined/,
    remedy: 'Use allow_nan_stats=True, which gives NaN there, or raise the concentration above 1.',
  },
  {
    message: /^Incompatible shapes for broadcasting: (.*) and (.*)/,
    remedy: 'Two sizes broadcast where they are equal or one of them is 1: reshape $1 or $2.',
  },
  {
    message: /must be broadcastable$/,
    remedy: 'Condition and branches are broadcast together: make their sizes equal or 1.',
  },
  {
    message: /^Received a label value of (-?\d+) which is outside the valid range of (\[0, \d+\))/,
    remedy: 'Classes are counted from 0: the value $1 must lie in $2, so check the data or the number of logits.',
  },
  // -- types and ranks ---------------------------------------------------------------------------
  {
    message: /must be of the same type \(<dtype: '(\w+)'>\)/,
    remedy: 'Convert all of them to one float type, for example with tf.cast(…, tf.$1).',
  },
  {
    message: /^Expected floating point type, got/,
    remedy: 'Write the numbers as floats (0. and 1., not 0 and 1), or convert them with tf.cast.',
  },
  {
    message: /must have rank(?: at least| in)? .*Received rank (\d+), shape (.*)$/,
    remedy: 'The tensor has $1 dimensions, shape $2: tf.reshape or tf.expand_dims it to the rank asked for.',
  },
  {
    message: /^Rank must be a scalar/,
    remedy: 'Give one number as the rank; for several possible ranks use tf.assert_rank_in.',
  },
  {
    message: /Expected "x" to be integer type/,
    remedy: 'Convert the tensor with tf.cast(…, tf.int32) where integers are needed.',
  },
  {
    message: / must be of type <dtype: '(\w+)'>/,
    remedy: 'Convert the tensor with tf.cast(…, tf.$1).',
  },
  {
    message: /Expected scalar shape for/,
    remedy: 'Make one number of the tensor, with tf.reduce_mean or an index, before it is checked.',
  },
  {
    message: /^Expected argument "values" to be (?:a "proper" )?iterable/,
    remedy: 'Give a list or a tuple; take a tensor apart with tf.unstack.',
  },
  {
    message: /must have size (\d+)\. {2}Received size (\d+)/,
    remedy: 'The dimension has $2 elements where $1 are asked for: correct the shape given to assert_shapes, or the tensor.',
  },
  {
    message: /Specified shape must be an iterable/,
    remedy: "Write the shape as a tuple of sizes and symbols: {x: ('N', 3)}.",
  },
  // -- printing and drawing ----------------------------------------------------------------------
  {
    message: /^Expected list for 'data' argument to 'Print' Op/,
    remedy: 'Put what is printed into a list: tf.Print(x, [x, y]).',
  },
  {
    message: /^Unsupported output stream, logging level, or file/,
    remedy: 'Leave output_stream out, or give sys.stdout or sys.stderr.',
  },
  {
    message: /^Unrecognized keyword arguments for tf\.print/,
    remedy: 'tf.print takes output_stream, summarize, sep, end and name.',
  },
  {
    message: /Need value\.shape >= size/,
    remedy: 'Crop to a size that is no larger than the value in any dimension, or pad the value first.',
  },
  {
    message: /^(?:Dimension must be 2 but is|Shape must be rank 1 but is) .*\(op: 'Stateless/,
    remedy: 'A stateless op takes two integers as its seed: seed=[1, 2].',
  },
  {
    message: /^Need minval < maxval, got (\S+) >= (\S+)/,
    remedy: 'Integers are drawn from minval up to, not including, maxval: make $2 larger than $1.',
  },
  {
    message: /^`tf\.add_check_numerics_ops\(\) is not compatible/,
    remedy: 'Check single tensors with tf.check_numerics instead; what stands in a branch or a loop is left out.',
  },
  // -- conditions --------------------------------------------------------------------------------
  {
    message: /Condition (x (?:[<>]=?|[!=]=) [y0]) did not hold/,
    remedy:
      'The assertion "$1" is false for the numbers in the message: fix what makes them, or take the check out.',
  },
  {
    message: /x and y not equal to tolerance/,
    remedy: 'Raise rtol or atol where the numbers in the message are near enough, or fix what makes them.',
  },
  {
    message: /Tensor .* must have rank/,
    remedy: 'Feed an array with the number of dimensions that the message names.',
  },
  {
    message: /Tensor .* dimension.*must have size/,
    remedy: 'Feed an array of the size that the message names.',
  },
  {
    message: /^assertion failed: /,
    remedy: 'The condition given to tf.Assert is false; the message shows its data.',
  },
  ...imageRemedies,
];
