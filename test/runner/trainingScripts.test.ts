/**
 * @file Whole training scripts, as people write them, against what TensorFlow 1.15 printed: the same
 * text byte for byte, the same error at the same line, every step counted and explained exactly.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { ErrorRecord, StepRecord } from '../../src/protocol/records';
import { LossFile } from './loadedFile';

const folder = path.join(process.cwd(), 'test/runner/scripts');

interface Recorded {
  readonly printed: string;
  readonly error: { readonly type: string; readonly message: string; readonly line: number } | null;
}

interface Result {
  readonly printed: string;
  readonly error: ErrorRecord | null;
  readonly steps: readonly StepRecord[];
}

const textOf = (name: string) => fs.readFileSync(path.join(folder, `${name}.py`), 'utf8');

const recorded = Object.fromEntries(
  fs.readdirSync(path.join(folder, 'recorded')).map((file) => [
    file.replace('.json', ''),
    JSON.parse(fs.readFileSync(path.join(folder, 'recorded', file), 'utf8')) as Recorded,
  ]),
);

/** `clip_by_norm@14` per stage of the first row of the first step. */
const stagesOf = ({ rows }: StepRecord) => rows[0]!.stages.map(({ op, place }) => `${op}@${place?.line}`);

/** How many steps a script must make: its last line says so, `# Steps: 30`. */
function stepsOf(text: string): number {
  const [, count] = /\n# Steps: (\d+)\n$/.exec(text) ?? [];
  assert.ok(count, 'the last line of a script is `# Steps: N`');
  return Number(count);
}

describe('a training script', function () {
  const results = new Map<string, Promise<Result>>();
  let file: LossFile;

  before(() => {
    file = new LossFile();
  });

  after(() => file.dispose());

  /** Runs the script as the terminal does: its own steps, or one of ours where it makes none. */
  async function run(name: string): Promise<Result> {
    const text = textOf(name);
    const from = file.events.length;
    file.printed = '';
    const options = { seed: 0, drive: 'free' as const, maxSteps: 1000, maxValues: 8 };
    const { error, stepCount, trainingOps } = await file.state({
      kind: 'load', path: `${name}.py`, text, version: 1, options,
    });
    if (error === null && stepCount === 0 && trainingOps.length > 0) await file.step();
    const steps = file.events.slice(from).flatMap((event) => (event.kind === 'step' ? [event.record] : []));
    return { printed: file.printed, error, steps };
  }

  /** One run per script, whichever test asks first. */
  const result = (name: string): Promise<Result> => {
    const known = results.get(name) ?? run(name);
    results.set(name, known);
    return known;
  };

  it('has its recording, and every recording its script', () => {
    const scripts = fs.readdirSync(folder).filter((file) => file.endsWith('.py') && file !== 'record.py');
    assert.deepEqual(scripts.map((file) => file.slice(0, -3)).sort(), Object.keys(recorded).sort());
  });

  for (const [name, { printed, error }] of Object.entries(recorded)) {
    it(`prints what TensorFlow prints and steps exactly: ${name}`, async () => {
      const ours = await result(name);
      assert.equal(ours.printed, printed);
      const failure = ours.error;
      assert.deepEqual(
        failure && { type: failure.type, message: failure.message.split('\n')[0], line: failure.place?.line },
        error,
      );
      assert.equal(ours.steps.length, stepsOf(textOf(name)));
      for (const { rows } of ours.steps) {
        for (const row of rows) {
          assert.equal(row.residual, row.gradient.kind === 'none' ? null : 0, `${name}: ${row.name}`);
        }
      }
    });
  }

  it('shows each kind of clip as that clip, at its line, and what else was done to a gradient', async () => {
    const stages = async (name: string) => stagesOf((await result(name)).steps[0]!);
    assert.deepEqual(await stages('clipByValueComprehension'), ['clip_by_value@9']);
    assert.deepEqual(await stages('clipByGlobalNormZip'), ['clip_by_global_norm@12']);
    assert.deepEqual(await stages('gradientsClippedByHand'), ['clip_by_global_norm@9']);
    assert.deepEqual(await stages('gradientNoise'), ['clip_by_norm@13', 'Add@7']);
    const kinds = (await result('clipNormKinds')).steps[0]!.rows.map(({ stages: [stage] }) => stage!.op);
    assert.deepEqual(kinds, ['clip_by_norm', 'clip_by_average_norm', 'clip_by_norm']);
  });

  it('says where a pair is placed when the program asked for it, and else nothing', async () => {
    const placed = (await result('devices')).steps[0]!.rows[0]!.placement;
    assert.deepEqual(placed, {
      variable: { device: '/job:localhost/device:CPU:0', beside: [] },
      gradient: { device: '/job:localhost', beside: ['y'] },
    });
    assert.ok(!('placement' in (await result('gradientNoise')).steps[0]!.rows[0]!));
  });

  it('knows the loss of gradients that tf.gradients made, and shows none that would draw numbers', async () => {
    const [byHand] = (await result('gradientsClippedByHand')).steps;
    assert.equal(byHand?.loss?.size, 1);
    assert.equal((await result('noiseInTheLoss')).steps[0]!.loss, null);
    assert.equal((await result('checkBesideTheRun')).steps[0]!.loss, null);
  });

  it('takes what a program writes from its gradients for a step, named by what it runs', async () => {
    const steps = (await result('handWrittenUpdates')).steps.map(({ trainingOp, optimizer, rows }) =>
      [trainingOp, optimizer, rows.map(({ name, formula }) => `${name}: ${formula}`)]);
    assert.deepEqual(steps[0], ['new_W + new_b', 'assign', ['W: w′ = w − δ', 'b: w′ = w − δ']]);
    assert.deepEqual(steps[3], ['slow', 'assign', ['W: w′ = w − δ', 'b: w′ = w + δ']]);
    assert.deepEqual(steps.slice(4).map(([name]) => name), ['momentum_step', 'bounded', 'row_step']);
    assert.deepEqual(stagesOf((await result('handWrittenUpdates')).steps[3]!), ['clip_by_norm@15']);
  });

  it('keeps two graphs with the same node numbers apart', async () => {
    const losses = (await result('twoGraphs')).steps.map(({ loss }) => loss?.values ?? null);
    // The first graph's loss needs a placeholder that the training does not: it cannot be watched.
    assert.deepEqual(losses, [null, [27], null, [18]]);
  });

  it('counts the global step and names two optimizers by the variables that hold them', async () => {
    assert.deepEqual((await result('momentumDecay')).steps.map(({ globalStep }) => globalStep), [...Array(15).keys()].map((i) => i + 1));
    const [first, second] = (await result('ganTwoOptimizers')).steps;
    assert.deepEqual([first?.trainingOp, second?.trainingOp], ['D_trainer', 'G_trainer']);
  });

  it("uses TensorFlow's names where one name of the user's would stand for two variables", async () => {
    const [first] = (await result('ganTwoOptimizers')).steps;
    assert.deepEqual(first?.rows.map(({ name }) => name), [
      'dis/dense/kernel', 'dis/dense/bias', 'dis/dense_1/kernel', 'dis/dense_1/bias',
    ]);
    assert.deepEqual((await result('regressionLoop')).steps[0]?.rows.map(({ name }) => name), ['W', 'b']);
  });
});
