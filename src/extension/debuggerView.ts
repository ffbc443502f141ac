/** @file What one debugged file shows at a moment, and which commands make sense then. Pure. */
import type { SessionState } from '../protocol/messages';
import type { ErrorRecord, FindingRecord } from '../protocol/records';
import type { PanelStatus, PrintedText, ViewCommand } from '../protocol/view';
import type { Run } from './currentRun';
import type { DebuggerTexts } from './surroundings';

export interface DebuggerView {
  readonly status: PanelStatus;
  readonly state: SessionState | null;
  readonly error: ErrorRecord | null;
  /** Why the last fork that was asked for did not begin: no fault of the file. */
  readonly refusal: ErrorRecord | null;
  /** Findings about a text that failed before it had values. */
  readonly failure: readonly FindingRecord[];
  readonly prints: readonly PrintedText[];
  readonly printsOmitted: number;
  /** The training op that Step runs; null: those of the file in turn. */
  readonly trainingOp: string | null;
  /** Whether the values can be stepped: false when the text that made them no longer runs. */
  readonly canStep: boolean;
}

export const INITIAL: DebuggerView = {
  status: { kind: 'idle' },
  state: null,
  error: null,
  refusal: null,
  failure: [],
  prints: [],
  printsOmitted: 0,
  trainingOp: null,
  canStep: false,
};

/** The same while a run is seen to be under way. */
export function whileRunning(view: DebuggerView, run: Run, { running, pausing }: DebuggerTexts): DebuggerView {
  const canPause = run.canPause && !run.isStopped;
  return { ...view, status: { kind: 'running', what: run.isPaused ? pausing : running, canPause } };
}

/** The same once the text was edited: values that were of it are not. */
export function edited(view: DebuggerView, reason: string): DebuggerView {
  const { kind } = view.status;
  return kind === 'idle' || kind === 'paused' ? { ...view, status: { kind: 'stale', reason } } : view;
}

/** Both show the same to the last field: the debugger tells of more moments than there is to see. */
export function isSameView(a: DebuggerView, b: DebuggerView): boolean {
  return (Object.keys(a) as (keyof DebuggerView)[]).every((part) => Object.is(a[part], b[part]));
}

/** What is shown is not the program's own way. */
export function isInFork({ timelines, timeline }: SessionState): boolean {
  return timelines.some(({ id, fork }) => id === timeline && fork !== null);
}

export function enabledCommands(view: DebuggerView): readonly ViewCommand[] {
  // What is shown can be read elsewhere also while it is out of date.
  const reading = view.state?.record ? (['openAccessibleView', 'export'] as const) : [];
  return [...steppingCommands(view), ...reading];
}

function steppingCommands(view: DebuggerView): readonly ViewCommand[] {
  const { status, state, canStep } = view;
  if (status.kind === 'restricted') return ['manageTrust', 'showLog'];
  if (status.kind === 'running') {
    return [...(status.canPause ? (['pause'] as const) : []), 'stop', 'showLog'];
  }
  if (!canStep || !state?.record) return [...walkingCommands(view), 'reset', 'showLog'];
  return [
    ...(state.cursor > 0 ? (['stepBack'] as const) : []),
    'step',
    'compute',
    ...(state.record.phase === 'computed' ? (['apply'] as const) : []),
    'run',
    'runUntil',
    ...(status.kind === 'paused' || canRunToEnd(state) ? (['continue'] as const) : []),
    ...(state.stepCount > 0 ? (['pinBaseline'] as const) : []),
    ...(state.baseline ? (['unpinBaseline'] as const) : []),
    'reset',
    ...(state.trainingOps.length > 1 ? (['chooseTrainingOp'] as const) : []),
    'showLog',
  ];
}

/** The file's own loop waits, or steps that were made lie ahead. */
function canRunToEnd({ script, cursor, stepCount }: SessionState): boolean {
  return script === 'parked' || cursor < stepCount;
}

/** The text fails: the steps that the last one made can still be walked, and no other. */
function walkingCommands({ state, error }: DebuggerView): readonly ViewCommand[] {
  if (!error || !state?.record || isInFork(state)) return [];
  const { cursor, stepCount } = state;
  return [
    ...(cursor > 0 ? (['stepBack'] as const) : []),
    ...(cursor < stepCount ? (['step'] as const) : []),
  ];
}

/** Characters of printed text that a snapshot carries; the log has all of it. */
const MAX_PRINTED = 32 * 1024;
/** Beyond the limit by this much before it is cut again: a cut is a copy. */
const SLACK = 4 * 1024;

/** Appends; beyond the limit the oldest lines go, and their number is kept. */
export function withPrint(view: DebuggerView, print: PrintedText): DebuggerView {
  const last = view.prints.at(-1);
  const isSameStream = last !== undefined && last.stream === print.stream;
  const prints = isSameStream
    ? [...view.prints.slice(0, -1), { ...print, text: last.text + print.text }]
    : [...view.prints, print];
  const length = prints.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= MAX_PRINTED + SLACK) return { ...view, prints };
  return newest(view, prints, length - MAX_PRINTED);
}

/** Without the first `excess` characters, and without the rest of the line that they end in. */
function newest(view: DebuggerView, prints: readonly PrintedText[], excess: number): DebuggerView {
  const kept = [...prints];
  let omitted = view.printsOmitted;
  for (let left = excess, first = kept[0]; left > 0 && first; first = kept[0]) {
    const lineEnd = first.text.indexOf('\n', Math.min(left, first.text.length) - 1);
    // A last line that is longer than the limit is cut inside: something is always shown.
    const isCutInside = kept.length === 1 && (lineEnd < 0 || lineEnd + 1 === first.text.length);
    const end = isCutInside ? left : lineEnd < 0 ? first.text.length : lineEnd + 1;
    omitted += first.text.slice(0, end).split('\n').length - 1;
    left -= end;
    if (end >= first.text.length) kept.shift();
    else kept[0] = { ...first, text: first.text.slice(end) };
  }
  return { ...view, prints: kept, printsOmitted: omitted };
}
