/** @file A cell on the clipboard, with all elements of its tensors, also of a row of which few have travelled. */
import type { RowRecord, StepRecord, TensorRecord } from '../../protocol/records';
import { partOf, type TensorPart } from '../../protocol/tensorPart';
import { toWire } from '../../protocol/wireNumber';
import { copyText, requestTensor } from '../host';
import { cellCopy } from '../model/pairRow';
import type { Column } from '../model/rowOrder';

export async function copyCell(row: RowRecord, column: Column, step: StepRecord): Promise<void> {
  copyText(cellCopy(row.isDigest ? await whole(row, column, step) : row, column));
}

/** As it is when the elements are not to be had, as while the file runs: the copy says how many it leaves out. */
async function whole(row: RowRecord, column: Column, step: StepRecord): Promise<RowRecord> {
  if (column !== 'gradient' && column !== 'clip' && column !== 'change') return row;
  const at = step.phase === 'applied' ? step.index : null;
  const load = async (part: TensorPart): Promise<TensorRecord | null> => {
    const tensor = partOf(row, part);
    if (tensor === null || tensor.values.length === tensor.size) return tensor;
    const { values } = await requestTensor({ step: at, variable: row.variable, part });
    return { ...tensor, values: Array.from(values, toWire) };
  };
  try {
    if (column === 'change') {
      const [before, after] = await Promise.all([load({ kind: 'before' }), load({ kind: 'after' })]);
      return { ...row, before, after };
    }
    if (column === 'clip') return { ...row, applied: await load({ kind: 'applied' }) };
    const tensor = await load({ kind: 'gradient' });
    return row.gradient.kind === 'none' || tensor === null ? row : { ...row, gradient: { ...row.gradient, tensor } };
  } catch {
    return row;
  }
}
