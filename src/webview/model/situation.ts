/** @file Which of its designed states the panel is in; one decision, made from the newest snapshot. */
import type { ErrorRecord, StepRecord } from '../../protocol/records';
import type { FrameworkRecord, SessionState } from '../../protocol/messages';
import type { PanelSnapshot } from '../../protocol/view';

export type Situation =
  /** No loss file belongs to this panel. */
  | { readonly kind: 'empty' }
  /** Nothing runs: the workspace is not trusted. */
  | { readonly kind: 'restricted' }
  /** The loss file cannot be read. */
  | { readonly kind: 'missing'; readonly reason: string }
  /** The file runs for the first time. */
  | { readonly kind: 'loading' }
  /** It stopped before there was anything to show. */
  | { readonly kind: 'failed'; readonly error: ErrorRecord }
  /** It ran, but has nothing to step. */
  | { readonly kind: 'noTrainingOp'; readonly framework: FrameworkRecord }
  | { readonly kind: 'values'; readonly state: SessionState; readonly record: StepRecord };

export function situationOf(snapshot: PanelSnapshot | null): Situation {
  if (!snapshot || snapshot.uri === '') return { kind: 'empty' };
  const { state, status, error } = snapshot;
  if (state?.record) return { kind: 'values', state, record: state.record };
  if (status.kind === 'restricted') return { kind: 'restricted' };
  if (error) return { kind: 'failed', error };
  if (!state && status.kind === 'stale') return { kind: 'missing', reason: status.reason };
  if (!state) return { kind: 'loading' };
  return { kind: 'noTrainingOp', framework: state.framework };
}
