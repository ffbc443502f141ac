/** @file A step as one entry of the way of the training, and a long way in fewer entries. */
import type { HistoryEntry } from './messages';
import type { StepRecord } from './records';
import { isClipped, lossOf } from './rowFacts';
import { fromWire, toWire } from './wireNumber';

/** `findings`: codes of those that begin at the step. */
export function historyEntry(record: StepRecord, findings: readonly string[]): HistoryEntry {
  const norms: Record<string, HistoryEntry['gradientNorm'] | null> = {};
  const ratios: Record<string, HistoryEntry['gradientNorm'] | null> = {};
  for (const { variable, gradient, updateRatio } of record.rows) {
    ratios[variable] = updateRatio;
    norms[variable] = gradient.kind === 'none' ? null : gradient.tensor.health.norm;
  }
  return {
    index: record.index,
    trainingOp: record.trainingOp,
    loss: record.loss === null ? null : toWire(lossOf(record)),
    gradientNorm: record.gradientNorm,
    appliedNorm: record.appliedNorm,
    norms,
    ratios,
    clipped: record.rows.filter(isClipped).length,
    rowCount: record.rows.length,
    findings,
  };
}

/**
 * At most about `most` entries. The newest quarter is kept whole; of each stretch before it stays the
 * entry that says most: what is not finite, else where a finding begins, else the largest loss of
 * those in which a clip fired, else the largest loss. Entries know their index: a gap is seen to be one.
 */
export function thinned(entries: readonly HistoryEntry[], most: number): readonly HistoryEntry[] {
  if (entries.length <= most) return entries;
  const newest = Math.floor(most / 4);
  const older = entries.length - newest;
  const stretch = Math.ceil(older / (most - newest));
  const kept: HistoryEntry[] = [];
  for (let from = 0; from < older; from += stretch) {
    const part = entries.slice(from, Math.min(from + stretch, older));
    kept.push(part.reduce((best, entry) => (isMoreTelling(entry, best) ? entry : best)));
  }
  return [...kept, ...entries.slice(older)];
}

function isMoreTelling(entry: HistoryEntry, than: HistoryEntry): boolean {
  const [a, b] = [entry, than].map((one) => ({
    isBad: !Number.isFinite(fromWire(one.gradientNorm)) || !Number.isFinite(fromWire(one.loss ?? 0)),
    loss: fromWire(one.loss ?? 0),
    isClipped: one.clipped > 0,
    hasFindings: one.findings.length > 0,
  }));
  if (!a || !b) return false;
  if (a.isBad !== b.isBad) return a.isBad;
  if (a.hasFindings !== b.hasFindings) return a.hasFindings;
  if (a.isClipped !== b.isClipped) return a.isClipped;
  return a.loss > b.loss;
}
