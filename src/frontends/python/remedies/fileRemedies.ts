/** @file Remedies for errors of flags and files. */
import type { RemedyRule } from './rule';

export const fileRemedies: readonly RemedyRule[] = [
  {
    types: ['DuplicateFlagError'],
    message: /^The flag '(\w+)' is defined twice/,
    remedy: 'Define $1 once: a module that is imported counts, too.',
  },
  {
    types: ['IllegalFlagValueError'],
    message: /value should be one of <(.*)>/,
    remedy: 'Give the flag one of $1.',
  },
  {
    types: ['IllegalFlagValueError'],
    message: /^flag --(\w+)=/,
    remedy: 'Change the default of $1, or the bounds that it has in its definition.',
  },
  {
    types: ['UnrecognizedFlagError'],
    message: /^Unknown command line flag '(\w+)'/,
    remedy: 'Define $1 with tf.flags.DEFINE_… before it is given a value.',
  },
  {
    types: ['Error'],
    message: /^Flag name cannot/,
    remedy: 'The name of a flag is one word.',
  },
  {
    message: /^A Flag instance would always be True/,
    remedy: 'FLAGS.name is the value; FLAGS["name"] is the flag itself.',
  },
  {
    types: ['AttributeError'],
    message: /^(\w+)$/,
    remedy: 'No flag $1 is defined above this line.',
  },
  {
    message: /^mode is not 'r' or 'w'/,
    remedy: 'Open the file for one thing: r, w, a, or r+ for both; b besides for bytes.',
  },
  {
    message: /^File isn't open for (reading|writing)$/,
    remedy: 'The mode is the second argument of tf.gfile.GFile: r reads, w and a write, r+ does both.',
  },
  {
    types: ['ValueError'],
    message: /^The passed save_path is not a valid checkpoint/,
    remedy:
      'Save it in this file first: a checkpoint is what this run wrote, and beside the loss file there is none ' +
      'of this name.',
  },
  {
    types: ['FileNotFoundError'],
    message: /No such file or directory: '([^']*)'/,
    remedy:
      "Only the loss file's own folder and what is below it can be read, without hidden files and links that lead out " +
      'of the workspace: put $1 there, and name it by its path from there.',
  },
  {
    types: ['OSError'],
    message: /File too large|Too many open files/,
    remedy: 'A loss file may read 64 MB at once and 192 MB in all: cut out the part that shows the gradients.',
  },
  {
    types: ['NotFoundError'],
    message: /No such file or directory$|^Could not find directory | not found$/,
    remedy:
      "Files are read from the loss file's own folder and below; what a run writes is gone after it, so make it first.",
  },
];
