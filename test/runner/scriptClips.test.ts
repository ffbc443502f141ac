/** @file Clips of gradients in TypeScript loss files: by our own functions, by tf.clipByValue, written by hand. */
import assert from 'node:assert/strict';
import path from 'node:path';
import type { StageRecord } from '../../src/protocol/records';
import { LossFile } from './loadedFile';

/** Gradients [6, 8] of w and 1 of b, both clipped by `clip`, which stands on line 9. */
const program = (clip: string, head = '') => `import * as tf from '@tensorflow/tfjs';
${head}
const w = tf.variable(tf.tensor1d([3, 4]), true, 'w');
const b = tf.variable(tf.scalar(1), true, 'b');
const optimizer = tf.train.sgd(0.5);
for (let step = 0; step < 2; step++) tf.tidy(() => {
  const { value, grads } = optimizer.computeGradients(() => w.square().sum().add(b) as tf.Scalar);
  let { w: g, b: h } = grads as Record<string, tf.Tensor>;
  ${clip}
  optimizer.applyGradients({ w: g!, b: h! });
});
`;

const OWN = `import { clipByGlobalNorm, clipByNorm, clipByValue, globalNorm } from 'gradient-debugger';`;
const COPIED = `import { clipByGlobalNorm, clipByNorm, clipByValue, globalNorm } from './clips';`;
const GLOBAL = Math.fround(Math.sqrt(101));

