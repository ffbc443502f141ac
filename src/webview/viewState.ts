/** @file What survives a hidden or reloaded panel: what was looked at and how, never the data. */
import { GROUPINGS, type Grouping } from './model/rowGroups';
import { COLUMNS, type SortOrder } from './model/rowOrder';
import { closedGroups, expanded, filterText, grouping, isChartOpen, sortOrder } from './store';

export interface ViewState {
  readonly v: 1;
  readonly uri: string;
  /** The step that was shown. */
  readonly cursor: number;
  readonly expanded: readonly string[];
  readonly sort: SortOrder | null;
  readonly filter: string;
  readonly grouping: Grouping;
  readonly closed: readonly string[];
  readonly chart: boolean;
}

/** A change of any of these is a change of the view. */
export const viewSignals = [expanded, sortOrder, filterText, grouping, closedGroups, isChartOpen] as const;

export function currentView(uri: string, cursor: number): ViewState {
  return {
    v: 1,
    uri,
    cursor,
    expanded: [...expanded.value],
    sort: sortOrder.value,
    filter: filterText.value,
    grouping: grouping.value,
    closed: [...closedGroups.value],
    chart: isChartOpen.value,
  };
}

type Saved = Pick<ViewState, 'v' | 'cursor' | 'expanded'> & Partial<ViewState>;

/** The state of an older version has fewer fields; a field that is no more valid is left out. */
export function isViewState(state: unknown): state is Saved {
  if (typeof state !== 'object' || state === null) return false;
  const { v, cursor, expanded: names } = state as { [name: string]: unknown };
  return v === 1 && typeof cursor === 'number' && isTexts(names);
}

export function restoreView(state: Saved): void {
  expanded.value = new Set(state.expanded);
  if (typeof state.filter === 'string') filterText.value = state.filter;
  if (isTexts(state.closed)) closedGroups.value = new Set(state.closed);
  isChartOpen.value = state.chart === true;
  grouping.value = GROUPINGS.find((known) => known === state.grouping) ?? 'none';
  const column = COLUMNS.find((known) => known === state.sort?.column);
  const isUp = state.sort?.direction === 'ascending';
  sortOrder.value = column ? { column, direction: isUp ? 'ascending' : 'descending' } : null;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}
