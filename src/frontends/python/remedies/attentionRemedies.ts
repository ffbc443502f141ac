/** @file Remedies for errors of attention, beam search, further cells and joined distributions. */
import type { RemedyRule } from './rule';

export const attentionRemedies: readonly RemedyRule[] = [
  {
    message: /Non-matching batch sizes between the memory/,
    remedy:
      'The memory, the state and the inputs must count the same examples: with a beam search tile ' +
      'all of them by tf.contrib.seq2seq.tile_batch(x, beam_width).',
  },
  {
    message: /^All values in memory_sequence_length|All values in memory_sequence_length must be/,
    remedy: 'An attention needs at least one step to look at: leave empty sequences out of the batch.',
  },
  {
    message: /^Expected memory .* to have fully defined inner dims/,
    remedy: 'Say the last dimension of the memory: in the placeholder, or with set_shape.',
  },
  {
    message: /^Incompatible or unknown inner dimensions between query and keys/,
    remedy: 'Give LuongAttention as num_units the size of the cell that asks.',
  },
  {
    message: /^attention_mechanism must/,
    remedy: 'Pass an object such as tf.contrib.seq2seq.LuongAttention(units, memory), or a list of them.',
  },
  {
    message: /^cell_input_fn must be callable/,
    remedy: 'Pass a function of (inputs, attention), such as lambda i, a: tf.concat([i, a], -1).',
  },
  {
    message: /^probability_fn must be callable/,
    remedy: 'Pass the function itself, not its name: tf.nn.softmax without quotes.',
  },
  {
    message: /attention_layer_size|attention_layer must contain/,
    remedy: 'Give one size or one layer per attention, in a list where there are several.',
  },
  {
    message: /^Invalid shape for tensor .*, expected \[(.*)\], got/,
    remedy: 'The new part of the state must have the shape of the old one, [$1].',
  },
  {
    message: /^mode must be 'recursive', 'parallel', or 'hard'/,
    remedy: "Pass one of the three, for training mode='parallel'.",
  },
  {
    message: /^t must have statically known rank/,
    remedy: 'Pass tensors that have a batch dimension: [batch, …].',
  },
  {
    message: /^Unexpected behavior when reshaping between beam width/,
    remedy: 'Make the state for batch_size * beam_width examples, or tile it with tile_batch.',
  },
  {
    message: /^coverage_penalty_weight must be 0\.0/,
    remedy: 'Wrap the cell in tf.contrib.seq2seq.AttentionWrapper, or leave the penalty out.',
  },
  {
    message: /^Saw invalid parent id/,
    remedy: 'Parents are numbers of beams of the step before: from 0 to beam_width - 1.',
  },
  {
    message: /^sampling_probability must be/,
    remedy: 'Pass one probability, or one per example of the batch.',
  },
  {
    message: /^The innermost dimension of input_shape must be defined/,
    remedy: 'Pass a shape whose last dimension is a number: [None, 64].',
  },
  {
    message: /^attn_length should be greater than zero/,
    remedy: 'Say how many of its last outputs the cell may look at: 1 or more.',
  },
  {
    message: /^Cell returns tuple of states, but the flag state_is_tuple is not set/,
    remedy: 'Leave out state_is_tuple=False, or make the inner cell with it too.',
  },
  {
    message: /^Invalid input_shape .* for conv_ndims/,
    remedy: 'Give input_shape one size per dimension and then the channels: [height, width, channels].',
  },
  {
    message: /^reinterpreted_batch_ndims\((\d+)\) cannot exceed distribution\.batch_ndims\((\d+)\)/,
    remedy: 'The parameters have $2 dimensions: make reinterpreted_batch_ndims at most that.',
  },
  {
    message: /^Event shapes do not match/,
    remedy: 'Compare distributions of the same event: the same reinterpreted_batch_ndims and sizes.',
  },
];
