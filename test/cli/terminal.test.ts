/** @file The terminal's contract, on the built program: JSON lines, exit statuses, what goes where. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { remedyOf } from '../../src/frontends/python/remedies';

const cli = path.join(process.cwd(), 'dist/cli.js');
const example = (name: string) => path.join(process.cwd(), 'examples', name);
let folder: string;

interface Line {
  readonly kind: string;
  readonly [key: string]: unknown;
}

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function json(...args: string[]) {
  const result = run(...args, '--json');
  const lines = result.stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Line);
  return { ...result, lines };
}

function fileOf(text: string): string {
  const file = path.join(folder, 'loss.py');
  fs.writeFileSync(file, text);
  return file;
}

describe('gradient-debugger FILE --json', () => {
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradient-cli-'));
  });

  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it("prints the notes' program as the contract writes it, and nothing else", () => {
    const { status, lines } = json(example('clip_by_norm.py'));
    assert.equal(status, 0);
    assert.deepEqual(lines.map(({ kind }) => kind), ['print', 'print', 'step']);
    assert.deepEqual(lines[0], { kind: 'print', text: '[(6.0, 5.0), (5.0, 10.0)]\n' });
    const step = lines[2] as Line & { rows: Line[] };
    const { rows, ...head } = step;
    assert.deepEqual(head, {
      kind: 'step', index: 1, driver: 'debugger', trainingOp: 'train_op', optimizer: 'GradientDescent',
      loss: 50, globalStep: null,
    });
    assert.deepEqual(rows[0], {
      variable: 'Variable_1:0', name: 'w', line: 6, dtype: 'float32', shape: [], size: 1,
      gradient: { kind: 'dense', size: 1, values: [10], norm: 10, reason: null, cutAt: null },
      stages: [
        { op: 'clip_by_norm', line: 14, threshold: 6, norm: 10, factor: 0.6, angleDegrees: 0, clippedElements: 1, fired: true },
      ],
      applied: [6], before: [5], after: [4.4], slots: [],
      formula: 'w′ = w − lr·g', terms: [{ name: 'lr·g', value: [0.6] }], residual: 0,
    });
  });

  it("makes N steps in all with --steps: the script's own first, then ours", () => {
    const loop = fileOf(
      'import tensorflow as tf\nw = tf.Variable(2.0)\nop = tf.train.MomentumOptimizer(0.1, 0.9).minimize(w * w)\n' +
        'with tf.Session() as s:\n    s.run(tf.global_variables_initializer())\n    for _ in range(3): s.run(op)\n',
    );
    const drivers = (...args: string[]) =>
      json(loop, ...args).lines.filter(({ kind }) => kind === 'step').map(({ driver }) => driver);
    assert.deepEqual(drivers(), ['script', 'script', 'script']);
    assert.deepEqual(drivers('--steps', '5'), ['script', 'script', 'script', 'debugger', 'debugger']);
    assert.deepEqual(drivers('--steps', '2'), ['script', 'script']);
    assert.deepEqual(drivers('--steps', '0'), []);
  });

  it('shows the slots of Momentum before and after, by TensorFlow’s slot name', () => {
    const file = fileOf(
      'import tensorflow as tf\nw = tf.Variable(2.0)\nop = tf.train.MomentumOptimizer(0.1, 0.9).minimize(w * w)\n',
    );
    const { lines } = json(file);
    const [row] = (lines.find(({ kind }) => kind === 'step') as Line & { rows: Line[] }).rows;
    // a = 0.9·0 + 4; w = 2 − 0.1·4.
    assert.deepEqual(row!['slots'], [{ name: 'momentum', variable: 'Variable/Momentum:0', before: [0], after: [4] }]);
    assert.deepEqual(row!['after'], [1.6]);
    assert.equal(row!['residual'], 0);
  });

  it('caps the values with --values and still gives the size', () => {
    const { lines } = json(example('no_gradient.py'), '--values', '2');
    const [w] = (lines.find(({ kind }) => kind === 'step') as Line & { rows: Line[] }).rows;
    assert.equal((w!['before'] as unknown[]).length, 2);
    assert.equal(w!['size'], 3);
  });

  it('says why there is no gradient, in the row and as a finding with its line', () => {
    const { lines } = json(example('no_gradient.py'));
    const rows = (lines.find(({ kind }) => kind === 'step') as Line & { rows: Line[] }).rows;
    assert.deepEqual(rows[1]!['gradient'], {
      kind: 'none', size: 0, values: null, norm: null, reason: 'argmax picks an index, a whole number',
      cutAt: { op: 'ArgMax', line: 8 },
    });
    const findings = lines.filter(({ kind }) => kind === 'finding');
    assert.deepEqual(findings.map(({ code, line, variable }) => [code, line, variable]), [
      ['none-gradient', 5, 'gate:0'],
      ['none-gradient', 6, 'unused:0'],
    ]);
  });

  it('writes NaN, Infinity and −0 as text', () => {
    const file = fileOf(
      'import tensorflow as tf\nw = tf.Variable([0.0, 1.0])\nloss = tf.reduce_sum(tf.log(w) * tf.constant([1.0, -0.0]))\n' +
        'op = tf.train.GradientDescentOptimizer(1.0).minimize(loss)\n',
    );
    const [row] = (json(file).lines.find(({ kind }) => kind === 'step') as Line & { rows: Line[] }).rows;
    // d log(w)/dw = 1/w: 1/0 = ∞ and −0·1 = −0.
    assert.deepEqual((row!['gradient'] as Line)['values'], ['Infinity', '-0']);
    assert.deepEqual(row!['after'], ['-Infinity', 1]);
  });

  it('says that the norm to clip by is NaN, and of no clip that it fired', () => {
    // d √w/dw = 1/(2√w): NaN at −1, and so is the norm of both gradients.
    const file = fileOf(
      "import tensorflow as tf\nw = tf.Variable(-1.0, name='w')\nv = tf.Variable(2.0, name='v')\n" +
        'optimizer = tf.train.GradientDescentOptimizer(1.0)\n' +
        'pairs = optimizer.compute_gradients(tf.sqrt(w) + v)\n' +
        'clipped, _ = tf.clip_by_global_norm([g for g, _ in pairs], 5.0)\n' +
        'op = optimizer.apply_gradients(zip(clipped, [x for _, x in pairs]))\n',
    );
    const { rows } = json(file).lines.find(({ kind }) => kind === 'step') as Line & { rows: Line[] };
    const stages = rows.map((row) => (row['stages'] as Line[])[0]!);
    assert.deepEqual(stages.map(({ norm, clippedElements, fired }) => [norm, clippedElements, fired]), [['NaN', 0, false], ['NaN', 1, false]]);
    const table = run(file).stdout;
    assert.equal(table.match(/clip_by_global_norm\(5\) line 6 norm is NaN/g)?.length, 2, table);
    assert.doesNotMatch(table, /fire/);
  });

  it('ends with 1 and the error at its line, after what ran before', () => {
    const { status, lines } = json(fileOf('print("first")\nx = undefined_name\n'));
    assert.equal(status, 1);
    assert.deepEqual(lines, [
      { kind: 'print', text: 'first\n' },
      {
        kind: 'error', type: 'NameError', message: "name 'undefined_name' is not defined", line: 2, column: 5,
        remedy: remedyOf('NameError', "name 'undefined_name' is not defined"),
      },
    ]);
  });

  it('stops a file that never ends after --timeout, with its line', () => {
    const { status, lines } = json(fileOf('while True:\n    pass\n'), '--timeout', '2');
    assert.equal(status, 1);
    assert.equal(lines.at(-1)?.kind, 'error');
    assert.ok([1, 2].includes(lines.at(-1)?.['line'] as number), JSON.stringify(lines));
  });

  it('gives the same numbers for the same --seed and others for another', () => {
    const file = fileOf(
      'import tensorflow as tf, numpy as np\nw = tf.Variable(tf.random_normal([2]))\nprint(np.random.rand())\n' +
        'op = tf.train.GradientDescentOptimizer(1.0).minimize(tf.reduce_sum(w))\n',
    );
    const of = (seed: string) => json(file, '--seed', seed).stdout;
    assert.equal(of('1'), of('1'));
    assert.notEqual(of('1'), of('2'));
  });
});

describe('gradient-debugger FILE --json, with files beside it', () => {
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradient-cli-'));
    fs.writeFileSync(path.join(folder, 'data.csv'), '1,2\n3,4\n');
    fs.writeFileSync(
      path.join(folder, 'model.py'),
      'import tensorflow as tf\n\ndef weights():\n    return tf.Variable([1.0, 2.0], name="w")\n\ndef fail():\n    tf.zeros([2]) + tf.zeros([3])\n',
    );
  });

  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('reads the data and the modules there, and names the file of what a module made', () => {
    const text =
      'import numpy as np\nimport tensorflow as tf\nfrom model import weights\ndata = np.loadtxt("data.csv", delimiter=",")\n' +
      'w = weights()\nloss = tf.reduce_sum(w * data.astype(np.float32))\n' +
      'train_op = tf.train.GradientDescentOptimizer(0.5).minimize(loss)\n';
    const { status, lines } = json(fileOf(text));
    assert.equal(status, 0);
    const [row] = (lines.find(({ kind }) => kind === 'step') as Line & { rows: Line[] }).rows;
    // The columns of the file add up to 4 and 6.
    assert.deepEqual([row!['line'], row!['file'], row!['applied'], row!['after']], [4, 'model.py', [4, 6], [-1, -1]]);
  });

  it('ends with the line of the loss file and the place in the module where it was raised', () => {
    const { status, lines } = json(fileOf('import model\n\nmodel.fail()\n'));
    const error = lines.at(-1)!;
    assert.deepEqual([status, error['type'], error['line']], [1, 'ValueError', 3]);
    assert.deepEqual(error['raisedAt'], { file: 'model.py', line: 7, column: 5 });
    const text = run(path.join(folder, 'loss.py')).stderr;
    assert.match(text, /\(model\.py, line 7, column 5; called in loss\.py, line 3, column 1\)/);
  });
});

describe('gradient-debugger FILE', () => {
  it('prints a table with the pairs, the clip and its line', () => {
    const { status, stdout } = run(example('clip_by_norm.py'));
    assert.equal(status, 0);
    assert.match(stdout, /step 1 · train_op \(GradientDescent\) · loss 50/);
    assert.match(stdout, /w +6 +\[\] +10 +10 +clip_by_norm\(6\) ×0\.6 0° line 14 +5 → 4\.4/);
    assert.match(stdout, /x +5 +\[\] +5 +5 +clip_by_norm\(6\) line 14 did not fire +10 → 9\.5/);
  });

  it('ends with 2 on wrong usage and on a file that is not there', () => {
    assert.equal(run().status, 2);
    assert.equal(run('a.py', '--steps', 'x').status, 2);
    assert.equal(run('no-such-file.py').status, 2);
  });
});
