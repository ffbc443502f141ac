/** @file Findings of the step that is shown, and in brief of those that a longer run passes by. */
import { EngineError } from '../engine/errors';
import type { FindingRecord, StepRecord } from '../protocol/records';
import type { StepReader } from './explain/stepReader';
import { findingsOf } from './findings/findings';
import { DEFAULT_THRESHOLDS } from './findings/thresholds';
import type { ProgramRun } from './programRun';
import type { Timeline } from './timeline';

/** Of the timeline that is shown: with sentences and places. */
export function findingsAt(run: ProgramRun, record: StepRecord): readonly FindingRecord[] {
  const known = run.findings.get(record);
  if (known !== undefined) return known;
  const found = rulesOn(run, run.timeline, record, true);
  run.findings.set(record, found);
  return found;
}

/** Notes which findings begin at the newest step, before another one is made or the course is told. */
export function lookAtLast(run: ProgramRun, timeline: Timeline): void {
  const entry = timeline.journal.at(timeline.length);
  if (entry === undefined || entry.found !== null) return;
  const record = entry.passingRecord;
  const found = run.findings.get(record) ?? rulesOn(run, timeline, record, false);
  timeline.journal.noteFindings(timeline.length, found);
}

function rulesOn(run: ProgramRun, timeline: Timeline, record: StepRecord, isTold: boolean): readonly FindingRecord[] {
  const { facts, naming } = run;
  const thresholds = { ...DEFAULT_THRESHOLDS, ...run.command.options.thresholds };
  const { journal } = timeline;
  const past: StepRecord[] = [];
  for (let at = Math.max(1, record.index - thresholds.window); at < record.index; at++) {
    const entry = journal.at(at);
    // A journal that is full has given up rows of old steps: the window is shorter, as at a run's beginning.
    if (entry !== undefined && entry.rowCount > 0) past.push(entry.passingRecord);
  }
  let step: StepReader | null | undefined;
  const reader = (): StepReader | null => (step ??= readerOf(timeline, record));
  const growth = timeline === run.scripted ? run.growth.at(record.index) : null;
  const ownLoss = (index: number) => timeline.ownLoss(index);
  const history = journal.history();
  return findingsOf({ record, past, history, growth, ownLoss, facts, naming, thresholds, isTold, reader });
}

/** Null where the step must not run again. */
function readerOf(timeline: Timeline, record: StepRecord): StepReader | null {
  try {
    return timeline.reader(record.phase === 'computed' ? null : record.index);
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}
