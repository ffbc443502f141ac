/** @file The numeric check: agreement, kinks, a wrong gradient, and what is not checked. */
import assert from 'node:assert/strict';
import type { Tensor } from '../../../src/engine/graph';
import type { ProgramHost } from '../../../src/frontends/program';
import type { TestProgram } from '../../engine/buildProgram';
import { gradientDescent } from '../scriptedSession';
import { ask } from './askedSession';

const question = { kind: 'check', step: null, variable: null } as const;

function program(initial: readonly number[], f: (p: TestProgram, w: Tensor) => Tensor) {
  return (host: ProgramHost, p: TestProgram) => {
    const w = p.variable('w', initial);
    const loss = p.build.make('Sum', [f(p, w.read), p.constant([0], 'int32')], { keepDims: false });
    gradientDescent(host, p, loss, [w], 0.1);
  };
}

describe('the numeric check', () => {
  it('agrees with a right gradient, in float64, element by element', () => {
    const [row] = ask(program([0.3, -2, 5], (p, w) => p.build.make('Tanh', [w], {})), question).rows;
    assert.equal(row?.verdict, 'agrees');
    assert.equal(row?.precision, 'float64');
    assert.deepEqual([row?.checked, row?.size], [3, 3]);
    assert.ok(Number(row?.worst?.relativeError) < 1e-4, String(row?.worst?.relativeError));
  });

  it('recognizes a kink: the one-sided derivatives differ, the gradient lies between', () => {
    const [row] = ask(program([0, 1], (p, w) => p.build.make('Relu', [w], {})), question).rows;
    assert.equal(row?.verdict, 'kink');
    const [kink] = row!.kinks;
    assert.deepEqual(kink!.element, [0]);
    assert.equal(kink!.analytic, 0);
    assert.ok(Math.abs(Number(kink!.left)) < 1e-9 && Math.abs(Number(kink!.right) - 1) < 1e-9);
  });

  it('finds a gradient that stops short: 2·w² behind stop_gradient on one factor', () => {
    const [row] = ask(program([3], (p, w) =>
      p.build.make('Mul', [w, p.build.make('StopGradient', [w], {})], {})), question).rows;
    assert.equal(row?.verdict, 'disagrees');
    assert.match(row?.reason ?? '', /^tf\.stop_gradient is on the way \(StopGradient\)/);
    assert.equal(row?.worst?.analytic, 3);
    assert.ok(Math.abs(Number(row?.worst?.numeric) - 6) < 1e-6);
  });

  it('checks a large variable in some elements and along a direction', () => {
    const many = Array.from({ length: 500 }, (_none, i) => Math.sin(i));
    const [row] = ask(program(many, (p, w) => p.build.make('Sigmoid', [w], {})), question).rows;
    assert.equal(row?.verdict, 'agrees');
    assert.ok(row!.checked <= 24);
    const { analytic, numeric } = row!.direction!;
    assert.ok(Math.abs(Number(analytic) - Number(numeric)) < 1e-4);
  });

  it('tells digits that float32 lost from a wrong rule', () => {
    // 1 − tanh² near 1 cancels: float32 has tanh(8.5) = 1 exactly and a gradient of 0.
    const [row] = ask(program([8.5], (p, w) => p.build.make('Tanh', [w], {})), question).rows;
    assert.equal(row?.verdict, 'rounded');
    assert.ok(Math.abs(Number(row?.worst?.exact) - 4 / Math.exp(17)) < 1e-12, String(row?.worst?.exact));
  });

  it('does not judge where the loss is not finite', () => {
    const [row] = ask(program([0], (p, w) => p.build.make('Log', [w], {})), question).rows;
    assert.equal(row?.verdict, 'notChecked');
    assert.match(row!.reason!, /not finite: look for the first bad op/);
  });

  it('says why a row is not checked', () => {
    const rows = ask((host, p) => {
      const [v, w] = [p.variable('v', 1), p.variable('w', 2)];
      gradientDescent(host, p, p.build.make('Square', [v.read], {}), [v, w], 0.1);
    }, question).rows;
    assert.deepEqual(rows.map(({ verdict }) => verdict), ['agrees', 'notChecked']);
    assert.match(rows[1]!.reason!, /does not depend on it/);
  });
});
