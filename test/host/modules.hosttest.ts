/** @file A module beside the loss file: saved anew, it runs in the loss file without a key typed there. */
import assert from 'node:assert/strict';
import { closeAll, openValues, recordOf, shown, until, writeFile } from './loadedFile';

const LOSS = `import tensorflow as tf
from scaled_module import scale
w = tf.Variable(3.0, name='w')
loss = scale(w)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
`;

describe('a module beside the loss file', () => {
  afterEach(closeAll);

  it('is followed: saved anew, the loss file runs again', async () => {
    await writeFile('scaled_module.py', 'def scale(w):\n  return 2.0 * w\n');
    const uri = await writeFile('imports_module.py', LOSS);
    const gradient = (record: ReturnType<typeof recordOf>) => {
      const { gradient: found } = record.rows[0]!;
      return found.kind === 'dense' ? found.tensor.values[0] : null;
    };
    assert.equal(gradient(recordOf(await openValues(uri))), 2);
    await writeFile('scaled_module.py', 'def scale(w):\n  return 5.0 * w\n');
    await until(async () => gradient(recordOf(await shown(uri))), (value) => value === 5);
  });
});
