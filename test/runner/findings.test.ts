/**
 * @file Findings on real loss files: every sick program has its findings, on their lines, and no others;
 * healthy ones have none.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FindingRecord } from '../../src/protocol/records';
import { LossFile } from './loadedFile';

const SICK = path.join(process.cwd(), 'test', 'runner', 'sick');
const SCRIPTS = path.join(process.cwd(), 'test', 'runner', 'scripts');
const STEPS = 25;

/**
 * Recorded scripts whose findings are true: they divide by 0, stop gradients, diverge or let a rate
 * decay to nothing, each for a test of its own.
 */
const TRULY_SICK: { readonly [name: string]: readonly string[] } = {
  // As in the tutorial that it is like: the weights are fetched in the run that updates them.
  'bandit.py': ['unordered-access 20'],
  'checkBesideTheRun.py': ['non-finite 2', 'non-finite 3'],
  'contribOptimizers.py': ['unordered-access 18', 'update-lost 20'],
  // AdamW of a reference variable decays it while the loss may still read it.
  'deepImports.py': ['unordered-access 24'],
  'dynamicDecoder.py': ['clip-never-fires 52'],
  'gradientsClippedByHand.py': ['clip-never-fires 9', 'update-lost 3', 'update-lost 4'],
  'integerVariables.py': ['diverging-loss 9'],
  'kerasOwnLoss.py': ['clip-turns-gradient 28'],
  'linearChainCrf.py': ['unordered-access 28'],
  'nanLoss.py': ['non-finite 2', 'non-finite 3', 'unordered-access 3'],
  'noneGradients.py': ['none-gradient 3', 'none-gradient 4'],
  'orderedUpdates.py': ['update-lost 2'],
  'qLearning.py': ['unordered-access 13'],
  // The attention's weights have gradients of 1e-12.
  'recurrentAttentionCells.py': ['update-lost 15', 'vanishing-gradient 15'],
  // It takes the last output of sequences that ended before.
  'recurrentKinds.py': ['zero-gradient 24'],
  'summaries.py': ['diverging-loss 9', 'exploding-gradient 5'],
  'targetNetwork.py': ['none-gradient 14', 'none-gradient 15'],
};

describe('findings', () => {
  let file: LossFile;
  before(() => {
    file = new LossFile();
  });
  after(() => file.dispose());

  /** Everything that is told over the first steps, each once per line. */
  async function findingsOf(name: string, text: string): Promise<Map<string, FindingRecord>> {
    const found = new Map<string, FindingRecord>();
    let state = await file.load(text, name);
    for (let count = 0; count <= STEPS && state.record !== null; count++) {
      for (const finding of state.findings) {
        const key = `${finding.code} ${finding.place?.line ?? '-'}`;
        if (!found.has(key)) found.set(key, finding);
      }
      const reply = await file.send({ kind: 'step', count: 1, trainingOp: null });
      if (!reply.ok || !reply.state) break;
      ({ state } = reply);
    }
    return found;
  }

  for (const name of readdirSync(SICK)) {
    it(`of ${name}`, async () => {
      const text = readFileSync(path.join(SICK, name), 'utf8');
      const wanted = /^# Finds: (.*)$/m.exec(text)![1]!.split(', ').sort();
      const found = await findingsOf(name, text);
      // Once a variable is NaN every later step begins with that, on the variable's own line.
      const told = [...found].filter(([, { message }]) => !/is not finite before the step/.test(message));
      assert.deepEqual(told.map(([key]) => key).sort(), wanted, told.map(([, { message }]) => message).join('\n'));
      for (const [, { message }] of told) {
        assert.match(message, /\.$/);
        assert.ok(message.length < 400, message);
      }
    });
  }

  it('name the variables without gradient, and why, of a file that fails for them before its first step', async () => {
    const head = ['import tensorflow as tf', "w = tf.Variable([2.0, 1.0], name='w')", "u = tf.Variable(1.0, name='u')"];
    const tell = async (...lines: string[]) => {
      const { findings, record } = await file.load([...head, ...lines].join('\n'));
      assert.equal(record, null);
      return findings.map(({ code, variable, place, message }) => [code, variable, place?.line, message]);
    };
    assert.deepEqual(await tell(
      'optimizer = tf.train.AdamOptimizer(0.1)',
      'pairs = optimizer.compute_gradients(tf.reduce_sum(w * w))',
      'optimizer.apply_gradients([(tf.clip_by_value(g, -1.0, 1.0), v) for g, v in pairs])',
    ), [['none-gradient', 'u:0', 3,
      'u gets no gradient: the loss does not depend on it. It will not train: connect it to the loss, or leave it out of var_list.']]);
    assert.deepEqual(await tell(
      'loss = tf.cast(tf.argmax(w), tf.float32)',
      'tf.train.AdamOptimizer(0.1).minimize(loss, var_list=[w])',
    ), [['none-gradient', 'w:0', 2,
      'w gets no gradient: argmax picks an index, a whole number (ArgMax, line 4). It will not train: connect it to ' +
      'the loss, or leave it out of var_list.']]);
    assert.deepEqual(await tell('raise ValueError(w.name)'), []);
  });

  it('are none in healthy programs', async function () {
    // More than a hundred programs, 25 steps each.
    this.timeout(300_000);
    const told: Record<string, string[]> = {};
    let count = 0;
    for (const name of readdirSync(SCRIPTS).filter((entry) => entry.endsWith('.py') && entry !== 'record.py')) {
      const text = readFileSync(path.join(SCRIPTS, name), 'utf8');
      const found = await findingsOf(name, text).catch(() => new Map<string, FindingRecord>());
      count++;
      if (found.size > 0) told[name] = [...found.keys()].sort();
    }
    assert.deepEqual(told, TRULY_SICK);
    assert.ok(count > 40);
  });
});
