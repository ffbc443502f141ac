/** @file One variable under momentum, whose steps a test makes one by one. */
import { gradients } from '../../src/engine/gradients';
import type { Node, Tensor } from '../../src/engine/graph';
import { DebuggerDriver } from '../../src/session/debuggerDriver';
import { ProgramFacts } from '../../src/session/programFacts';
import { ProgramNaming } from '../../src/session/programNaming';
import { StepObserver } from '../../src/session/stepObserver';
import { Timeline } from '../../src/session/timeline';
import { TestProgram } from '../engine/buildProgram';
import { TENSORFLOW } from '../../src/frontends/python/dialect';

export const SHOWN = 16;
const NAMING = new ProgramNaming({
  dialect: TENSORFLOW,
  run: () => ({ kind: 'ended' }), flush: () => undefined, remedy: () => null, noted: () => ({ places: [], modules: [] }), here: () => -1,
  places: (origins) => origins.map(() => null),
});

/** loss = (x·w)² with x fed, under momentum: w of `size` elements. */
export function momentumProgram(size: number, budget?: number) {
  const program = new TestProgram();
  const { graph, build } = program;
  const w = program.variable('w', Array.from({ length: size }, (_none, i) => i - 1));
  const x = program.placeholder('float32', [size]);
  const product = build.make('Square', [build.make('Mul', [w.read, x], {})], {});
  const loss = build.make('Sum', [product, program.constant([0], 'int32')], { keepDims: false });
  const facts = new ProgramFacts();
  const [result] = gradients({ graph, ys: [loss], xs: [w.ref], origin: 1 });
  const gradient = { kind: 'dense' as const, tensor: (result as { tensor: Tensor }).tensor };
  const variable = { key: w.key, tensor: w.ref, origin: 2, trainable: true };
  facts.addCall({ optimizer: 'Momentum', loss, pairs: [{ variable, gradient }], origin: 1 });
  const slot = program.variableOf('w/Momentum', build.zerosLike(w.initial)).ref;
  const update = build.node(
    'ApplyMomentum', [w.ref, slot, program.constant(0.125), gradient.tensor, program.constant(0.5)], { useLocking: false, useNesterov: false },
  ) as unknown as Node;
  facts.addTrainingOp({
    node: update, optimizer: 'Momentum', globalStep: null, origin: 1,
    updates: [{ variable, applied: gradient, update, slots: [{ name: 'momentum', key: slot.node.name }] }],
  });
  const execution = program.start();
  const observer = new StepObserver(facts, NAMING, SHOWN);
  const timeline = new Timeline(0, null, observer, new DebuggerDriver(facts, 0, () => false, () => true), budget);
  const make = (fed: number, isPassed = false) => {
    const feeds = new Map([[x, { dtype: 'float32' as const, dims: [size], data: new Float32Array(size).fill(fed) }]]);
    const request = { fetches: [], targets: [update], feeds };
    timeline.make({ execution, request, ops: facts.executedBy(request) }, 'script', isPassed);
  };
  return { timeline, make, fresh: () => new StepObserver(facts, NAMING, SHOWN) };
}
