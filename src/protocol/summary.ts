/** @file The first glance: loss, norms, clipping and health of one step, as texts. No page. */
import { fill, type PanelStrings } from './panelStrings';
import type { HistoryEntry, SessionState } from './messages';
import type { RowRecord, StepRecord } from './records';
import { fromWire, toWire } from './wireNumber';
import { numberText, signedText } from './displayNumber';
import { rowNames } from './rowNames';
import { isBrokenClip, isClipped, isNotFinite, lossOf, notFiniteCount } from './rowFacts';

export type Verdict = 'good' | 'notice' | 'bad';

export interface Summary {
  readonly lossLabel: string;
  readonly loss: string;
  readonly lossChange: { readonly text: string; readonly direction: 'up' | 'down' | 'same' } | null;
  readonly gradientNorm: string;
  /** Null when nothing changed on the way to the optimizer. */
  readonly appliedNorm: string | null;
  readonly clipped: number;
  readonly rowCount: number;
  readonly hasClips: boolean;
  /** A clip whose norm is NaN or infinite. */
  readonly hasBrokenClips: boolean;
  /** Rows that something else than a clip changed. */
  readonly changed: number;
  readonly verdict: Verdict;
  readonly health: string;
  readonly healthDetail: string;
}

export function summaryOf(state: SessionState, record: StepRecord, strings: PanelStrings): Summary {
  const { rows } = record;
  return {
    lossLabel:
      record.loss && record.loss.size !== 1
        ? fill(strings.lossSum, record.loss.size)
        : strings.loss,
    ...lossTexts(state, record, strings),
    gradientNorm: numberText(record.gradientNorm),
    // A clip that made NaN of NaN did not leave the gradient as it is.
    appliedNorm:
      record.appliedNorm === record.gradientNorm && !rows.some((row) => row.stages.some(isBrokenClip)) ? null : numberText(record.appliedNorm),
    clipped: rows.filter(isClipped).length,
    rowCount: rows.length,
    changed: rows.filter((row) => row.stages.some((stage) => !stage.isClip && stage.fired)).length,
    hasClips: rows.some((row) => row.stages.some((stage) => stage.isClip)),
    hasBrokenClips: rows.some((row) => row.stages.some(isBrokenClip)),
    ...healthOf(record, strings),
  };
}

function lossTexts(state: SessionState, record: StepRecord, strings: PanelStrings) {
  const value = record.loss === null ? null : toWire(lossOf(record));
  const previous = previousEntry(state, record)?.loss ?? null;
  const change = value === null || previous === null ? null : fromWire(value) - fromWire(previous);
  return {
    loss: value === null ? strings.lossNone : numberText(value),
    lossChange:
      change === null || Number.isNaN(change)
        ? null
        : ({
            text: signedText(change),
            direction: change > 0 ? 'up' : change < 0 ? 'down' : 'same',
          } as const),
  };
}

/** The step before the one shown, of the same training op: losses of two ops are not comparable. */
function previousEntry(state: SessionState, record: StepRecord): HistoryEntry | undefined {
  return state.history.findLast(
    (entry) => entry.index < record.index && entry.trainingOp === record.trainingOp,
  );
}

function healthOf(record: StepRecord, strings: PanelStrings) {
  const names = rowNames(record.rows);
  const nameOf = (row: RowRecord) => names.get(row.variable) ?? row.name;
  const bad = record.rows.filter(isNotFinite).map(nameOf);
  if (record.loss !== null && notFiniteCount(record.loss) > 0) bad.unshift(strings.placeLoss);
  if (bad.length > 0) return verdict('bad', strings.healthBad, listText(bad));
  const none = record.rows.filter((row) => row.gradient.kind === 'none').map(nameOf);
  if (none.length > 0) return verdict('notice', strings.healthNone, listText(none));
  return verdict('good', strings.healthFinite, strings.healthFiniteHint);
}

function verdict(level: Verdict, health: string, healthDetail: string) {
  return { verdict: level, health, healthDetail };
}

/** The first three names; the count of the others is said. */
function listText(names: readonly string[]): string {
  const others = names.length - 3;
  return names.slice(0, 3).join(', ') + (others > 0 ? ` +${others}` : '');
}

/** The sentence that a screen reader hears after a step. */
export function spokenStep(state: SessionState, record: StepRecord, strings: PanelStrings): string {
  const {
    loss,
    clipped,
    rowCount,
    hasClips,
    verdict: level,
    health,
    healthDetail,
  } = summaryOf(state, record, strings);
  const hasLoss = record.loss !== null;
  const first =
    record.phase === 'computed'
      ? hasLoss
        ? fill(strings.saidComputed, loss)
        : strings.saidComputedNoLoss
      : hasLoss
        ? fill(strings.saidStep, state.cursor, state.stepCount, loss)
        : fill(strings.saidStepNoLoss, state.cursor, state.stepCount);
  const clips = hasClips ? ` ${fill(strings.saidClipped, clipped, rowCount)}` : '';
  return first + clips + (level === 'good' ? '' : ` ${health}: ${healthDetail}.`);
}
