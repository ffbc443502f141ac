/** @file The tensors of a row that can be looked at in full, each with a name that the extension knows it by. No page. */
import { fill, type PanelStrings } from '../../protocol/panelStrings';
import type { RowRecord, TensorRecord } from '../../protocol/records';
import type { TensorPart } from '../../protocol/tensorPart';
import { fromWire, toWire } from '../../protocol/wireNumber';

export interface ShownPart {
  /** Unique within the row; what a `<select>` carries. */
  readonly id: string;
  readonly label: string;
  readonly tensor: TensorRecord;
  /** What to ask the extension for; for the change both tensors that it is the difference of. */
  readonly parts: readonly TensorPart[];
}

/** In the order in which a step makes them: raw gradient, stages, applied, before, after, change, slots, terms. */
export function shownParts(row: RowRecord, t: PanelStrings): readonly ShownPart[] {
  const shown: ShownPart[] = [];
  const add = (part: TensorPart, label: string, tensor: TensorRecord | null) => {
    if (tensor) shown.push({ id: partId(part), label, tensor, parts: [part] });
  };
  const { gradient, stages, applied, before, after, slots, terms } = row;
  if (gradient.kind !== 'none') {
    add({ kind: 'gradient' }, t.partGradient, gradient.tensor);
    if (gradient.kind === 'sparse') add({ kind: 'indices' }, t.partIndices, gradient.indices);
  }
  stages.forEach((stage, index) => {
    add({ kind: 'stage', index }, fill(t.partStage, stage.op), stage.output);
  });
  add({ kind: 'applied' }, t.partApplied, applied);
  add({ kind: 'before' }, t.partBefore, before);
  add({ kind: 'after' }, t.partAfter, after);
  if (before && after) {
    const parts = [{ kind: 'before' }, { kind: 'after' }] as const;
    shown.push({ id: 'change', label: t.partChange, tensor: changeOf(before, after), parts });
  }
  for (const { name, before: was, after: is } of slots) {
    add({ kind: 'slot', name, when: 'before' }, fill(t.partSlotBefore, name), was);
    add({ kind: 'slot', name, when: 'after' }, fill(t.partSlotAfter, name), is);
  }
  for (const { name, tensor } of terms) add({ kind: 'term', name }, fill(t.partTerm, name), tensor);
  return shown;
}

export function partId(part: TensorPart): string {
  switch (part.kind) {
    case 'stage':
      return `stage ${part.index}`;
    case 'slot':
      return `slot ${part.when} ${part.name}`;
    case 'term':
      return `term ${part.name}`;
    default:
      return part.kind;
  }
}

/** b − a, element by element in float64, which holds the difference of two float32 without rounding to float32. */
export function changeOf(a: TensorRecord, b: TensorRecord): TensorRecord {
  const values = b.values.map((value, i) => toWire(fromWire(value) - fromWire(a.values[i] ?? 'NaN')));
  return { ...b, dtype: 'float64', values: values.slice(0, a.values.length) };
}
