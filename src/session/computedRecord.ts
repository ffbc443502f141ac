/** @file A step's record as it was when only its pairs were computed. */
import type { StepRecord } from '../protocol/records';

/** The same pairs before anything was written. */
export function withoutUpdate({ printed: _ofTheRun, ...record }: StepRecord): StepRecord {
  return {
    ...record,
    phase: 'computed',
    rows: record.rows.map((row) => ({
      ...row,
      after: null,
      updateRatio: null,
      formula: null,
      terms: [],
      residual: null,
      slots: row.slots.map((slot) => ({ ...slot, after: null })),
    })),
  };
}
