/** @file Our nodes wait for what TensorFlow 1.15.5's nodes wait for: control inputs, node by node. */
import assert from 'node:assert/strict';
import { PythonUnderTest } from './pythonUnderTest';
import { readRecorded, readSnippets } from './snippets';

/** Names of control inputs, sorted, as recordControls.py writes them. */
type Waits = readonly string[];

const DUMP = `
import json
_waits = {op.name: sorted(other.name for other in op.control_inputs)
          for op in tf.get_default_graph().get_operations() if op.control_inputs}
print(json.dumps(_waits))
`;

describe('what the nodes of a program wait for', () => {
  const recorded = readRecorded<Readonly<Record<string, Waits>>>('graphs', 'controls');
  let python: PythonUnderTest;

  before(async () => {
    python = await PythonUnderTest.boot();
  });

  for (const { title, code } of readSnippets('graphs')) {
    const expected = recorded[title];
    if (expected === undefined) continue;
    it(`is TensorFlow's, node by node: ${title}`, () => {
      const lines = python.print(`import tensorflow as tf\n${code}${DUMP}`);
      assert.deepEqual(JSON.parse(lines.at(-1)!), expected);
    });
  }
});
