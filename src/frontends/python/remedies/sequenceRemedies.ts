/** @file Remedies for errors of sequence models: decoders, attention, their losses, wrapped cells. */
import type { RemedyRule } from './rule';

export const sequenceRemedies: readonly RemedyRule[] = [
  {
    message: /^can't pickle _thread\.RLock objects/,
    remedy:
      'A cell that was called already cannot be copied: make the cell inside the function that ' +
      'builds the model, so that every call has a new one.',
  },
  {
    message: /^Lengths of logits, weights, and targets must be the same/,
    remedy: 'Pass three lists with one tensor per step each: logits, targets, weights.',
  },
  {
    message: /^(Logits|Targets|Weights) must be a \[batch_size/,
    remedy:
      'tf.contrib.seq2seq.sequence_loss takes logits [batch, length, classes], targets and weights ' +
      '[batch, length]: reshape to that.',
  },
  {
    message: /cannot be set to True at same time/,
    remedy: 'Averages are on by default: pass average_across_…=False where you ask for a sum.',
  },
  {
    message: /^Must provide at least 1 input to attention decoder/,
    remedy: 'Pass the inputs of the decoder as a list with one tensor per step.',
  },
  {
    message: /^With less than 1 heads/,
    remedy: 'Pass num_heads=1 or more, or use rnn_decoder, which has no attention.',
  },
  {
    message: /^Shape\[2\] of attention_states must be known|^Could not infer input size from/,
    remedy: 'Say the last dimension: in the placeholder, or with x.set_shape([None, None, size]).',
  },
  {
    message: /^Length of (\w+) \((\d+)\) must be at least that of last bucket \((\d+)\)/,
    remedy: 'Make $3 tensors for $1, one per step of the longest bucket, or shorten the buckets.',
  },
  {
    message: /^Expected sequence_length to be a vector|^start_tokens must be a vector/,
    remedy: 'Pass one number per example of the batch: tf.fill([batch_size], number).',
  },
  {
    message: /^end_token must be a scalar|^maximum_iterations must be a scalar/,
    remedy: 'Pass a single number, not a list of them.',
  },
  {
    message: /^(helper|output_layer) must be a|^Expected decoder to be type Decoder/,
    remedy:
      'Give the parts in this order: tf.contrib.seq2seq.BasicDecoder(cell, helper, initial_state), ' +
      'and that to dynamic_decode.',
  },
  {
    message: /^batch_size accessed before initialize/,
    remedy: 'The batch size is known once the decoder has been given to dynamic_decode.',
  },
  {
    message: /cell for BidirectionalRNN|must be a list of (?:RNNCells|state tensors)|must have the same depth/,
    remedy: 'Pass two lists with one cell per layer each, forward and backward; states alike.',
  },
  {
    message: /^keys of dec_cells_dict != keys/,
    remedy: 'decoder_inputs_dict and dec_cells_dict must name the same decoders.',
  },
  {
    message: /is not an RNNCell/,
    remedy: 'Pass an object of a cell class, such as tf.nn.rnn_cell.GRUCell(64).',
  },
  {
    message: /^Both embedding_classes and embedding_size must be > 0|^Parameter output_size must be/,
    remedy: 'Sizes count classes and units: pass numbers of 1 or more.',
  },
];
