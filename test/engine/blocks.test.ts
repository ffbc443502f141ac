/**
 * @file Plans that run often: what is joined into compiled blocks has the bits of the kernels, op by op, in chains,
 * observed or not; and variables that stay in a plan's memory are there for whoever asks.
 */
import assert from 'node:assert/strict';
import { Execution, type RunRequest } from '../../src/engine/execution';
import { OFTEN as RUNS } from '../../src/engine/plan';
import { gradients } from '../../src/engine/gradients';
import type { Node, Tensor } from '../../src/engine/graph';
import { compilePlan } from '../../src/engine/planCompiler';
import type { Value } from '../../src/engine/value';
import { valueOf } from '../../src/engine/value';
import { TestProgram } from './buildProgram';
import { float32Kinds, float32s, uniform } from './randomFloats';

/** One number, a rest without packets, a packet with a rest, several with one of five, and many. */
const SIZES = [1, 3, 8, 13, 100, 1030];

const UNARY = [
  'Square', 'Abs', 'Neg', 'Reciprocal', 'Inv', 'Sqrt', 'Exp', 'Sin', 'Cos', 'Tanh', 'Sigmoid', 'Log', 'Relu', 'L2Loss',
] as const;
const BINARY = [
  'Add', 'AddV2', 'Sub', 'Mul', 'RealDiv', 'DivNoNan', 'Maximum', 'Minimum', 'SquaredDifference', 'ReluGrad', 'TanhGrad', 'SigmoidGrad',
] as const;

function tensor(p: TestProgram, numbers: Float32Array, dims: readonly number[] = [numbers.length]): Tensor {
  return p.variableOf('v', p.build.constant(valueOf('float32', dims, numbers))).read;
}

const request = (observed: readonly Tensor[], fetches: readonly Tensor[] = [], targets: readonly Node[] = []): RunRequest =>
  ({ fetches, observed, targets, feeds: new Map() });

/** After so many runs every plan is made of blocks. */
const OFTEN = RUNS.most;

/** NaN is NaN; everything else by its bits. */
function assertSame(actual: readonly (Value | null)[], wanted: readonly (Value | null)[], what: string): void {
  assert.equal(actual.length, wanted.length);
  actual.forEach((value, i) => {
    const [a, b] = [value!, wanted[i]!];
    assert.deepEqual(a.dims, b.dims);
    const at = a.data.findIndex((x: number, k: number) => !Object.is(x, b.data[k]));
    assert.equal(at, -1, `${what}, value ${i}: [${at}] is ${a.data[at]}, not ${b.data[at]}`);
  });
}

/** Evaluates as a plan of kernels, then as one of blocks. */
function assertBlocksAgree(execution: Execution, asked: RunRequest, what: string): void {
  const wanted = execution.evaluate(asked);
  for (let i = 0; i < OFTEN; i++) execution.evaluate(asked);
  const found = execution.evaluate(asked);
  assertSame(found.values, wanted.values, what);
  assertSame(found.observed, wanted.observed, what);
  const keys = [...wanted.changes.variables.keys()];
  assert.deepEqual([...found.changes.variables.keys()].sort(), [...keys].sort(), what);
  assertSame(keys.map((key) => found.changes.variables.get(key)!), keys.map((key) => wanted.changes.variables.get(key)!), what);
}

/** The calls of kernels in a plan without blocks, and in one with them. */
function kernelCalls(asked: RunRequest): readonly [without: number, withBlocks: number] {
  return [compilePlan(asked).kernelCalls, compilePlan(asked, true).kernelCalls];
}

