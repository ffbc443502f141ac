/** @file Every state of the panel that has a design of its own, as the extension sends it. */
import type { SessionState } from '../../src/protocol/messages';
import type { PanelSnapshot } from '../../src/protocol/view';
import { notesState, place, snapshotOf } from './notesProgram';
import { regressionState } from './regressionProgram';

const PRINTS = [
  { stream: 'stdout' as const, text: '[(6.0, 5.0), (5.0, 10.0)]\n[10.0, 5.0, 50.0]\n' },
];
const ERROR = {
  type: 'NameError',
  message: "name 'learning_rate' is not defined",
  place: place(4),
  madeAt: null,
  remedy: 'Define learning_rate above this line, or import it.',
};
const REGRESSION = { title: 'regression.py' };

/** Steps 7 and 20 begin a finding each. */
function withMarks(state: SessionState): SessionState {
  const begin: { readonly [step: number]: readonly string[] } = { 7: ['exploding-gradient'], 20: ['dead-relu', 'update-lost'] };
  return { ...state, history: state.history.map((entry) => ({ ...entry, findings: begin[entry.index] ?? [] })) };
}

/** Two forks beside the program, the second shown. */
function forked(): SessionState {
  const timelines = [
    { id: 0, fork: null, stepCount: 40, cursor: 31 },
    { id: 1, fork: { of: 0, index: 12, edit: 'dense/kernel:0[5, 3] = 7.25' }, stepCount: 31, cursor: 31 },
    { id: 2, fork: { of: 0, index: 20, edit: 'learning rate = 0.001' }, stepCount: 24, cursor: 24 },
  ];
  return { ...regressionState(31, 31), timelines, timeline: 1, baseline: { name: '11:52', stepCount: 40 } };
}

function dropped(): SessionState {
  const forks = [
    { edit: 'dense/kernel:0[5, 3] = 7.25', index: 12, stepCount: 31 },
    { edit: 'learning rate = 0.001', index: 20, stepCount: 24 },
  ];
  return { ...regressionState(31, 31), dropped: forks };
}

/** As a script prints in its loop; the last line is a tf.Print of a tensor that is not finite. */
export function printing(lines = 7, omitted = 240): SessionState {
  const state = regressionState(40, 36, 34);
  const all = Array.from({ length: lines }, (_, i) => `step 36, batch ${i + 1}: loss ${(1 / (i + 3)).toFixed(7)}`);
  const printed = { lines: [...all, '2026-11-27 20:12:32: I tensorflow/core/kernels/logging_ops.cc:79] [gradients][nan 1.5 -inf]'], omitted };
  return { ...state, record: { ...state.record!, printed } };
}

export const SCENES: { readonly [name: string]: () => PanelSnapshot } = {
  notes: () => snapshotOf(notesState(1), { prints: PRINTS }),
  'before the step': () => snapshotOf(notesState(0), { prints: PRINTS }),
  regression: () => snapshotOf(regressionState(40, 31), REGRESSION),
  'not finite': () => snapshotOf(regressionState(40, 36, 34), REGRESSION),
  'finding marks': () => snapshotOf(withMarks(regressionState(40, 20)), REGRESSION),
  'no training op': () => snapshotOf({ ...notesState(0), record: null, trainingOps: [] }, { prints: PRINTS, enabled: ['reset'] }),
  'no file': () => snapshotOf(null, { uri: '', title: '', enabled: [] }),
  loading: () => snapshotOf(null, { status: { kind: 'running', what: 'x', canPause: false }, enabled: ['stop'] }),
  stale: () =>
    snapshotOf(notesState(1), {
      status: { kind: 'stale', reason: 'The file is running again after an edit.' },
      enabled: ['reset'],
    }),
  'failed with values': () =>
    snapshotOf(notesState(1), {
      error: ERROR,
      status: { kind: 'stale', reason: 'x' },
      enabled: ['reset'],
    }),
  failed: () => snapshotOf(null, { error: ERROR, enabled: ['reset'] }),
  restricted: () => snapshotOf(null, { status: { kind: 'restricted' }, enabled: ['manageTrust'] }),
  'restricted with values': () =>
    snapshotOf(notesState(1), { status: { kind: 'restricted' }, enabled: ['manageTrust'] }),
  running: () =>
    snapshotOf(notesState(1), { status: { kind: 'running', what: 'x', canPause: true }, enabled: ['pause', 'stop'] }),
  paused: () =>
    snapshotOf(notesState(1), {
      status: { kind: 'paused', what: 'Continue runs on until loss < 0.1.' },
      enabled: ['stepBack', 'step', 'run', 'continue'],
    }),
  forked: () => snapshotOf(forked(), { ...REGRESSION, enabled: ['step', 'stepBack', 'run', 'reset', 'unpinBaseline'] }),
  'forks dropped': () => snapshotOf(dropped(), REGRESSION),
  prints: () => snapshotOf(printing(), REGRESSION),
};