describe('clips of a TypeScript loss file', function () {
  const file = new LossFile(path.join(process.cwd(), 'examples'));
  const stages = new Map<string, readonly StageRecord[]>();

  after(() => file.dispose());

  /** The stages of w and b in the first step of the program. */
  async function stagesOf(clip: string, head = ''): Promise<(readonly StageRecord[])[]> {
    return stagesOfText(program(clip, head));
  }

  async function stagesOfText(text: string): Promise<(readonly StageRecord[])[]> {
    stages.clear();
    await file.load(text, 'loss.ts');
    const { record, error } = await file.step();
    assert.equal(error, null);
    for (const row of record!.rows) {
      stages.set(row.name, row.stages);
      if (row.formula !== null) assert.equal(row.residual, 0);
    }
    return ['w', 'b'].map((name) => stages.get(name)!);
  }

  const told = ({ op, isClip, place, thresholds, norm, factor, fired }: StageRecord) =>
    ({ op, isClip, line: place?.line, thresholds, norm, factor, fired });

  const byNorm = { op: 'clipByNorm', isClip: true, line: 9, thresholds: [5], norm: 10, factor: 0.5, fired: true };
  const atRest = { ...byNorm, norm: 1, factor: 1, fired: false };

  it('shows the clips of our own module', async () => {
    const [w, b] = await stagesOf('g = clipByNorm(g, 5); h = clipByNorm(h, 5);', OWN);
    assert.deepEqual(w!.map(told), [byNorm]);
    assert.deepEqual(b!.map(told), [atRest]);
    const [value, zero] = await stagesOf('g = clipByValue(g, -7, 7); h = clipByNorm(h.mul(0), 5);', OWN);
    assert.deepEqual(value!.map(told), [{ ...byNorm, op: 'clipByValue', thresholds: [-7, 7], norm: null, factor: null }]);
    assert.deepEqual(zero!.map(({ op }) => op), ['Mul', 'clipByNorm']);
    assert.deepEqual(zero![1]!.output.values, [0]);
  });

  for (const [title, clip] of [
    ['a record', 'const { clipped, norm } = clipByGlobalNorm({ g, h }, 5); ({ g, h } = clipped);'],
    ['a list', 'const { clipped, norm } = clipByGlobalNorm([g, null, h], 5); g = clipped[0]!; h = clipped[2]!; if (clipped[1] !== null) throw new Error();'],
  ] as const) {
    it(`shows the clip by one norm of ${title}, with that norm`, async () => {
      const [w, b] = await stagesOf(`${clip} console.log(norm.dataSync()[0] === globalNorm([g, h]).dataSync()[0], norm.dataSync()[0]);`, OWN);
      for (const one of [w!, b!]) {
        const [{ op, thresholds, norm, fired, place }] = one as [StageRecord];
        assert.deepEqual({ op, thresholds, norm, fired, line: place?.line }, { op: 'clipByGlobalNorm', thresholds: [5], norm: GLOBAL, fired: true, line: 9 });
      }
      assert.match(file.printed, new RegExp(`^false ${GLOBAL}`));
      const [scaled] = [w![0]!.output.values.map(Number)];
      assert.ok(Math.abs(scaled![0]! - 30 / GLOBAL) < 1e-6);
    });
  }

  it('makes all gradients NaN by a global norm that is not finite', async () => {
    const [w] = await stagesOf('({ g, h } = clipByGlobalNorm({ g: g.div(0), h }, 5).clipped);', OWN);
    assert.deepEqual(w!.at(-1)!.output.values.map(Number), [NaN, NaN]);
    assert.equal(w!.at(-1)!.fired, false);
  });

  it('shows tf.clipByValue of a gradient', async () => {
    const [w, b] = await stagesOf('g = tf.clipByValue(g, -7, 7); h = h.clipByValue(2, 2);');
    assert.deepEqual(w!.map(told), [{ ...byNorm, op: 'clipByValue', thresholds: [-7, 7], norm: null, factor: null }]);
    assert.deepEqual(w![0]!.output.values, [6, 7]);
    assert.deepEqual(b!.map(({ op, thresholds }) => ({ op, thresholds })), [{ op: 'clipByValue', thresholds: [2, 2] }]);
  });

  it('shows the clips of the file to copy', async () => {
    const [w, b] = await stagesOf('g = clipByNorm(g, 5); h = clipByValue(h, -0.5, 0.5);', COPIED);
    assert.deepEqual(w!.map((stage) => ({ ...told(stage), line: 9 })), [byNorm]);
    assert.equal(w![0]!.place!.file, './clips.ts');
    assert.deepEqual(b!.map(({ op, thresholds, fired }) => ({ op, thresholds, fired })), [{ op: 'clipByValue', thresholds: [-0.5, 0.5], fired: true }]);
    const both = await stagesOf('({ g, h } = clipByGlobalNorm({ g, h }, 5).clipped);', COPIED);
    for (const [{ op, thresholds, norm, fired }] of both as [StageRecord][]) {
      assert.deepEqual({ op, thresholds, norm, fired }, { op: 'clipByGlobalNorm', thresholds: [5], norm: GLOBAL, fired: true });
    }
  });

  const NORMS = [
    'g.norm()', 'tf.norm(g)', 'tf.sqrt(tf.sum(tf.square(g)))', 'g.mul(g).sum().sqrt()', 'g.pow(2).sum().sqrt()', 'g.square().sum().pow(0.5)',
    'g.reshape([1, 2]).norm()', 'g.abs().square().sum(0, true).sqrt().reshape([])',
  ];
  const CLIPS = [
    'g.mul(5).div(tf.maximum(n, 5))', 'g.mul(tf.div(5, tf.maximum(5, n)))', 'g.div(n.maximum(5)).mul(5)',
    'g.mul(tf.minimum(1, tf.div(5, n)))', 'tf.minimum(tf.scalar(5).div(n), 1).mul(g)', 'g.div(tf.maximum(1, n.div(5)))',
    'tf.where(n.greater(5), g.mul(5).div(n), g)', 'tf.where(n.lessEqual(5), g, g.mul(tf.div(5, n)))', 'tf.where(tf.less(5, n), g.div(n).mul(5), g)',
    'g.mul(tf.where(n.greater(5), tf.div(5, n), tf.scalar(1)))', 'g.mul(5).mul(tf.minimum(tf.reciprocal(n), 1 / 5))',
  ];

  it('recognises a clip by the norm however it is written', async () => {
    const written = [...NORMS.map((norm) => [norm, CLIPS[0]!]), ...CLIPS.map((clip) => [NORMS[0]!, clip])];
    for (const [norm, clip] of written) {
      const [w, b] = await stagesOf(`const n = ${norm}; g = ${clip};`);
      assert.deepEqual(w!.map(({ factor, ...stage }) => ({ ...told({ factor, ...stage }), factor: Math.fround(Number(factor)) })), [byNorm], `${norm} ${clip}`);
      assert.deepEqual(b, []);
    }
  });

  it('recognises the clip of a number, and one among other changes', async () => {
    const [w, b] = await stagesOf('g = g.mul(0.5); g = g.mul(4).div(g.norm().maximum(4)); g = g.add(1); h = h.mul(5).div(h.norm().maximum(5));');
    assert.deepEqual(w!.map(({ op, norm, factor }) => [op, norm, factor]).slice(0, 2), [['Mul', null, null], ['clipByNorm', 5, w![1]!.factor]]);
    assert.equal(w![2]!.op, 'AddV2');
    assert.deepEqual(b!.map(told), [atRest]);
  });

  it('recognises a clip by one norm over several gradients', async () => {
    for (const norm of [
      'tf.sqrt(g.square().sum().add(h.square().sum()))', 'tf.sqrt(tf.addN([g.square().sum(), h.square()]))',
      'tf.norm(tf.stack([g.norm(), h.norm()]))', 'tf.norm(tf.concat([g.flatten(), h.flatten()]))',
      '[g, h].reduce((sum: tf.Tensor, one) => sum.add(one.square().sum()), tf.scalar(0)).sqrt()',
    ]) {
      const both = await stagesOf(`const n = ${norm}; [g, h] = [g, h].map((one) => one.mul(tf.minimum(1, tf.div(5, n)))) as [tf.Tensor, tf.Tensor];`);
      for (const [{ op, thresholds, norm: shown, fired, place }] of both as [StageRecord][]) {
        assert.deepEqual({ op, thresholds, fired, line: place?.line }, { op: 'clipByGlobalNorm', thresholds: [5], fired: true, line: 9 }, norm);
        assert.ok(Math.abs(Number(shown) - GLOBAL) < 1e-5);
      }
    }
  });

  it('claims nothing that is not certain', async () => {
    for (const [norm, clip] of [
      // Not the norm, not that of this gradient, not of it alone.
      ['g.abs().sum()', CLIPS[0]!], ['g.square().sum()', CLIPS[0]!], ['g.square().mean().sqrt()', CLIPS[0]!], ['g.pow(3).sum().sqrt()', CLIPS[0]!],
      ['h.norm()', CLIPS[0]!], ['g.mul(2).norm()', CLIPS[0]!], ['g.square().sum().add(1).sqrt()', CLIPS[0]!],
      ['tf.sqrt(g.square().sum().add(g.square().sum()))', CLIPS[0]!], ['g.slice([0], [1]).norm()', CLIPS[0]!], ['tf.scalar(10)', CLIPS[0]!],
      ['g.mul(g.reshape([2, 1])).sum().sqrt()', CLIPS[0]!], ['g.reshape([1, 2]).square().sum(0).sqrt()', CLIPS[0]!],
      // Not a clip by it.
      ['g.norm()', 'g.mul(5).div(n)'], ['g.norm()', 'g.mul(5).div(n.maximum(4))'], ['g.norm()', 'g.mul(n.maximum(5)).div(5)'], ['g.norm()', 'g.mul(tf.minimum(2, tf.div(5, n)))'],
      ['g.norm()', 'g.mul(tf.minimum(1, tf.div(n, 5)))'], ['g.norm()', 'tf.where(n.less(5), g.mul(5).div(n), g)'], ['g.norm()', 'tf.where(n.greater(4), g.mul(5).div(n), g)'],
      ['g.norm()', 'tf.where(n.greater(5), g.mul(5).div(n), g.mul(2))'], ['g.norm()', 'g.mul(h.mul(5)).div(tf.maximum(n, h.mul(5)))'],
    ]) {
      const [w] = await stagesOf(`const n = ${norm}; g = ${clip};`);
      assert.equal(w!.length, 1, `${norm} ${clip}`);
      assert.ok(!w![0]!.isClip, `${norm} ${clip}: ${w![0]!.op}`);
    }
  });

  it('knows the gradients of variableGrads, grads and valueAndGrads', async () => {
    const loss = '(w: tf.Tensor, b: tf.Tensor) => w.square().sum().add(b)';
    for (const asked of [
      `const f = ${loss}; const { w: g, b: h } = tf.variableGrads(() => f(w, b) as tf.Scalar).grads;`,
      `const [g, h] = tf.grads(${loss})([w, b]);`, `const [g, h] = tf.valueAndGrads(${loss})([w, b]).grads;`,
    ]) {
      const text = program('').replace(/ {2}const \{ value[\s\S]*?\n {2}\n/, `  ${asked}\n`)
        .replace('w: g!, b: h!', 'w: g!.mul(5).div(g!.norm().maximum(5)), b: h!');
      const [w, b] = await stagesOfText(text);
      assert.deepEqual(w!.map((stage) => ({ ...told(stage), line: 9 })), [byNorm], asked);
      assert.deepEqual(b, []);
    }
  });
});
