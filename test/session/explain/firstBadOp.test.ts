/** @file Where the first NaN or infinity was born, forward and backward, and the traps by name. */
import assert from 'node:assert/strict';
import { Builder } from '../../../src/engine/builder';
import type { Tensor } from '../../../src/engine/graph';
import type { ProgramHost } from '../../../src/frontends/program';
import type { BuiltVariable, TestProgram } from '../../engine/buildProgram';
import { gradientDescent } from '../scriptedSession';
import { ask } from './askedSession';

const question = { kind: 'firstBadOp', step: null } as const;

/** Differentiates Σ f(w), f made on line 21. */
function program(initial: readonly number[], f: (build: Builder, w: Tensor, p: TestProgram) => Tensor) {
  return (host: ProgramHost, p: TestProgram) => {
    const w: BuiltVariable = p.variable('w', initial);
    const y = f(new Builder(p.graph, 21), w.read, p);
    const loss = p.build.make('Sum', [y, p.constant([0], 'int32')], { keepDims: false });
    gradientDescent(host, p, loss, [w], 0.1);
  };
}

describe('the first bad op', () => {
  it('is none in a healthy step', () => {
    assert.equal(ask(program([1, 2], (build, w) => build.make('Log', [w], {})), question).found, null);
  });

  it('log of zero: the op, its line, the element and what it read there', () => {
    const { found } = ask(program([1, 0, 2], (build, w) => build.make('Log', [w], {})), question);
    assert.equal(found?.op, 'Log');
    assert.equal(found?.place?.line, 21);
    assert.equal(found?.pass, 'forward');
    assert.equal(found?.trap, 'log-of-zero');
    assert.deepEqual(found?.element, [1]);
    assert.equal(found?.value, '-Infinity');
    assert.equal(found?.nonFinite, 1);
    assert.equal(found?.operands[0]?.value, 0);
  });

  it('log of a negative number', () => {
    const { found } = ask(program([1, -3], (build, w) => build.make('Log', [w], {})), question);
    assert.deepEqual([found?.trap, found?.value, found?.operands[0]?.value], ['log-of-negative', 'NaN', -3]);
  });

  it('the root at zero: only its derivative is not finite, and it says whose derivative it is', () => {
    const { found } = ask(program([4, 0], (build, w) => build.make('Sqrt', [w], {})), question);
    assert.equal(found?.pass, 'backward');
    assert.equal(found?.trap, 'sqrt-at-zero');
    assert.deepEqual(found?.gradientOf?.op, 'Sqrt');
    assert.equal(found?.gradientOf?.place?.line, 21);
    assert.deepEqual(found?.element, [1]);
  });

  it('division by zero, with the broadcast operand at the bad element', () => {
    const { found } = ask(program([1, 2, 3], (build, w, p) =>
      build.make('RealDiv', [w, p.constant([1, 0, 2])], {})), question);
    assert.equal(found?.trap, 'division-by-zero');
    assert.deepEqual(found?.operands.map(({ value }) => value), [2, 0]);
  });

  it('overflow', () => {
    const { found } = ask(program([1, 200], (build, w) => build.make('Exp', [w], {})), question);
    assert.deepEqual([found?.op, found?.trap, found?.value], ['Exp', 'overflow', 'Infinity']);
  });

  const chosen = (f: 'Log' | 'Pow') => program([4, 0], (build, w, p) => {
    const isPositive = build.make('Greater', [w, p.constant([0, 0])], {});
    const y = f === 'Log' ? build.make('Log', [w], {}) : build.make('Pow', [w, p.constant([0.5, 0.5])], {});
    return build.make('Select', [isPositive, y, build.make('ZerosLike', [w], {})], {});
  });

  it('what tf.where does not choose is differentiated all the same', () => {
    for (const f of ['Log', 'Pow'] as const) {
      const { found } = ask(chosen(f), question);
      assert.deepEqual([found?.pass, found?.trap, found?.gradientOf?.op], ['backward', 'where-branch', f]);
    }
  });

  it('what nobody sees is no fault: a log of zero that a second tf.where keeps away from the gradient', () => {
    const { found } = ask(program([4, 0], (build, w, p) => {
      const isPositive = build.make('Greater', [w, p.constant([0, 0])], {});
      const zeros = build.make('ZerosLike', [w], {});
      const safe = build.make('Select', [isPositive, w, build.make('OnesLike', [w], {})], {});
      const unused = build.make('StopGradient', [build.make('Log', [w], {})], {});
      const sum = build.make('AddV2', [build.make('Log', [safe], {}), build.make('Select', [isPositive, zeros, unused], {})], {});
      return build.make('Select', [isPositive, sum, zeros], {});
    }), question);
    assert.equal(found, null);
  });

  it('a variable that is not finite already is a source, no op', () => {
    const { found } = ask(program([1, NaN], (build, w) => build.make('Square', [w], {})), question);
    assert.equal(found?.isSource, true);
    assert.equal(found?.op, 'VariableV2');
    assert.deepEqual(found?.element, [1]);
  });

  it('and explains the ops after it, though one of them has finite operands', () => {
    // No element equals a maximum that is NaN: its derivative divides by the count, 0.
    const { found } = ask(program([1, NaN], (build, w, p) =>
      build.make('Max', [w, p.constant([0], 'int32')], { keepDims: true })), question);
    assert.deepEqual([found?.isSource, found?.op], [true, 'VariableV2']);
  });

  it('the update alone can overflow', () => {
    const { found } = ask((host, p) => {
      const w = p.variable('w', 3e38);
      gradientDescent(host, p, p.build.make('Neg', [w.read], {}), [w], 1e38);
    }, question);
    assert.deepEqual([found?.op, found?.pass], ['ApplyGradientDescent', 'update']);
  });
});
