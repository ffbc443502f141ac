/**
 * @file The workloads on this engine, through its normal way: graph, plan, kernels; bare, with pairs or all
 * values observed, and recorded into the journal.
 */
import { gradients } from '../../../src/engine/gradients';
import type { Execution, RunRequest, RunResult } from '../../../src/engine/execution';
import type { Node, Tensor } from '../../../src/engine/graph';
import { schedule } from '../../../src/engine/schedule';
import type { HelperThreads } from '../../../src/engine/threads/helperThreads';
import { giveHelperThreads } from '../../../src/engine/threads/helperThreads';
import { valueOf } from '../../../src/engine/value';
import type { ProgramGradient, TrainingOp } from '../../../src/frontends/program';
import { helperCount, startHelpers } from '../../../src/runner/helperWorkers';
import { DebuggerDriver } from '../../../src/session/debuggerDriver';
import { ProgramFacts } from '../../../src/session/programFacts';
import { TENSORFLOW } from '../../../src/frontends/python/dialect';
import { ProgramNaming } from '../../../src/session/programNaming';
import { StepObserver } from '../../../src/session/stepObserver';
import type { StepRun } from '../../../src/session/stepRun';
import { Timeline } from '../../../src/session/timeline';
import type { BuiltVariable } from '../../engine/buildProgram';
import { TestProgram } from '../../engine/buildProgram';
import { ADAM, CHAIN, CLIP, elements, labels, LENET, NOTES, PERCEPTRONS, REGRESSION, type Workload } from './data';

/** A step and the loss that it had. */
export interface Stepper {
  step(): number;
}

type Optimizer = 'GradientDescent' | 'Momentum' | 'Adam';

export interface Built {
  readonly program: TestProgram;
  readonly loss: Tensor;
  readonly variables: readonly BuiltVariable[];
  readonly optimizer: Optimizer;
  readonly rate: number;
  readonly clip: 'each' | 'global';
}

const BUILDERS: { readonly [W in Workload]: () => Built } = {
  A: () => {
    const program = new TestProgram();
    const w = program.variable('w', NOTES.w);
    const x = program.variable('x', NOTES.x);
    const loss = program.build.make('Mul', [w.read, x.read], {});
    return { program, loss, variables: [w, x], optimizer: 'GradientDescent', rate: NOTES.rate, clip: 'each' };
  },
  B: () => {
    const program = new TestProgram();
    const { build } = program;
    const { rows, columns } = REGRESSION;
    const x = matrix(program, rows, columns, 1, 1);
    const y = matrix(program, rows, 1, 2, 1);
    const w = weights(program, 'w', columns, 1, 3);
    const b = program.variable('b', [0]);
    const prediction = build.make('BiasAdd', [product(program, x, w.read), b.read], { dataFormat: 'NHWC' });
    const loss = mean(program, build.make('Square', [build.make('Sub', [prediction, y], {})], {}), [0, 1]);
    return { program, loss, variables: [w, b], optimizer: 'Momentum', rate: REGRESSION.rate, clip: 'global' };
  },
  C: () => perceptron(PERCEPTRONS.C),
  D: () => perceptron(PERCEPTRONS.D),
  E: lenet,
  F: () => {
    const program = new TestProgram();
    const { build } = program;
    const v = program.variable('v', Array.from(elements(CHAIN.size, 1, 1)));
    const factor = program.constant(CHAIN.factor);
    const shift = program.constant(CHAIN.shift);
    let h = v.read;
    for (let i = 0; i < CHAIN.rounds; i++) {
      const moved = build.make('AddV2', [build.make('Mul', [h, factor], {}), shift], {});
      h = build.make('Tanh', [build.make('Sin', [moved], {})], {});
    }
    const loss = build.make('Sum', [h, program.constant([0], 'int32')], { keepDims: false });
    return { program, loss, variables: [v], optimizer: 'GradientDescent', rate: CHAIN.rate, clip: 'global' };
  },
  G: () => {
    const program = new TestProgram();
    const { build } = program;
    const x = program.variable('x', -1);
    const y = program.variable('y', 1.5);
    const square = (tensor: Tensor) => build.make('Square', [tensor], {});
    const valley = build.make('Sub', [y.read, square(x.read)], {});
    const away = square(build.make('Sub', [program.constant(1), x.read], {}));
    const loss = build.make('AddV2', [away, build.make('Mul', [program.constant(100), square(valley)], {})], {});
    return { program, loss, variables: [x, y], optimizer: 'Adam', rate: ADAM.rate, clip: 'global' };
  },
};

