/** @file The rows of a large step as their table needs them: what only an open row shows travels when it is opened. */
import type { RowRecord, TensorRecord } from './records';
import { isUnchanged } from './rowFacts';
import type { SessionState } from './messages';

/** The rows of a step with at most this many travel whole. */
export const WHOLE_ROWS = 40;
/** Values that the small picture of a gradient shows. */
export const BARS = 12;

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

/** Figures and flags of the row are all there, and as many elements as its cells show. */
function digestOf(row: RowRecord): RowRecord {
  const { gradient, applied, before, after } = row;
  return {
    ...row,
    isDigest: true,
    isUnchanged: isUnchanged(row),
    slots: [],
    terms: [],
    gradient:
      gradient.kind === 'none'
        ? gradient
        : gradient.kind === 'dense'
          ? { ...gradient, tensor: shortened(gradient.tensor, BARS) }
          : { ...gradient, tensor: shortened(gradient.tensor, BARS), indices: shortened(gradient.indices, 0) },
    applied: applied && shortened(applied, 1),
    before: before && shortened(before, 1),
    after: after && shortened(after, 1),
    stages: row.stages.map((stage) => ({ ...stage, output: shortened(stage.output, 0) })),
  };
}

function shortened(tensor: TensorRecord, count: number): TensorRecord {
  return tensor.values.length <= count ? tensor : { ...tensor, values: tensor.values.slice(0, count) };
}
