/** @file Every op of the engine takes part in a recording of real TensorFlow, or says here why not. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { opNames } from '../../../src/engine/ops';
import { readRecording, replayProgram } from '../../oracle/tensorflow/recording';
import { NEVER_RECORDED, whyNeverRecorded } from '../../oracle/tensorflow/neverRecorded';
import { PythonUnderTest } from './tensorflow/pythonUnderTest';

const RECORDED = path.join(process.cwd(), 'test/oracle/tensorflow/recorded');

describe('the recordings of TensorFlow', function () {
  this.timeout(180000);

  it('hold every op, but for those listed with a reason', async () => {
    const python = await PythonUnderTest.boot();
    const used = new Set<string>();
    for (const file of fs.readdirSync(RECORDED)) {
      const { cases } = readRecording(file.replace('.json', ''));
      python.run(replayProgram(cases), (host) => {
        host.onRun = (execution, request) => {
          for (const node of execution.graph.nodes) used.add(node.op);
          return execution.run(request);
        };
      });
    }
    const missing = opNames.filter((op) => !used.has(op) && whyNeverRecorded(op) === null);
    assert.equal(missing.join(' '), '', 'record a case, or say why not in neverRecorded.ts');
    const stale = [...NEVER_RECORDED.keys()].filter((op) => used.has(op));
    assert.equal(stale.join(' '), '', 'these are recorded by now');
  });
});
