/** @file What the page holds: the newest snapshot and the reader's own view of it, as signals. */
import { computed, signal } from '@preact/signals';
import { ENGLISH, type PanelStrings } from '../protocol/panelStrings';
import type { PanelSnapshot } from '../protocol/view';
import { situationOf } from './model/situation';

export const strings = signal<PanelStrings>(ENGLISH);
export const snapshot = signal<PanelSnapshot | null>(null);
export const caretLine = signal(0);
/** Variables whose details are open. */
export const expanded = signal<ReadonlySet<string>>(new Set());
/** The sentence for the screen reader; empty while running. */
export const spoken = signal('');

export const situation = computed(() => situationOf(snapshot.value));
export const isStale = computed(() => {
  const kind = snapshot.value?.status.kind;
  return kind === 'stale' || kind === 'restricted';
});

export function toggleExpanded(variable: string): void {
  const next = new Set(expanded.value);
  if (!next.delete(variable)) next.add(variable);
  expanded.value = next;
}