describe('the compiled blocks of a plan', () => {
  for (const op of [...UNARY, ...BINARY]) {
    it(`have the bits of the kernel of ${op}, for numbers of every kind`, () => {
      for (const size of SIZES) {
        for (let kind = 0; kind < float32Kinds.length; kind++) {
          const p = new TestProgram();
          const x = tensor(p, float32s(size, kind, 1));
          const y = tensor(p, float32s(size, kind, 2));
          const one = tensor(p, float32s(1, kind, 3), []);
          const isUnary = (UNARY as readonly string[]).includes(op);
          const pairs = isUnary ? [[x]] : op.endsWith('Grad') ? [[x, y], [y, x]] : [[x, y], [x, one], [one, y]];
          const results = pairs.map((operands) => p.build.make(op as 'Add', operands, {}));
          assertBlocksAgree(p.start(), request(results), `${op} of ${size}, kind ${kind}`);
        }
      }
    });
  }

  it('is made without steps for shapes that are known', () => {
    const p = new TestProgram();
    const y = p.build.make('Neg', [p.variable('x', [1, 2, 3]).read], {});
    const shape = p.build.make('Shape', [y], { outType: 'int32' });
    const asked = request([p.build.make('Reshape', [y, shape], {}), shape]);
    assert.deepEqual(kernelCalls(asked), [1, 0]);
    assert.deepEqual(p.start().evaluate(asked).observed.map((value) => [...value!.data]), [[-1, -2, -3], [3]]);
  });

  it('have the bits of the kernels for long results, whose variables are not copied in', () => {
    const count = (1 << 17) + 9;
    const p = new TestProgram();
    const x = tensor(p, float32s(count, 0, 1));
    const y = p.build.make('Neg', [x], {});
    const squares = p.build.make('Square', [p.build.make('Relu', [y], {})], {});
    const asked = request([squares, p.build.make('ReluGrad', [squares, y], {})]);
    assert.deepEqual(kernelCalls(asked), [4, 1]);
    assertBlocksAgree(p.start(), asked, 'long results');
  });

  it('have the bits of the kernels in chains of ops, whatever is observed', () => {
    for (let seed = 0; seed < 60; seed++) {
      const next = uniform(seed);
      const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
      const size = pick(SIZES);
      const p = new TestProgram();
      const made = [0, 1, 2].map((i) => tensor(p, float32s(size, pick([0, 4, 11, 12]), seed + i)));
      const scalars = [tensor(p, float32s(1, 0, seed), []), p.constant(0.5), p.constant([1.5])];
      for (let i = 0; i < 40; i++) {
        if (next() < 0.5) made.push(p.build.make(pick(UNARY.filter((op) => op !== 'L2Loss')) as 'Square', [pick(made)], {}));
        else if (next() < 0.2) made.push(p.build.make('AddN', [pick(made), pick(made), pick(made)].filter(({ shape }) => shape!.length === 1), {}));
        else made.push(p.build.make(pick(BINARY) as 'Add', [pick(made), pick(made)], {}));
        if (next() < 0.2) made.push(p.build.make('Mul', [pick(made), pick(scalars)], {}));
      }
      const execution = p.start();
      assertBlocksAgree(execution, request(made), `chain ${seed}, all observed`);
      assertBlocksAgree(execution, request([], [made.at(-1)!]), `chain ${seed}, only fetched`);
      const [without, withBlocks] = kernelCalls(request(made));
      assert.ok(withBlocks < without / 2, `${withBlocks} of ${without} calls are left`);
    }
  });

  it('leave numbers that vectors are not made for to the kernels', () => {
    const p = new TestProgram();
    const numbers = float32s(100, 0, 1);
    numbers[41] = 1e6;
    const x = tensor(p, numbers);
    const sine = p.build.make('Sin', [p.build.make('Mul', [x, p.constant(3)], {})], {});
    const after = p.build.make('Sqrt', [p.build.make('Square', [sine], {})], {});
    assertBlocksAgree(p.start(), request([sine, after]), 'a large angle');
  });

  it('know a fold of one element from one of many, and hand −0 on as it does', () => {
    for (const number of [-0, 0, 3.5, NaN]) {
      const p = new TestProgram();
      const one = tensor(p, Float32Array.of(number), [1, 1]);
      const negative = p.build.make('Neg', [one], {});
      const axes = p.constant([0, 1], 'int32');
      const folds = (['Sum', 'Mean', 'Prod', 'Max', 'Min'] as const).map((op) => p.build.make(op, [negative, axes], { keepDims: false }));
      const biased = p.build.make('BiasAddGrad', [negative], { dataFormat: 'NHWC' });
      assertBlocksAgree(p.start(), request([...folds, biased]), `folds of ${number}`);
      assert.deepEqual(kernelCalls(request([...folds, biased])), [7, 0]);
    }
  });

  it('sum as the kernels do: in packets, what is left over, and halves of long tensors', () => {
    for (const size of [2, 7, 8, 19, 1000, 8192, 8193, 20011]) {
      for (let kind = 0; kind < float32Kinds.length; kind++) {
        const p = new TestProgram();
        const x = tensor(p, float32s(size, kind, 1));
        const axes = p.constant([0], 'int32');
        const sums = (['Sum', 'Mean'] as const).map((op) => p.build.make(op, [x, axes], { keepDims: false }));
        const asked = request([...sums, p.build.make('L2Loss', [x], {})]);
        assertBlocksAgree(p.start(), asked, `sums of ${size}, kind ${kind}`);
        assert.deepEqual(kernelCalls(asked), [3, 0]);
      }
    }
  });

  it('sum columns as the kernel does', () => {
    for (const [rows, columns] of [[1, 1], [50, 1], [3, 4], [7, 10], [5, 17], [64, 33]] as const) {
      for (const kind of [0, 5, 6, 11]) {
        const p = new TestProgram();
        const x = tensor(p, float32s(rows * columns, kind, 1), [rows, columns]);
        const sums = p.build.make('BiasAddGrad', [x], { dataFormat: 'NHWC' });
        const after = p.build.make('Neg', [sums], {});
        assertBlocksAgree(p.start(), request([sums, after]), `columns of ${rows} × ${columns}, kind ${kind}`);
      }
    }
  });

  it('multiply a matrix and a vector as the kernels do, however they lie', () => {
    for (const [m, k, n] of [[1, 10, 1], [1000, 10, 1], [10, 1000, 1], [1, 5, 13], [1, 200, 3], [7, 40, 1], [3, 129, 1], [1, 1, 9], [20, 3, 1]]) {
      for (const [transposeA, transposeB] of [[false, false], [true, false], [false, true], [true, true]] as const) {
        for (const kind of [0, 6, 11]) {
          const p = new TestProgram();
          const a = tensor(p, float32s(m! * k!, kind, 1), transposeA ? [k!, m!] : [m!, k!]);
          const b = tensor(p, float32s(k! * n!, kind, 2), transposeB ? [n!, k!] : [k!, n!]);
          const product = p.build.make('MatMul', [a, b], { transposeA, transposeB });
          const asked = request([product, p.build.make('Square', [product], {})]);
          assertBlocksAgree(p.start(), asked, `${m} × ${k} × ${n}, ${transposeA} ${transposeB}, kind ${kind}`);
          assert.deepEqual(kernelCalls(asked), [2, 0]);
        }
      }
    }
  });

  for (const size of [1, 5, 100]) {
    it(`write variables of ${size} as the kernels of the optimizers do`, () => {
      for (let kind = 0; kind < float32Kinds.length; kind++) {
        const p = new TestProgram();
        const variable = (seed: number) => p.variableOf('v', p.build.constant(valueOf('float32', [size], float32s(size, kind, seed)))).ref;
        const scalar = (x: number) => p.constant(x);
        const g = p.build.make('Mul', [variable(1), scalar(1.5)], {});
        const power = p.variable('power', 0.9);
        const adam = [power.read, power.read, scalar(0.1), scalar(0.9), scalar(0.99), scalar(1e-8), g];
        const locking = { useLocking: false };
        const writes = [
          p.build.node('ApplyGradientDescent', [variable(2), scalar(0.1), g], locking),
          p.build.node('ApplyMomentum', [variable(3), variable(4), scalar(0.1), g, scalar(0.9)], { ...locking, useNesterov: false }),
          p.build.node('ApplyAdam', [variable(5), variable(6), variable(7), ...adam], { ...locking, useNesterov: false }),
          p.build.node('Assign', [variable(8), g], { ...locking, validateShape: true }),
          p.build.node('AssignAdd', [variable(9), g], locking),
          p.build.node('AssignSub', [variable(10), g], locking),
        ] as unknown as Node[];
        assertBlocksAgree(p.start(), request([g], [], writes), `optimizers, kind ${kind}`);
      }
    });
  }
});

