/** @file The session states of examples/clip_by_norm.py, computed here: y = w·x, clip by norm 6, rate 0.1. */
import type { HistoryEntry, SessionState } from '../../src/protocol/messages';
import type { PlaceRecord, RowRecord, StepRecord } from '../../src/protocol/records';
import type { PanelSnapshot } from '../../src/protocol/view';
import { normOf, tensorOf } from './computedTensor';

export const FILE = '/loss/clip_by_norm.py';

export function place(line: number, column = 5, length = 8): PlaceRecord {
  return { file: FILE, line, column, endLine: line, endColumn: column + length };
}

const f = Math.fround;
const RATE = f(0.1);

interface Variables {
  readonly w: number;
  readonly x: number;
}

function rowOf(name: 'w' | 'x', gradient: number, before: number, isApplied: boolean): RowRecord {
  // clip·min(1/norm, 1/clip), as TensorFlow rounds it.
  const norm = Math.abs(gradient);
  const factor = f(6 * Math.min(f(1 / norm), f(1 / 6)));
  const applied = norm > 6 ? f(gradient * factor) : gradient;
  const update = f(RATE * applied);
  const after = f(before - update);
  return {
    variable: name === 'w' ? 'Variable_1:0' : 'Variable:0',
    name,
    place: place(name === 'w' ? 6 : 5),
    dtype: 'float32',
    shape: [],
    gradient: { kind: 'dense', tensor: tensorOf([gradient]) },
    stages: [
      {
        op: 'clip_by_norm',
        isClip: true,
        place: place(14, 30, 17),
        thresholds: [6],
        norm,
        factor: applied / gradient,
        angleDegrees: 0,
        clippedElements: applied === gradient ? 0 : 1,
        fired: applied !== gradient,
        output: tensorOf([applied]),
      },
    ],
    applied: tensorOf([applied]),
    before: tensorOf([before]),
    after: isApplied ? tensorOf([after]) : null,
    updateRatio: isApplied ? Math.abs(after - before) / Math.abs(before) : null,
    slots: [],
    formula: 'after = before − lr·g',
    terms: [
      { name: 'lr', tensor: tensorOf([RATE]) },
      { name: 'lr·g', tensor: tensorOf([update]) },
    ],
    residual: isApplied ? 0 : null,
  };
}

function recordOf({ w, x }: Variables, index: number, isApplied: boolean): StepRecord {
  // y = w·x: ∂y/∂w = x, ∂y/∂x = w.
  const rows = [rowOf('w', x, w, isApplied), rowOf('x', w, x, isApplied)];
  const applied = rows.map((row) => Number(row.applied?.values[0]));
  return {
    index,
    phase: isApplied ? 'applied' : 'computed',
    driver: 'debugger',
    trainingOp: 'GradientDescent',
    optimizer: 'GradientDescentOptimizer',
    ops: [{ name: 'GradientDescent', optimizer: 'GradientDescentOptimizer', rowCount: 2 }],
    place: place(15),
    loss: tensorOf([f(w * x)]),
    globalStep: null,
    gradientNorm: normOf([x, w]),
    appliedNorm: normOf(applied),
    rows,
  };
}

/** State after `cursor` steps from w = 5, x = 10; at 0 the computed pairs of the first step. */
export function notesState(cursor: number): SessionState {
  let variables: Variables = { w: 5, x: 10 };
  const records: StepRecord[] = [];
  for (let step = 1; step <= cursor; step++) {
    const record = recordOf(variables, step, true);
    records.push(record);
    const [w, x] = record.rows.map((row) => Number(row.after?.values[0]));
    variables = { w: w ?? NaN, x: x ?? NaN };
  }
  return {
    path: FILE,
    version: 1,
    script: 'ended',
    framework: {
      name: 'TensorFlow 1.15', noValue: 'None', minimizers: 'minimize() or apply_gradients()',
      example: 'train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)',
    },
    waitsAt: null,
    cursor,
    stepCount: cursor,
    trainingOps: [{ name: 'GradientDescent', optimizer: 'GradientDescentOptimizer' }],
    record: records.at(-1) ?? recordOf(variables, 1, false),
    error: null,
    findings: [],
    history: records.map(historyEntry),
    timelines: [{ id: 0, fork: null, stepCount: records.length, cursor: records.length }],
    timeline: 0,
    stopped: null,
    dropped: [],
    baseline: null,
  };
}

export function historyEntry(record: StepRecord): HistoryEntry {
  const norms = record.rows.map((row) => [
    row.variable,
    row.gradient.kind === 'none' ? null : row.gradient.tensor.health.norm,
  ]);
  return {
    index: record.index,
    trainingOp: record.trainingOp,
    loss: record.loss?.values[0] ?? null,
    gradientNorm: record.gradientNorm,
    appliedNorm: record.appliedNorm,
    norms: Object.fromEntries(norms),
    clipped: record.rows.filter((row) => row.stages.some((s) => s.isClip && s.fired)).length,
    rowCount: record.rows.length,
    findings: [],
  };
}

let seq = 0;

export function snapshotOf(
  state: SessionState | null,
  changes: Partial<PanelSnapshot> = {},
): PanelSnapshot {
  return {
    type: 'snapshot',
    protocol: 1,
    seq: ++seq,
    title: 'clip_by_norm.py',
    uri: `file://${FILE}`,
    status: { kind: 'idle' },
    state,
    error: null,
    refusal: null,
    failure: [],
    prints: [],
    printsOmitted: 0,
    trainingOp: null,
    enabled: [
      'step',
      'compute',
      'apply',
      'run',
      'reset',
      'openAccessibleView',
      'export',
      ...(state?.cursor ? (['stepBack'] as const) : []),
    ],
    ...changes,
  };
}
