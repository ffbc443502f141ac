/** @file Remedies for errors of sessions, gradients, optimizers and clips, and of Python itself. */
import type { RemedyRule } from './rule';

export const runningRemedies: readonly RemedyRule[] = [
  // -- sessions ----------------------------------------------------------------------------------
  {
    message: /^Attempting to use uninitialized value (\S+)/,
    remedy:
      'Run tf.global_variables_initializer() after everything is built: an optimizer made after ' +
      'it has slots that it does not know ($1 has no value).',
  },
  {
    message: /^You must feed a value for placeholder tensor '([^']+)'/,
    remedy: "Give sess.run a feed_dict with the placeholder '$1', also when only a summary or loss uses it.",
  },
  {
    message: /^Cannot feed value of shape (\(.*?\)) for Tensor '([^']+)', which has shape '(.+?)'/,
    remedy: 'Reshape the array to $3 (None and ? fit any size), or declare the placeholder with $1.',
  },
  {
    message: /^The value of a feed cannot be a tf\.Tensor object/,
    remedy: 'Fetch the tensor with sess.run first and feed its value, or connect it in the graph.',
  },
  {
    message: /^Type of feed value .* is not compatible with Tensor type/,
    remedy: 'The number does not fit the element type: declare the placeholder as tf.int64 or a float.',
  },
  {
    message: /^Fetch argument None has invalid type/,
    remedy:
      'A None was fetched: the gradient of a variable without path to the loss, or a function ' +
      'without return; leave it out of the list.',
  },
  {
    message: /^Fetch argument .* has invalid type/,
    remedy: 'Only tensors, variables, operations and their names can be fetched; a name may hide a tensor.',
  },
  {
    message: /^The Session graph is empty/,
    remedy: 'The session holds another graph than the one built: make it inside `with graph.as_default():`.',
  },
  {
    message: /^Attempted to use a closed Session/,
    remedy: 'Move the line inside the `with tf.Session()` block, or close the session later.',
  },
  {
    message: /No default session is registered/,
    remedy: 'Call it inside `with tf.Session():`, pass session=sess, or use sess.run(x).',
  },
  {
    message: /^Session context managers are not re-entrant/,
    remedy: 'Enter the session once; use `with sess.as_default():` for the second time.',
  },
  {
    message: /^Input to reshape is a tensor with (\d+) values, but the requested shape/,
    remedy: 'The sizes must multiply to $1 in this run: one of them may be -1.',
  },
  {
    message: /^Incompatible shapes: |^In\[0\] mismatch In\[1\] shape|^Matrix size-incompatible/,
    remedy: 'What was fed or computed in this run has another shape than the op needs: print both shapes.',
  },
  {
    message: /^indices\[?.* is not in \[0, (\d+)\)/,
    remedy: 'An index is outside the table of $1 rows: make it larger, or clip the ids.',
  },
  {
    message: /^Index -?\d+ at offset \d+ in indices is out of range/,
    remedy: 'A sparse gradient names a row that the variable does not have: look at the ids looked up.',
  },
  {
    message: /^var and grad (?:must match|do not have the same)/,
    remedy: 'The gradient must have the shape of its variable also in the run: look at what reshaped it.',
  },
  {
    message: /: Tensor had (?:NaN|Inf)/,
    remedy:
      'A checked tensor is not finite: step to this run and look for the first NaN or Inf in its ' +
      'inputs (log 0, division by 0, a rate too large).',
  },
  // -- gradients and optimizers ------------------------------------------------------------------
  {
    message: /^No gradients provided for any variable.* and loss <function/,
    remedy: 'In graph mode the loss must be a tensor: call the function, minimize(loss()).',
  },
  {
    message: /^No gradients provided for any variable/,
    remedy:
      'The loss depends on none of the variables by a path with derivatives: look at the reason ' +
      'in each row (argmax, cast, stop_gradient, var_list of another model).',
  },
  {
    message: /^No variables to optimize/,
    remedy: 'Make a tf.Variable with trainable=True before the optimizer, or give var_list.',
  },
  {
    message: /^No variables provided/,
    remedy: 'The list of (gradient, variable) pairs is empty: an iterator was used up, or a filter took all.',
  },
  {
    message: /^Must have at least one Tensor/,
    remedy: 'Every gradient is None: the loss does not depend on the variables that were given.',
  },
  {
    message: /^Invalid type tf\.(\w+) for (\S+), expected:/,
    remedy: 'Only floats are differentiated: tf.cast($2, tf.float32) before it becomes the loss, not after.',
  },
  {
    message: /^gate_gradients must be one of/,
    remedy: 'Leave it out: GATE_OP is right in nearly every program.',
  },
  {
    types: ['AttributeError'],
    message: /^'(float|int|list|tuple|str|numpy\.\w+|Operation|ndarray)' object has no attribute '(dtype|op|base_dtype)'/,
    remedy:
      'A tensor or variable is expected where the $1 stands: compute_gradients takes a loss tensor ' +
      'and variables, global_step a variable, use_norm a tensor.',
  },
  {
    message: /Trying to (?:update a Tensor|optimize unsupported type)/,
    remedy: 'var_list takes the tf.Variable objects, not tensors computed from them.',
  },
  {
    message: /^Gradient must be (?:convertible to )?a Tensor(?: or)?,? ?(?:or )?IndexedSlices/,
    remedy: 'Give pairs (gradient, variable), in this order, with a tensor or None first.',
  },
  {
    types: ['ValueError'],
    message: /^(?:not enough|too many) values to unpack/,
    remedy:
      'What is taken apart has another number of parts than there are names for them; where gradients ' +
      'are meant, each part is a pair (gradient, variable).',
  },
  {
    message: /^Passed (\d+) grad_ys for (\d+) ys/,
    remedy: 'Give one incoming gradient per y, or None for ones.',
  },
  {
    message: /^Unknown value for unconnected_gradients/,
    remedy: "Write 'none' for None or 'zero' for zeros.",
  },
  {
    message: /^Invalid aggregation_method specified/,
    remedy: 'Use a value of tf.AggregationMethod, or leave it out.',
  },
  {
    message: /^No gradient defined for operation '([^']+)' \(op type: (\w+)\)/,
    remedy:
      'TensorFlow has no derivative of $2 either: keep it off the path to the loss, or cut it with ' +
      'tf.stop_gradient.',
  },
  {
    message: /^Gradient explicitly disabled/,
    remedy: 'Use the loss without "sparse" (tf.one_hot labels) where a second derivative is needed.',
  },
  {
    message: /pyfunc_\d+ /,
    remedy:
      "The function of tf.py_func must return exactly the arrays that Tout names: x.astype(np.float32) " +
      'for tf.float32, np.int64 for tf.int64.',
  },
  {
    message: /^Expected func to be callable/,
    remedy: 'Give the function itself, without calling it: tf.py_func(f, [x], tf.float32).',
  },
  {
    message: /^op_type(?:_map)? must be/,
    remedy: "Op types are texts: @tf.RegisterGradient('MyGrad'), gradient_override_map({'Relu': 'MyGrad'}).",
  },
  {
    types: ['AttributeError'],
    message: /^'(float|int)' object has no attribute 'name'/,
    remedy:
      'A plain $1 stands where a tensor is expected; a gradient function, for one, returns a tensor ' +
      'or None for each input of its op.',
  },
  {
    message: /^Incompatible shapes between op input and calculated input gradient/,
    remedy: 'The gradient function must return a tensor of the shape of the input it belongs to.',
  },
  {
    message: /^Num gradients \d+ generated for op/,
    remedy: 'The gradient function must return one tensor (or None) per input of its op.',
  },
  {
    message: /custom_gradient.*keywords? arguments only when eager/,
    remedy: 'Give the arguments by position, or bind the keyword ones with functools.partial first.',
  },
  {
    message: /custom_gradient/,
    remedy:
      'A function with its own gradient that reads variables needs get_variable(…, ' +
      'use_resource=True) and grad_fn(dy, variables=None), which returns both lists.',
  },
  {
    message: /^Gradient type \w+ generated for/,
    remedy: 'grad_ys must be floats of the shape of ys.',
  },
  {
    message: /^Must specify the optimizer name/,
    remedy: "Give name='MyOptimizer', or leave the argument out.",
  },
  {
    message: /^(?:initial_\w*accumulator_value|learning_rate_power|l[12]_\w+) .*needs? to be|^initial_\w*accumulator_value must be positive/,
    remedy: 'The value is outside what the formula allows: leave the argument out for the default.',
  },
  {
    message: /^(?:lr|l1 regularization strength|l2 regularization strength|lr_power) is not a /,
    remedy: 'The rate must be a positive number without dimensions; look at the schedule that computes it.',
  },
  {
    message: /^t_list should be a sequence/,
    remedy: 'Give a list of gradients: `grads, variables = zip(*pairs)` makes tuples, a generator needs list(…).',
  },
  // -- this engine -------------------------------------------------------------------------------
  {
    message: /is not evaluated by this engine/,
    remedy:
      'Nothing stands in for it here, so no number is shown: replace it for debugging, or cut the ' +
      'part out.',
  },
  // -- Python ------------------------------------------------------------------------------------
  {
    types: ['SyntaxError'],
    message: /^Missing parentheses in call to '(\w+)'/,
    remedy: 'The file is Python 2: write $1(…), or turn the whole file into Python 3 with 2to3.',
  },
  {
    types: ['SyntaxError'],
    message: /^multiple exception types must be parenthesized/,
    remedy: 'The file is Python 2: write `except ValueError as error`, or use 2to3 on the whole file.',
  },
  {
    types: ['TabError'],
    message: /[\s\S]*/,
    remedy: 'Indent the file with spaces only: Python 3 does not mix them with tabs.',
  },
  {
    types: ['NameError'],
    message: /^name '(xrange|raw_input|unicode|unichr|long|reduce|basestring|cPickle)' is not defined/,
    remedy:
      '$1 is Python 2: xrange is range now, raw_input input, unicode str, long int, reduce ' +
      'functools.reduce.',
  },
  {
    types: ['AttributeError'],
    message: /^'dict' object has no attribute '(?:iter|view)?(has_key|items|keys|values)'/,
    remedy: 'Python 3 dictionaries have items(), keys(), values(), and `key in d` for has_key.',
  },
  {
    types: ['TypeError'],
    message: /^'float' object cannot be interpreted as an integer|^slice indices must be integers/,
    remedy: 'In Python 3 `/` gives a float: use `//` where a whole number is needed.',
  },
  {
    types: ['TypeError'],
    message: /^'(dict_\w+|zip|map|filter|range)' object (?:is not subscriptable|does not support)/,
    remedy: 'In Python 3 this is no list: wrap it, list(…), before it is indexed.',
  },
  {
    types: ['NameError'],
    message: /^name 'tf' is not defined/,
    remedy: 'Add `import tensorflow as tf` at the top: the file is run by itself, from its first line.',
  },
  {
    types: ['NameError'],
    message: /^name 'np' is not defined/,
    remedy: 'Add `import numpy as np` at the top: the file is run by itself, from its first line.',
  },
  {
    types: ['NameError'],
    message: /^name '(\w+)' is not defined/,
    remedy: "Define $1 above this line, or import it: the file is run by itself, from its first line.",
  },
  {
    types: ['TypeError'],
    message: /got an unexpected keyword argument '(\w+)'/,
    remedy:
      "The function that is called has no argument '$1': look at its signature, TensorFlow 1.15's where " +
      'it is one of tf.',
  },
  {
    types: ['ModuleNotFoundError'],
    message: /^No module named '([\w.]+)'$/,
    remedy: '$1 is not in the sandbox: put what the loss needs of it into the file, or into a file beside it.',
  },
  {
    types: ['MemoryError', 'ResourceExhaustedError'],
    message: /[\s\S]*/,
    remedy: 'Ask for less at once: a smaller array, batch or model is enough to debug the gradients.',
  },
  {
    types: ['RecursionError'],
    message: /[\s\S]*/,
    remedy: 'A function calls itself without end: give it a condition under which it stops.',
  },
];
