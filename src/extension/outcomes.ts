/** @file What an answer of the session changes in what is shown. Pure. */
import type { SessionState } from '../protocol/messages';
import type { ErrorRecord } from '../protocol/records';
import type { DebuggerView } from './debuggerView';
import type { Run } from './currentRun';
import type { Outcome } from './lossSession';
import type { DebuggerTexts } from './surroundings';

export interface Circumstances {
  readonly texts: DebuggerTexts;
  readonly isLoad: boolean;
  /** The command was to change something that is shown: where it was asked for it is answered. */
  readonly isEdit: boolean;
  readonly run: Run | null;
  /** Of `settings.timeout`. */
  readonly seconds: number;
}

/** The last good values stay when the newest text has none. */
export function changesBy(outcome: Outcome, view: DebuggerView, around: Circumstances): Partial<DebuggerView> {
  const { texts, isLoad } = around;
  const hasValues = view.state?.record != null;
  if (outcome.kind === 'state') {
    const { state } = outcome;
    const keepsOld = state.error !== null && !state.record && hasValues;
    const isKnown = state.trainingOps.some(({ name }) => name === view.trainingOp);
    return {
      // That a piece of a longer run has ended says nothing to the reader.
      state: keepsOld ? view.state : isAtLimit(state) ? { ...state, stopped: null } : state,
      error: state.error && explained(state.error, around),
      refusal: null,
      failure: state.error && !state.record ? state.findings : [],
      // A choice ends with the op that was chosen; a text that fails may not have made it yet.
      ...(isKnown || state.error ? {} : { trainingOp: null }),
      status: keepsOld ? { kind: 'stale', reason: texts.failed } : { kind: 'idle' },
      canStep: state.record !== null,
    };
  }
  if (outcome.kind === 'refused' && around.isEdit) return { refusal: explained(outcome.error, around) };
  const isStale = hasValues && (isLoad || outcome.kind === 'lost');
  return {
    error: explained(outcome.error, around),
    refusal: null,
    failure: [],
    status: isStale ? { kind: 'stale', reason: texts.ended } : { kind: 'idle' },
    // A lost worker is replaced and the text runs again; a text that was refused is not retried.
    canStep: hasValues && !isLoad,
  };
}

/** Python calls it KeyboardInterrupt; the reader pressed Stop, or waited too long. */
function explained(error: ErrorRecord, { texts, run, seconds }: Circumstances): ErrorRecord {
  if (error.type !== 'KeyboardInterrupt') return error;
  if (run?.isStopped) return { ...error, type: 'Stopped', message: texts.stoppedHere };
  return { ...error, type: 'Timeout', message: texts.tookTooLong.replace('{0}', String(seconds)) };
}

/** A piece of a longer run ended because it was only a piece. */
export function isAtLimit({ stopped }: SessionState): boolean {
  return stopped?.endsWith('the limit of steps was reached') === true;
}
