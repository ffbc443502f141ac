/** @file Conditionals and loops run as TensorFlow's executor runs them, and their gradients match differences. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Builder } from '../../src/engine/builder';
import { Execution } from '../../src/engine/execution';
import { gradients } from '../../src/engine/gradients';
import type { Node, Tensor } from '../../src/engine/graph';
import { conditional, loop, repeat } from './buildFlow';
import { TestProgram } from './buildProgram';
import type { Knowledge } from './finiteDifferences';
import { expectGradientsMatch } from './finiteDifferences';

const feed = (x: Tensor, ...numbers: number[]) =>
  new Map([[x, { dtype: x.dtype, dims: x.shape?.length === 0 ? [] : [numbers.length], data: Float32Array.from(numbers) }]]);

const half = (build: Builder, x: Tensor) => build.make('Mul', [x, build.scalar(x.dtype, 0.5)], {});
const total = (build: Builder, x: Tensor) =>
  build.make('Sum', [x, build.make('Range', [build.scalar('int32', 0), build.make('Rank', [x], {}), build.scalar('int32', 1)], {})], { keepDims: false });

describe('a conditional', () => {
  const made = () => {
    const p = new TestProgram();
    const x = p.placeholder('float32', []);
    const w = p.variable('w', 1);
    const isLarge = p.build.make('Greater', [x, p.constant(1)], {});
    return { p, x, w, isLarge };
  };

  it('runs the chosen branch only: an assignment in the other one does not happen', () => {
    const { p, x, w, isLarge } = made();
    const add = () => p.build.make('AssignAdd', [w.ref, p.constant(1)], { useLocking: false });
    const y = conditional(p.build, isLarge, add, () => p.build.make('Neg', [x], {}));
    const execution = p.start();
    const run = (at: number) => execution.run({ fetches: [y], targets: [], feeds: feed(x, at) })[0]!.data[0];
    assert.deepEqual([run(5), run(0.5), run(3)], [2, -0.5, 3]);
    assert.equal(execution.variable('w')!.data[0], 3);
  });

  it('fails in the chosen branch only, and only when it is reached', () => {
    const { p, x, isLarge } = made();
    const bad = () => p.build.make('CheckNumerics', [p.constant(NaN)], { message: 'bad' });
    const y = conditional(p.build, isLarge, bad, () => p.build.make('Neg', [x], {}));
    const execution = p.start();
    assert.equal(execution.run({ fetches: [y], targets: [], feeds: feed(x, 0.5) })[0]!.data[0], -0.5);
    assert.throws(() => execution.run({ fetches: [y], targets: [], feeds: feed(x, 5) }), /bad : Tensor had NaN/);
  });

  it('says of what the run did not choose that it has no value', () => {
    const { p, x, isLarge } = made();
    let inside: Tensor | null = null;
    conditional(p.build, isLarge, () => (inside = p.build.make('Neg', [x], {})), () => x);
    const request = { fetches: [inside!], targets: [], feeds: feed(x, 0.5) };
    assert.throws(() => p.start().run(request), /Retval\[0\] does not have value/);
    const seen = p.start().evaluate({ ...request, fetches: [], observed: [inside!] });
    assert.deepEqual(seen.observed, [null]);
  });
});

describe('a loop', () => {
  it('binds anew when a shape changes between iterations', () => {
    // [1] → [1, 1] → [1, 1, 1, 1] → eight ones.
    const p = new TestProgram();
    const join = (x: Tensor) => p.build.make('ConcatV2', [x, x, p.build.scalar('int32', 0)], {});
    const y = repeat(p.build, 3, p.constant([1]), join, true);
    assert.deepEqual(Array.from(p.start().run({ fetches: [y], targets: [], feeds: new Map() })[0]!.data), new Array(8).fill(1));
  });

  it('exchanges variables without losing one', () => {
    const p = new TestProgram();
    const int = (n: number) => p.build.scalar('int32', n);
    const [, a, b] = loop(
      p.build,
      [int(0), p.constant(1), p.constant(2)],
      (i) => p.build.make('Less', [i, int(3)], {}),
      (i, x, y) => [p.build.make('Add', [i, int(1)], {}), y, x],
    );
    const values = p.start().run({ fetches: [a!, b!], targets: [], feeds: new Map() });
    assert.deepEqual(values.map(({ data }) => data[0]), [2, 1]);
  });

  it('reads in each iteration what the last one wrote', () => {
    const p = new TestProgram();
    const w = p.variable('w', 1);
    const double = () => p.build.make('AssignAdd', [w.ref, w.read], { useLocking: false });
    const y = repeat(p.build, 4, p.constant(0), () => p.build.make('Identity', [double()], {}));
    const execution = p.start();
    assert.equal(execution.run({ fetches: [y], targets: [], feeds: new Map() })[0]!.data[0], 16);
    assert.equal(execution.variable('w')!.data[0], 16);
  });

  it('draws other random numbers in each iteration, and goes on in the next run', () => {
    const p = new TestProgram();
    const draw = () => p.build.make('RandomStandardNormal', [p.build.integers([1])], { seed: 3, seed2: 4, dtype: 'float32' });
    const join = (x: Tensor) => p.build.make('ConcatV2', [x, draw(), p.build.scalar('int32', 0)], {});
    const y = repeat(p.build, 3, p.constant([0]), join, true);
    const execution = p.start();
    const run = () => Array.from(execution.run({ fetches: [y], targets: [], feeds: new Map() })[0]!.data).slice(1);
    assert.equal(new Set([...run(), ...run()]).size, 6);
  });

  it('can be interrupted when it has no end', () => {
    const p = new TestProgram();
    const [y] = loop(p.build, [p.constant(0)], (x) => p.build.make('Less', [x, p.constant(1)], {}), (x) => [half(p.build, x)]);
    let looks = 0;
    const execution = new Execution(p.graph, { seed: 0, isCancelled: () => looks++ > 100 });
    assert.throws(() => execution.run({ fetches: [y!], targets: [], feeds: new Map() }), /interrupted/);
  });

  it('compiles once: a second identical run compiles nothing', () => {
    const p = new TestProgram();
    const x = p.placeholder('float32', [null]);
    const y = repeat(p.build, 3, x, (v) => half(p.build, v));
    const execution = p.start();
    const run = (...at: number[]) => execution.run({ fetches: [y], targets: [], feeds: feed(x, ...at) })[0]!;
    const before = execution.planCount;
    assert.deepEqual(Array.from(run(8, 16).data), [1, 2]);
    assert.deepEqual(Array.from(run(24, 32).data), [3, 4]);
    assert.equal(execution.planCount, before + 1);
  });

  it('keeps the nodes of a run that does not need it out of the run', () => {
    const p = new TestProgram();
    const w = p.variable('w', 1);
    const add = () => p.build.make('AssignAdd', [w.ref, p.constant(1)], { useLocking: false });
    repeat(p.build, 4, p.constant(0), () => p.build.make('Identity', [add()], {}));
    const execution = p.start();
    execution.run({ fetches: [w.read], targets: [], feeds: new Map() });
    assert.equal(execution.variable('w')!.data[0], 1);
  });
});

describe('the reason for a missing gradient behind a loop', () => {
  it('names the op in the body that cuts', () => {
    const p = new TestProgram();
    const x = p.placeholder('float32', []);
    let cut: Node | null = null;
    const y = repeat(p.build, 2, p.constant(0), () => {
      const stopped = p.build.make('StopGradient', [x], {});
      cut = stopped.node;
      return stopped;
    });
    const [result] = gradients({ graph: p.graph, ys: [y], xs: [x], origin: -1 });
    assert.deepEqual(result, { kind: 'none', reason: 'stop_gradient', cutBy: cut });
  });
});

describe('gradients through conditionals and loops', () => {
  const point = (...values: number[]) => ({ dims: [values.length], values });
  const programs: Readonly<Record<string, (build: Builder, inputs: readonly Tensor[]) => Tensor>> = {
    'a conditional': (build, [x, w]) =>
      conditional(
        build,
        build.make('Greater', [total(build, x!), build.scalar('float64', 0)], {}),
        () => build.make('Mul', [x!, w!], {}),
        () => build.make('Sub', [x!, w!], {}),
      ),
    'a conditional in a conditional': (build, [x, w]) => {
      const isAbove = (n: number) =>
        build.make('Greater', [total(build, x!), build.scalar('float64', n)], {});
      const product = () => build.make('Mul', [x!, w!], {});
      return conditional(build, isAbove(-1), () => conditional(build, isAbove(1), product, () => w!), () => half(build, x!));
    },
    'a loop': (build, [x, w]) =>
      repeat(build, 3, x!, (v) => build.make('Tanh', [build.make('Mul', [v, w!], {})], {})),
    'a loop that does not use its variable': (build, [x, w]) =>
      repeat(build, 3, x!, () => build.make('Mul', [x!, w!], {})),
    'a loop in a loop': (build, [x, w]) =>
      repeat(build, 2, x!, (outer) =>
        build.make('Mul', [w!, repeat(build, 2, outer, (v) => build.make('Add', [build.make('Mul', [v, w!], {}), x!], {}))], {}),
      ),
    'a conditional in a loop': (build, [x, w]) =>
      repeat(build, 4, x!, (v) =>
        conditional(
          build,
          build.make('Greater', [total(build, v), build.scalar('float64', 0.5)], {}),
          () => build.make('Sub', [v, w!], {}),
          () => build.make('Mul', [v, w!], {}),
        ),
      ),
    'a loop in a conditional': (build, [x, w]) =>
      conditional(
        build,
        build.make('Greater', [total(build, x!), build.scalar('float64', 0)], {}),
        () => repeat(build, 3, x!, (v) => build.make('Mul', [v, w!], {})),
        () => build.make('Mul', [x!, x!], {}),
      ),
  };
  // Without a static shape a Shape node carries it: the memories of a loop hold shapes then.
  const knowledge: readonly Knowledge[] = ['full', 'rank'];
  for (const [name, build] of Object.entries(programs)) {
    for (const known of knowledge) {
      it(`match differences: ${name}, static shapes ${known}`, () => {
        const number = fc.double({ min: 0.3, max: 1.5, noNaN: true });
        fc.assert(
          fc.property(fc.array(number, { minLength: 1, maxLength: 3 }), number, fc.constantFrom(1, -1), (xs, w, sign) => {
            // A sum near a branch's border would jump between the two points of a difference.
            const sum = xs.reduce((a, b) => a + b, 0) * sign;
            fc.pre([-1, 0, 0.5, 1].every((border) => Math.abs(sum - border) > 1e-3));
            expectGradientsMatch({
              inputs: [point(...xs.map((v) => v * sign)), point(...xs.map(() => w))],
              build, knowledge: known, tolerance: 1e-5,
            });
          }),
          { numRuns: 12, seed: 7 },
        );
      });
    }
  }
});
