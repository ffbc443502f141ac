/** @file In a file with several training ops: what the others, which the step shown did not run, did last. No page. */
import type { HistoryEntry, SessionState } from '../../protocol/messages';
import type { StepRecord } from '../../protocol/records';

/** The newest step of each other training op up to the one that is shown, in the order of the file's ops. */
export function lastStepsOfOthers({ history, cursor, record, trainingOps }: SessionState): readonly number[] {
  const shown = new Set([record?.trainingOp, ...(record?.ops ?? []).map(({ name }) => name)]);
  const newest = new Map<string, HistoryEntry>();
  for (const entry of history) if (entry.index <= cursor) newest.set(entry.trainingOp, entry);
  const place = (name: string) => trainingOps.findIndex((op) => op.name === name);
  return [...newest.values()]
    .filter(({ trainingOp }) => !shown.has(trainingOp))
    .sort((a, b) => place(a.trainingOp) - place(b.trainingOp))
    .map(({ index }) => index);
}

/** The groups in the order of the file, so that they stay where they are from step to step. */
export function inOrderOfOps(
  records: readonly StepRecord[],
  trainingOps: SessionState['trainingOps'],
): readonly StepRecord[] {
  const place = ({ trainingOp, ops }: StepRecord) =>
    trainingOps.findIndex(({ name }) => name === trainingOp || name === ops[0]?.name);
  return [...records].sort((a, b) => place(a) - place(b));
}
