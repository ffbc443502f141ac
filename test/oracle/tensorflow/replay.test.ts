/** @file Every recorded answer of TensorFlow 1.15.5, asked of our package in the real worker and compared. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { LossFile } from '../../runner/loadedFile';
import { compareCase, newTally } from './compare';
import type { Tally } from './compare';
import { readRecording, replayProgram } from './recording';
import type { Replayed } from './recording';
import { oracleReport } from './report';

/** Every recording there is. */
const FAMILIES = fs
  .readdirSync(path.join(process.cwd(), 'test/oracle/tensorflow/recorded'))
  .map((file) => file.replace('.json', ''));
/** Lines of a failure's message: enough to see the pattern. */
const SHOWN = 12;

describe('TensorFlow 1.15.5, as recorded', function () {
  this.timeout(180000);
  const tallies: Tally[] = [];
  let file: LossFile;

  before(() => {
    file = new LossFile();
  });

  after(async () => {
    await file.dispose();
    fs.mkdirSync(path.join(process.cwd(), 'out'), { recursive: true });
    fs.writeFileSync(path.join(process.cwd(), 'out/oracle-report.md'), oracleReport(tallies));
  });

  for (const family of FAMILIES) {
    const { cases } = readRecording(family);
    const ops = [...new Set(cases.map((one) => one.op))];

    describe(family, () => {
      const lines = new Map<string, Replayed>();

      before('runs in the worker', async () => {
        file.printed = '';
        const options = { seed: 0, drive: 'free' as const, maxSteps: 100000, maxValues: 1 };
        const state = await file.state(
          { kind: 'load', path: `${family}.py`, text: replayProgram(cases), version: 1, options },
          170000,
        );
        for (const line of file.printed.split('\n')) {
          if (!line.startsWith('@oracle ')) continue;
          const replayed = JSON.parse(line.slice('@oracle '.length)) as Replayed;
          lines.set(`${replayed.case.toString()} ${replayed.dtype}`, replayed);
        }
        assert.equal(state.error, null, JSON.stringify(state.error));
      });

      for (const op of ops) {
        it(`${op} answers as TensorFlow does`, () => {
          const tally = newTally(op);
          tallies.push(tally);
          cases.forEach((one, index) => {
            if (one.op !== op) return;
            for (const dtype of Object.keys(one.out)) {
              compareCase(tally, one, dtype, lines.get(`${index.toString()} ${dtype}`));
            }
          });
          assert.ok(tally.cases > 0, `no case of ${op} was compared`);
          const { disagreements } = tally;
          const more = disagreements.length - SHOWN;
          assert.equal(
            disagreements.length,
            0,
            `${disagreements.length.toString()} disagreements:\n${disagreements.slice(0, SHOWN).join('\n')}` +
              (more > 0 ? `\n… and ${more.toString()} more in out/oracle-report.md` : ''),
          );
        });
      }
    });
  }
});
