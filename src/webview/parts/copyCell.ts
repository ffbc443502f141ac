/** @file A cell on the clipboard, with all elements of its tensors, also of a row of which few have travelled. */
import type { RowRecord, StepRecord, TensorRecord } from '../../protocol/records';
import { toWire } from '../../protocol/wireNumber';
import { copyText, requestTensor } from '../host';
import { cellCopy } from '../model/pairRow';
import type { Column } from '../model/rowOrder';
import { noValue } from '../store';

export async function copyCell(row: RowRecord, column: Column, step: StepRecord): Promise<void> {
  const all = async <T extends TensorRecord | null>(tensor: T, kind: 'gradient' | 'applied' | 'before' | 'after'): Promise<T> => {
    if (tensor === null || tensor.values.length === tensor.size) return tensor;
    const at = step.phase === 'applied' ? step.index : null;
    const { values } = await requestTensor({ step: at, variable: row.variable, part: { kind } });
    return { ...tensor, values: Array.from(values, toWire) };
  };
  let whole = row;
  try {
    const { gradient } = row;
    if (column === 'gradient' && gradient.kind !== 'none')
      whole = { ...row, gradient: { ...gradient, tensor: await all(gradient.tensor, 'gradient') } };
    if (column === 'clip') whole = { ...row, applied: await all(row.applied, 'applied') };
    if (column === 'change') {
      const [before, after] = await Promise.all([all(row.before, 'before'), all(row.after, 'after')]);
      whole = { ...row, before, after };
    }
  } catch {
    // Not to be had now, as while the file runs: the copy says how many elements it leaves out.
  }
  copyText(cellCopy(whole, column, noValue.value));
}
