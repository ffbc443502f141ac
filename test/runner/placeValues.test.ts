/** @file What the expressions of a real loss file had in a step, at their places. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PlaceDetails, PlaceValue } from '../../src/protocol/placeValues';
import { textDigest } from '../../src/protocol/textDigest';
import { LossFile } from './loadedFile';

const SCRIPTS = path.join(process.cwd(), 'test', 'runner', 'scripts');

const TEXT = [
  'import tensorflow as tf',
  "w = tf.Variable(3.0, name='w')",
  'x = tf.placeholder_with_default([1.0, 2.0], [2])',
  'def model(x):',
  '  h = w * x',
  '  return tf.nn.relu(h) + 1.0',
  'y = model(x)',
  'loss = tf.reduce_mean(tf.square(y))',
  'a, b = tf.split(y, 2)',
  'a += b',
  'opt = tf.train.GradientDescentOptimizer(0.1)',
  'pairs = opt.compute_gradients(loss)',
  '(g, v), = pairs',
  'g = tf.clip_by_norm(g, 6.0)',
  'train = opt.apply_gradients([(g, v)])',
].join('\n');

describe('the values at the places of a loss file', () => {
  let file: LossFile;
  before(() => {
    file = new LossFile();
  });
  after(() => file.dispose());

  async function load(text: string): Promise<void> {
    const options = { seed: 0, drive: 'park', maxSteps: 1000, maxValues: 16, takesNotes: true } as const;
    await file.state({ kind: 'load', path: 'loss.py', text, version: 7, options });
  }

  async function places(which: 'bound' | 'all' = 'bound', step: number | null = null): Promise<readonly PlaceValue[]> {
    const reply = await file.send({ kind: 'ask', question: { kind: 'placeValues', step, which } });
    if (!reply.ok) throw new Error(reply.error.message);
    assert.ok(reply.answer?.kind === 'placeValues');
    return reply.answer.places;
  }

  async function at(line: number, column: number): Promise<PlaceDetails | null> {
    const question = { kind: 'placeDetails', step: null, file: null, line, column } as const;
    const reply = await file.send({ kind: 'ask', question });
    if (!reply.ok) throw new Error(reply.error.message);
    assert.ok(reply.answer?.kind === 'placeDetails');
    const { found } = reply.answer;
    assert.ok(found === null || !('parts' in found));
    return found;
  }

  /** `line name value ∂gradient` of each place; of several elements the mean and the gradient's norm. */
  function told(list: readonly PlaceValue[]): string[] {
    return list.map(({ place, name, value, gradient, after }) => {
      const shown = value.value ?? `μ${value.health.mean}`;
      const slope = gradient === null ? '' : ` ∂${gradient.value ?? `‖${Number(gradient.health.norm).toFixed(3)}‖`}`;
      return `${place.line} ${name ?? 'return'} = ${shown}${slope} @${after?.line}:${after?.column}`;
    });
  }

  it('are of the files beside the loss file too, with the digest of the text that ran', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gradient-places-'));
    const beside = new LossFile(folder);
    try {
      const module = 'def double(x):\r\n  y = 2.0 * x\r\n  return y\r\n';
      writeFileSync(path.join(folder, 'doubling.py'), module);
      writeFileSync(path.join(folder, 'unused.py'), '');
      const text = [
        'import tensorflow as tf', 'from doubling import double', 'w = tf.Variable(3.0)', 'loss = tf.square(double(w))',
        'train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)',
      ].join('\n');
      const options = { seed: 0, drive: 'park', maxSteps: 1000, maxValues: 16, takesNotes: true } as const;
      await beside.state({ kind: 'load', path: 'loss.py', text, version: 7, options });
      const reply = await beside.send({ kind: 'ask', question: { kind: 'placeValues', step: null, which: 'bound' } });
      assert.ok(reply.ok && reply.answer?.kind === 'placeValues');
      assert.deepEqual(reply.answer.modules, [{ file: './doubling.py', digest: textDigest(module) }]);
      const there = reply.answer.places.filter(({ place }) => place.file === './doubling.py');
      assert.deepEqual(told(there), ['2 y = 6 ∂12 @2:14', '3 return = 6 ∂12 @3:11']);
    } finally {
      await beside.dispose();
      rmSync(folder, { recursive: true });
    }
  });

  it('are those of the step, with the gradient of the loss', async () => {
    await load(TEXT);
    // w 3, x (1, 2): h (3, 6), y (4, 7), loss (16 + 49) / 2 = 32.5; ∂y = y, its norm √65; ∂w = 4 + 14 = 18;
    // ∂x = 3·(4, 7).
    const want = [
      '2 w = 3 ∂18 @2:31',
      '3 x = μ1.5 ∂‖24.187‖ @3:49',
      '5 h = μ4.5 ∂‖8.062‖ @5:12',
      '6 return = μ5.5 ∂‖8.062‖ @6:29',
      '7 y = μ5.5 ∂‖8.062‖ @7:13',
      '8 loss = 32.5 @8:36',
      '9 a = 4 @9:2',
      '9 b = 7 @9:5',
      '10 a = 11 @10:7',
      '14 g = 6 @14:28',
    ];
    assert.deepEqual(told(await places()), want);
  });

  it('have no gradient where the pass that the step ran saw only a part of their uses', async () => {
    await load([
      'import tensorflow as tf',
      'w = tf.Variable(3.0)',
      'x = tf.constant(2.0) * 1.0',
      'loss = w * x + x * x',
      'train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)',
    ].join('\n'));
    // By w * x alone it would be 3; with x * x it is 7, which nobody computed.
    assert.deepEqual(told(await places()), ['2 w = 3 ∂2 @2:21', '3 x = 2 @3:27', '4 loss = 10 @4:21']);
  });

  it('follow the step that is shown, and the last turn of a Python loop', async () => {
    await load([
      'import tensorflow as tf',
      'w = tf.Variable(1.0)',
      'h = w',
      'for i in range(3):',
      '  h = h * 2.0',
      'loss = h - 0.0',
      'train = tf.train.GradientDescentOptimizer(0.125).minimize(loss)',
      'with tf.Session() as sess:',
      '  sess.run(tf.global_variables_initializer())',
      '  for i in range(3):',
      '    sess.run(train)',
    ].join('\n'));
    const lines = async (step: number | null) => told(await places('bound', step)).map((text) => text.replace(/ @.*/, ''));
    // loss = 8 w: each step takes 0.125 · 8 = 1 off.
    assert.deepEqual(await lines(null), ['2 w = 1 ∂8', '3 h = 1 ∂8', '5 h = 8 ∂1', '6 loss = 8']);
    await file.step(2);
    assert.deepEqual(await lines(null), ['2 w = 0 ∂8', '3 h = 0 ∂8', '5 h = 0 ∂1', '6 loss = 0']);
    assert.deepEqual(await lines(1), ['2 w = 1 ∂8', '3 h = 1 ∂8', '5 h = 8 ∂1', '6 loss = 8']);
    assert.deepEqual((await places()).map(({ visits }) => visits), [1, 1, 3, 1]);
    assert.deepEqual((await places()).map(({ rows }) => rows), [['Variable:0'], ['Variable:0'], [], []]);
  });

  it('are noted in a loop that begins with tensors, holds them in a list, or comes to them by a function', async () => {
    await load([
      'import math',
      'import tensorflow as tf',
      'w = tf.Variable(2.0)',
      'rates = [0.5, 0.25]',
      'parts = [w * 1.0, [w * 3.0]]',
      'total = 0.0',
      'for i in range(len(rates)):',
      '  total = total + rates[i] * math.sqrt(4.0)',
      'h = 1.0',
      'for i in range(3):',
      '  h = h * parts[0]',
      'for inner in parts[1]:',
      '  h += inner',
      'def twice(x): return x * 2.0',
      'loss = 0.0',
      'for name in ("h", "w"):',
      '  loss = loss + twice(globals()[name])',
      'k = 0',
      'while k < 2: k += 1',
      'else: loss = loss * 1.0',
      'train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)',
    ].join('\n'));
    // h = 2³ + 3·2 = 14, loss 2·14 + 2·2 = 32; ∂w = 2·(3·4 + 3) + 2 = 32.
    const lines = told(await places()).map((text) => text.replace(/ @.*/, ''));
    assert.deepEqual(lines, [
      '3 w = 2 ∂32', '11 h = 8 ∂2', '13 h = 14 ∂2', '14 return = 4 ∂1', '17 loss = 32 ∂1', '20 loss = 32',
    ]);
    assert.equal((await at(11, 16))?.value.value, 2);
    assert.equal((await at(13, 8))?.value.value, 6);
    assert.deepEqual((await places()).map(({ visits }) => visits), [1, 3, 1, 2, 2, 1]);
  });

  it('are looked for where an array of objects or a class of the file’s own is in the loop', async () => {
    await load([
      'import numpy as np',
      'import tensorflow as tf',
      'w = tf.Variable(2.0)',
      'class Pair(tuple): pass',
      'pair = Pair((w, 3.0))',
      'class Sly(float):',
      '  def __mul__(self, other): return w * other',
      'sly = Sly(1.0)',
      'for i in range(1):',
      '  a = pair[i]',
      'for i in range(2):',
      '  b = sly * 5.0',
      'total = np.zeros(3)',
      'for i in range(3):',
      '  total[i] = np.sin(i) + np.random.rand() * 0.0',
      'loss = a * b + float(total[0])',
      'train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)',
    ].join('\n'));
    const lines = told(await places()).map((text) => text.replace(/ @.*/, ''));
    assert.deepEqual(lines, ['3 w = 2 ∂20', '7 return = 10 ∂2', '10 a = 2 ∂20', '12 b = 10 ∂2', '16 loss = 20']);
  });

  it('leave out what the step neither computes nor can, and never write', async () => {
    await load([
      'import tensorflow as tf',
      'w = tf.Variable(2.0)',
      'fed = tf.placeholder(tf.float32, [])',
      'other = fed * 2.0',
      'noise = tf.random_normal([])',
      'reset = tf.assign(w, 100.0)',
      "text = tf.constant('a')",
      'beside = w * 10.0',
      'loss = w * w',
      'train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)',
    ].join('\n'));
    assert.deepEqual(told(await places()), ['2 w = 2 ∂4 @2:21', '8 beside = 20 @8:18', '9 loss = 4 @9:13']);
    assert.equal((await file.step()).record?.loss?.values[0], 4);
  });

  it('tell of one expression how it is spread and what its uses hand back', async () => {
    await load(TEXT);
    const inner = await at(8, 24);
    assert.equal(inner?.op, 'Square');
    assert.deepEqual(inner?.value.shape, [2]);
    // 16 and 49: one in the first bin, one in the last.
    assert.deepEqual(inner?.histogram, { from: 16, to: 49, counts: [1, ...new Array<number>(14).fill(0), 1] });
    assert.deepEqual(inner?.gradient?.health.mean, 0.5);
    const [use, ...others] = inner?.contributions ?? [];
    assert.deepEqual(others, []);
    assert.equal(use?.op, 'Mean');
    assert.equal(use?.share, 1);
    assert.equal((await at(8, 9))?.op, 'Mean');
    assert.equal(await at(1, 3), null);
  });

  it('are of names and attributes too, and of the name that a statement assigns to', async () => {
    await load(TEXT);
    // `w` and `x` in h = w * x (x is the placeholder), `loss` where it is assigned and where it is used.
    const found = [await at(5, 7), await at(5, 11), await at(5, 9), await at(8, 2), await at(12, 33)];
    assert.deepEqual(found.map((details) => [details?.op, details?.place.column]), [
      ['VariableV2', 7], ['PlaceholderWithDefault', 11], ['Mul', 7], ['Mean', 8], ['Mean', 31],
    ]);
    assert.deepEqual(found[0]?.rows, ['w:0']);
    // A read of a variable (Identity) only passes it on: the use is the product.
    assert.deepEqual(found[0]?.contributions.map(({ op, place, share }) => [op, place?.line, share]), [['Mul', 5, 1]]);
    // A function's name and a module are no tensors.
    assert.equal(await at(4, 6), null);
  });

  it('come with the places of the loss, of the optimizer and of the uses of each variable', async () => {
    await load(TEXT);
    const reply = await file.send({ kind: 'ask', question: { kind: 'placeValues', step: null, which: 'bound' } });
    assert.ok(reply.ok && reply.answer?.kind === 'placeValues');
    const { loss, training, uses } = reply.answer;
    assert.deepEqual([loss?.line, loss?.column], [8, 8]);
    assert.deepEqual(training.map(({ place, madeAt }) => [place?.line, madeAt?.line]), [[15, 11]]);
    assert.deepEqual(uses.map(({ variable, places: list }) => [variable, list.map(({ line }) => line)]), [['w:0', [5]]]);
  });

  it('are exact in lines with letters of two bytes, tabs and line ends of Windows', async () => {
    const line = "s = tf.identity(3.0, name='n'); é𝒳 = 'é𝒳'; loss = tf.square(s * tf.Variable(2.0))";
    await load(['import tensorflow as tf', line, 'tf.train.GradientDescentOptimizer(0.1).minimize(loss)'].join('\r\n'));
    for (const { place, name } of (await places('all')).filter((found) => found.place.line === 2)) {
      const text = line.slice(place.column - 1, place.endColumn - 1);
      const want = { s: /^tf\.identity\(.*'n'\)$/, loss: /^tf\.square\(.*\)\)$/ }[name ?? ''] ?? /^(s \* .*2\.0\)|tf\.Variable\(2\.0\)|s)$/;
      assert.match(text, want);
    }
  });

  it('change nothing of what the recorded scripts compute, print or fail with; every place that is told can be shown', async function () {
    // Every script three times.
    this.timeout(400_000);
    let shown = 0;
    for (const name of readdirSync(SCRIPTS).filter((entry) => entry.endsWith('.py') && entry !== 'record.py')) {
      const text = readFileSync(path.join(SCRIPTS, name), 'utf8');
      // A parked script that catches everything (a unittest) prints when it is ended: not among the next one's.
      const ended = () => file.load('', 'empty.py');
      await ended();
      const plain = await file.load(text, name, 16);
      const { printed } = file;
      await ended();
      file.printed = '';
      const options = { seed: 0, drive: 'park', maxSteps: 1000, maxValues: 16, takesNotes: true } as const;
      const noting = await file.state({ kind: 'load', path: name, text, version: 1, options });
      assert.deepEqual({ ...noting, version: 0 }, { ...plain, version: 0 }, name);
      assert.equal(file.printed, printed, name);
      if (!noting.record) continue;
      const reply = await file.send({ kind: 'ask', question: { kind: 'placeValues', step: null, which: 'all' } });
      assert.ok(reply.ok || /not run again|of eager execution|inside of a tf\.function/.test(reply.error.message), `${name}: ${JSON.stringify(reply)}`);
      if (!reply.ok || reply.answer?.kind !== 'placeValues') continue;
      shown += reply.answer.places.length;
      const lines = text.split('\n');
      for (const { place, name: bound } of reply.answer.places) {
        const first = lines[place.line - 1]!;
        assert.ok(place.column <= first.length && place.endLine <= lines.length, `${name}:${place.line}`);
        assert.ok(bound === null || lines.slice(Math.max(0, place.line - 9), place.endLine).join('\n').includes(bound), `${name}:${place.line} ${bound}`);
      }
    }
    assert.ok(shown > 500, `${shown} places`);
  });
});
