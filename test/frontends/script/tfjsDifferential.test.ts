/** @file Every program of cases/ through our package and through the real TensorFlow.js, and how far they are apart. */
import assert from 'node:assert/strict';
import type { Answer, Outcome } from './bothFrameworks';
import { BothFrameworks } from './bothFrameworks';
import type { Bound, Case, Group } from './cases/case';
import { GROUPS } from './cases/all';
import { UlpTable } from './ulpTable';
import { ulpOf, ulpsBetween } from './ulps';

const EXACT: Bound = { ulps: 0, why: '' };

interface Distance {
  /** The worst pair in ULPs of its own numbers. */
  readonly ulps: number;
  /** The worst pair in ULPs of the largest number of the tensor. */
  readonly scaled: number;
  readonly pair: readonly [ours: number, theirs: number];
}

/** How far two tensors of equal shape and type are apart. */
function distanceOf(ours: Outcome, theirs: Outcome): Distance {
  const finite = theirs.values.map(Number).filter(Number.isFinite);
  const scale = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let worst: Distance = { ulps: 0, scaled: 0, pair: [0, 0] };
  theirs.values.forEach((value, i) => {
    const pair = [Number(ours.values[i]), Number(value)] as const;
    const ulps = ulpsBetween(...pair);
    if (ulps <= worst.ulps) return;
    worst = { ulps, scaled: Number.isFinite(ulps) ? Math.abs(pair[0] - pair[1]) / ulpOf(scale) : Infinity, pair };
  });
  return worst;
}

function outcomesOf(answer: Answer, who: string): readonly Outcome[] {
  if (answer.kind === 'error') throw new Error(`${who} throws: ${answer.message}`);
  return answer.outcomes;
}

describe('our package beside the real TensorFlow.js', () => {
  const both = new BothFrameworks();
  const table = new UlpTable();

  async function compare(group: Group, one: Case): Promise<void> {
    const [text, bound] = typeof one === 'string' ? [one, group.bound ?? EXACT] : one;
    const theirs = await both.theirs(text);
    const ours = await both.ours(text);
    if ('differs' in bound) {
      assert.notDeepEqual(ours, theirs);
      table.differs(group.name, text, bound.differs);
      return;
    }
    if (theirs.kind === 'error') {
      assert.deepEqual(ours, theirs);
      table.sameWords(group.name);
      return;
    }
    const mine = outcomesOf(ours, 'ours');
    assert.deepEqual(mine.map(({ values, ...rest }) => ({ ...rest, count: values.length })),
      theirs.outcomes.map(({ values, ...rest }) => ({ ...rest, count: values.length })));
    for (const [i, outcome] of theirs.outcomes.entries()) {
      if (outcome.dtype !== 'float32' && outcome.dtype !== 'Float32Array') {
        assert.deepEqual(mine[i], outcome);
        continue;
      }
      const distance = distanceOf(mine[i]!, outcome);
      table.compared(group.name, text, distance.ulps, bound.why);
      assert.ok(
        distance.ulps === 0 || distance.scaled <= bound.ulps,
        `output ${i}: ours ${distance.pair[0]}, theirs ${distance.pair[1]}: ${distance.ulps} ULPs, ` +
          `${distance.scaled} of the tensor's largest, allowed ${bound.ulps}\n` +
          `ours   ${mine[i]!.values.join(' ')}\ntheirs ${outcome.values.join(' ')}`,
      );
    }
  }

  for (const group of GROUPS) {
    describe(group.name, () => {
      for (const one of group.cases) {
        it(typeof one === 'string' ? one : one[0], () => compare(group, one));
      }
    });
  }

  after(() => table.write());
});
