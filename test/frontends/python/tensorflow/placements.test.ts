/** @file Our package places nodes where TensorFlow 1.15.5 places them: `op.device` and `_class`, node by node. */
import assert from 'node:assert/strict';
import { PythonUnderTest } from './pythonUnderTest';
import { readRecorded, readSnippets } from './snippets';

/** [device, [entries of _class]], as recordPlacements.py writes it. */
type Placement = readonly [string, readonly string[]];

const DUMP = `
def _placement(op):
    try:
        groups = [entry.decode() for entry in op.get_attr('_class')]
    except ValueError:
        groups = []
    return [op.device, groups]
import json
_placed = {op.name: _placement(op) for op in tf.get_default_graph().get_operations()}
print(json.dumps({name: where for name, where in _placed.items() if where != ['', []]}))
`;

describe('where the nodes of a program are placed', () => {
  const recorded = readRecorded<Readonly<Record<string, Placement>>>('graphs', 'placements');
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
