/** @file The rows of a large step as their table needs them: what only an open row shows travels when it is opened. */
import type { RowRecord, StageRecord } from './records';
import type { SessionState } from './messages';

/** The rows of a step with at most this many travel whole. */
export const WHOLE_ROWS = 40;

/** Keeps what it made: a state that was digested before for the same open rows is the same object again. */
export class RowDigests {
  private open: ReadonlySet<string> = new Set();
  private made: { readonly of: SessionState; readonly state: SessionState } | null = null;

  /** The variables of the rows whose details the reader sees. */
  setOpen(variables: readonly string[]): void {
    this.open = new Set(variables);
    this.made = null;
  }

  of(state: SessionState): SessionState {
    const { record } = state;
    if (record === null || record.rows.length <= WHOLE_ROWS) return state;
    if (this.made?.of !== state) {
      const rows = record.rows.map((row) => (this.open.has(row.variable) ? row : digestOf(row)));
      this.made = { of: state, state: { ...state, record: { ...record, rows } } };
    }
    return this.made.state;
  }
}

/** Without slots, terms and the elements of the stages; figures and flags of the row are all there. */
function digestOf(row: RowRecord): RowRecord {
  return { ...row, isDigest: true, slots: [], terms: [], stages: row.stages.map(stageDigest) };
}

function stageDigest(stage: StageRecord): StageRecord {
  return { ...stage, output: { ...stage.output, values: [] } };
}
