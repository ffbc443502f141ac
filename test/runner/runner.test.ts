/**
 * @file The runner from outside: replies, order, interrupts, deadlines, crashes, parked scripts,
 * replacement.
 */
import assert from 'node:assert/strict';
import { RunnerError } from '../../src/runner/client';
import { PythonBench } from './builtRealm';

describe('the runner', () => {
  let bench: PythonBench;
  before(async () => {
    bench = await PythonBench.open();
  });
  after(() => bench.close());

  /** The reason of the last crash that was told to listeners. */
  const lastCrash = (): string =>
    String(bench.messages.filter((message) => message.kind === 'crashed').at(-1)?.['reason']);

  it('replies to each command, one after the other, in the order they were sent', async () => {
    const replies = await Promise.all([
      bench.send({ id: 1001, kind: 'python', path: '/a.py', text: 'print("first")' }),
      bench.send({ id: 1002, kind: 'python', path: '/b.py', text: 'print("second")' }),
    ]);
    assert.deepEqual(replies.map((reply) => reply['id']), [1001, 1002]);
    const story = bench.messages.map((message) => message['text'] ?? message['id']);
    assert.deepEqual(story, ['first\n', 1001, 'second\n', 1002]);
  });

  it('refuses a command without a numeric id', async () => {
    await assert.rejects(bench.runner.send('{"kind":"python"}'), /needs a numeric "id"/);
  });

  it('interrupts `while True: pass` at its deadline, and the error names the line', async () => {
    const error = await bench.fail('x = 1\nwhile True:\n    pass\n', { deadlineMs: 100 });
    assert.equal(error.type, 'KeyboardInterrupt');
    assert.ok(error.place?.line === 2 || error.place?.line === 3);
  });

  it('interrupts on request', async () => {
    const failing = bench.fail('while True: pass');
    setTimeout(() => bench.runner.interrupt(), 50);
    assert.equal((await failing).type, 'KeyboardInterrupt');
  });

  it('lets the engine see the interrupt in its own loops', async () => {
    const error = await bench.fail(
      'from _gradient_runtime import check\nimport _gradient_engine\ncheck(_gradient_engine.compute())',
      { deadlineMs: 50 },
    );
    // Python's own check and the engine's answer race for it; both say the same.
    assert.equal(error.type, 'KeyboardInterrupt');
    assert.equal(error.place?.line, 3);
  });

  it('does nothing when it is interrupted at rest', async () => {
    bench.runner.interrupt();
    assert.equal((await bench.run('print(1)')).outcome.kind, 'ended');
  });

  it('does not let an interrupt of one run reach the next', async () => {
    for (let i = 0; i < 20; i++) {
      const failing = bench.fail('while True: pass', { deadlineMs: 5 });
      const next = bench.run('total = sum(range(20000))\nprint(total)');
      assert.equal((await failing).type, 'KeyboardInterrupt');
      // 0 + 1 + … + 19999 = 19999·20000/2
      assert.equal((await next).printed, '199990000\n');
    }
  });

  it('replaces a worker whose file swallows the interrupt; the next run works', async () => {
    const swallowing = 'while True:\n    try:\n        while True: pass\n    except: pass\n';
    await assert.rejects(bench.run(swallowing, { deadlineMs: 50 }), RunnerError);
    assert.match(lastCrash(), /longer than 0.05 s and did not stop/);
    assert.equal((await bench.run('print("alive")')).printed, 'alive\n');
  });

  it('replaces a worker that sleeps for ever', async () => {
    await assert.rejects(bench.run('import time\ntime.sleep(1e9)', { deadlineMs: 50 }), RunnerError);
    assert.equal((await bench.run('print("alive")')).printed, 'alive\n');
  });

  it('tells listeners the id of the command that crashed', async () => {
    const id = bench.nextId();
    const text = 'import posix; posix._exit(3)';
    await assert.rejects(bench.send({ id, kind: 'python', path: '/x.py', text }), RunnerError);
    assert.equal(bench.messages.at(-1)?.['id'], id);
    assert.match(lastCrash(), /ended the interpreter itself \(exit status 3\)/);
  });

  it('goes on with the commands that were waiting when the worker was lost', async () => {
    const lost = bench.run('import posix; posix._exit(3)');
    const next = bench.run('print("next")');
    await assert.rejects(lost, RunnerError);
    assert.equal((await next).printed, 'next\n');
  });

  it('ends the worker on request', async () => {
    const running = bench.run('import time\ntime.sleep(1e9)');
    setTimeout(() => bench.runner.restart('the user pressed Stop'), 50);
    await assert.rejects(running, /the user pressed Stop/);
    assert.equal((await bench.run('print(2)')).printed, '2\n');
  });

  it('reports a session that throws, and goes on', async () => {
    await assert.rejects(bench.send({ kind: 'call', name: 'no such function', text: '' }), RunnerError);
    assert.match(lastCrash(), /no such function/);
    assert.equal((await bench.run('print(3)')).printed, '3\n');
  });

  it('rejects the start when the build is not there', async () => {
    const elsewhere = PythonBench.open({ directory: '/nowhere' });
    await assert.rejects(elsewhere, /worker/i);
  });
});

