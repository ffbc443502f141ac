/** @file What a step shows that is worth a warning, each with a stable code, a cause and a remedy. */
import type { FindingRecord, RowRecord, StepRecord } from '../protocol/records';

/** Why a row has no gradient in a run that did not take its branch. */
export const BRANCH_NOT_TAKEN = 'it is in a branch of tf.cond that this run did not take';

/** Findings about one step; none for a step in which every pair has a gradient. */
export function findingsOf(record: StepRecord): FindingRecord[] {
  return record.rows.flatMap((row) => {
    const { gradient } = row;
    // What another run of the same training op computes is no fault of the model.
    if (gradient.kind !== 'none' || gradient.reason === BRANCH_NOT_TAKEN) return [];
    return [noneGradient(row, gradient)];
  });
}

function noneGradient(
  row: RowRecord,
  gradient: Extract<RowRecord['gradient'], { kind: 'none' }>,
): FindingRecord {
  const { cutAt } = gradient;
  const where =
    cutAt === null ? '' : ` (${cutAt.op}${cutAt.place === null ? '' : `, line ${cutAt.place.line}`})`;
  return {
    code: 'none-gradient',
    severity: 'warning',
    place: row.place,
    variable: row.variable,
    message:
      `${row.name} gets no gradient: ${gradient.reason}${where}. It will not train: connect it to the ` +
      'loss, or leave it out of var_list.',
  };
}
