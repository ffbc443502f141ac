/** @file Remedies for errors of TensorFlow's raw op functions. */
import type { RemedyRule } from './rule';

export const rawOpRemedies: readonly RemedyRule[] = [
  {
    message: /^(\w+)\(\) missing \d+ required positional arguments?: (.*)$/,
    remedy: '$1 is called without $2: hand it over, or look at the order of its parameters.',
  },
  {
    message: /^(\w+) only takes keyword args \(possible keys: \[(.*)\]\)/,
    remedy: 'Name each argument of tf.raw_ops.$1: $2.',
  },
  {
    message: /^Expected (\w+) for argument '(\w+)' not (.*)\.$/,
    remedy: 'The attribute $2 is fixed when the op is made: give it a plain Python $1, no tensor.',
  },
  {
    message: /^Expected list for '(\w+)' argument to '(\w+)' Op, not/,
    remedy: '$2 takes a list for $1, one entry per dimension.',
  },
];