describe('a parked script', () => {
  const parking = [
    'import _gradient_engine as engine',
    'from _gradient_runtime import check, StopScript',
    'print("before")',
    'check(engine.park(1))',
    'print("between")',
    'check(engine.park(2))',
    'print("after")',
  ].join('\n');
  let bench: PythonBench;
  beforeEach(async () => {
    bench = await PythonBench.open();
  });
  afterEach(() => bench.close());
  const prints = (): string =>
    bench.messages
      .filter((message) => message.kind === 'print')
      .map((message) => message['text'])
      .join('');

  it('answers, waits without using the processor, and goes on with the next command', async () => {
    await bench.send({ id: 1, kind: 'python', path: '/loss/loss.py', text: parking });
    assert.equal(prints(), 'before\n');
    await bench.send({ id: 2, answer: 'go on' });
    assert.equal(prints(), 'before\nbetween\n');
  });

  it('is unwound by StopScript, and the next file runs', async () => {
    await bench.send({ id: 1, kind: 'python', path: '/loss/loss.py', text: parking });
    await bench.send({ id: 2, answer: 'stop' });
    const { printed } = await bench.run('print("the next file")');
    assert.equal(printed, 'the next file\n');
    const outcomes = bench.messages.map((message) => message['outcome']);
    assert.ok(outcomes.some((outcome) => (outcome as { kind?: string })?.kind === 'stopped'));
  });

  it('does not mind an interrupt while it waits', async () => {
    await bench.send({ id: 1, kind: 'python', path: '/loss/loss.py', text: parking });
    bench.runner.interrupt();
    await bench.send({ id: 2, answer: 'go on' });
    assert.equal(prints(), 'before\nbetween\n');
  });

  it('is ended with its worker when the runner is disposed of', async () => {
    await bench.send({ id: 1, kind: 'python', path: '/loss/loss.py', text: parking });
    await bench.close();
    await assert.rejects(bench.run('print(1)'), /disposed/);
  });
});

describe('a spare worker', () => {
  it('takes over with its own empty session', async () => {
    const bench = await PythonBench.open({ spare: true });
    try {
      for (let i = 0; i < 3; i++) {
        await assert.rejects(bench.run('import posix; posix._exit(1)'), RunnerError);
        assert.equal((await bench.run(`print(${i})`)).printed, `${i}\n`);
      }
    } finally {
      await bench.close();
    }
  });

  it('takes the next fresh start when the memory of the first has grown', async () => {
    const bench = await PythonBench.open();
    try {
      await bench.run('big = bytearray(300_000_000)');
      assert.match(bench.logs.join('\n'), /a new worker takes the next file/);
      await bench.run('import builtins; builtins.seen = 1');
      assert.equal((await bench.run('print(1)', { isFreshStart: true })).printed, '1\n');
    } finally {
      await bench.close();
    }
  });
});
