/** @file What the shell does with answers: stale values, live runs, lost workers, one command at a time. */
import assert from 'node:assert/strict';
import { LossDebugger } from '../../src/extension/lossDebugger';
import type { FileText } from '../../src/extension/surroundings';
import { NAME_ERROR, ScriptedRunner } from './scriptedRunner';

const TEXTS = {
  edited: 'edited',
  failed: 'failed',
  ended: 'ended',
  fileGone: 'file gone',
  stopped: 'stopped',
  running: 'running',
  pausing: 'pausing',
  pausedSteps: '{0} left',
  pausedUntil: 'until {0}',
  pausedToEnd: 'to the end',
  stoppedHere: 'stopped here',
  tookTooLong: 'longer than {0} s',
};

function start(options: { isLive?: boolean; isTrusted?: boolean } = {}) {
  const runner = new ScriptedRunner();
  const world = {
    file: { path: '/loss/clip_by_norm.py', text: 'good', version: 1 } as FileText | null,
    isTrusted: options.isTrusted ?? true,
    folder: null as { readonly folder: string; readonly boundary: string } | null,
    opened: 0,
    onChanged: () => {},
    now: 0,
    thresholds: { explodingFactor: 50 } as { readonly [name: string]: number },
    edit(text: string) {
      world.file = { path: '/loss/clip_by_norm.py', text, version: (world.file?.version ?? 0) + 1 };
      subject.textChanged();
    },
  };
  const subject = new LossDebugger({
    texts: TEXTS,
    read: () => world.file,
    settings: () => ({ seed: 3, isLive: options.isLive ?? true, liveDelay: 0, timeout: 5000, thresholds: world.thresholds }),
    isTrusted: () => world.isTrusted,
    folder: () => world.folder,
    now: () => world.now,
    openRunner: async () => {
      world.opened++;
      return runner;
    },
    log: () => undefined,
    changed: () => world.onChanged(),
  });
  return { subject, runner, world };
}

