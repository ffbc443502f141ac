/** @file Some hundreds of live runs of one file: neither the editor's side nor the worker keeps anything of them. */
import assert from 'node:assert/strict';
import type { Worker } from 'node:worker_threads';
import { countsOf, growth, objectsHere, startedBy } from './heapCounts';
import { TypedFile } from './typedFile';

/** It says how many objects the interpreter keeps, before it makes any itself. */
const TEXT = [
  'import gc',
  'gc.collect()',
  'print(len(gc.get_objects()))',
  'import tensorflow as tf',
  'w = tf.Variable([3.0, 4.0])',
  'def model(x):',
  '    return tf.nn.relu(w * x) + 1.0',
  'loss = tf.reduce_sum(model(2.0)) # ',
  'optimizer = tf.train.AdamOptimizer(0.1)',
  'pairs = [(tf.clip_by_norm(g, 1.0), v) for g, v in optimizer.compute_gradients(loss)]',
  'train = optimizer.apply_gradients(pairs)',
  '',
].join('\n');

const SPOT = TEXT.indexOf('# ') + 2;
const RUNS = 100;

describe('hundreds of live runs', () => {
  let file: TypedFile;
  let worker: Worker;

  before(async () => {
    const started = await startedBy(async () => {
      file = new TypedFile({ liveDelay: 0 });
      file.edit(0, 0, TEXT);
      await file.debugger.load();
      await file.debugger.step(3);
    });
    assert.equal(started.length, 1);
    worker = started[0]!;
  });
  after(() => file.dispose());

  /** Letters come and go; at some the text fails, some come while the last run is under way. */
  async function type(runs: number): Promise<void> {
    for (let i = 0; i < runs; i++) {
      file.edit(SPOT, SPOT, ['x', '\n(', '\nk = w * 2.0\n', '\n1 / 0\n'][i % 4]!);
      if (i % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      else await file.settled();
      file.edit(SPOT, file.text.length - (TEXT.length - SPOT), '');
      await file.settled();
    }
    while (!file.debugger.isCurrent || file.hints.hints().some(({ mark }) => mark !== 'none')) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.deepEqual(file.crashes, []);
    // The test's own.
    file.versions.clear();
  }

  const interpreterKeeps = () => Number(file.debugger.view.prints.at(-1)?.text.trim().split('\n').at(-1));

  it('leave no more objects behind than the first ones did', async function () {
    this.timeout(400_000);
    await type(RUNS / 4);
    const first = { here: objectsHere(), worker: await countsOf(worker), python: interpreterKeeps() };
    await type(RUNS);
    const last = { here: objectsHere(), worker: await countsOf(worker), python: interpreterKeeps() };
    assert.ok(first.python > 0, String(first.python));
    // One object of every run would be 100, and of a run's graph there are hundreds.
    const more = growth(first.worker, last.worker);
    assert.ok(more.total < RUNS / 2, `the worker: ${more.total} more: ${more.most.join(', ')}`);
    assert.ok(last.here - first.here < RUNS / 2, `the editor: ${first.here} objects became ${last.here}`);
    assert.ok(Math.abs(last.python - first.python) < RUNS / 2, `${first.python} Python objects became ${last.python}`);
    assert.equal(file.hints.hints().length, 4);
  });

  it('are seen by this count when something is kept', () => {
    const before = objectsHere();
    const kept = Array.from({ length: RUNS }, (_, i) => ({ i }));
    assert.ok(objectsHere() - before >= kept.length);
  });
});
