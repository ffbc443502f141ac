/** @file Remedies for errors of conditionals, loops, arrays of tensors, and nested structures. */
import type { RemedyRule } from './rule';

export const structureRemedies: readonly RemedyRule[] = [
  {
    message: /^cond\(\):|^(?:`?true_fn`?|`?false_fn`?|fn|cond|body|fn for pred \S+) must be callable/,
    remedy:
      'Give the function itself, without calling it: tf.cond(p, lambda: a, lambda: b), tf.map_fn(f, x).',
  },
  {
    message: /pred must not be a Python bool|`?pred`? must be (?:a )?Tensor|pred must be Tensor/,
    remedy: 'A Python bool is decided while the graph is built: use `if`, or a tensor of tf.bool.',
  },
  {
    message: /does not match expected type of bool/,
    remedy: 'Compare first: the condition must be a tensor of tf.bool, such as x > 0.',
  },
  {
    message: /^(?:true|false)_fn must have a return value|^true_fn and false_fn must return at least/,
    remedy: 'Both functions must return tensors, as many and of the same types.',
  },
  {
    message: /^Outputs of true_fn and false_fn must have the same type/,
    remedy: 'Make both branches return one element type, with tf.cast where they differ.',
  },
  {
    message: /has been marked as not fetchable|may not be fed\.$/,
    remedy:
      'The tensor exists only inside its branch or loop: return it from the function and fetch ' +
      'what tf.cond or tf.while_loop returns.',
  },
  {
    message: /does not have value$/,
    remedy: 'The branch that makes it was not taken in this run: fetch what tf.cond returns.',
  },
  {
    message: /^fns must be a list, tuple, or dict|^Each entry in pred_fn_pairs/,
    remedy: 'tf.case takes a list of pairs (condition, function), or a dict of them.',
  },
  {
    message: /enters the loop with shape|^The shape invariant specified for/,
    remedy:
      'Name the dimensions that change: shape_invariants=[…, tf.TensorShape([None, 2])], one per ' +
      'loop variable.',
  },
  {
    message: /^Input \d+ of node \S+ was passed (\w+) from \S+ incompatible with expected (\w+)/,
    remedy: 'A loop variable keeps its type: the body must return $2 there, not $1 (tf.cast).',
  },
  {
    message: /^Could not pack sequence\.|^Structure is a scalar but|^flat_sequence must be a sequence/,
    remedy:
      'Give as many leaves, in a list, as the structure has: tf.nest.flatten(structure) shows them in ' +
      'their order (dicts by sorted key).',
  },
  {
    message: /^func must be callable, got|^Must provide at least one structure|^Only valid keyword arguments are `check_types`/,
    remedy: 'Look at the arguments: tf.nest.map_structure(function, structure, …, check_types=True).',
  },
  {
    message: /^nest only supports dicts with sortable keys/,
    remedy: 'The leaves of a dict are taken by sorted key: let all keys be of one type, strings for example.',
  },
  {
    message: /^The two structures don't have the same sequence|shallow_tree|^If shallow structure is a sequence/,
    remedy: 'The input must be nested as the shallow structure is, down to the leaves of that one.',
  },
  {
    message: /^Could not flatten dictionary/,
    remedy: 'Every key must be there once, and a tuple of keys needs a tuple of as many values.',
  },
  {
    message: /^The two structures don't have the same nested structure/,
    remedy:
      'What the function returns must be nested as what it was given: as many parts, in lists, ' +
      'tuples or dicts of the same kind.',
  },
  {
    message: /^No loop variables provided|^`shapes` must be a|^(?:parallel|maximum)_iterations must/,
    remedy: 'Look at the arguments: tf.while_loop(cond, body, [variable, …]).',
  },
  {
    message: /as input to '\S+' because (?:they are|'\S+' is) in (?:a|different) while loop/,
    remedy: 'Make it a loop variable, and use what tf.while_loop returns for it.',
  },
  {
    message: /^Cannot compute gradient inside while loop/,
    remedy: 'Differentiate after the loop, with respect to what goes into it.',
  },
  {
    message: /is from inside a control-flow construct/,
    remedy: 'Make the variable before the loop, or give a function: initial_value=lambda: value.',
  },
  {
    message: /handle is (?:not provided|not None)|a handle and \w+ at the same time|^Handle must be/,
    remedy: 'Make an array with its size: tf.TensorArray(tf.float32, size=n).',
  },
  {
    message: /^Inconsistent shapes: saw|^TensorArray has inconsistent shapes|^Concat saw a scalar shape/,
    remedy: 'All elements of a TensorArray have one shape; give infer_shape=False where they differ.',
  },
  {
    message: /because it has already been written to/,
    remedy: 'Write every index once: a TensorArray cannot be written over.',
  },
  {
    message: /^TensorArray has size zero/,
    remedy: 'Give element_shape, or see that the loop writes at least one element.',
  },
  {
    message: /^Tried to (?:read|write) .* array size is|^Max scatter index must be|^Expected sum of lengths/,
    remedy: 'The index is beyond the size of the array: make it larger, or give dynamic_size=True.',
  },
  {
    message: /^Expected op\/tensor name to start with gradients/,
    remedy: 'Name the scope of the gradients "gradients…", as tf.gradients does by itself.',
  },
  {
    message: /must be (?:a )?1\+ dimensional/,
    remedy: 'The function is called for each row: give elems a first dimension.',
  },
];
