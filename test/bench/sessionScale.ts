/** @file What the debugger adds to a step of 1,000 variables, and what a move in a run of 10,000 steps takes. */
import type { ProgramHost } from '../../src/frontends/program';
import { DebuggerDriver } from '../../src/session/debuggerDriver';
import { ProgramFacts } from '../../src/session/programFacts';
import { TENSORFLOW } from '../../src/frontends/python/dialect';
import { ProgramNaming } from '../../src/session/programNaming';
import { StepObserver } from '../../src/session/stepObserver';
import { Timeline } from '../../src/session/timeline';
import { TestProgram } from '../engine/buildProgram';
import { gradientDescent } from '../session/scriptedSession';

const VARIABLES = 1000;
const ELEMENTS = 1000;
/** Elements of each tensor that a record carries, as the panel asks for them. */
const SHOWN = 64;

/** A sum of squares of `count` variables of `size` elements under plain gradient descent, with what tells a session of it. */
function program(count: number, size: number, journalBudget?: number) {
  const p = new TestProgram();
  const start = Array.from({ length: size }, (_none, i) => Math.sin(i));
  const variables = Array.from({ length: count }, (_none, i) => p.variable(`w${i}`, start));
  const terms = variables.map(({ read }) => {
    const squares = p.build.make('Square', [read], {});
    return p.build.make('Sum', [squares, p.constant([0], 'int32')], { keepDims: false });
  });
  const loss = p.build.make('AddN', terms, {});
  const facts = new ProgramFacts();
  const host: ProgramHost = {
    computedGradients: (call) => facts.addCall(call),
    clipped: (call) => facts.addClip(call),
    madeTrainingOp: (op) => facts.addTrainingOp(op),
    expectedUpdate: () => undefined,
    run: (execution, request) => execution.run(request),
    log: () => undefined,
  };
  const target = gradientDescent(host, p, loss, variables, 1e-3);
  const naming = new ProgramNaming({ dialect: TENSORFLOW, run: () => ({ kind: 'ended' }), flush: () => undefined, remedy: () => null, noted: () => ({ places: [], modules: [] }), here: () => -1, places: (origins) => origins.map(() => null) });
  const observer = new StepObserver(facts, naming, SHOWN);
  const driver = new DebuggerDriver(facts, 0, () => false, () => true);
  const timeline = new Timeline(0, null, observer, driver, journalBudget);
  const execution = p.start();
  const request = { fetches: [], targets: [target], feeds: new Map() };
  return { execution, request, timeline, step: { execution, request, ops: facts.executedBy(request) } };
}

/** Milliseconds of one step of 1,000 variables of 1,000 elements, bare and observed into the journal; medians of 15 each, in turns. */
export function recordCost(): { readonly bareMs: number; readonly recordedMs: number; readonly overMs: number } {
  const { execution, request, timeline, step } = program(VARIABLES, ELEMENTS);
  const bare: number[] = [];
  const recorded: number[] = [];
  for (let i = 0; i < 17; i++) {
    const first = performance.now();
    execution.run(request);
    const second = performance.now();
    timeline.make(step, 'script');
    const third = performance.now();
    // The first rounds make plans and the compiler's code.
    if (i >= 2) {
      bare.push(second - first);
      recorded.push(third - second);
    }
  }
  const last = timeline.recordAt(timeline.length)!;
  if (last.rows.length !== VARIABLES || last.rows.some(({ residual }) => residual !== 0)) throw new Error('a row is missing or wrong');
  const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]!;
  return { bareMs: median(bare), recordedMs: median(recorded), overMs: median(recorded) - median(bare) };
}

/** Milliseconds of the slowest and the median of 200 moves to anywhere in 10,000 steps of a small model, and of making them all. */
export function scrubCost(): { readonly madeMs: number; readonly medianMs: number; readonly slowestMs: number; readonly kept: number } {
  const { timeline, step } = program(4, 64, 64 * 1024 * 1024);
  const began = performance.now();
  for (let i = 0; i < 10_000; i++) timeline.make(step, 'script');
  const madeMs = performance.now() - began;
  const times: number[] = [];
  for (let i = 0; i < 200; i++) {
    const index = 1 + ((i * 7919) % 10_000);
    const start = performance.now();
    timeline.moveTo(index);
    const shown = timeline.shown;
    times.push(performance.now() - start);
    if (shown?.index !== index || shown.rows[0]?.after?.values.length !== 64) throw new Error(`step ${index} is not whole`);
  }
  let kept = 0;
  for (let index = 1; index <= 10_000; index++) if (timeline.journal.at(index)!.before !== null) kept++;
  times.sort((a, b) => a - b);
  return { madeMs, medianMs: times[100]!, slowestMs: times.at(-1)!, kept };
}
