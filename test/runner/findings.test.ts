/**
 * @file Findings on real loss files: every sick program has its findings, on their lines, and no others;
 * healthy ones have none.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SessionState } from '../../src/protocol/messages';
import type { FindingRecord } from '../../src/protocol/records';
import { LossFile } from './loadedFile';

const SICK = path.join(process.cwd(), 'test', 'runner', 'sick');
const SCRIPTS = path.join(process.cwd(), 'test', 'runner', 'scripts');
const STEPS = 25;

/** By sick program and finding the lines that belong to it, beside its own. */
const RELATED: { readonly [key: string]: readonly number[] } = {
  // The training op that works with the raw gradients, and where they were computed.
  'clipNotApplied.py clip-not-applied 5': [6, 4],
  // A root's infinite derivative goes on through the norm and the update.
  'clipSpreadsNan.py non-finite 4': [7, 8],
  'clipSpreadsNan.py clip-spreads-nan 7': [2],
  'clippedTwice.py clipped-twice 6': [5],
  'deadRelu.py dead-relu 6': [4],
  'densifiedRows.py densified-rows 2': [],
  // Where the 0 under the logarithm was made.
  'logOfZero.py non-finite 5': [4],
  'nanBehindWhere.py non-finite 3': [2, 4],
  // What argmax cuts; the other variable is used by nothing.
  'noPath.py none-gradient 3': [],
  'noPath.py none-gradient 4': [5],
  // Both operands.
  'silentBroadcast.py silent-broadcast 6': [6, 4],
  'unorderedUpdate.py unordered-access 5': [4, 9],
  'updateOpsNotRun.py update-ops-not-run 5': [7],
  'vectorLoss.py vector-loss 3': [3],
};

/**
 * Recorded scripts whose findings are true: they divide by 0, stop gradients, diverge or let a rate
 * decay to nothing, each for a test of its own.
 */
const TRULY_SICK: { readonly [name: string]: readonly string[] } = {
  // As in the tutorial that it is like: the weights are fetched in the run that updates them.
  'bandit.py': ['unordered-access 20'],
  // bfloat16 has 8 binary digits: the small updates of some optimizers are below the last of them.
  'brainFloat.py': ['update-lost 57', 'update-lost 59'],
  'checkBesideTheRun.py': ['non-finite 2', 'non-finite 3'],
  'contribOptimizers.py': ['unordered-access 18', 'update-lost 20'],
  // Both passes of the discriminator write the moving averages of its batch normalization.
  'convolutionGan.py': ['unordered-access 18'],
  // AdamW of a reference variable decays it while the loss may still read it.
  'deepImports.py': ['unordered-access 24'],
  'dynamicDecoder.py': ['clip-never-fires 52'],
  'gradientsClippedByHand.py': ['clip-never-fires 9', 'update-lost 3', 'update-lost 4'],
  // The loss reads the counter that the same run counts up.
  'integerVariables.py': ['diverging-loss 9', 'unordered-access 7'],
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

  /** Per step that has some: the codes that begin there. */
  const marksOf = ({ history }: SessionState) =>
    history.flatMap(({ index, findings }) => (findings.length === 0 ? [] : [`${index}: ${[...findings].sort().join(', ')}`]));

  for (const name of readdirSync(SICK)) {
    it(`of ${name} are marked where they begin, in a run as in steps`, async () => {
      const text = readFileSync(path.join(SICK, name), 'utf8');
      await file.load(text, name);
      const run = await file.state({ kind: 'step', count: STEPS, trainingOp: null });
      const began: string[] = [];
      const earlier = new Map<string, readonly string[]>();
      let state = await file.load(text, name);
      const { stepCount } = run;
      for (let index = 1; index <= stepCount; index++) {
        state = await file.state({ kind: 'step', count: 1, trainingOp: null });
        const { trainingOp } = state.record!;
        const keys = state.findings.map(({ code, variable }) => `${code}|${variable}`);
        const fresh = keys.filter((key) => !(earlier.get(trainingOp) ?? []).includes(key));
        earlier.set(trainingOp, keys);
        const codes = new Set(fresh.map((key) => key.split('|')[0]!));
        if (codes.size > 0) began.push(`${index}: ${[...codes].sort().join(', ')}`);
      }
      assert.ok(began.length > 0, 'a sick program has a mark');
      assert.deepEqual(marksOf(state), began);
      assert.deepEqual(marksOf(run), began);
    });

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
      for (const [key, { place, related = [] }] of told) {
        const lines = RELATED[`${name} ${key}`];
        if (lines !== undefined) assert.deepEqual(related.map((other) => other.place.line), lines, key);
        for (const other of related) {
          assert.match(other.message, /\.$/);
          assert.notDeepEqual(other.place, place);
        }
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
    const failed: Record<string, string> = {};
    let count = 0;
    for (const name of readdirSync(SCRIPTS).filter((entry) => entry.endsWith('.py') && entry !== 'record.py')) {
      const text = readFileSync(path.join(SCRIPTS, name), 'utf8');
      const found = await findingsOf(name, text).catch((error: Error) => {
        failed[name] = error.message.split('\n')[0]!;
        return new Map<string, FindingRecord>();
      });
      count++;
      if (found.size > 0) told[name] = [...found.keys()].sort();
    }
    assert.deepEqual(failed, {});
    assert.deepEqual(told, TRULY_SICK);
    assert.ok(count > 40);
  });
});
