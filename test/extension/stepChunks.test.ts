/** @file How a longer run is divided, and how the way to a step is walked again. */
import assert from 'node:assert/strict';
import { nextChunk, wayTo } from '../../src/extension/stepChunks';

describe('the chunks of a longer run', () => {
  it('begin small, and become what takes about 100 ms', () => {
    assert.equal(nextChunk(null), 8);
    // 8 steps in 160 ms are 20 ms each: 5 in 100 ms.
    assert.equal(nextChunk({ steps: 8, ms: 160 }), 5);
    // 20 steps in 50 ms: 40 in 100 ms.
    assert.equal(nextChunk({ steps: 20, ms: 50 }), 40);
  });

  it('are at least one step, at most four times the last, at most 1000', () => {
    assert.equal(nextChunk({ steps: 1, ms: 5000 }), 1);
    assert.equal(nextChunk({ steps: 8, ms: 0 }), 32);
    assert.equal(nextChunk({ steps: 900, ms: 1 }), 1000);
  });
});

describe('the way to a step', () => {
  const gone = ['d', 'd', 'g', 'd'].map((trainingOp, i) => ({ index: i + 1, trainingOp }));
  const known = [{ name: 'd' }, { name: 'g' }];

  it('is walked in turn where nothing was chosen', () => {
    assert.deepEqual(wayTo(3, gone, false, known), [{ trainingOp: null, count: 3 }]);
  });

  it('is walked as it was gone where training ops were chosen', () => {
    assert.deepEqual(wayTo(4, gone, true, known), [
      { trainingOp: 'd', count: 2 },
      { trainingOp: 'g', count: 1 },
      { trainingOp: 'd', count: 1 },
    ]);
  });

  it('lets an op that is gone from the text take its turn', () => {
    assert.deepEqual(wayTo(3, gone, true, [{ name: 'd' }]), [
      { trainingOp: 'd', count: 2 },
      { trainingOp: null, count: 1 },
    ]);
  });
});
