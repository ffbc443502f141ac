/** @file The split of a loss into its terms: values, weights, parts of each gradient, what is left over. */
import assert from 'node:assert/strict';
import type { ProgramHost } from '../../../src/frontends/program';
import type { TestProgram } from '../../engine/buildProgram';
import { gradientDescent } from '../scriptedSession';
import { ask } from './askedSession';

const question = { kind: 'lossTerms', step: null } as const;

/** loss = (w − 1)² + 0.5·w², w = 3; v only in the first term. */
function regularized(host: ProgramHost, p: TestProgram) {
  const [w, v] = [p.variable('w', 3), p.variable('v', 1)];
  const fit = p.build.make('Square', [p.build.make('Sub', [w.read, v.read], {})], {}, 'fit');
  const decay = p.build.make('Mul', [p.constant(0.5), p.build.make('Square', [w.read], {})], {}, 'decay');
  gradientDescent(host, p, p.build.make('AddV2', [fit, decay], {}), [w, v], 0.1);
}

describe('the terms of a loss', () => {
  it('are named, with their values, and split each gradient', () => {
    const { terms, rows, reason } = ask(regularized, question);
    assert.equal(reason, null);
    assert.deepEqual(terms.map(({ name, value, weight }) => [name, value, weight]), [['fit', 4, 1], ['decay', 4.5, 1]]);
    // ∂/∂w = 2·2 + 3 = 7, ∂/∂v = −4.
    const [w, v] = rows;
    assert.deepEqual(w!.parts.map((part) => part?.norm), [4, 3]);
    assert.ok(Math.abs(Number(w!.parts[0]!.share) - 4 / 7) < 1e-12);
    assert.deepEqual(v!.parts.map((part) => part?.norm ?? null), [4, null]);
    assert.deepEqual(rows.map(({ remainder }) => remainder), [0, 0]);
  });

  it('are found behind a mean and a sign, with their weights', () => {
    const { terms, rows } = ask((host, p) => {
      const w = p.variable('w', [1, 2]);
      const difference = p.build.make('Sub', [
        p.build.make('Exp', [w.read], {}, 'a'), p.build.make('Square', [w.read], {}, 'b'),
      ], {});
      const loss = p.build.make('Mean', [difference, p.constant([0], 'int32')], { keepDims: false });
      gradientDescent(host, p, p.build.make('Neg', [loss], {}), [w], 0.1);
    }, question);
    assert.deepEqual(terms.map(({ name, weight }) => [name, weight]), [['a', -0.5], ['b', 0.5]]);
    assert.ok(Number(rows[0]!.remainder) < 1e-6);
  });

  it('of which one is used by another do not count it twice', () => {
    const { rows } = ask((host, p) => {
      const w = p.variable('w', 2);
      const a = p.build.make('Square', [w.read], {}, 'a');
      const b = p.build.make('Exp', [a], {}, 'b');
      gradientDescent(host, p, p.build.make('AddV2', [a, b], {}), [w], 0.1);
    }, question);
    // 2w = 4 and e^(w²)·2w.
    assert.equal(rows[0]!.parts[0]!.norm, 4);
    assert.ok(Math.abs(Number(rows[0]!.parts[1]!.norm) - 4 * Math.exp(4)) < 1e-3);
    assert.ok(Number(rows[0]!.remainder) < 1e-6);
  });

  it('are none where the loss is no sum', () => {
    const { reason } = ask((host, p) => {
      const w = p.variable('w', 2);
      gradientDescent(host, p, p.build.make('Square', [w.read], {}), [w], 0.1);
    }, question);
    assert.match(reason!, /no sum of terms/);
  });
});
