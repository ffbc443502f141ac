/** @file Remedies for tf.image and for layers over images and lines: ranks, boxes, bounds, sizes. */
import type { RemedyRule } from './rule';

export const imageRemedies: readonly RemedyRule[] = [
  {
    message: /^(?:width|height) must be >= target \+ offset/,
    remedy: 'The box must lie inside of the image: offset plus target is larger than the image.',
  },
  {
    message: /^(?:width|height) must be <= target - offset/,
    remedy: 'The image must fit into the box: make the target larger, or the offset smaller.',
  },
  {
    message: /^(?:offset_height|offset_width|target_height|target_width) must be/,
    remedy: 'Count offsets and sizes from 0: offsets are 0 or more, target sizes 1 or more.',
  },
  {
    message: /^'images?' (?:must be at least three-dimensional|must have either 3 or 4 dimensions|must be either 3 or 4-dimensional|contains no shape)/,
    remedy:
      'An image has the shape [height, width, channels], a batch of them [batch, height, width, ' +
      'channels]: use tf.expand_dims, tf.reshape or set_shape.',
  },
  {
    message: /^all dims of 'image\.shape' must be > 0/,
    remedy: 'The image has a dimension of size 0: look at the slice or the reshape that made it.',
  },
  {
    message: /^central_fraction must be within/,
    remedy: 'Give the part that stays as a number above 0 and up to 1.',
  },
  {
    message: /^'size' must be a 1-D/,
    remedy: 'Give the new size as two integers: [height, width].',
  },
  {
    message: /^Resize method is not implemented/,
    remedy: 'Use tf.image.ResizeMethod.BILINEAR, NEAREST_NEIGHBOR or BICUBIC.',
  },
  {
    message: /^max_delta must be|^upper must be > lower|^lower must be non-negative|^Gamma should be/,
    remedy: 'Correct the bounds: lower is 0 or more and below upper, a delta of hue at most 0.5.',
  },
  {
    message: /^(?:input must have 3 channels|Dimension must be 3 but is)/,
    remedy: 'Colours need a last dimension of 3: tf.image.grayscale_to_rgb makes it of grey images.',
  },
  {
    message: /^Last dimension of a grayscale image should be size 1/,
    remedy: 'Take one channel, image[..., :1], or make the image grey with tf.image.rgb_to_grayscale.',
  },
  {
    message: /^dtype must be either floating point or integer/,
    remedy: 'An image is of floats between 0 and 1 or of integers: tf.float32 or tf.uint8.',
  },
  {
    message: /^Shapes \(.*\) and \(.*\) are incompatible/,
    remedy: 'Both must have the same height, width and channels: resize or crop one of them.',
  },
  {
    message: /^Input 0 of layer (\S+) is incompatible with the layer: expected ndim=(\d+), found ndim=(\d+)/,
    remedy: 'The layer $1 takes $2 dimensions, the batch first, and got $3: use tf.expand_dims or tf.reshape.',
  },
  {
    message: /^The channel dimension of the inputs should be defined|^`C` dimension must be known/,
    remedy: 'Give the placeholder the number of channels, [None, None, 3], or set it with set_shape.',
  },
  {
    message: /^The `(\w+)` argument must be a tuple of (\d) integers/,
    remedy: 'Give $1 as one integer or as a tuple of $2.',
  },
  {
    message: /^Must specify vocab size and embedding dimension/,
    remedy: 'Give both vocab_size and embed_dim, or reuse=True with the scope that has the embeddings.',
  },
  {
    message: /^data_format has to be either NCHW or NHWC/,
    remedy: "Leave data_format out, or write 'NHWC' where the channels are last.",
  },
  {
    message: /^Depth of input \((\d+)\) is not a multiple of input depth of filter \((\d+)\)/,
    remedy: 'The input has $1 channels and the filter takes $2: its last dimension but one must be $1.',
  },
  {
    message: /^(ksize|strides) should be of length/,
    remedy: 'Give $1 as one number for all sides or as one for each side.',
  },
  {
    message: /^Attr 'padding' of '\w+' Op passed string '(\w+)' not in/,
    remedy: "The padding is 'SAME' or 'VALID', not '$1'.",
  },
  {
    message: /^Negative dimension size caused by subtracting (\d+) from (\d+)/,
    remedy: "The window of $1 does not fit into $2: make it smaller, or use padding='SAME'.",
  },
];
