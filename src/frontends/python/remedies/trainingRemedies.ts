/** @file Remedies for errors of queues, savers, resource variables and ready-made training ops. */
import type { RemedyRule } from './rule';

export const trainingRemedies: readonly RemedyRule[] = [
  {
    message: /^Must provide queue and enqueue_ops|^Expected at least one tensor in|requires a non-null/,
    remedy: 'The input is empty: give the tensors (or file names) that the queue shall hold.',
  },
  {
    message: /^num_epochs must be > 0/,
    remedy: 'Leave num_epochs out for input without end, or give 1 or more.',
  },
  {
    message: /^capacity \S+ must be bigger than min_after_dequeue/,
    remedy: 'Take capacity = min_after_dequeue + 3 * batch_size.',
  },
  {
    message: /^All shapes must be fully defined/,
    remedy: 'Give the tensors a full static shape with set_shape before they are queued.',
  },
  {
    message: /enqueue a dictionary|Queue shapes must have the same length/,
    remedy: 'Names, shapes and dtypes of a queue belong together: give all, or none of the names.',
  },
  {
    message: /^Error while reading resource variable (\S+) from|^Container localhost does not exist/,
    remedy: 'Run tf.global_variables_initializer() in this session, after everything is built.',
  },
  {
    message: /^ResourceVariable does not implement set_shape/,
    remedy: 'Give the shape when the variable is made: get_variable(name, shape).',
  },
  {
    message: /^numpy\(\) is only available when eager execution/,
    remedy: 'Use sess.run(w) in graph mode.',
  },
  {
    message: /^Incompatible type conversion requested to type/,
    remedy: 'A variable is never converted silently: tf.cast it.',
  },
  {
    message: /^No variables to save|^Variables? to save|^names_to_saveables|^At least two variables have/,
    remedy: 'var_list takes variables, or a dict from names to variables, each name once.',
  },
  {
    message: /^If `var_list` is provided then build|^`build\(\)` should be called before save/,
    remedy: 'Leave defer_build out, or call saver.build() after the variables are made.',
  },
  {
    message: /^Can't load save_path when it is None/,
    remedy: 'tf.train.latest_checkpoint found nothing in this folder: save first, in the same run.',
  },
  {
    message: /^'sess' must be a Session|^'latest_filename'/,
    remedy: 'Call saver.save(sess, path), with the session first and a path of its own.',
  },
  {
    message: /^Restoring from checkpoint failed/,
    remedy: 'The graph must have the variables, names and shapes that were saved.',
  },
  {
    message: /^Cast (?:string to \w+|\w+ to string) is not supported/,
    remedy: 'Turn texts into numbers before they are fed.',
  },
  {
    message: /^(?:Optimizer name should be|Unrecognized optimizer|Summaries should be|Unknown type .* for clip_gradients)/,
    remedy: 'Take one of the values that are named here, or an optimizer object.',
  },
  {
    message: /^Learning rate (?:is None|should be)/,
    remedy: 'Give learning_rate as a float or a tensor without dimensions: 0.1, not 1.',
  },
  {
    message: /^Expected scalar shape for/,
    remedy: 'Reduce the loss to one number first: tf.reduce_mean(loss).',
  },
  {
    message: /^Requested multiple of `None` gradient/,
    remedy: 'The variable has no gradient to multiply: leave it out of gradient_multipliers.',
  },
  {
    message: /^(?:Boundaries|Values) .*same dtype/,
    remedy: 'Give boundaries of the type of x, and values of one type.',
  },
  {
    message: /^The variables must be half, float, or double/,
    remedy: 'Moving averages need float variables: leave the others out of the list.',
  },
  {
    message: /^Cannot use a constraint function on a sparse variable/,
    remedy: 'Take the constraint off, or make the gradient dense with tf.convert_to_tensor.',
  },
];
