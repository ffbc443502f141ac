/** @file A tensor of a step with all its elements, where the record has only the first. */
import assert from 'node:assert/strict';
import { ask, refusal } from './askedSession';
import { LARGE, longRow } from './largeProgram';

describe('all elements of one tensor', () => {
  it('are those that the record has the first of, in each part of the row', () => {
    const asked = (part: Parameters<typeof longRow>[0]) => ask<'tensor'>(LARGE, longRow(part, 1), 2).tensor;
    // w = 0, 1, 2, …: the gradient of Σ w² / 2 is w itself; rate 0.5 halves it in every step.
    const before = asked({ kind: 'before' });
    assert.equal(before.size, 40);
    assert.deepEqual(before.values, Array.from({ length: 40 }, (_, i) => i));
    assert.deepEqual(asked({ kind: 'gradient' }).values, before.values);
    assert.deepEqual(asked({ kind: 'after' }).values, Array.from({ length: 40 }, (_, i) => i / 2));
    const second = ask<'tensor'>(LARGE, longRow({ kind: 'after' }, 2), 2).tensor;
    assert.deepEqual(second.values, Array.from({ length: 40 }, (_, i) => i / 4));
  });

  it('are there for computed pairs, which have no after', () => {
    assert.equal(ask<'tensor'>(LARGE, longRow({ kind: 'gradient' }, null)).tensor.values.length, 40);
    assert.match(refusal(LARGE, longRow({ kind: 'after' }, null)).message, /w:0 has no such tensor in step 1/);
  });

  it('are refused by name for a row or a step that is not there', () => {
    const other = { ...longRow({ kind: 'gradient' }, null), variable: 'v:0' };
    assert.match(refusal(LARGE, other).message, /No row of this step is called v:0/);
    assert.match(refusal(LARGE, longRow({ kind: 'gradient' }, 7)).message, /There is no step 7/);
  });
});

describe('the records of steps', () => {
  it('are given again, oldest first, as far as they were made', () => {
    const { records } = ask<'records'>(LARGE, { kind: 'records', from: 1, to: 50 }, 3);
    assert.deepEqual(records.map(({ index }) => index), [1, 2, 3]);
    assert.deepEqual(records[2]?.rows[0]?.after?.values.slice(0, 3), [0, 0.125, 0.25]);
  });
});
