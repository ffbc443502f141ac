/** @file A run sees nothing of the run before it: names, modules, files, settings. */
import assert from 'node:assert/strict';
import { PythonBench } from '../../../runner/builtRealm';

describe('a run after another', () => {
  let bench: PythonBench;
  before(async () => {
    bench = await PythonBench.open();
  });
  after(() => bench.close());
  const printed = async (text: string): Promise<string> => (await bench.run(text)).printed;

  it('starts with an empty __main__', async () => {
    await printed('x = 1');
    assert.equal(await printed('print("x" in globals(), __name__, __file__)'), 'False __main__ /workspace/loss.py\n');
    assert.equal(await printed('import __main__\nprint(__main__.__dict__ is globals())'), 'True\n');
  });

  it('has its own path in sys.argv and an argparse that sees no arguments', async () => {
    const text = 'import argparse, sys\np = argparse.ArgumentParser()\np.add_argument("--lr", default=0.1)\nprint(p.parse_args().lr, len(sys.argv))';
    assert.equal(await printed(text), '0.1 1\n');
  });

  it('finds the folder empty that the one before wrote to', async () => {
    await printed('import os\nopen("a.txt", "w").write("x")\nos.makedirs("b/c")\nos.chdir("b")\nopen("/tmp/z", "w")');
    assert.equal(await printed('import os\nprint(os.getcwd(), os.listdir(), os.listdir("/tmp"))'), '/workspace [] []\n');
  });

  it('reads its own modules anew', async () => {
    const text = (n: number): string => `open("helper.py", "w").write("value = ${n}")\nimport helper\nprint(helper.value)`;
    assert.equal(await printed(text(1)), '1\n');
    assert.equal(await printed(text(2)), '2\n');
  });

  it('finds our packages, built-in names and streams as they were', async () => {
    await printed('import builtins\nbuiltins.len = None\nbuiltins.extra = 1\ndel builtins.print');
    await printed('import sys\nsys.stdout.close()\nsys.stdout = None\nsys.path.clear()\nsys.argv.clear()');
    await printed('import os\nos.environ["A"] = "1"\nimport sys\nsys.setrecursionlimit(50)');
    const text = 'import os, sys\nprint(len([1]), "extra" in vars(__builtins__), "A" in os.environ, sys.getrecursionlimit())';
    assert.equal(await printed(text), '1 False False 1000\n');
  });

  it('calls the reset hooks of our packages', async () => {
    await printed('import _gradient_runtime as r\nr.on_reset(lambda r=r: setattr(r, "count", getattr(r, "count", 0) + 1))');
    assert.equal(await printed('import _gradient_runtime as r\nprint(r.count)'), '1\n');
    assert.equal(await printed('import _gradient_runtime as r\nprint(r.count)'), '2\n');
  });

  it('frees what the one before held', async () => {
    await printed('import weakref, builtins\nclass A: pass\na = A()\na.me = a\nimport sys\nsys.kept = weakref.ref(a)');
    assert.equal(await printed('import sys\nprint(sys.kept())'), 'None\n');
  });

  it('needs no more memory after 300 runs than after 100', async () => {
    const memory = async (): Promise<number> =>
      Number(await printed('import gc\nprint(len(gc.get_objects()))'));
    const loop = async (times: number): Promise<void> => {
      for (let i = 0; i < times; i++) await bench.run('class A: pass\nxs = [A() for _ in range(100)]\nxs.append(xs)');
    };
    await loop(100);
    const before = await memory();
    await loop(200);
    assert.equal(await memory(), before);
  });

  it('logs a sentence once per run', async () => {
    const text = 'from _gradient_runtime import log_once\nfor _ in range(3):\n  log_once("k", "said in line {line}")';
    for (let i = 0; i < 2; i++) {
      assert.deepEqual((await bench.run(text)).logged, ['said in line 3']);
    }
  });

  it('calls functions that a Python package exported', async () => {
    await printed('import _gradient_runtime as r\nr.exports["double"] = lambda text: str(int(text) * 2)');
    const reply = await bench.send({ kind: 'call', name: 'double', text: '21' });
    assert.equal(reply['result'], '42');
  });
});
