/**
 * @file What a loss file may not do for ever or without measure: memory, depth, output, exit,
 * input.
 */
import assert from 'node:assert/strict';
import type { PythonError } from '../../../../src/frontends/python/realm/runOutcome';
import { RunnerError } from '../../../../src/runner/client';
import { PythonBench, type Ran } from '../../../runner/builtRealm';

describe('the limits of a loss file', () => {
  let bench: PythonBench;
  before(async () => {
    bench = await PythonBench.open();
  });
  after(() => bench.close());

  for (const allocation of ['bytearray(10**9)', '[0] * 10**9', '"x" * 10**9', 'list(range(10**9))']) {
    it(`raises MemoryError with its line for ${allocation}`, async () => {
      const error = await bench.fail(`a = 1\nb = ${allocation}\n`);
      assert.equal(error.type, 'MemoryError');
      assert.equal(error.place?.line, 2);
      assert.match(error.message, /512 MB/);
      const next = await bench.run('print(sum([1] * 1000))');
      assert.equal(next.printed, '1000\n');
    });
  }

  it('raises RecursionError for a Python function without an end', async () => {
    const error = await bench.fail('def f(n):\n    return f(n + 1)\nf(0)\n');
    assert.equal(error.type, 'RecursionError');
    assert.equal(error.place?.line, 2);
    // Of about a thousand equal frames both ends are told, 20 each.
    assert.equal(error.frames.length, 40);
    assert.equal(error.frames[0]?.place.line, 3);
  });

  it('names the line of a recursion without an end even when the file lifts the limit', async () => {
    const text = 'import sys\nsys.setrecursionlimit(10**9)\ndef f(n):\n    return f(n + 1)\nf(0)\n';
    // The JavaScript stack ends first: the worker is lost, but the line is known.
    await assert.rejects(bench.run(text), /recursed deeper than the interpreter can bear in line 4/);
    assert.equal((await bench.run('print("alive")')).printed, 'alive\n');
  });

  const deepInC: Record<string, string> = {
    repr: 'x = []\nfor _ in range(10**5): x = [x]\nrepr(x)',
    comparison: 'x = []\ny = []\nfor _ in range(10**5): x, y = [x], [y]\nx == y',
    'slot functions': 'class A:\n    def __getattr__(self, n): return getattr(self, n + "x")\nA().a',
    json: 'import json\njson.loads("[" * 10**5 + "]" * 10**5)',
    'the parser': 'compile("(" * 10**5 + ")" * 10**5, "x", "eval")',
    'nested unary': 'eval("-" * 10**5 + "1")',
    pickle: 'import pickle\nx = []\nfor _ in range(10**5): x = [x]\npickle.dumps(x)',
    deepcopy: 'import copy\nx = []\nfor _ in range(10**4): x = [x]\ncopy.deepcopy(x)',
    'sorting in sorting': 'def f(x): return sorted([1, 2], key=f)\nf(1)',
    'map in map': 'm = [1]\nfor _ in range(10**5): m = map(abs, m)\nlist(m)',
    're': 'import re\nre.compile("(" * 10**5 + ")" * 10**5)',
  };
  for (const [name, text] of Object.entries(deepInC)) {
    it(`survives a deep recursion in C: ${name}`, async () => {
      // The stack is deep enough, or Python notices (an error), or the worker is lost and replaced.
      const ran = await bench.run(text).catch((error: unknown) => error);
      if (ran instanceof Error) {
        assert.ok(ran instanceof RunnerError, String(ran));
        assert.match(ran.message, /recursed|interpreter/);
      } else if ((ran as Ran).outcome.kind === 'error') {
        const { type } = (ran as Ran).outcome as PythonError;
        assert.match(type, /RecursionError|MemoryError|SyntaxError/);
      }
      assert.equal((await bench.run('print("alive")')).printed, 'alive\n');
    });
  }

  it('stops showing a flood of output, says so once, and lets the file go on', async () => {
    const { outcome, printed } = await bench.run('for i in range(3000): print("x" * 1000)\n');
    assert.equal(outcome.kind, 'ended');
    assert.match(printed, /output stops here: the file printed more than 1000000 characters/);
    assert.equal(printed.match(/output stops here/g)?.length, 1);
    assert.ok(printed.length < 1_000_300);
    assert.equal((await bench.run('print("again")')).printed, 'again\n');
  });

  it('takes an endless print loop down at its deadline', async () => {
    const error = await bench.fail('while True: print("x")', { deadlineMs: 300 });
    assert.equal(error.type, 'KeyboardInterrupt');
  });

  it('raises a clear error for input()', async () => {
    const error = await bench.fail('x = 1\nname = input("who? ")');
    assert.equal(error.type, 'EOFError');
    assert.match(error.message, /without a keyboard/);
    assert.equal(error.place?.line, 2);
  });

  it('reads an empty standard input', async () => {
    const { printed } = await bench.run('import sys\nprint(repr(sys.stdin.read()))');
    assert.equal(printed, "''\n");
  });

  it('takes os._exit for an exit of the file, with its line', async () => {
    const error = await bench.fail('import os\nprint("unfinished", end="")\nos._exit(3)');
    assert.equal(error.type, 'SystemExit');
    assert.equal(error.message, 'the file ended itself with exit status 3');
    assert.equal(error.place?.line, 3);
  });

  it('takes sys.exit() and sys.exit(0) for a normal end', async () => {
    assert.equal((await bench.run('import sys\nsys.exit()')).outcome.kind, 'ended');
    assert.equal((await bench.run('raise SystemExit(0)')).outcome.kind, 'ended');
    assert.equal((await bench.fail('import sys\nsys.exit("no data")')).message, 'the file ended itself: no data');
  });

  it('blames the file itself for objects whose end recurses too deeply', async () => {
    const text = 'x = []\nfor _ in range(10**6): x = [x]\n';
    await bench.run(text).catch((error: unknown) => assert.ok(error instanceof RunnerError));
    assert.equal((await bench.run('print("alive")')).printed, 'alive\n');
  });

  it('survives faulthandler, abort and a signal to itself', async () => {
    for (const text of ['import os; os.abort()', 'import os; os.kill(os.getpid(), 9)']) {
      await bench.run(text).catch((error: unknown) => assert.ok(error instanceof RunnerError));
      assert.equal((await bench.run('print("alive")')).printed, 'alive\n');
    }
  });
});
