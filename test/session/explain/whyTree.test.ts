/** @file The tree behind a gradient: uses, shares, lines, and what cannot be explained. */
import assert from 'node:assert/strict';
import { Builder } from '../../../src/engine/builder';
import type { ProgramHost } from '../../../src/frontends/program';
import type { TestProgram } from '../../engine/buildProgram';
import { gradientDescent } from '../scriptedSession';
import { ask, refusal } from './askedSession';

const question = { kind: 'why', step: null, variable: 'w:0', element: null } as const;

/** loss = w·x (line 21) + w² (line 22), w = 5, x = 10: ∂loss/∂w = 10 + 2·5. */
function twoUses(host: ProgramHost, p: TestProgram) {
  const x = p.variable('x', 10);
  const w = p.variable('w', 5);
  const product = new Builder(p.graph, 21).make('Mul', [w.read, x.read], {});
  const square = new Builder(p.graph, 22).make('Square', [w.read], {});
  const loss = new Builder(p.graph, 23).make('AddV2', [product, square], {});
  gradientDescent(host, p, loss, [w, x], 0.1);
}

describe('why a gradient has its value', () => {
  it('names each use of the variable with its line, its part and its share', () => {
    const answer = ask(twoUses, question);
    assert.equal(answer.gradient.value, 20);
    const seen = answer.branches.map(({ op, place, contribution, share, upstream, derivative }) => ({
      op, line: place?.line, part: contribution.value, share, upstream: upstream?.value, derivative,
    }));
    assert.deepEqual(seen, [
      { op: 'Mul', line: 21, part: 10, share: 0.5, upstream: 1, derivative: 10 },
      { op: 'Square', line: 22, part: 10, share: 0.5, upstream: 1, derivative: 10 },
    ]);
    assert.deepEqual(answer.lines.map(({ place, share, uses }) => [place?.line, share, uses]), [[21, 0.5, 1], [22, 0.5, 1]]);
  });

  it('goes on to the loss, where nothing arrives', () => {
    const [product] = ask(twoUses, question).branches;
    const [sum] = product!.branches;
    assert.equal(sum!.op, 'AddV2');
    assert.equal(sum!.place?.line, 23);
    assert.deepEqual(sum!.branches, []);
    assert.equal(sum!.stopped, null);
  });

  it('shows what works against the sum as a negative share', () => {
    const answer = ask((host, p) => {
      const w = p.variable('w', [1, 2]);
      const twice = p.build.make('Mul', [w.read, p.constant(3)], {});
      const back = p.build.make('Neg', [w.read], {});
      const loss = p.build.make('Sum', [p.build.make('AddV2', [twice, back], {}), p.constant([0], 'int32')], { keepDims: false });
      gradientDescent(host, p, loss, [w], 0.1);
    }, question);
    assert.deepEqual(answer.branches.map(({ share }) => share), [1.5, -0.5]);
  });

  it('answers for one element', () => {
    const program = (host: ProgramHost, p: TestProgram) => {
      const w = p.variable('w', [1, 2]);
      const loss = p.build.make('Sum', [p.build.make('Square', [w.read], {}), p.constant([0], 'int32')], { keepDims: false });
      gradientDescent(host, p, loss, [w], 0.1);
    };
    const answer = ask(program, { ...question, element: 1 });
    assert.equal(answer.gradient.value, 4);
    assert.equal(answer.branches[0]!.contribution.value, 4);
    assert.match(refusal(program, { ...question, element: 2 }).message, /no element 2: its gradient has 2/);
  });

  it('marks a way that is shown already instead of repeating it', () => {
    const answer = ask((host, p) => {
      const w = p.variable('w', 2);
      let sum = w.read;
      // 2³⁰ paths lead from w to the loss.
      for (let i = 0; i < 30; i++) sum = p.build.make('AddV2', [sum, sum], {});
      gradientDescent(host, p, sum, [w], 0.1);
    }, question);
    assert.equal(answer.gradient.value, 2 ** 30);
    const text = JSON.stringify(answer);
    assert.ok(text.length < 100_000, `${text.length} characters`);
    assert.match(text, /"stopped":"shown"/);
  });

  it('says why there is nothing to explain', () => {
    const program = (host: ProgramHost, p: TestProgram) => {
      const [v, w] = [p.variable('v', 1), p.variable('w', 2)];
      gradientDescent(host, p, p.build.make('Square', [v.read], {}), [v, w], 0.1);
    };
    assert.match(refusal(program, question).message, /w:0 has no gradient to explain: the loss does not depend on it/);
    assert.match(refusal(program, { ...question, variable: 'u:0' }).message, /No row of this step is called u:0; there are: v:0, w:0/);
    assert.match(refusal(program, { ...question, step: 4 }).message, /There is no step 4/);
  });

  it('reads a step of the past as it was', () => {
    assert.equal(ask(twoUses, { ...question, step: 1 }, 3).gradient.value, 20);
    // w = 5 − 0.1·20 = 3, x = 10 − 0.1·5 = 9.5.
    assert.equal(ask(twoUses, { ...question, step: 2 }, 3).gradient.value, 15.5);
  });
});
