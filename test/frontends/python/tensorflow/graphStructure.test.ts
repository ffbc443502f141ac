/** @file Our package builds the graphs that TensorFlow 1.15.5 builds: names, types, inputs, shapes, seeds. */
import assert from 'node:assert/strict';
import { PythonUnderTest } from './pythonUnderTest';
import { readRecorded, readSnippets } from './snippets';

/** [name, type, inputs, [[dtype, shape]…], seeds], as recordGraphs.py writes it. */
type RecordedOp = readonly [string, string, readonly string[], readonly unknown[], unknown];

const DUMP = `
def _describe(op):
    outputs = [[t.dtype.name, None if t.shape.ndims is None else t.shape.as_list()]
               for t in op.outputs]
    try:
        seeds = [op.get_attr('seed'), op.get_attr('seed2')]
    except ValueError:
        seeds = None
    return [op.name, op.type, [t.name for t in op.inputs], outputs, seeds]
import json
print(json.dumps([_describe(op) for op in tf.get_default_graph().get_operations()]))
`;

describe('the graph that a program builds', () => {
  const recorded = readRecorded<readonly RecordedOp[]>('graphs');
  let python: PythonUnderTest;

  before(async () => {
    python = await PythonUnderTest.boot();
  });

  for (const { title, code } of readSnippets('graphs')) {
    it(`is TensorFlow's, op by op: ${title}`, () => {
      const lines = python.print(`import tensorflow as tf\n${code}${DUMP}`);
      const built = JSON.parse(lines.at(-1)!) as RecordedOp[];
      const expected = recorded[title];
      assert.ok(expected, `${title} is not recorded`);
      expected.forEach((op, i) => assert.deepEqual(built[i], op, `op ${i} of ${title}`));
      assert.equal(built.length, expected.length);
    });
  }
});