function perceptron({ sizes, batch }: { readonly sizes: readonly number[]; readonly batch: number }): Built {
  const program = new TestProgram();
  const { build } = program;
  const variables: BuiltVariable[] = [];
  let h = matrix(program, batch, sizes[0]!, 1, 1);
  for (let layer = 1; layer < sizes.length; layer++) {
    const w = weights(program, `w${layer}`, sizes[layer - 1]!, sizes[layer]!, 10 + layer);
    const b = program.variable(`b${layer}`, Array.from({ length: sizes[layer]! }, () => 0));
    variables.push(w, b);
    h = build.make('BiasAdd', [product(program, h, w.read), b.read], { dataFormat: 'NHWC' });
    if (layer + 1 < sizes.length) h = build.make('Relu', [h], {});
  }
  return classifier(program, h, batch, sizes.at(-1)!, variables);
}

/** The mean cross entropy of logits, trained by Adam. */
function classifier(program: TestProgram, logits: Tensor, batch: number, classes: number, variables: readonly BuiltVariable[]): Built {
  const { build } = program;
  const truth = build.constant(valueOf('int32', [batch], Array.from(labels(batch, classes))));
  const losses = build.make('SparseSoftmaxCrossEntropyWithLogits', [logits, truth], {});
  return { program, loss: mean(program, losses, [0]), variables, optimizer: 'Adam', rate: ADAM.rate, clip: 'global' };
}

function lenet(): Built {
  const { batch, side, size, filters, hidden, classes } = LENET;
  const program = new TestProgram();
  const { build } = program;
  const variables: BuiltVariable[] = [];
  const layer = (shape: readonly number[]) => {
    const to = shape.at(-1)!;
    const from = shape.slice(0, -1).reduce((product, one) => product * one, 1);
    const k = variables.length / 2;
    const initial = build.constant(valueOf('float32', shape, elements(from * to, 11 + k, Math.sqrt(2 / from))));
    const w = program.variableOf(`w${k}`, initial);
    const b = program.variable(`b${k}`, Array.from({ length: to }, () => 0));
    variables.push(w, b);
    return { w: w.read, b: b.read };
  };
  const one = [1, 1, 1, 1];
  const window = { ksize: [1, 2, 2, 1], strides: [1, 2, 2, 1], padding: 'VALID', dataFormat: 'NHWC' } as const;
  const biased = (x: Tensor, b: Tensor) => build.make('BiasAdd', [x, b], { dataFormat: 'NHWC' });
  let h = build.constant(valueOf('float32', [batch, side, side, 1], elements(batch * side * side, 1, 1)));
  filters.forEach((to, k) => {
    const { w, b } = layer([size, size, k === 0 ? 1 : filters[0], to]);
    const convolved = build.make('Conv2D', [h, w], {
      strides: one, padding: 'SAME', explicitPaddings: [], dataFormat: 'NHWC', dilations: one,
    });
    h = build.make('MaxPool', [build.make('Relu', [biased(convolved, b)], {})], window);
  });
  const flat = (side / 4) ** 2 * filters[1];
  h = build.make('Reshape', [h, program.constant([batch, flat], 'int32')], {});
  const dense = layer([flat, hidden]);
  h = build.make('Relu', [biased(product(program, h, dense.w), dense.b)], {});
  const last = layer([hidden, classes]);
  return classifier(program, biased(product(program, h, last.w), last.b), batch, classes, variables);
}

function matrix(program: TestProgram, rows: number, columns: number, seed: number, scale: number): Tensor {
  return program.build.constant(valueOf('float32', [rows, columns], Array.from(elements(rows * columns, seed, scale))));
}

/** A variable of `rows` × `columns`, scaled so that values keep their size from layer to layer. */
function weights(program: TestProgram, name: string, rows: number, columns: number, seed: number): BuiltVariable {
  const initial = matrix(program, rows, columns, seed, Math.sqrt(2 / rows));
  return program.variableOf(name, initial);
}

