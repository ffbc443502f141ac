/** @file A longer run of a debugged file: in chunks, paused, stopped, ended by the next command. */
import assert from 'node:assert/strict';
import { liveRun, start } from './debuggedFile';
import { NAME_ERROR } from './scriptedRunner';

describe('a longer run', () => {
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

  it('sends one wish while a slider is dragged: the newest', async () => {
    const { subject, runner } = start();
    await subject.load();
    await subject.step(9);
    await Promise.all([subject.goTo(8), subject.goTo(7), subject.goTo(2)]);
    const wishes = runner.sent.flatMap((c) => (c.kind === 'goTo' ? [c.index] : []));
    assert.deepEqual(wishes, [2]);
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
});
