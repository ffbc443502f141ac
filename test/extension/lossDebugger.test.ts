/** @file What the shell does with answers: steps, settings, several training ops, the folder of a file. */
import assert from 'node:assert/strict';
import { start } from './debuggedFile';

describe('a debugged file', () => {
  it('loads its text with the settings and shows the computed pairs', async () => {
    const { subject, runner } = start();
    await subject.load();
    assert.equal(subject.view.state?.cursor, 0);
    assert.equal(subject.view.state?.record?.phase, 'computed');
    const [load] = runner.sent;
    assert.ok(load?.kind === 'load');
    assert.equal(load.text, 'good');
    assert.equal(load.options.seed, 3);
    assert.equal(load.options.drive, 'park');
    // JSON has no Infinity: the limit must arrive as a number.
    assert.equal(load.options.maxSteps, Number.MAX_SAFE_INTEGER);
    assert.deepEqual(runner.options[0], { deadlineMs: 5000, isFreshStart: true, folder: null });
    assert.deepEqual(subject.view.prints, [{ stream: 'stdout', text: 'printed\n' }]);
  });

  it('steps forward, back and to an index', async () => {
    const { subject } = start();
    await subject.load();
    await subject.step(1);
    // w = 5 − 0.1·6 = 4.4, in float32
    assert.equal(subject.view.state?.record?.rows[0]?.after?.values[0], Math.fround(4.4));
    await subject.step(2);
    assert.equal(subject.view.state?.cursor, 3);
    await subject.stepBack(1);
    assert.equal(subject.view.state?.cursor, 2);
    await subject.goTo(1);
    assert.equal(subject.view.state?.cursor, 1);
  });

  it('comes back to the step that a restored panel showed', async () => {
    const { subject } = start();
    await subject.load(7);
    assert.equal(subject.view.state?.cursor, 7);
  });

  it('sends the thresholds of findings, and runs again to the same step when they change', async () => {
    const { subject, runner, world } = start({ isLive: false });
    await subject.load();
    await subject.step(2);
    world.thresholds = { explodingFactor: 7 };
    await subject.surroundingsChanged();
    const loads = runner.sent.flatMap((c) => (c.kind === 'load' ? [c.options.thresholds] : []));
    assert.deepEqual(loads, [{ explodingFactor: 50 }, { explodingFactor: 7 }]);
    assert.equal(subject.view.state?.cursor, 2);
    assert.equal(subject.view.status.kind, 'idle');
  });

  describe('with several training ops', () => {
    const OPS = [
      { name: 'train_d', optimizer: 'GradientDescent' },
      { name: 'train_g', optimizer: 'Adam' },
    ];

    it('steps them in turn until one is chosen, then that one, and computes its pairs at once', async () => {
      const { subject, runner } = start();
      runner.trainingOps = OPS;
      await subject.load();
      await subject.step(1);
      await subject.chooseTrainingOp('train_g');
      await subject.step(1);
      await subject.compute();
      assert.equal(subject.view.trainingOp, 'train_g');
      assert.deepEqual(
        runner.sent.flatMap((c) =>
          c.kind === 'step' || c.kind === 'compute' ? [[c.kind, c.trainingOp]] : [],
        ),
        [
          ['step', null],
          ['compute', 'train_g'],
          ['step', 'train_g'],
          ['compute', 'train_g'],
        ],
      );
    });

    it('forget the choice when the text has that op no more', async () => {
      const { subject, runner } = start();
      runner.trainingOps = OPS;
      await subject.load();
      await subject.chooseTrainingOp('train_g');
      runner.trainingOps = OPS.slice(0, 1);
      await subject.load();
      assert.equal(subject.view.trainingOp, null);
    });
  });
});

describe('the folder that a debugged file may read', () => {
  it('is given with every run, and none where there is none', async () => {
    const { subject, runner, world } = start();
    await subject.load();
    world.folder = { folder: '/loss', boundary: '/' };
    await subject.step(1);
    await subject.load();
    await subject.perform({ kind: 'reset' });
    const given = runner.sent.map(({ kind }, i) => [kind, runner.options[i]?.folder]);
    assert.deepEqual(given, [
      ['load', null],
      ['step', undefined],
      ['load', world.folder],
      ['reset', world.folder],
    ]);
  });
});

describe('a fork that is refused', () => {
  it('is no error of the file, and is forgotten with the next command', async () => {
    const { subject, runner } = start();
    await subject.load();
    await subject.step(1);
    runner.refuses = { type: 'ValueError', message: 'It has no rate.', place: null, madeAt: null, remedy: null };
    await subject.perform({ kind: 'edit', index: null, edit: { kind: 'seed', seed: 1 } });
    assert.equal(subject.view.error, null);
    assert.equal(subject.view.refusal?.message, 'It has no rate.');
    assert.equal(subject.view.canStep, true);
    assert.equal(subject.view.state?.cursor, 1);
    await subject.step(1);
    assert.equal(subject.view.refusal, null);
  });
});
