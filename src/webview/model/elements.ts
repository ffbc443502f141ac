/** @file A row's tensors element by element, beside each other: raw, applied, before, after. No page. */
import type { RowRecord, TensorRecord } from '../../protocol/records';
import { fromWire, type WireNumber } from '../../protocol/wireNumber';
import type { PanelStrings } from '../../protocol/panelStrings';
import { changeText, numberText, type ChangeText } from '../../protocol/displayNumber';
import { indexText } from '../../protocol/tensorText';

export interface ElementLine {
  readonly index: string;
  readonly raw: string;
  readonly applied: string;
  /** Whether a clip without one common factor changed this element. */
  readonly isClipped: boolean;
  readonly before: string;
  readonly after: ChangeText | null;
}

export interface ElementTable {
  readonly lines: readonly ElementLine[];
  /** Elements that could be shown: those that travelled. */
  readonly available: number;
  readonly size: number;
}

const ABSENT = '–';

/**
 * The first `count` elements. For a sparse gradient these are the elements of its rows, each with
 * the element of the variable that it updates.
 */
export function elementTable(row: RowRecord, count: number): ElementTable {
  const { gradient, applied, before, after } = row;
  const raw = gradient.kind === 'none' ? null : gradient.tensor;
  const longest = raw ?? before;
  const available = longest?.values.length ?? 0;
  const clipsElements = row.stages.some(
    (stage) => stage.isClip && stage.fired && stage.factor === null,
  );
  const lines: ElementLine[] = [];
  for (let i = 0; i < Math.min(count, available); i++) {
    const flat = gradient.kind === 'sparse' ? sparseFlat(gradient.indices, gradient.tensor, i) : i;
    const at = (tensor: TensorRecord | null, index: number | null): WireNumber | null =>
      (index === null ? undefined : tensor?.values[index]) ?? null;
    const [g, a] = [at(raw, i), at(applied, i)];
    const [was, is] = [at(before, flat), at(after, flat)];
    lines.push({
      index: flat === null ? ABSENT : indexText(flat, row.shape),
      raw: textOf(g),
      applied: textOf(a),
      isClipped: clipsElements && g !== null && a !== null && g !== a,
      before: was !== null && is !== null ? changeText(was, is).before : textOf(was),
      after: is === null ? null : was === null ? plain(is) : changeText(was, is),
    });
  }
  return { lines, available, size: longest?.size ?? 0 };
}

function textOf(value: WireNumber | null): string {
  return value === null ? ABSENT : numberText(value);
}

function plain(value: WireNumber): ChangeText {
  const text = numberText(value);
  return { before: '', after: text, changedFrom: text.length };
}

/** Element i of the k gathered rows of d elements belongs to row indices[i / d] of the variable. */
function sparseFlat(indices: TensorRecord, values: TensorRecord, i: number): number | null {
  const perRow = indices.size > 0 ? values.size / indices.size : 0;
  const row = perRow > 0 ? indices.values[Math.floor(i / perRow)] : undefined;
  return row === undefined ? null : fromWire(row) * perRow + (i % perRow);
}

/** One value; of many the mean, and the count of what is not finite, which a mean cannot show. */
export function valueText(tensor: TensorRecord | null, strings: PanelStrings): string {
  if (!tensor) return ABSENT;
  const [only] = tensor.values;
  if (tensor.size === 1 && only !== undefined) return numberText(only);
  const { mean, nan, positiveInfinity, negativeInfinity } = tensor.health;
  const counts = [
    [nan, 'NaN'],
    [positiveInfinity, '∞'],
    [negativeInfinity, '−∞'],
  ] as const;
  const said = counts.flatMap(([count, name]) => (count > 0 ? [`${count} ${name}`] : []));
  return (
    [...(mean === null ? [] : [`${strings.mean} ${numberText(mean, 4)}`]), ...said].join(', ') ||
    ABSENT
  );
}
