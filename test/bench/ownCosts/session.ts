/**
 * @file What the debugger costs inside its worker, over a program of any size: the plan, the record of a step over the
 * bare step, its findings, the state that is told, a move in the journal, and the memory that a step leaves there.
 */
import { compilePlan } from '../../../src/engine/planCompiler';
import type { RunRequest } from '../../../src/engine/execution';
import type { Frontend } from '../../../src/frontends/program';
import type { SessionState } from '../../../src/protocol/messages';
import { RowDigests } from '../../../src/protocol/rowDigest';
import { patchBetween } from '../../../src/protocol/viewPatch';
import { firstRun, programOf, stateOf } from '../../../src/session/programRun';
import { findingsAt } from '../../../src/session/stepFindings';
import { JOURNAL_BUDGET } from '../../../src/session/timeline';
import { TestProgram } from '../../engine/buildProgram';
import { snapshotOf } from '../../webview/notesProgram';
import { train } from '../peers/engine';
import { TENSORFLOW } from '../../../src/frontends/python/dialect';

export interface Size {
  /** Each has a variable of its own, with its row, its slots and its clip. */
  readonly layers: number;
  /** Of each variable. */
  readonly elements: number;
  readonly steps: number;
}

/** Each cost once for every time that it was measured, in ms, or bytes. */
export interface OwnCosts {
  readonly nodes: number;
  readonly plan: readonly number[];
  readonly bare: readonly number[];
  readonly recorded: readonly number[];
  /** As a longer run passes it by. */
  readonly passed: readonly number[];
  readonly findings: readonly number[];
  readonly told: readonly number[];
  readonly move: readonly number[];
  readonly bytesPerStep: readonly number[];
}

const OPTIONS = { seed: 0, drive: 'park', maxSteps: 1e6, maxValues: 64 } as const;
/** Times that each cost is measured after the last step. */
const TIMES = 12;
/** Milliseconds that a timed batch of steps should take. */
const BATCH = 3;
/** Steps of which the memory is measured, at least; and bytes, for the compiler's code comes and goes too. */
const MEASURED = 10;
const ENOUGH = 2e6;

/** A text that nobody reads. */
const FRONTEND: Frontend = {
  dialect: TENSORFLOW,
  run: () => ({ kind: 'ended' }), flush: () => undefined, remedy: () => null, noted: () => ({ places: [], modules: [] }), here: () => -1,
  places: (origins) => origins.map(() => null),
};

/** h ← tanh(h·w) of `layers` variables under Adam, the gradients clipped together. */
function built({ layers, elements }: Size) {
  const program = new TestProgram();
  const { build } = program;
  const variables = Array.from({ length: layers }, (_none, k) =>
    program.variable(`w${k}`, Array.from({ length: elements }, (_one, i) => 1 + 0.1 * Math.sin(i + k))));
  let h = program.constant(Array.from({ length: elements }, (_none, i) => Math.cos(i)));
  for (const { read } of variables) h = build.make('Tanh', [build.make('Mul', [h, read], {})], {});
  const loss = build.make('Sum', [h, program.constant([0], 'int32')], { keepDims: false });
  return { program, loss, variables, optimizer: 'Adam', rate: 1e-3, clip: 'global' } as const;
}

/** A run of the program before its first step. */
function begun(size: Size) {
  const program = programOf(FRONTEND, OPTIONS, () => false);
  const model = built(size);
  const target = train(model, program.facts);
  const run = firstRun({ kind: 'load', id: 1, path: 'loss.py', text: '', version: 1, options: OPTIONS }, program, JOURNAL_BUDGET);
  const { timeline } = run;
  const execution = model.program.start();
  const request: RunRequest = { fetches: [model.loss], targets: [target], feeds: new Map() };
  const step = { execution, request, ops: program.facts.executedBy(request) };
  const makeUntil = (count: number) => {
    while (timeline.length < count) timeline.make(step, 'script');
  };
  return { run, timeline, execution, request, step, makeUntil, nodes: model.program.graph.nodes.length };
}

/** What the journal takes more for every step after `steps`, of as many as make `ENOUGH` bytes. */
function bytesOfStep(size: Size, collect: () => void): number {
  const { timeline, makeUntil } = begun(size);
  makeUntil(size.steps);
  const before = usedBytes(collect);
  for (let more = MEASURED; ; more *= 2) {
    makeUntil(size.steps + more);
    const bytes = usedBytes(collect) - before;
    if (bytes > ENOUGH) return bytes / (timeline.length - size.steps);
  }
}

/** `collect`: V8's garbage collector. Throws when a record is not whole or a state is not there. */
export function measureSession(size: Size, collect: () => void): OwnCosts {
  const { steps, layers } = size;
  const bytesPerStep = [bytesOfStep(size, collect)];
  const { run, timeline, execution, request, step, makeUntil, nodes } = begun(size);
  const plan = timed(3, () => compilePlan(request));
  makeUntil(steps);
  const bare: number[] = [];
  const recorded: number[] = [];
  const passed: number[] = [];
  // In turns, of small steps many in one: the clock and the garbage of one would say nothing.
  const batch = Math.max(1, Math.floor(BATCH / timed(3, () => timeline.make(step, 'script')).sort((a, b) => a - b)[1]!));
  const each = (action: () => void) => timed(1, () => {
    for (let i = 0; i < batch; i++) action();
  })[0]! / batch;
  for (let i = 0; i < TIMES; i++) {
    bare.push(each(() => execution.run(request)));
    passed.push(each(() => timeline.make(step, 'script', true)));
    recorded.push(each(() => timeline.make(step, 'script')));
  }
  const record = timeline.recordAt(timeline.length)!;
  if (record.rows.length !== layers || record.rows.some(({ residual }) => residual !== 0)) throw new Error('a row is missing or wrong');
  const findings = timed(TIMES, () => {
    run.findings.delete(record);
    if (findingsAt(run, record).some(({ severity }) => severity === 'warning')) throw new Error('the model is not healthy');
  });
  const digests = new RowDigests();
  const digested = (state: SessionState) => snapshotOf(digests.of(state));
  let shown = digested(stateOf(run, null, []));
  const told: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    timeline.make(step, 'script');
    timeline.recordAt(timeline.length);
    findingsAt(run, timeline.shown!);
    told.push(...timed(1, () => {
      const next = digested(stateOf(run, null, []));
      JSON.stringify(patchBetween(shown, next));
      shown = next;
    }));
  }
  let at = 0;
  const move = timed(TIMES, () => {
    at = 1 + ((at + 7919) % steps);
    timeline.moveTo(at);
    if (timeline.shown?.rows[0]?.after == null) throw new Error(`step ${at} is not whole`);
  });
  return { nodes, plan, bare, recorded, passed, findings, told, move, bytesPerStep };
}

/** ms of each of so many times. */
function timed(times: number, action: () => void): number[] {
  return Array.from({ length: times }, () => {
    const began = performance.now();
    action();
    return performance.now() - began;
  });
}

function usedBytes(collect: () => void): number {
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