function product(program: TestProgram, a: Tensor, b: Tensor): Tensor {
  return program.build.make('MatMul', [a, b], { transposeA: false, transposeB: false });
}

function mean(program: TestProgram, tensor: Tensor, axes: readonly number[]): Tensor {
  return program.build.make('Mean', [tensor, program.constant(axes, 'int32')], { keepDims: false });
}

/** The training op as the Python packages build it: gradients, the clip, one Apply… per variable. */
export function train({ program, loss, variables, optimizer, rate, clip }: Built, facts: ProgramFacts): Node {
  const { graph, build } = program;
  const results = gradients({ graph, ys: [loss], xs: variables.map(({ ref }) => ref), origin: 1 });
  const raw = results.map((result) => (result as { tensor: Tensor }).tensor);
  const pairs = variables.map((variable, i) => ({
    variable: { key: variable.key, tensor: variable.ref, origin: 2 + i, trainable: true },
    gradient: { kind: 'dense' as const, tensor: raw[i]! },
  }));
  facts.addCall({ optimizer, loss, pairs, origin: 1 });
  const clipped = clip === 'each' ? raw.map((g) => clippedEach(program, g)) : clippedTogether(program, raw);
  const scalar = (number: number) => program.constant(number);
  const zeros = (variable: BuiltVariable, slot: string) =>
    program.variableOf(`${variable.key}/${slot}`, build.zerosLike(variable.initial)).ref;
  const power1 = optimizer === 'Adam' ? program.variable('beta1_power', ADAM.beta1) : null;
  const power2 = optimizer === 'Adam' ? program.variable('beta2_power', ADAM.beta2) : null;
  const [lr, beta1, beta2, epsilon] = [rate, ADAM.beta1, ADAM.beta2, ADAM.epsilon].map(scalar) as [Tensor, Tensor, Tensor, Tensor];
  const updates: TrainingOp['updates'] = pairs.map(({ variable }, i) => {
    const tensor = clipped[i]!;
    const built = variables[i]!;
    const applied = { kind: 'dense' as const, tensor };
    if (optimizer === 'GradientDescent') {
      const update = build.node('ApplyGradientDescent', [variable.tensor, lr, tensor], { useLocking: false });
      return { variable, applied, update: update as unknown as Node, slots: [] };
    }
    if (optimizer === 'Momentum') {
      const momentum = zeros(built, 'Momentum');
      const update = build.node(
        'ApplyMomentum', [variable.tensor, momentum, lr, tensor, scalar(REGRESSION.momentum)],
        { useLocking: false, useNesterov: false },
      );
      return { variable, applied, update: update as unknown as Node, slots: [{ name: 'momentum', key: momentum.node.name }] };
    }
    const [m, v] = [zeros(built, 'Adam'), zeros(built, 'Adam_1')];
    const update = build.node(
      'ApplyAdam', [variable.tensor, m, v, power1!.read, power2!.read, lr, beta1, beta2, epsilon, tensor],
      { useLocking: false, useNesterov: false },
    );
    return {
      variable, applied, update: update as unknown as Node,
      slots: [{ name: 'm', key: m.node.name }, { name: 'v', key: v.node.name }],
    };
  });
  const after = updates.map(({ update }) => update!);
  const finish = [power1, power2].flatMap((power, i) => {
    if (power === null) return [];
    const next = build.make('Mul', [power.read, [beta1, beta2][i]!], {});
    return [graph.make({
      op: 'Assign', inputs: [power.ref, next], attributes: { validateShape: true, useLocking: false }, origin: 1, controlInputs: after,
    }) as unknown as Node];
  });
  const node = graph.make({
    op: 'NoOp', inputs: [], attributes: {}, name: optimizer, origin: 1, controlInputs: [...after, ...finish],
  }) as unknown as Node;
  facts.addTrainingOp({ node, optimizer, updates, globalStep: null, origin: 1 });
  return node;
}

