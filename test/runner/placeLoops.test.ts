/** @file What expressions inside of tf.while_loop, tf.scan and loops in loops had in the last iteration of a step. */
import assert from 'node:assert/strict';
import { LossFile } from './loadedFile';

const TEXT = [
  'import tensorflow as tf',
  "w = tf.Variable(1.5, name='w')",
  'n = tf.placeholder_with_default(3, [])',
  'def body(i, x):',
  '  before = x',
  '  y = x * w',
  '  z = y * y',
  '  either = tf.cond(i < 1, lambda: y * 10.0, lambda: z * 1.0)',
  '  return i + 1, either - either + z',
  'i, x = tf.while_loop(lambda i, x: i < n, body, [0, 1.0])',
  'def step(a, x):',
  '  b = a + x * w',
  '  return b',
  's = tf.scan(step, tf.constant([1.0, 2.0, 3.0]))',
  'def inner(j, v):',
  '  m = v * w',
  '  return [j + 1, m]',
  'def outer(i, x):',
  '  t = tf.while_loop(lambda j, v: j < i, inner, [0, x])[1] + 1.0',
  '  return [i + 1, t]',
  'oi, ox = tf.while_loop(lambda i, x: i < 3, outer, [0, 1.0])',
  'loss = x + tf.reduce_sum(s) + ox',
  'train = tf.train.GradientDescentOptimizer(0.0).minimize(loss)',
  'with tf.Session() as sess:',
  '  sess.run(tf.global_variables_initializer())',
  '  for turns in (3, 0):',
  '    sess.run(train, {n: turns})',
];

describe('the values at places inside of loops of the graph', () => {
  let file: LossFile;
  before(async () => {
    file = new LossFile();
    const options = { seed: 0, drive: 'park', maxSteps: 1000, maxValues: 16, takesNotes: true } as const;
    const state = await file.state({ kind: 'load', path: 'loss.py', text: TEXT.join('\n'), version: 7, options });
    assert.equal(state.error, null, JSON.stringify(state.error));
  });
  after(() => file.dispose());

  async function told(which: 'bound' | 'all' = 'bound'): Promise<string[]> {
    const reply = await file.send({ kind: 'ask', question: { kind: 'placeValues', step: null, which } });
    if (!reply.ok || reply.answer?.kind !== 'placeValues') throw new Error(JSON.stringify(reply));
    return reply.answer.places.filter(({ place }) => place.line > 3 && place.line < 21).map(({ name, value, gradient, turns }) =>
      `${name ?? 'return'} ${value.value ?? `‖${Number(value.health.norm).toFixed(3)}‖`} ∂${gradient?.value ?? '-'}${turns === undefined ? '' : ` ↻${turns}`}`);
  }

  it('are those of the last iteration, with the gradient in that iteration, and how many there were', async () => {
    // x: 1 → 2.25 → 11.390625 → 291.92…; in the last turn y = 17.0859…, ∂loss/∂y = 2y, ∂loss/∂before = 2y·w.
    // The scan: 1, 1 + 3, 4 + 4.5. The loop in the loop: 1 → 2 → 2·1.5 + 1 = 4 → 4·1.5² + 1 = 10.
    assert.deepEqual(await told(), [
      'before 11.390625 ∂51.2578125 ↻3', 'y 17.0859375 ∂34.171875 ↻3', 'z 291.92926025390625 ∂1 ↻3', 'either 291.92926025390625 ∂0 ↻3',
      'i 3 ∂-', 'x 291.92926025390625 ∂1', 'b 8.5 ∂1 ↻2', 'return 8.5 ∂1 ↻2', 's ‖9.447‖ ∂-', 'm 9 ∂1 ↻3', 't 10 ∂1 ↻3',
    ]);
  });

  it('are not among those that a debugger goes through: it passes each place once', async () => {
    assert.deepEqual((await told('all')).filter((text) => text.includes('↻')), []);
  });

  it('are not there in a step whose loop had no iteration', async () => {
    await file.step(2);
    const names = (await told()).map((text) => text.split(' ')[0]);
    assert.deepEqual(names, ['i', 'x', 'b', 'return', 's', 'm', 't']);
  });

  it('are told of the expression under the pointer too', async () => {
    await file.back(2);
    const reply = await file.send({ kind: 'ask', question: { kind: 'placeDetails', step: null, file: null, line: 6, column: 3 } });
    assert.ok(reply.ok && reply.answer?.kind === 'placeDetails');
    const { found } = reply.answer;
    assert.ok(found && 'value' in found);
    assert.deepEqual([found.value.value, found.gradient?.value, found.turns], [17.0859375, 34.171875, 3]);
  });
});