/** w·x by descent, with what is asked of each step. */
function descent(): { program: TestProgram; loss: Tensor; train: Node; raw: readonly Tensor[] } {
  const program = new TestProgram();
  const { build, graph } = program;
  const [w, x] = [program.variable('w', 5), program.variable('x', 10)];
  const loss = build.make('Mul', [w.read, x.read], {});
  const raw = gradients({ graph, ys: [loss], xs: [w.ref, x.ref], origin: -1 }).map((result) => (result as { tensor: Tensor }).tensor);
  const updates = [w, x].map(({ ref }, i) =>
    build.node('ApplyGradientDescent', [ref, program.constant(1e-3), raw[i]!], { useLocking: false }) as unknown as Node);
  const train = graph.make({ op: 'NoOp', inputs: [], attributes: {}, origin: -1, controlInputs: updates }) as unknown as Node;
  return { program, loss, train, raw };
}

describe('a plan that runs again and again', () => {
  const numbersOf = (execution: Execution) => ['w', 'x'].map((key) => execution.variable(key)!.data[0]);

  it('goes the way of steps that are evaluated and committed', () => {
    const { program, loss, train } = descent();
    const [fast, slow] = [program.start(), program.start()];
    const asked = { fetches: [loss], targets: [train], feeds: new Map() };
    for (let step = 0; step < 2 * OFTEN; step++) {
      const { values, changes } = slow.evaluate({ ...asked, fetches: [loss] });
      slow.commit(changes);
      assertSame(fast.run(asked), values, `loss of step ${step}`);
      if (step % 7 === 0) assert.deepEqual(numbersOf(fast), numbersOf(slow));
    }
    assert.deepEqual(numbersOf(fast), numbersOf(slow));
    assert.notEqual(numbersOf(fast)[0], 5);
  });

  it('begins from what was restored, committed or written by another run in between', () => {
    const { program, loss, train } = descent();
    const execution = program.start();
    const asked = { fetches: [loss], targets: [train], feeds: new Map() };
    const run = (times: number) => {
      for (let i = 0; i < times; i++) execution.run(asked);
    };
    run(OFTEN);
    const state = execution.state;
    const after = [...numbersOf(execution)];
    run(OFTEN);
    assert.notDeepEqual(numbersOf(execution), after);
    // What was handed out is not written over.
    assert.deepEqual(['w', 'x'].map((key) => state.variables.get(key)!.data[0]), after);
    execution.restore(state);
    assert.deepEqual(numbersOf(execution), after);
    run(OFTEN);
    const twice = [...numbersOf(execution)];
    execution.restore(state);
    run(OFTEN);
    assert.deepEqual(numbersOf(execution), twice);
    execution.commit({ variables: new Map([['w', valueOf('float32', [], [2])]]), random: new Map(), memories: new Map() });
    assert.equal(execution.run(asked)[0]!.data[0], Math.fround(2 * twice[1]!));
    run(5);
    execution.run({ fetches: [], targets: [program.variables[0]!.initializer], feeds: new Map() });
    const x = numbersOf(execution)[1]!;
    assert.equal(execution.run(asked)[0]!.data[0], Math.fround(5 * x));
  });

  it('gives what is observed as it was in its own step, and keeps what was given', () => {
    const { program, train, raw } = descent();
    const execution = program.start();
    const asked = { fetches: [], observed: raw, targets: [train], feeds: new Map() };
    const seen = Array.from({ length: OFTEN + 8 }, () => {
      const before = numbersOf(execution);
      const { observed, changes } = execution.evaluate(asked);
      execution.commit(changes);
      return { before, observed };
    });
    // The gradient of w is x, and that of x is w.
    for (const { before, observed } of seen) assert.deepEqual(observed.map((value) => value!.data[0]), [before[1], before[0]]);
  });

  it('says that a variable has no value, and stops when it is told to, as in its first run', () => {
    const { program, loss, train } = descent();
    let isCancelled = false;
    const execution = new Execution(program.graph, { seed: 0, isCancelled: () => isCancelled });
    for (const { initializer } of program.variables) execution.run({ fetches: [], targets: [initializer], feeds: new Map() });
    const asked = { fetches: [loss], targets: [train], feeds: new Map() };
    for (let i = 0; i < OFTEN; i++) execution.run(asked);
    const before = numbersOf(execution);
    isCancelled = true;
    assert.throws(() => execution.run(asked), /The run was interrupted/);
    isCancelled = false;
    assert.deepEqual(numbersOf(execution), before);
    execution.restore({ variables: new Map(), random: new Map(), memories: new Map() });
    assert.throws(() => execution.run(asked), /uninitialized/);
  });

  it('come after some hundred runs of small tensors, and sooner where a run takes long', () => {
    const plans = [1, 200_000].map((size) => {
      const program = new TestProgram();
      let y = tensor(program, new Float32Array(size).fill(0.5));
      for (let i = 0; i < 20; i++) y = program.build.make('Tanh', [y], {});
      return compilePlan(request([y]));
    });
    assert.deepEqual(plans.map(({ often }) => often), [RUNS.most, RUNS.least]);
  });
});
