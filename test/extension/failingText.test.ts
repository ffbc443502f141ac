/** @file A debugged file while its text changes, fails or is gone: what stays, marked, and how it recovers. */
import assert from 'node:assert/strict';
import { liveRun, start } from './debuggedFile';

describe('a text that changes or fails', () => {
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

  it('marks what is shown while a run of the same text is on its way when that text changes', async () => {
    const { subject, runner, world } = start();
    await subject.load();
    await subject.step(2);
    let open = () => {};
    runner.gate = new Promise((resolve) => (open = resolve));
    const sent = runner.sent.length;
    const again = subject.surroundingsChanged();
    while (runner.sent.length === sent) await new Promise((resolve) => setTimeout(resolve, 1));
    assert.equal(subject.view.status.kind, 'idle');
    const told: string[] = [];
    world.onChanged = () => told.push(subject.view.status.kind);
    world.edit('good 2');
    assert.deepEqual(subject.view.status, { kind: 'stale', reason: 'edited' });
    assert.equal(subject.view.state?.version, 1);
    assert.equal(told[0], 'stale');
    open();
    await again;
    await liveRun(subject);
    assert.equal(subject.view.state?.version, 2);
    assert.equal(subject.view.status.kind, 'idle');
  });

  it('runs a text once, however many keys waited for the run before', async () => {
    const { subject, runner, world } = start();
    await subject.load();
    let open = () => {};
    runner.gate = new Promise((resolve) => (open = resolve));
    world.edit('good 2');
    while (runner.sent.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    // Each waits its time out and takes its place behind the run that is on its way.
    for (const text of ['good 3', 'good 4']) {
      world.edit(text);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    open();
    await liveRun(subject);
    const texts = runner.sent.flatMap((command) => (command.kind === 'load' ? command.text : []));
    assert.deepEqual(texts, ['good', 'good 2', 'good 4']);
    assert.equal(subject.view.status.kind, 'idle');
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
    await subject.stepBack(1);
    await subject.goTo(2);
    await subject.runUntil('loss < 1');
    await subject.continue();
    await subject.compute();
    await subject.apply();
    await subject.chooseTrainingOp('train');
    await subject.surroundingsChanged();
    // What is typed does not run either, and no question wakes a worker.
    world.edit('good too');
    await liveRun(subject);
    const question = { kind: 'placeValues', step: null, which: 'bound' } as const;
    assert.equal(await subject.askShown(question), undefined);
    assert.equal((await subject.ask(question)).kind, 'refused');
    assert.deepEqual(subject.view.status, { kind: 'restricted' });
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
});
