/** @file Remedies for errors of embeddings, candidate samplers and the losses over sampled classes. */
import type { RemedyRule } from './rule';

export const sampledRemedies: readonly RemedyRule[] = [
  {
    message: /^Sampler's range is too small/,
    remedy:
      'Different classes are drawn, so num_sampled may be at most num_classes (range_max): draw ' +
      'fewer, or pass unique=False to the sampler.',
  },
  {
    message: /^Attr '(num_sampled|range_max|num_true|num_shards)' of '\w+' Op passed/,
    remedy: '$1 counts classes: pass 1 or more.',
  },
  {
    message: /^true_classes must have num_true columns, expected: (\d+) was: (\d+)/,
    remedy: 'The labels have $1 columns: pass num_true=$1, or labels of shape [batch, $2].',
  },
  {
    message: /^true_classes must be a matrix/,
    remedy: 'Feed the labels as [batch, num_true]: tf.expand_dims(labels, 1) makes a column of them.',
  },
  {
    message: /for '\S*' \(op: '\w*CandidateSampler'\)/,
    remedy: 'Labels are a matrix [batch, num_true]: tf.expand_dims(labels, 1) makes a column of them.',
  },
  {
    message: /has type (\w+) that does not match expected type of int64/,
    remedy: 'The op takes int64 only: convert with tf.cast(…, tf.int64).',
  },
  {
    message: /^Expected (bool|int|float|string) for argument '(\w+)' not/,
    remedy:
      "'$2' is decided while the graph is built: pass a Python $1, neither a tensor nor another type.",
  },
  {
    message: /^Must (?:provide either|only provide one of) vocab_file/,
    remedy: 'Pass the weight of each class: unigrams=[…], range_max of them.',
  },
  {
    message: /\(op: 'ComputeAccidentalHits'\)/,
    remedy:
      'compute_accidental_hits takes labels [batch, num_true] and the vector of sampled classes; ' +
      'num_true is the number of columns.',
  },
  {
    message: /batch_dims|^Subshape start out of bounds/,
    remedy:
      'batch_dims counts the leading dimensions that both tensors share: less than the rank of ' +
      'each, and at most axis.',
  },
  {
    message: /^sp_ids must be SparseTensor|^sp_weights must be either|^Input must be a SparseTensor/,
    remedy:
      'Pass a tf.SparseTensor(indices, values, dense_shape) or tf.sparse_placeholder; rows of a ' +
      'dense tensor are looked up with tf.nn.embedding_lookup.',
  },
  {
    message: /^combiner must be one of/,
    remedy: "combiner is 'sum', 'mean' or 'sqrtn'.",
  },
  {
    message: /^Missing embedding_weights/,
    remedy: 'Pass the table of embeddings, or a list with its partitions.',
  },
  {
    message: /^At most one dimension can be inferred|^only one output dimension may be -1/,
    remedy: 'Write out all dimensions of the new shape but one.',
  },
  {
    message: /^Input to reshape is a (?:SparseTensor|tensor) with (\d+) dense values/,
    remedy: 'The new shape must have as many elements as the old one: $1.',
  },
  {
    message: /^Dimensions (\d+) and (\d+) are not compatible$/,
    remedy: 'Make both as long: one has $1 there, the other $2.',
  },
  {
    message: /^indices\(\d+, 0\) is invalid: (\d+) >= (\d+)/,
    remedy: 'An entry stands in row $1, but dense_shape has $2 rows: correct one of the two.',
  },
  {
    message: /for \S+: 'IndexedSlices'|conversion requested dtype \w+ for IndexedSlices/,
    remedy:
      'Make the slices dense first with tf.convert_to_tensor(g), or make new ones: ' +
      'tf.IndexedSlices(g.values * 2.0, g.indices, g.dense_shape).',
  },
  {
    message: /for IndexedSlices without dense_shape/,
    remedy: 'Give the shape of the whole tensor: tf.IndexedSlices(values, indices, dense_shape=[…]).',
  },
  {
    message: /^params must be specified|^Need at least one param/,
    remedy: 'Pass the table of embeddings, or a list with its partitions.',
  },
  {
    message: /^Unrecognized partition strategy/,
    remedy: "partition_strategy is 'mod' (ids dealt out in turn) or 'div' (runs of ids).",
  },
];
