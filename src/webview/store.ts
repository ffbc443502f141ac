/** @file What the page holds: the newest snapshot and the reader's own view of it, as signals. */
import { computed, signal } from '@preact/signals';
import type { PanelStrings } from '../protocol/panelStrings';
import type { PanelSnapshot } from '../protocol/view';
import type { StepRange } from './model/historySeries';
import type { Grouping } from './model/rowGroups';
import type { SortOrder } from './model/rowOrder';
import { situationOf } from './model/situation';

/** Nothing is drawn before they came: the page carries no texts of its own. */
export const strings = signal<PanelStrings>({} as PanelStrings);
export const snapshot = signal<PanelSnapshot | null>(null);
/** The line of the editor's caret, and the rows that it lights without being theirs. */
export const caret = signal<{ readonly line: number; readonly rows: readonly string[] }>({ line: 0, rows: [] });
/** Variables whose details are open. */
export const expanded = signal<ReadonlySet<string>>(new Set());
/** How the table is read; null: the program's order. */
export const sortOrder = signal<SortOrder | null>(null);
export const filterText = signal('');
export const grouping = signal<Grouping>('none');
/** The chart of the steps, larger than the curve over the slider. */
export const isChartOpen = signal(false);
/** The steps that the chart shows; null: all. */
export const chartRange = signal<StepRange | null>(null);
/** Keys of the groups that are closed. */
export const closedGroups = signal<ReadonlySet<string>>(new Set());
/** The sentence for the screen reader; empty while running. */
export const spoken = signal('');

export const situation = computed(() => situationOf(snapshot.value));
/** What the program has where there is no gradient. */
export const noValue = computed(() => snapshot.value?.state?.framework.noValue ?? '');
export const isStale = computed(() => {
  const kind = snapshot.value?.status.kind;
  return kind === 'stale' || kind === 'restricted';
});

export function toggleExpanded(variable: string): void {
  expanded.value = toggled(expanded.value, variable);
}

export function toggleGroup(key: string): void {
  closedGroups.value = toggled(closedGroups.value, key);
}

function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(names);
  if (!next.delete(name)) next.add(name);
  return next;
}
