/** @file examples/clips.ts, the file to copy, under the real TensorFlow.js and through our package. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { BothFrameworks } from './bothFrameworks';

const { code } = transformSync(readFileSync(join(process.cwd(), 'examples/clips.ts'), 'utf8'), { loader: 'ts', format: 'cjs' });

/** The expression that has the file's functions as `clips`. */
const withClips = (expression: string) => `((clips) => (${expression}))(((given) => {
  const module = { exports: {} };
  const require = () => given;
  ${code}
  return module.exports;
})(tf))`;

describe('examples/clips.ts', () => {
  const both = new BothFrameworks();
  const w = 'tf.tensor2d([[3, 0], [0, 4]])';

  async function valuesOf(expression: string): Promise<unknown> {
    const [ours, theirs] = [await both.ours(withClips(expression)), await both.theirs(withClips(expression))];
    assert.deepEqual(ours, theirs);
    if (ours.kind === 'error') throw new Error(ours.message);
    return ours.outcomes.map(({ at, values }) => [at, ...values]);
  }

  it('gives under both what its functions say', async () => {
    assert.deepEqual(await valuesOf(`clips.clipByNorm(${w}, 2.5)`), [['', 1.5, 0, 0, 2]]);
    assert.deepEqual(await valuesOf(`clips.clipByNorm(${w}, 8)`), [['', 3, 0, 0, 4]]);
    assert.deepEqual(await valuesOf(`clips.clipByValue(${w}, 1, 3.5)`), [['', 3, 1, 1, 3.5]]);
    assert.deepEqual(await valuesOf(`clips.globalNorm([${w}, null, tf.scalar(12)])`), [['', 13]]);
    const record = `{ w: ${w}, b: tf.scalar(12) }`;
    assert.deepEqual(await valuesOf(`clips.clipByGlobalNorm(${record}, 6.5)`), [
      ['.clipped.w', 1.5, 0, 0, 2], ['.clipped.b', 6], ['.norm', 13],
    ]);
    assert.deepEqual(await valuesOf(`clips.clipByGlobalNorm([tf.scalar(Infinity), tf.scalar(1)], 6.5).clipped`), [['.0', NaN], ['.1', NaN]]);
  });

  it('leaves no tensors behind', async () => {
    for (const call of [`clips.clipByNorm(x, 2)`, `clips.clipByValue(x, 1, 2)`, `clips.globalNorm([x])`]) {
      assert.deepEqual(await valuesOf(`((x, before) => { ${call}; return tf.memory().numTensors - before; })(${w}, tf.memory().numTensors)`), [['', 1]]);
    }
  });
});