/** The next live run has begun and ended: it starts by a timer of 0 ms, then takes its turn. */
async function liveRun(subject: LossDebugger): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5));
  await subject.goTo(subject.view.state?.cursor ?? 0);
}

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

  it('tells what is known of a text that failed before it had values, beside the last good values', async () => {
    const { subject, world } = start();
    await subject.load();
    world.edit('bad');
    await liveRun(subject);
    assert.equal(subject.view.status.kind, 'stale');
    assert.deepEqual(subject.view.failure.map(({ code }) => code), ['none-gradient']);
    assert.deepEqual(subject.view.state?.findings, []);
    world.edit('good');
    await liveRun(subject);
    assert.deepEqual(subject.view.failure, []);
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

  it('makes a longer run in growing chunks, so that it can be stopped between them', async () => {
    const { subject, runner } = start();
    await subject.load();
    await subject.step(50);
    const counts = runner.sent.flatMap((c) => (c.kind === 'step' ? [c.count] : []));
    // The first is 8, and no time passes here: the next is four times as long.
    assert.deepEqual(counts, [8, 32, 10]);
    assert.equal(subject.view.state?.cursor, 50);
  });

  it('ends a longer run after the chunk in which it was stopped', async () => {
    const { subject, runner } = start();
    await subject.load();
    let open = () => {};
    runner.gate = new Promise((resolve) => (open = resolve));
    const run = subject.step(50);
    await new Promise((resolve) => setTimeout(resolve, 0));
    subject.stop();
    open();
    await run;
    assert.equal(subject.view.state?.cursor, 8);
    assert.equal(runner.interrupts, 0);
  });

  it('pauses a longer run at a step, and Continue makes the steps that are left', async () => {
    const { subject, runner } = start();
    await subject.load();
    let open = () => {};
    runner.gate = new Promise((resolve) => (open = resolve));
    const run = subject.step(50);
    while (subject.view.status.kind !== 'running')
      await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(subject.view.status, { kind: 'running', what: 'running', canPause: true });
    subject.pause();
    assert.deepEqual(subject.view.status, { kind: 'running', what: 'pausing', canPause: false });
    open();
    await run;
    // The chunk of 8 that was under way is made.
    assert.equal(subject.view.state?.cursor, 8);
    assert.deepEqual(subject.view.status, { kind: 'paused', what: '42 left' });
    assert.equal(runner.interrupts, 0);
    await subject.continue();
    assert.equal(subject.view.state?.cursor, 50);
    assert.equal(subject.view.status.kind, 'idle');
  });

  it('any other command ends a pause; Continue goes to the file’s end then', async () => {
    const { subject, runner } = start();
    await subject.load();
    let open = () => {};
    runner.gate = new Promise((resolve) => (open = resolve));
    const run = subject.step(50);
    await new Promise((resolve) => setTimeout(resolve, 0));
    subject.pause();
    open();
    await run;
    await subject.stepBack(1);
    assert.equal(subject.view.status.kind, 'idle');
    const sent = runner.sent.length;
    await subject.continue();
    const [next] = runner.sent.slice(sent);
    assert.ok(next?.kind === 'runUntil' && next.condition === null);
  });

  it('sends the thresholds of findings, and runs again to the same step when they change', async () => {
    const { subject, runner, world } = start({ isLive: false });
    await subject.load();
    await subject.step(2);
    world.thresholds = { explodingFactor: 7 };
    await subject.settingsChanged();
    const loads = runner.sent.flatMap((c) => (c.kind === 'load' ? [c.options.thresholds] : []));
    assert.deepEqual(loads, [{ explodingFactor: 50 }, { explodingFactor: 7 }]);
    assert.equal(subject.view.state?.cursor, 2);
    assert.equal(subject.view.status.kind, 'idle');
  });

  it('sends one wish while a slider is dragged: the newest', async () => {
    const { subject, runner } = start();
    await subject.load();
    await subject.step(9);
    await Promise.all([subject.goTo(8), subject.goTo(7), subject.goTo(2)]);
    const wishes = runner.sent.flatMap((c) => (c.kind === 'goTo' ? [c.index] : []));
    assert.deepEqual(wishes, [2]);
  });

  it('marks the values when the text changes and runs it again to the same step', async () => {
    const { subject, runner, world } = start();
    await subject.load();
    await subject.step(2);
    world.edit('good too');
    assert.deepEqual(subject.view.status, { kind: 'stale', reason: 'edited' });
    await liveRun(subject);
    assert.deepEqual(subject.view.status, { kind: 'idle' });
    assert.equal(subject.view.state?.version, 2);
    assert.equal(subject.view.state?.cursor, 2);
    // The way back is made with the load: one message there and back.
    assert.deepEqual(runner.sent.map((c) => c.kind).slice(0, 3), ['load', 'step', 'load']);
    const loads = runner.sent.flatMap((c) => (c.kind === 'load' ? [c.options.steps] : []));
    assert.deepEqual(loads, [0, 2]);
  });

  it('unmarks the values when what was typed is taken back', async () => {
    const { subject, world } = start({ isLive: false });
    await subject.load();
    world.edit('good too');
    assert.equal(subject.view.status.kind, 'stale');
    world.edit('good');
    assert.equal(subject.view.status.kind, 'idle');
  });

  it('keeps the last good values, marked, when the new text fails, and recovers', async () => {
    const { subject, world } = start();
    await subject.load();
    await subject.step(1);
    world.edit('bad');
    await liveRun(subject);
    assert.equal(subject.view.error?.type, 'NameError');
    assert.deepEqual(subject.view.status, { kind: 'stale', reason: 'failed' });
    assert.equal(subject.view.state?.cursor, 1);
    assert.equal(subject.view.canStep, false);
    world.edit('good again');
    await liveRun(subject);
    assert.equal(subject.view.error, null);
    assert.equal(subject.view.status.kind, 'idle');
    assert.equal(subject.view.state?.cursor, 1);
    assert.equal(subject.view.canStep, true);
  });

  it('walks the steps of the last text that ran while the new one fails, marked', async () => {
    const { subject, runner, world } = start();
    await subject.load();
    await subject.step(3);
    world.edit('bad');
    await liveRun(subject);
    await subject.stepBack(1);
    assert.equal(subject.view.state?.cursor, 2);
    assert.equal(subject.view.error?.type, 'NameError');
    assert.deepEqual(subject.view.status, { kind: 'stale', reason: 'failed' });
    assert.equal(subject.view.canStep, false);
    const sent = runner.sent.length;
    await subject.goTo(1);
    await subject.step(5);
    // The text ran again once; no further than the steps that it had made.
    assert.deepEqual(runner.sent.slice(sent).map((c) => c.kind), ['goTo', 'goTo']);
    assert.equal(subject.view.state?.cursor, 3);
    const last = runner.sent.filter((c) => c.kind === 'load').at(-1);
    assert.equal(last?.text, 'good');
    world.edit('good again');
    await liveRun(subject);
    assert.equal(subject.view.error, null);
    assert.equal(subject.view.status.kind, 'idle');
  });

  it('does not step values of a text that no longer runs', async () => {
    const { subject, runner, world } = start({ isLive: false });
    await subject.load();
    world.edit('bad');
    await subject.step(1);
    assert.deepEqual(
      runner.sent.map((c) => c.kind),
      ['load', 'load'],
    );
    assert.equal(subject.view.error?.type, 'NameError');
  });

  it('without live runs, Step runs the text that the editor shows', async () => {
    const { subject, runner, world } = start({ isLive: false });
    await subject.load();
    world.edit('good too');
    await subject.step(1);
    assert.deepEqual(
      runner.sent.map((c) => c.kind),
      ['load', 'load', 'step'],
    );
    assert.equal(subject.view.state?.version, 2);
  });

  it('interrupts a live run that the next key makes useless', async () => {
    const { subject, runner, world } = start();
    await subject.load();
    let open = () => {};
    runner.gate = new Promise((resolve) => (open = resolve));
    world.edit('good 2');
    while (runner.sent.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    world.edit('good 3');
    while (runner.interrupts === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    open();
    await liveRun(subject);
    assert.equal(subject.view.state?.version, 3);
  });

  it('says what became of a lost worker, and the next Step starts again at the same step', async () => {
    const { subject, runner } = start();
    await subject.load();
    await subject.step(2);
    runner.loses = 'the worker ran out of memory';
    await subject.step(1);
    assert.equal(subject.view.error?.message, 'the worker ran out of memory');
    assert.deepEqual(subject.view.status, { kind: 'stale', reason: 'ended' });
    await subject.step(1);
    assert.equal(subject.view.error, null);
    // The 2 steps before the loss are made again, then one more.
    assert.equal(subject.view.state?.cursor, 3);
  });

  it('runs nothing in a workspace that is not trusted, and runs when trust is given', async () => {
    const { subject, runner, world } = start({ isTrusted: false });
    await subject.load();
    assert.deepEqual(subject.view.status, { kind: 'restricted' });
    await subject.step(1);
    assert.equal(world.opened, 0);
    assert.deepEqual(runner.sent, []);
    world.isTrusted = true;
    await subject.load();
    assert.equal(subject.view.state?.cursor, 0);
    assert.equal(subject.view.status.kind, 'idle');
  });

  it('says that the file is gone when there is no text', async () => {
    const { subject, world } = start();
    world.file = null;
    await subject.load();
    assert.deepEqual(subject.view.status, { kind: 'stale', reason: 'file gone' });
  });

  it('shows "running" for a long command and ends its worker with it', async () => {
    const { subject, runner } = start();
    await subject.load();
    let open = () => {};
    runner.gate = new Promise((resolve) => (open = resolve));
    const step = subject.step(1);
    while (subject.view.status.kind !== 'running')
      await new Promise((resolve) => setTimeout(resolve, 5));
    open();
    await step;
    assert.equal(subject.view.status.kind, 'idle');
    await subject.dispose();
    assert.equal(runner.isDisposed, true);
  });

  it('shows no step on the way while an edited text runs again to the step that is shown', async () => {
    const { subject, world } = start();
    await subject.load();
    await subject.step(50);
    const cursors: (number | undefined)[] = [];
    world.onChanged = () => cursors.push(subject.view.state?.cursor);
    world.edit('good too');
    await liveRun(subject);
    assert.deepEqual([...new Set(cursors)], [50]);
    assert.equal(subject.view.state?.version, 2);
  });

  it('comes back to the same step when the next key ends a run on its way there', async () => {
    const { subject, runner, world } = start();
    await subject.load();
    await subject.step(50);
    const sentBefore = runner.sent.length;
    world.edit('good 2');
    // The load and a first chunk: the run is on its way to step 50.
    while (runner.sent.length < sentBefore + 1) await new Promise((r) => setTimeout(r, 0));
    world.edit('good 3');
    await liveRun(subject);
    await liveRun(subject);
    assert.equal(subject.view.state?.version, 3);
    assert.equal(subject.view.state?.cursor, 50);
    assert.equal(subject.view.status.kind, 'idle');
  });

  it('says in words that the user stopped a run, and that one took too long', async () => {
    const interrupt = { ...NAME_ERROR, type: 'KeyboardInterrupt', message: 'interrupted' };
    const { subject, runner } = start();
    runner.fails = interrupt;
    await subject.load();
    assert.deepEqual(
      [subject.view.error?.type, subject.view.error?.message, subject.view.error?.place?.line],
      ['Timeout', 'longer than 5 s', 2],
    );
    runner.fails = interrupt;
    let open = () => {};
    runner.gate = new Promise((resolve) => (open = resolve));
    const load = subject.load();
    await new Promise((resolve) => setTimeout(resolve, 0));
    subject.stop();
    open();
    await load;
    assert.equal(subject.view.error?.type, 'Stopped');
    assert.equal(subject.view.error?.message, 'stopped here');
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
