/** @file What changed between two snapshots of the panel: rows and steps that are as they were do not travel again. */
import { isEqual } from './equalJson';
import type { HistoryEntry, SessionState } from './messages';
import type { RowRecord, StepRecord } from './records';
import type { PanelSnapshot } from './view';

/** Said of a part that is as it was. */
type Same = 'same';

export interface PanelPatch extends Omit<PanelSnapshot, 'type' | 'state' | 'prints'> {
  readonly type: 'patch';
  /** `seq` of the snapshot that this one changes; another one cannot be changed by it. */
  readonly base: number;
  readonly prints: PanelSnapshot['prints'] | Same;
  readonly state: StatePatch | Same | null;
}

interface StatePatch extends Omit<SessionState, 'record' | 'history'> {
  readonly record: RecordPatch | Same | null;
  /** The first `kept` entries are as they were. */
  readonly history: { readonly kept: number; readonly added: readonly HistoryEntry[] };
}

interface RecordPatch extends Omit<StepRecord, 'rows'> {
  readonly rows: { readonly count: number; readonly changed: readonly (readonly [number, RowRecord])[] };
}

/** `last`: what the page has. */
export function patchBetween(last: PanelSnapshot, next: PanelSnapshot): PanelPatch {
  return {
    ...next,
    type: 'patch',
    base: last.seq,
    prints: last.prints === next.prints ? 'same' : next.prints,
    state: last.state === next.state ? 'same' : next.state && statePatch(last.state, next.state),
  };
}

function statePatch(last: SessionState | null, next: SessionState): StatePatch {
  const { record } = next;
  return {
    ...next,
    record: record === null ? null : record === last?.record ? 'same' : recordPatch(last?.record ?? null, record),
    history: historyPatch(last, next),
  };
}

function recordPatch(last: StepRecord | null, next: StepRecord): RecordPatch {
  const changed: (readonly [number, RowRecord])[] = [];
  next.rows.forEach((row, i) => {
    if (!isEqual(last?.rows[i], row)) changed.push([i, row]);
  });
  return { ...next, rows: { count: next.rows.length, changed } };
}

/** Steps that were made stay as they are; of another text or timeline none is kept. */
function historyPatch(last: SessionState | null, next: SessionState): StatePatch['history'] {
  const isSameRun = last?.version === next.version && last.timeline === next.timeline;
  const before = isSameRun ? last.history : [];
  let kept = 0;
  while (kept < next.history.length && isSameStep(before[kept], next.history[kept])) kept++;
  return { kept, added: next.history.slice(kept) };
}

function isSameStep(a: HistoryEntry | undefined, b: HistoryEntry | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.index === b.index &&
    a.trainingOp === b.trainingOp &&
    a.loss === b.loss &&
    a.gradientNorm === b.gradientNorm &&
    a.appliedNorm === b.appliedNorm &&
    a.clipped === b.clipped &&
    a.rowCount === b.rowCount &&
    // A later look at the same step may find more, as a rule that needs several steps.
    isEqual(a.findings, b.findings)
  );
}

/** The snapshot after the patch; null when the patch is of another one. Rows that are as they were are the same objects. */
export function patched(last: PanelSnapshot | null, patch: PanelPatch): PanelSnapshot | null {
  if (!last || last.seq !== patch.base) return null;
  const { base: _, ...head } = patch;
  return {
    ...head,
    type: 'snapshot',
    prints: patch.prints === 'same' ? last.prints : patch.prints,
    state: patch.state === 'same' ? last.state : patch.state && patchedState(last.state, patch.state),
  };
}

function patchedState(last: SessionState | null, patch: StatePatch): SessionState {
  const { record, history } = patch;
  const before = last?.history ?? [];
  const isWhole = history.added.length === 0 && history.kept === before.length;
  return {
    ...patch,
    // The same object, so that rows need not be drawn again for what is said of them.
    findings: last && isEqual(last.findings, patch.findings) ? last.findings : patch.findings,
    record: record === 'same' ? (last?.record ?? null) : record && patchedRecord(last?.record ?? null, record),
    history: isWhole ? before : [...before.slice(0, history.kept), ...history.added],
  };
}

function patchedRecord(last: StepRecord | null, patch: RecordPatch): StepRecord {
  const { count, changed } = patch.rows;
  const before = last?.rows ?? [];
  if (changed.length === 0 && before.length === count) return { ...patch, rows: before };
  const rows = before.slice(0, count);
  for (const [i, row] of changed) rows[i] = row;
  return { ...patch, rows };
}

type Fields = { readonly [name: string]: unknown };

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

/** The parts in which a patch differs from a snapshot. */
export function hasPatchOutline({ base, prints, state }: Fields): boolean {
  return (
    isCount(base) &&
    (prints === 'same' || Array.isArray(prints)) &&
    (state === null || state === 'same' || (isFields(state) && isStatePatch(state)))
  );
}

function isStatePatch({ record, history }: Fields): boolean {
  return (
    isFields(history) &&
    isCount(history['kept']) &&
    Array.isArray(history['added']) &&
    (record === null || record === 'same' || (isFields(record) && isRowsPatch(record['rows'])))
  );
}

function isRowsPatch(rows: unknown): boolean {
  return (
    isFields(rows) &&
    isCount(rows['count']) &&
    Array.isArray(rows['changed']) &&
    rows['changed'].every((change: unknown) => Array.isArray(change) && isCount(change[0]) && isFields(change[1]))
  );
}