/** g·c / max(‖g‖, c) */
function clippedEach(program: TestProgram, gradient: Tensor): Tensor {
  const { build } = program;
  const limit = program.constant(NOTES.clip);
  const squares = build.make('Sum', [build.make('Square', [gradient], {}), program.constant([], 'int32')], { keepDims: true });
  const larger = build.make('Maximum', [build.make('Sqrt', [squares], {}), limit], {});
  return build.make('RealDiv', [build.make('Mul', [gradient, limit], {}), larger], {});
}

/** g·c·min(1/‖all‖, 1/c), as tf.clip_by_global_norm. */
function clippedTogether(program: TestProgram, all: readonly Tensor[]): readonly Tensor[] {
  const { build } = program;
  const squares = build.make('AddN', all.map((gradient) => build.make('L2Loss', [gradient], {})), {});
  const norm = build.make('Sqrt', [build.make('Mul', [squares, program.constant(2)], {})], {});
  const inverse = build.make('Minimum', [
    build.make('RealDiv', [program.constant(1), norm], {}), program.constant(1 / CLIP),
  ], {});
  const scale = build.make('Mul', [program.constant(CLIP), inverse], {});
  return all.map((gradient) => build.make('Mul', [gradient, scale], {}));
}

/**
 * What is looked at in every step: nothing, with helper threads and with one thread alone; every pair, its clipped
 * gradient and the variable after, as the engine hands them out; every value that is computed; or what the debugger's
 * journal keeps of the pairs, of a step that is shown or of one that a longer run passes by.
 */
export type Watched = 'nothing' | 'alone' | 'pairs' | 'everything' | 'recorded' | 'passed';

/** As a worker has them. */
const HELPERS: HelperThreads = { most: helperCount(), start: (memory) => startHelpers('dist', memory, helperCount()) };

/** The workload ready to step. */
export function engineStepper(workload: Workload, watched: Watched): Stepper {
  const built = BUILDERS[workload]();
  const facts = new ProgramFacts();
  const target = train(built, facts);
  const { program, loss } = built;
  const execution: Execution = program.start();
  const request: RunRequest = { fetches: [loss], targets: [target], feeds: new Map() };
  if (watched === 'nothing' || watched === 'alone') {
    const threads = watched === 'alone' ? null : HELPERS;
    return {
      step: () => {
        giveHelperThreads(threads);
        return execution.run(request)[0]!.data[0]!;
      },
    };
  }
  giveHelperThreads(HELPERS);
  const ops = facts.executedBy(request);
  if (watched === 'recorded' || watched === 'passed') return recorded({ execution, request, ops }, facts, watched === 'passed');
  const dense = (gradient: ProgramGradient) => (gradient.kind === 'dense' ? [gradient.tensor] : []);
  const pairs = ops.flatMap(({ updates }) => updates.flatMap(({ variable, applied, update }) => [
    ...dense(facts.callFor(variable, applied)!.gradient), ...dense(applied), ...update!.outputs,
  ]));
  const isKept = (tensor: Tensor) => tensor.dtype === 'float32' && !tensor.isRef;
  const everything = () => schedule(request.fetches, request.targets, new Set()).flatMap(({ outputs }) => outputs.filter(isKept));
  const seen = { ...request, observed: watched === 'pairs' ? pairs : everything() };
  return {
    step: () => {
      const { values, observed, changes } = execution.evaluate(seen);
      execution.commit(changes);
      kept = observed;
      return values[0]!.data[0]!;
    },
  };
}

/** What the last step was seen to compute. */
let kept: RunResult['observed'] = [];

export const lastSeen = (): RunResult['observed'] => kept;

function recorded(step: StepRun, facts: ProgramFacts, isPassed: boolean): Stepper {
  const naming = new ProgramNaming({
dialect: TENSORFLOW,
    run: () => ({ kind: 'ended' }), flush: () => undefined, remedy: () => null, noted: () => ({ places: [], modules: [] }), here: () => -1,
    places: (origins) => origins.map(() => null),
  });
  const observer = new StepObserver(facts, naming, 64);
  const driver = new DebuggerDriver(facts, 0, () => false, () => true);
  const timeline = new Timeline(0, null, observer, driver, 64 * 1024 * 1024);
  // As in a run of many steps, of which the last one is looked at.
  return { step: () => timeline.make(step, 'script', isPassed).values[0]!.data[0]! };
}
