/** @file Remedies for errors raised while the graph is built: values, element types, shapes, names, variables. */
import type { RemedyRule } from './rule';

export const buildingRemedies: readonly RemedyRule[] = [
  // -- a tensor has no value yet -----------------------------------------------------------------
  {
    message: /^using a `tf\.Tensor` as a Python `bool`/,
    remedy:
      'A tensor has no value while the graph is built: choose inside the graph with tf.cond or ' +
      'tf.where, or fetch the value with sess.run first; to ask whether a gradient exists write ' +
      '`if g is not None`.',
  },
  {
    message: /^iterating over `tf\.Tensor`/,
    remedy:
      'Take a tensor apart with tf.unstack, and give apply_gradients a list of (gradient, ' +
      'variable) pairs, not a list of gradients.',
  },
  {
    message: /^'Variable' object is not iterable/,
    remedy: 'Put the variable into a list, [v], or take it apart with tf.unstack(v).',
  },
  {
    message: /^len is not well defined for symbolic Tensors/,
    remedy: 'Use x.shape[0] for the static length or tf.shape(x)[0] for the one of the run.',
  },
  {
    message: /Only integers, slices .* are valid indices/,
    remedy: 'Gather with tf.gather or tf.boolean_mask where the index is no number or slice.',
  },
  // -- None --------------------------------------------------------------------------------------
  {
    message: /^(?:Tried to convert '(\w+)' to a tensor and failed\. Error: )?None values not supported/,
    remedy:
      'One value is None; the gradient of a variable that the loss does not depend on is, so clip ' +
      'only where `if g is not None`.',
  },
  {
    types: ['AttributeError'],
    message: /^'NoneType' object has no attribute '(\w+)'/,
    remedy:
      'The value before .$1 is None: a function returned nothing, or it is the gradient of a ' +
      'variable that the loss does not depend on.',
  },
  // -- element types -----------------------------------------------------------------------------
  {
    message: /^Input '(\w+)' of '\w+' Op has type (\w+?)(?:_ref)? that does not match type (\w+?)(?:_ref)? of argument/,
    remedy:
      "Convert one of the two with tf.cast(…, tf.$2) or tf.cast(…, tf.$3): the input '$1' is $2; what " +
      'is trained must be a float.',
  },
  {
    message: /^x and y must have the same dtype, got tf\.(\w+) != tf\.(\w+)/,
    remedy: 'Convert one side: tf.cast(y, tf.$1).',
  },
  {
    message: /^Tensors in list passed to '\w+' of '\w+' Op have types/,
    remedy: 'Convert the odd ones with tf.cast, so that all have one element type.',
  },
  {
    message: /^Value passed to parameter '(\w+)' has DataType (\w+) not in list of allowed values: ([\w, ]+)/,
    remedy: "Convert '$1' with tf.cast to one of: $3.",
  },
  {
    message: /Expected (\w+)(?: passed to parameter '\w+' of op '\w+')?, got .+ of type '(\w+)' instead/,
    remedy:
      'Give a value of type $1, or make the other operand a float with tf.cast(x, tf.float32) ' +
      'before the two meet.',
  },
  {
    message: /^Tensor conversion requested dtype (\w+) for Tensor with dtype (\w+)/,
    remedy: 'A tensor is never converted silently: write tf.cast(x, tf.$1).',
  },
  {
    message: /^Expected DataType for argument '(\w+)'/,
    remedy: "Give '$1' a dtype such as tf.float32.",
  },
  {
    message: /^Expected list for '(\w+)' argument/,
    remedy: "Put what '$1' takes into a list, also where it is one: [x].",
  },
  {
    message: /^Cannot convert value .* to a TensorFlow DType/,
    remedy: "Write a dtype such as tf.float32 or its name, 'float32'.",
  },
  {
    message: /^dtype .* of on_value does not match dtype .* of off_value/,
    remedy: 'Give on_value and off_value as numbers of one type, or pass dtype=tf.float32.',
  },
  {
    message: /x has to be a floating point tensor since it's going to be scaled/,
    remedy: 'Convert it first: tf.cast(x, tf.float32).',
  },
  {
    message: /^Expected floating point type, got/,
    remedy: 'Random initializers need a float variable: dtype=tf.float32.',
  },
  {
    message: /^Must specify maxval for integer dtype/,
    remedy: 'Give maxval=, the first integer that is not drawn.',
  },
  {
    message: /^Failed to convert object of type/,
    remedy: 'Make a list of numbers (or a NumPy array) of it first.',
  },
  {
    message: /^could not convert string to float/,
    remedy: 'Turn text into numbers before it is fed: float(text).',
  },
  // -- shapes ------------------------------------------------------------------------------------
  {
    message: /^Dimensions must be equal, but are (\S+) and (\S+) for '\S+' \(op: '(?:Batch)?MatMul/,
    remedy:
      'The columns of the first matrix must be as many as the rows of the second: transpose one ' +
      'with transpose_a=True or transpose_b=True, or reshape it.',
  },
  {
    message: /^Shape must be rank 2 but is rank 1 for '\S+' \(op: '(?:Batch)?MatMul/,
    remedy: 'Give the vector a second dimension: tf.expand_dims(v, 1) for a column, 0 for a row.',
  },
  {
    message: /for '\S+' \(op: '(?:Resource)?(?:Sparse)?Apply\w+'\)/,
    remedy:
      'The gradient must have the shape of its variable, the learning rate and other ' +
      'hyper-parameters none: look at what was done to the gradient between compute_gradients and ' +
      'apply_gradients.',
  },
  {
    message: /^Shape must be rank \d+ but is rank \d+ for '\S+' \(op: 'Unique'\)/,
    remedy: 'The indices of an IndexedSlices are a vector: tf.reshape(indices, [-1]).',
  },
  {
    message: /\(op: 'Concat(?:V2)?'\)/,
    remedy: 'All dimensions but the one of axis= must be equal in the tensors of the list.',
  },
  {
    message: /^Shape \(.*\) must have rank 0$/,
    remedy: 'In TensorFlow 1 the list comes first: tf.concat([a, b], axis).',
  },
  {
    message: /^Cannot reshape a tensor with (\d+) elements to shape/,
    remedy: 'The sizes must multiply to $1; one of them may be -1.',
  },
  {
    message: /Can ?not squeeze dim\[(\d+)\]/,
    remedy: 'Only dimensions of size 1 can go: give axis= with those, or use tf.reshape.',
  },
  {
    message: /^Must specify an axis argument to tf\.expand_dims/,
    remedy: 'Give axis=0 for a new first dimension, axis=-1 for a last one.',
  },
  {
    message: /^Cannot infer num from shape/,
    remedy: 'The dimension is not known while the graph is built: give num=.',
  },
  {
    message: /Number of ways to split should evenly divide/,
    remedy: 'Give a list of sizes instead of a number of equal parts.',
  },
  {
    message: /^Invalid reduction dimension (\S+) for input with (\d+) dimensions/,
    remedy: 'An axis counts from 0 to one less than $2, or from -$2 to -1.',
  },
  {
    message: /^Argument must be a dense tensor/,
    remedy: 'The rows must be equally long: pad them, or keep them apart.',
  },
  {
    message: /^Too many elements provided\. Needed at most (\d+), but received (\d+)/,
    remedy: 'The shape has room for $1: make it larger, or give fewer elements.',
  },
  {
    message: /\(op: 'Assign\w*'\)|^(?:Assign requires shapes of both|Parameters and update must be)/,
    remedy:
      'A variable keeps its shape: reshape the value, or give tf.assign validate_shape=False where ' +
      'the shape may change.',
  },
  {
    message: /^Dimension \d+ in both shapes must be equal|^Shapes? .* (?:are|must be) (?:not compatible|equal rank|incompatible)/,
    remedy: 'Look at the two shapes named here; tf.reshape or set_shape on the wrong one helps.',
  },
  {
    message: /^(?:Dimensions must be equal|Shape must be)/,
    remedy:
      'Two shapes do not fit: dimensions are matched from the last one, each must be equal or 1; ' +
      'tf.expand_dims and tf.transpose put them in place.',
  },
  {
    message: /^as_list\(\) is not defined on an unknown TensorShape/,
    remedy: 'Give the tensor a static shape with set_shape, or use tf.shape(x) in the graph.',
  },
  {
    message: /logits and labels must (?:have the same shape|be broadcastable|be same size)/,
    remedy: 'Bring both to one shape: tf.reshape(labels, tf.shape(logits)), or tf.one_hot(labels, n).',
  },
  {
    message: /^Rank mismatch: Rank of labels .* should equal rank of logits minus 1/,
    remedy:
      'Sparse labels are class numbers, one per example: tf.argmax(one_hot, 1), or use the loss ' +
      'without "sparse".',
  },
  {
    message: /^x and y must both be non-None or both be None/,
    remedy: 'Give both values, tf.where(condition, x, y), or neither for the indices.',
  },
  {
    message: /^Only call `(\w+)` with named arguments/,
    remedy: 'Write $1(labels=…, logits=…).',
  },
  {
    message: /^Both labels and logits must be provided/,
    remedy: 'Give both by name: labels=…, logits=….',
  },
  {
    message: /^rate must be a scalar tensor or a float in the range|^keep_prob must be a scalar/,
    remedy: 'The rate is the share that is dropped, from 0 up to but not including 1.',
  },
  {
    message: /^You must provide a rate to dropout/,
    remedy: 'Give rate=0.5 (the share that is dropped), or keep_prob=0.5.',
  },
  {
    message: /^Cannot specify both '(\w+)' and '(\w+)'/,
    remedy: 'They are two names of one argument: keep axis=.',
  },
  {
    message: /^'axes' must be an integer or have length 2/,
    remedy: 'Give the number of axes, or one list of axes per operand.',
  },
  {
    message: /^The length of boundaries should be 1 less than the length of values/,
    remedy: 'piecewise_constant needs one value per interval: n boundaries, n + 1 values.',
  },
  {
    message: /^inputs must be a list of at least one Tensor/,
    remedy: 'The list is empty: nothing was collected to be added, so give at least one tensor.',
  },
  // -- variables ---------------------------------------------------------------------------------
  {
    message: /^Variable (\S+) already exists, disallowed/,
    remedy:
      'Build the part once, name the scopes apart, share on purpose with reuse=tf.AUTO_REUSE, or ' +
      'start with tf.reset_default_graph().',
  },
  {
    message: /^Variable \S+\/(?:Adam|Momentum|RMSProp|Adagrad|Adadelta|Ftrl)\w*\/? does not exist/,
    remedy:
      "An optimizer's slots are made by apply_gradients in the current variable scope: call it " +
      'outside the scope that has reuse=True.',
  },
  {
    message: /^Variable (\S+) does not exist, or was not created with tf\.get_variable/,
    remedy:
      'reuse=True only finds variables that get_variable made under the same scope before: build ' +
      'the first use without it.',
  },
  {
    message: /^Trying to share variable (\S+), but specified (shape|dtype)/,
    remedy: 'Ask for the $2 that $1 was made with, or use another name.',
  },
  {
    message: /^If initializer is a constant, do not specify shape/,
    remedy: 'Leave shape out, or use tf.constant_initializer(value).',
  },
  {
    message: /^The initializer passed is not valid/,
    remedy: 'Give shape=, with every dimension known, beside the initializer.',
  },
  {
    message: /^initial_value must be specified/,
    remedy: 'Give the first value: tf.Variable(tf.zeros([2])).',
  },
  {
    message: /^initial_value must have a shape specified/,
    remedy: 'Give the tensor a static shape with set_shape, or validate_shape=False.',
  },
  {
    message: /^collections argument to Variable constructor/,
    remedy: 'Write a list: collections=[tf.GraphKeys.GLOBAL_VARIABLES].',
  },
  {
    types: ['AttributeError'],
    message: /^'Tensor' object has no attribute 'assign'/,
    remedy: 'Only a variable can be assigned to: keep the tf.Variable itself, not a result of it.',
  },
  {
    message: /^If default_name is None then name_or_scope is required|^VariableScope: name_or_scope must be/,
    remedy: "Give the scope a name: tf.variable_scope('layer1').",
  },
  {
    message: /^The reuse parameter must be True or False or None/,
    remedy: 'Use reuse=tf.AUTO_REUSE to make or share as needed.',
  },
  // -- names and graphs --------------------------------------------------------------------------
  {
    message: /is not a valid (?:scope|node) name/,
    remedy: 'Names have letters, digits and . _ - / only, and begin with a letter, digit or dot.',
  },
  {
    message: /must be from the same graph as|is not an element of this graph/,
    remedy:
      'Two graphs are mixed: build and run everything inside one `with graph.as_default():`, and ' +
      'make the session after tf.reset_default_graph().',
  },
  {
    message: /^Do not use tf\.reset_default_graph\(\) to clear nested graphs/,
    remedy: 'Call it at the top of the file, outside any `with graph.as_default():`.',
  },
  {
    message: /^Graph is finalized and cannot be modified/,
    remedy: 'Build every op before the training loop; the line shows which one is made too late.',
  },
  {
    message: /refers to an Operation, not a Tensor|looks like an \(invalid\) Operation name/,
    remedy: 'A tensor is an output of an operation: add ":0" to the name.',
  },
  {
    message: /refers to (?:a Tensor which does not exist|an Operation not in the graph)/,
    remedy: 'Look for the exact name, scopes included, in [op.name for op in graph.get_operations()].',
  },
  {
    message: /^Can not convert an? (\S+) into a Tensor or Operation|^Expected tf\.group\(\) expected Tensor arguments/,
    remedy: 'Only tensors, variables and operations can be waited for or grouped.',
  },
  {
    message: /has no attribute '\w+': TensorFlow 1\.15 calls it (tf\.[\w.]+)/,
    remedy: 'The file is written for a TensorFlow before 1.0: use $1.',
  },
  {
    types: ['AttributeError'],
    message: /^module 'tensorflow(?:_core)?[\w.]*' has no attribute '(\w+)'/,
    remedy: 'TensorFlow 1.15 has no $1 there: the file is written for another version.',
  },
];
