/** @file Remedies for errors of eager execution: what needs a graph, tapes, kernels that refuse their inputs. */
import type { RemedyRule } from './rule';

export const eagerRemedies: readonly RemedyRule[] = [
  {
    message: /tried to create variables on non-first call|^Creating variables on a non-first call/,
    remedy: 'Make the variable outside of the function, or keep it where only the first call makes it.',
  },
  {
    message: /AutoGraph is disabled in this function/,
    remedy: 'Inside of a function a tensor has no value yet: use tf.cond, tf.where, tf.while_loop or tf.map_fn.',
  },
  {
    message: /^AutoGraph is not evaluated by this engine/,
    remedy: 'Write tf.cond for an if and tf.while_loop for a loop over tensors, or leave @tf.function out.',
  },
  {
    message: /input_signature/,
    remedy: 'Call the function with tensors of the types and shapes that its input_signature, of tf.TensorSpecs, lists.',
  },
  {
    message: /^GradientTape must be created with persistent=True/,
    remedy: 'Write tf.GradientTape(persistent=True), or leave experimental_use_pfor as it is.',
  },
  {
    message: /^Need first dimension of target shape/,
    remedy: 'A batch jacobian is of row b of the target by row b of the source: both need the same number of rows.',
  },
  {
    message: /^In\[([01])\] is not a matrix\. Instead it has shape (\[[^\]]*\])/,
    remedy: 'tf.matmul takes matrices: give operand $1, of shape $2, a second dimension with tf.expand_dims.',
  },
  {
    message: /expected to be a (\S+) tensor but is a (\S+) tensor \[Op:/,
    remedy: 'The operands have two types, $1 and $2: convert one of them with tf.cast.',
  },
  {
    message: /^ConcatOp : Dimensions of inputs should match/,
    remedy: 'Only the axis that is concatenated may differ: reshape one of the inputs, or choose another axis.',
  },
  {
    message: /^slice index (-?\d+) of dimension (\d+) out of bounds/,
    remedy: 'Dimension $2 has no element $1: look at the shape of the tensor.',
  },
  {
    message: /^Expected (begin|size)\[(\d+)\] in (\[[^\]]*\]), but got (-?\d+)/,
    remedy: 'In dimension $2 the slice ends outside of the tensor: $1 may be in $3.',
  },
  {
    message: /^Integer division by zero/,
    remedy: 'Divide as floats (tf.cast both to tf.float32), or keep 0 out of the divisor.',
  },
  {
    message: /^Tensor\.(op|name|graph|value_index|consumers) is meaningless when eager/,
    remedy: 'A tensor of eager execution belongs to no graph and has no $1: leave it out, or run this part inside tf.Graph().as_default().',
  },
  {
    message: /^eval is not supported when eager|^Trying to eval in EAGER mode/,
    remedy: 'Under eager execution the value is there already: use .numpy().',
  },
  {
    message: /^Scalar tensor has no|^Cannot iterate over a scalar tensor/,
    remedy: 'A scalar has no elements: use .numpy(), or give the tensor a dimension.',
  },
  {
    types: ['ValueError'],
    message: /^The truth value of an array with more than one element/,
    remedy: 'Reduce it to one value first: tf.reduce_all(…) or tf.reduce_any(…), or .any() and .all() of an array.',
  },
  {
    message: /^only size-1 arrays can be converted/,
    remedy: 'Only a tensor of one element becomes a Python number: pick one, or reduce it with tf.reduce_mean.',
  },
  {
    message: /is not compatible with supplied shape/,
    remedy: 'Under eager execution the shape is what it is: tf.reshape makes another one.',
  },
  {
    message: /^tf\.placeholder\(\) is not compatible with eager/,
    remedy: 'Pass the array itself: a function with arguments takes the place of a placeholder under eager execution.',
  },
  {
    message: /^tf\.gradients is not supported when eager/,
    remedy: 'Compute the loss inside `with tf.GradientTape() as tape:` and ask tape.gradient(loss, variables).',
  },
  {
    message: /should be a function when eager execution is enabled/,
    remedy: 'Give a function: minimize(lambda: loss(…)), or compute the gradients with tf.GradientTape and apply_gradients.',
  },
  {
    message: /do not have the same shape/,
    remedy: 'The gradient has another shape than its variable: zip the gradients with the variables in one order.',
  },
  {
    message: /^GradientTape\.gradient can only be called once/,
    remedy: 'Ask for all gradients in one call, gradient(loss, [a, b]), or make the tape with persistent=True.',
  },
  {
    message: /^Tape is (already|not) recording/,
    remedy: 'Enter a tape once, with one `with tf.GradientTape() as tape:` per computation.',
  },
  {
    message: /^Passed in object of type .* not tf\.Tensor/,
    remedy: 'A tape watches tensors and variables: make a tensor of it with tf.constant first.',
  },
  {
    message: /^Trying to stop recording a tape/,
    remedy: 'stop_recording() belongs inside of the tape\'s own with block.',
  },
  {
    message: /^No trainable variables were accessed/,
    remedy: 'The function must read a tfe.Variable that is trainable and made outside of it.',
  },
  {
    message: /^Cannot differentiate a function that returns None/,
    remedy: 'Return the loss from the function.',
  },
  {
    message: /^params must be all strings or all integers/,
    remedy: 'Name the arguments all by name, or all by position.',
  },
  {
    message: /^Functions to be differentiated cannot/,
    remedy: 'Pass the arguments by position.',
  },
  {
    message: /^custom_gradient function expected to return|^\('custom_gradient function/,
    remedy: 'The gradient function returns one gradient per argument, None where there is none.',
  },
  {
    message: /^initial_value not supported in EAGER/,
    remedy: 'Keep the initial value yourself: an eager variable has its value from the start.',
  },
  {
    message: /^Cannot convert .* to EagerTensor of dtype (\S+)/,
    remedy: 'Write the value as $1, or leave dtype out and tf.cast the tensor.',
  },
  {
    message: /^Attempt to convert a value \(None\)/,
    remedy: 'Something is None here: a function without return, or a gradient that does not exist.',
  },
  {
    message: /^Can't convert non-rectangular/,
    remedy: 'Rows of a tensor have one length: pad the short ones.',
  },
  {
    message: /^End of sequence \[Op:Iterator/,
    remedy: 'The data set is at its end: loop with `for element in dataset`, or make it longer with repeat().',
  },
  {
    message: /make_initializable_iterator is not supported when eager/,
    remedy: 'Under eager execution loop over the data set itself: `for x, y in dataset:`.',
  },
  {
    message: /^Attempting to capture an EagerTensor/,
    remedy: 'A graph takes numbers, not eager tensors: pass tensor.numpy() into it.',
  },
  {
    message: /^tf\.metrics\.(\w+) is not supported when eager/,
    remedy: 'Compute it yourself: tf.reduce_mean over the batch, added up in Python.',
  },
  {
    message: /is not compatible with eager execution\. Use tf\.contrib\.summary/,
    remedy: 'Print the values, or collect them in a list: under eager execution they are numbers already.',
  },
  {
    message: /^When eager execution is enabled, `var_list` must/,
    remedy: 'Give the variables: there is no collection of them under eager execution.',
  },
  {
    message: /^Size must be declared for TensorArrays/,
    remedy: 'Give the TensorArray a size, and dynamic_size=True if it shall grow.',
  },
  {
    types: ['InvalidArgumentError'],
    message: /^Expected '[^]*' to be true\. Summarized data/,
    remedy: 'The condition is false for these values: find out where they come from, or handle this case.',
  },
  {
    message: /^Could not read index \d+ twice|^Tried to (write to|read from) index|^TensorArray dtype is/,
    remedy: 'Look at size, dtype and clear_after_read of the TensorArray.',
  },
  {
    message: /must be called at program startup/,
    remedy: 'Call tf.enable_eager_execution() right after the imports, before anything else of tf.',
  },
];
