/** @file Which tensor of a row is meant, between panel, extension and session. Plain JSON. */
import type { RowRecord, TensorRecord } from './records';

export type TensorPart =
  | { readonly kind: 'gradient' }
  /** The row numbers of a sparse gradient. */
  | { readonly kind: 'indices' }
  /** What stage `index` between compute and apply gave. */
  | { readonly kind: 'stage'; readonly index: number }
  | { readonly kind: 'applied' }
  | { readonly kind: 'before' }
  | { readonly kind: 'after' }
  | { readonly kind: 'slot'; readonly name: string; readonly when: 'before' | 'after' }
  | { readonly kind: 'term'; readonly name: string };

/** Whether what came from a page is a part. */
export function isTensorPart(value: unknown): value is TensorPart {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, index, name, when } = value as { readonly [field: string]: unknown };
  switch (kind) {
    case 'gradient':
    case 'indices':
    case 'applied':
    case 'before':
    case 'after':
      return true;
    case 'stage':
      return Number.isInteger(index) && (index as number) >= 0;
    case 'slot':
      return typeof name === 'string' && (when === 'before' || when === 'after');
    case 'term':
      return typeof name === 'string';
    default:
      return false;
  }
}

/** The record's own tensor of that part, with the elements that travelled; null where the row has none. */
export function partOf(row: RowRecord, part: TensorPart): TensorRecord | null {
  const { gradient, stages, applied, before, after, slots, terms } = row;
  switch (part.kind) {
    case 'gradient':
      return gradient.kind === 'none' ? null : gradient.tensor;
    case 'indices':
      return gradient.kind === 'sparse' ? gradient.indices : null;
    case 'stage':
      return stages[part.index]?.output ?? null;
    case 'applied':
      return applied;
    case 'before':
      return before;
    case 'after':
      return after;
    case 'slot':
      return slots.find(({ name }) => name === part.name)?.[part.when] ?? null;
    case 'term':
      return terms.find(({ name }) => name === part.name)?.tensor ?? null;
  }
}
