/** @file Remedies for errors of tf.device, colocation and clusters. */
import type { RemedyRule } from './rule';

export const deviceRemedies: readonly RemedyRule[] = [
  {
    message: /was explicitly assigned to (\S*)\/?job:(?!localhost)/,
    remedy: 'No cluster is reached from here: leave tf.device with a job or task out, or make it depend on a flag.',
  },
  {
    message: /was explicitly assigned to (\S+) but available devices are/,
    remedy:
      'There is a CPU only, as on a machine without a GPU: give the session ' +
      'config=tf.ConfigProto(allow_soft_placement=True), or use /cpu:0.',
  },
  {
    message: /^Unknown attribute: '.*' in '(.*)'$/,
    remedy: 'A device is named like /cpu:0, /device:GPU:1 or /job:worker/task:0/cpu:0.',
  },
  {
    message: /^Cannot specify multiple device types/,
    remedy: 'Name one device type: of nested tf.device scopes the inner one counts.',
  },
  {
    types: ['ValueError'],
    message: /^invalid literal for int\(\) with base 10/,
    remedy: 'A whole number is expected in this text, for a device its index as in /cpu:0.',
  },
  {
    types: ['TypeError'],
    message: /^Expected binary or unicode string, got/,
    remedy: "A device function returns a text such as '/cpu:0', and the empty text for no device.",
  },
  {
    types: ['AttributeError'],
    message: /^'int' object has no attribute 'split'$/,
    remedy: "tf.device takes a text such as '/gpu:0', a tf.DeviceSpec, a function or None.",
  },
  {
    message: /^Trying to reset colocation \(op is None\)/,
    remedy: 'Leaving a colocation scope takes tf.colocate_with(None, ignore_existing=True).',
  },
  {
    message: /^ps_strategy must be callable$/,
    remedy: 'ps_strategy is a function of an operation that returns the number of a task.',
  },
  {
    message: /^`cluster` must be a dictionary|^The tasks for job .* must be a list|^Task address .* must be bytes/,
    remedy: "A cluster is a dict of lists of addresses: {'ps': ['host:2222'], 'worker': ['host:2223']}.",
  },
  {
    message: /^No such job in cluster: (.*)$/,
    remedy: 'The cluster has no job $1: its jobs are the keys of the dict that it was made of.',
  },
  {
    message: /^No task with index (\d+) in job (.*)$/,
    remedy: 'Tasks are numbered from 0 in the order of the list of job $2.',
  },
];
