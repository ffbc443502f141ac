/** @file Our package raises what TensorFlow 1.15.5 raises: the class and every word of the message. */
import assert from 'node:assert/strict';
import { PythonUnderTest } from './pythonUnderTest';
import { readRecorded, readSnippets } from './snippets';

/** Messages that say more than TensorFlow's, on purpose: the rest of ours. */
const OURS: Readonly<Record<string, string>> = {
  // TensorFlow appends a traceback through its own files.
  'get_variable twice':
    'Variable v already exists, disallowed. Did you mean to set reuse=True or ' +
    'reuse=tf.AUTO_REUSE in VarScope? Originally defined at line 2.',
  'old name mul':
    "module 'tensorflow' has no attribute 'mul': TensorFlow 1.15 calls it tf.multiply",
};

describe('what a wrong program is told', () => {
  const recorded = readRecorded<readonly [string, string]>('errors');
  let python: PythonUnderTest;

  before(async () => {
    python = await PythonUnderTest.boot();
  });

  for (const { title, code } of readSnippets('errors')) {
    it(`is what TensorFlow says: ${title}`, () => {
      const { outcome } = python.run(`import tensorflow as tf\n${code}`);
      const [type, message] = recorded[title]!;
      assert.equal(outcome.type, type, outcome.message);
      assert.equal(withoutAddresses(outcome.message!), withoutAddresses(OURS[title] ?? message));
      assert.ok(outcome.place, 'the error has a line');
    });
  }
});

function withoutAddresses(text: string): string {
  return text.replace(/ at 0x[0-9a-f]+/g, '').replace(/ \(defined at [^)]*\) /g, '');
}
