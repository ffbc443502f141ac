/** @file The main job, end to end in the real worker: the notes' programs, the script's own loop, None, limits. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { elements, LossFile } from './loadedFile';

const example = (name: string) => fs.readFileSync(path.join(process.cwd(), 'examples', name), 'utf8');
const f = Math.fround;

describe('a loss file in the worker', function () {
  let file: LossFile;

  before(() => {
    file = new LossFile();
  });

  after(() => file.dispose());

  describe("the notes' clip_by_norm.py", () => {
    it('prints what TensorFlow prints, byte for byte', async () => {
      await file.load(example('clip_by_norm.py'));
      assert.equal(file.printed, '[(6.0, 5.0), (5.0, 10.0)]\n[10.0, 5.0, 50.0]\n');
    });

    it('lists w first: gradient 10, clipped ×0.6 by clip_by_norm(6) on line 14, before 5; x did not fire', async () => {
      const state = await file.load(example('clip_by_norm.py'));
      assert.equal(state.cursor, 0);
      assert.deepEqual(state.record?.rows.map((row) => row.name), ['w', 'x']);
      const [w, x] = state.record!.rows;
      assert.deepEqual(elements(state, 'w', 'gradient'), [10]);
      assert.deepEqual(elements(state, 'w', 'before'), [5]);
      assert.equal(w!.place?.line, 6);
      const [clip] = w!.stages;
      assert.deepEqual(
        [clip?.op, clip?.place?.line, clip?.thresholds, clip?.fired, clip?.angleDegrees, clip?.clippedElements],
        ['clip_by_norm', 14, [6], true, 0, 1],
      );
      assert.equal(clip?.factor, 0.6);
      assert.deepEqual(elements(state, 'x', 'gradient'), [5]);
      assert.deepEqual(elements(state, 'x', 'before'), [10]);
      assert.equal(x!.stages[0]?.fired, false);
    });

    it('steps to w 4.4, x 9.5 with loss 50; then from 9.5 (clipped to 6) and 4.4; back twice is the start', async () => {
      const start = await file.load(example('clip_by_norm.py'));
      const first = await file.step();
      assert.deepEqual(elements(first, 'w', 'after'), [f(4.4)]);
      assert.deepEqual(elements(first, 'x', 'after'), [9.5]);
      assert.deepEqual(first.record?.loss?.values, [50]);
      const second = await file.step();
      assert.deepEqual(elements(second, 'w', 'gradient'), [9.5]);
      assert.deepEqual(elements(second, 'w', 'applied'), [6]);
      assert.deepEqual(elements(second, 'x', 'applied'), [f(4.4)]);
      await file.back();
      const back = await file.back();
      assert.deepEqual(back.record, start.record);
      assert.equal(back.cursor, 0);
    });
  });

  describe("the notes' clip_by_value.py", () => {
    const fragment = () => {
      const preamble = 'import tensorflow as tf\n';
      const text = example('clip_by_value.py');
      assert.ok(text.startsWith(preamble));
      return text.split('\n').slice(3).join('\n');
    };

    it('as it stands ends in a NameError at its line, and the corrected text runs next', async () => {
      const failed = await file.load(fragment());
      assert.equal(failed.script, 'failed');
      assert.equal(failed.error?.type, 'NameError');
      assert.equal(failed.error?.place?.line, 4);
      const fixed = await file.load(example('clip_by_value.py'));
      assert.equal(fixed.error, null);
      assert.equal(fixed.record?.rows.length, 1);
    });

    it('with the preamble: 12 and −0.8, clipped to 1 and −0.8, turned by 34.8°, after 2.9 and −0.12', async () => {
      const state = await file.load(example('clip_by_value.py'));
      assert.deepEqual(elements(state, 'w', 'gradient')?.map((x) => f(x)), [12, f(-0.8)]);
      const [clip] = state.record!.rows[0]!.stages;
      assert.deepEqual(clip?.thresholds, [-1, 1]);
      assert.equal(clip?.clippedElements, 1);
      assert.ok(Math.abs(clip!.angleDegrees! - 34.8454) < 1e-3, String(clip?.angleDegrees));
      const stepped = await file.step();
      assert.deepEqual(elements(stepped, 'w', 'after'), [f(f(3) - f(f(0.1) * 1)), f(f(-0.2) - f(f(0.1) * f(-0.8)))]);
      assert.ok(Math.abs(elements(stepped, 'w', 'after')![1]! + 0.12) < 1e-7);
    });
  });

  describe("a regression in the script's own loop of 200 steps", () => {
    it('is walked by Step, Run 50 and Step Back 10', async () => {
      const state = await file.load(example('linear_regression.py'));
      assert.equal(state.script, 'parked');
      assert.equal((await file.step()).cursor, 1);
      const fifty = await file.step(50);
      assert.equal(fifty.cursor, 51);
      assert.equal(fifty.script, 'parked');
      const back = await file.back(10);
      assert.equal(back.record?.index, 41);
      const again = await file.step(10);
      assert.deepEqual(again.record, fifty.record);
    });

    it('has the losses of float32 NumPy to 1e-6 relative, and of TensorFlow 1.15 bit for bit', async () => {
      await file.load(example('linear_regression.py'));
      const state = await file.step(200);
      assert.equal(state.stepCount, 200);
      assert.equal(state.script, 'ended');
      const losses = state.history.map((entry) => Number(entry.loss));
      const recorded = JSON.parse(
        fs.readFileSync(path.join(process.cwd(), 'test/oracle/regression/losses.json'), 'utf8'),
      ) as { numpy: number[]; tensorflow: number[] };
      assert.equal(losses.length, 200);
      const differences = losses.map((loss, i) => Math.abs(loss - recorded.numpy[i]!) / recorded.numpy[i]!);
      const worst = Math.max(...differences);
      assert.ok(worst <= 1e-6, `worst relative difference ${worst}`);
      // And bit for bit those of TensorFlow 1.15.
      assert.deepEqual(losses, recorded.tensorflow);
    });
  });

  describe('a variable without gradient', () => {
    it('keeps its row, None, with the reason and the line that cuts', async () => {
      const state = await file.load(example('no_gradient.py'));
      const [w, gate, unused] = state.record!.rows;
      assert.equal(w!.gradient.kind, 'dense');
      assert.equal(gate!.gradient.kind, 'none');
      if (gate!.gradient.kind === 'none') {
        assert.equal(gate!.gradient.cutAt?.op, 'ArgMax');
        assert.equal(gate!.gradient.cutAt?.place?.line, 8);
      }
      assert.deepEqual(unused!.gradient, { kind: 'none', reason: 'the loss does not depend on it', cutAt: null });
      const stepped = await file.step();
      assert.deepEqual(elements(stepped, 'gate', 'after'), elements(stepped, 'gate', 'before'));
    });

    it('has Adam explain its update with residual 0', async () => {
      await file.load(example('no_gradient.py'));
      const { record } = await file.step(3);
      const row = record!.rows[0]!;
      assert.equal(row.residual, 0);
      assert.deepEqual(row.slots.map((slot) => slot.name), ['m', 'v']);
      assert.ok(row.terms.length >= 4);
    });
  });

  describe('a file that misbehaves', () => {
    const prelude = 'import tensorflow as tf\n';

    it('that never ends is interrupted at its line, and the next run works', async () => {
      const state = await file.load(`${prelude}while True:\n    pass\n`, 'loss.py', 64, 1500);
      assert.equal(state.script, 'failed');
      assert.ok([2, 3].includes(state.error?.place?.line ?? 0), JSON.stringify(state.error));
      assert.equal((await file.load(example('clip_by_norm.py'))).error, null);
    });

    it('that allocates 10^9 elements gets a MemoryError at its line', async () => {
      const state = await file.load(`${prelude}x = [0] * 10**9\n`);
      assert.equal(state.error?.type, 'MemoryError');
      assert.equal(state.error?.place?.line, 2);
      assert.equal((await file.load(example('clip_by_norm.py'))).error, null);
    });

    it('that makes a graph of 10^9 elements is told so at its line', async () => {
      const state = await file.load(
        `${prelude}x = tf.zeros([100000, 100000])\nwith tf.Session() as sess:\n    sess.run(x)\n`,
      );
      assert.equal(state.error?.type, 'ResourceExhaustedError');
      assert.equal(state.error?.place?.line, 4);
      assert.equal(state.error?.madeAt?.line, 2);
      assert.equal((await file.load(example('clip_by_norm.py'))).error, null);
    });

    it('that recurses without end gets a RecursionError at its line', async () => {
      const state = await file.load('def f(n):\n    return f(n + 1)\nf(0)\n');
      assert.equal(state.error?.type, 'RecursionError');
      assert.equal(state.error?.place?.line, 2);
    });

    it('that is half typed gets its SyntaxError at the line and column', async () => {
      const state = await file.load('import tensorflow as tf\nw = tf.Variable(3.0\n');
      assert.equal(state.error?.type, 'SyntaxError');
      assert.equal(state.error?.place?.line, 2);
      assert.equal((await file.load(example('clip_by_norm.py'))).error, null);
    });

    it('that asks for what the engine does not have is told its name and line', async () => {
      const state = await file.load(`${prelude}\ny = tf.quantization.fake_quant_with_min_max_args(1.0)\n`);
      assert.match(state.error?.message ?? '', /tf\.quantization.* is not evaluated by this engine/);
      assert.equal(state.error?.place?.line, 3);
    });
  });

  it('runs a plotting file: matplotlib draws nothing and says so once', async () => {
    const from = file.events.length;
    const state = await file.load(
      'import matplotlib.pyplot as plt\nplt.plot([1, 2], [3, 4])\nplt.show()\nfig, ax = plt.subplots()\nax.plot([1])\n',
    );
    assert.equal(state.error, null);
    const logs = file.events.slice(from).filter((event) => event.kind === 'log');
    assert.equal(logs.length, 1);
    assert.match(JSON.stringify(logs[0]), /not drawn/);
  });

  it('can be left while it is parked: the next text runs at once', async () => {
    await file.load(example('linear_regression.py'));
    const next = await file.load(example('clip_by_norm.py'), 'other.py', 64, 3000);
    assert.equal(next.path, 'other.py');
    assert.equal(next.script, 'ended');
  });
});
