/** @file The table of (gradient, variable) pairs: one tab stop, arrows inside, Enter reveals or sorts, Space opens. */
import type { VNode } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { fill } from '../../protocol/panelStrings';
import type { SessionState } from '../../protocol/messages';
import type { RowRecord, StepRecord } from '../../protocol/records';
import { besideFile } from '../../protocol/places';
import { reveal } from '../host';
import { gridAction } from '../model/gridKeys';
import { pairRow, type PairRow } from '../model/pairRow';
import { isNotFinite } from '../../protocol/rowFacts';
import { matches, parseFilter } from '../model/rowFilter';
import { tableLines, type TableLine } from '../model/rowGroups';
import { RowSlots } from '../model/rowSlots';
import { WHOLE } from '../model/rowWindow';
import { rowNames } from '../../protocol/rowNames';
import { COLUMNS, nextOrder, sortRows, type Column } from '../model/rowOrder';
import {
  caret,
  closedGroups,
  expanded,
  filterText,
  grouping,
  sortOrder,
  strings,
  toggleExpanded,
  toggleGroup,
} from '../store';
import { COLUMN_HINTS, COLUMN_LABELS } from './columns';
import { copyCell } from './copyCell';
import { GroupRow } from './groupRow';
import { Icon } from './icons';
import { PairRowView } from './pairRowView';
import { FILTER_ID, TableBar } from './tableBar';
import { useFixedColumns } from './useFixedColumns';
import { useOtherOps } from './useOtherOps';
import { useRowWindow } from './useRowWindow';

/** Rows that PageUp and PageDown skip. */
const PAGE = 10;
/** The header as a row of the grid. */
const HEADER = -1;

interface Props {
  readonly state: SessionState;
  readonly record: StepRecord;
}

/** The lines that filter, order and groups leave; computed again only when one of them changes. */
function useLines(state: SessionState, record: StepRecord) {
  const records = useOtherOps(state, record, grouping.value === 'trainingOp');
  const rows = useMemo(
    () => (records.length === 1 ? record.rows : records.flatMap((one) => one.rows)),
    [records],
  );
  const { history, findings } = state;
  const names = useMemo(() => rowNames(rows), [rows]);
  const filter = useMemo(() => parseFilter(filterText.value), [filterText.value]);
  const order = sortOrder.value;
  const kept = useMemo(
    () => (filter.words.length === 0 ? rows : rows.filter((row) => matches(filter, row, names.get(row.variable) ?? row.name))),
    [rows, filter, names],
  );
  const sorted = useMemo(
    () => sortRows(kept, order, { names, history, findings }),
    [kept, order, names, order?.column === 'history' && history, findings],
  );
  const lines = useMemo(
    () => tableLines(sorted, grouping.value, records, closedGroups.value),
    [sorted, grouping.value, records, closedGroups.value],
  );
  const keys = useMemo(() => lines.map(({ key }) => key), [lines]);
  const hiddenNotFinite = useMemo(() => {
    if (kept.length === rows.length) return 0;
    return rows.filter(isNotFinite).length - kept.filter(isNotFinite).length;
  }, [rows, kept]);
  /** The step that a row is of; made for the few that are open. */
  const stepOf = (row: RowRecord) => records.find((one) => one.rows.includes(row)) ?? record;
  return { names, filter, kept, lines, keys, hiddenNotFinite, stepOf, rowCount: rows.length };
}

export function PairTable({ state, record }: Props) {
  const t = strings.value;
  const grid = useRef<HTMLDivElement>(null);
  const visible = useVisibleColumns(grid);
  const { names, filter, kept, lines, keys, hiddenNotFinite, stepOf, rowCount } = useLines(state, record);
  const [active, setActive] = useState<{ readonly row: number; readonly column: Column }>({
    row: 0,
    column: 'variable',
  });
  const mustFocus = useRef(false);
  const body = useRef<HTMLDivElement>(null);
  const drawn = useRowWindow(keys, body);
  const cache = useRef(new Map<string, CachedRow>());
  const slots = useRef(new RowSlots());
  const fresh: PairRow[] = [];
  // The list may have become shorter or scrolled, the column may have collapsed: there is always
  // one tab stop.
  const row =
    active.row === HEADER || lines.length === 0
      ? HEADER
      : Math.max(drawn.first, Math.min(active.row, drawn.end - 1));
  const column = visible.includes(active.column) ? active.column : 'variable';

  // Before the next key can arrive.
  useLayoutEffect(() => {
    // The element that has the focus may show another line now.
    const focused = document.activeElement;
    const isLeft = focused?.matches('[data-column]:not([data-active])') && body.current?.contains(focused);
    if (isLeft) grid.current?.querySelector<HTMLElement>('[data-active]')?.focus({ preventScroll: true });
    if (!mustFocus.current) return;
    mustFocus.current = false;
    grid.current?.querySelector<HTMLElement>('[data-active]')?.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-column]')) return;
    const isModified = event.ctrlKey || event.metaKey;
    const at = { row, column: visible.indexOf(column) };
    const size = { rows: lines.length, columns: visible.length, page: PAGE };
    const action = gridAction({ key: event.key, isModified }, at, size);
    if (!action) return;
    event.preventDefault();
    if (action.kind === 'move') {
      // A narrow panel has no header.
      const header = grid.current?.querySelector<HTMLElement>('.header');
      if (action.to.row === HEADER && !header?.offsetHeight) return;
      mustFocus.current = true;
      if (action.to.row !== HEADER) drawn.show(action.to.row);
      setActive({ row: action.to.row, column: visible[action.to.column] ?? 'variable' });
      return;
    }
    if (action.kind === 'filter') return document.getElementById(FILTER_ID)?.focus();
    const line = lines[row];
    if (row === HEADER) {
      if (action.kind !== 'copy') sortOrder.value = nextOrder(sortOrder.value, column);
    } else if (line?.kind === 'group') {
      if (action.kind !== 'copy') toggleGroup(line.key);
    } else if (line && action.kind === 'toggle') toggleExpanded(line.row.variable);
    else if (line && action.kind === 'copy') void copyCell(line.row, column, stepOf(line.row));
    else if (line?.row.place) reveal(line.row.place, line.row.variable);
  };

  const lineOf = ({ target }: Event): { readonly line: TableLine; readonly index: number } | null => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null;
    const index = Number(element?.getAttribute('aria-rowindex')) - 2;
    const line = element && lines[index];
    return line ? { line, index } : null;
  };
  const onFocusIn = (event: FocusEvent) => {
    const found = lineOf(event);
    const id = event.target instanceof HTMLElement ? event.target.dataset['column'] : undefined;
    const focused = COLUMNS.find((known) => known === id);
    if (!found || !focused || (found.index === active.row && focused === active.column)) return;
    setActive({ row: found.index, column: focused });
  };
  const onClick = (event: MouseEvent) => {
    const line = lineOf(event)?.line;
    const button = event.target instanceof Element && event.target.closest('button');
    const opens = button && button.matches('.expander');
    if (line?.kind === 'group') return toggleGroup(line.key);
    if (!line || (button && !opens)) return;
    if (opens) toggleExpanded(line.row.variable);
    else if (window.getSelection()?.isCollapsed !== false && line.row.place) reveal(line.row.place, line.row.variable);
  };

  /** A row that shows what it showed is the same vnode: nothing of it is compared while scrolling. */
  const drawRow = (item: RowRecord, key: string, slot: number, index: number): VNode => {
    const isExpanded = expanded.value.has(item.variable);
    const isUnderCaret = isOnLine(item, caret.value.line) || caret.value.rows.includes(item.variable);
    const activeColumn = index === row ? column : null;
    // What is open shows more of the step than the row.
    const shownOf = isExpanded ? state : null;
    const name = names.get(item.variable);
    const inputs = [item, slot, index, isExpanded, isUnderCaret, activeColumn, shownOf, state.findings, t, name];
    const last = cache.current.get(key);
    if (last && inputs.every((input, i) => input === last.inputs[i])) return last.vnode;
    const pair = pairRow(item, state.findings, t, name);
    fresh.push(pair);
    const vnode = (
      <PairRowView
        key={slot}
        lineKey={key}
        record={item}
        index={index}
        pair={pair}
        activeColumn={activeColumn}
        isExpanded={isExpanded}
        isUnderCaret={isUnderCaret}
        state={shownOf}
        step={shownOf && stepOf(item)}
      />
    );
    cache.current.set(key, { inputs, vnode });
    return vnode;
  };
  const seen = lines.slice(drawn.first, drawn.end);
  const slotOf = slots.current.assign(seen.map(({ key }) => key));
  const drawnLines = seen.map((line, i) => {
    const index = drawn.first + i;
    if (line.kind === 'row') return drawRow(line.row, line.key, slotOf[i]!, index);
    return <GroupRow key={line.key} line={line} index={index} step={record.index} isActive={index === row} />;
  });
  useFixedColumns(grid, lines.length > WHOLE, fresh);
  forget(cache.current, keys, drawn.first, drawn.end);

  return (
    <>
      <TableBar
        shown={kept.length}
        all={rowCount}
        hiddenNotFinite={hiddenNotFinite}
        problems={filter.problems}
      />
      <div
        ref={grid}
        class="pairs"
        role="grid"
        aria-label={t.pairs}
        aria-rowcount={lines.length + 1}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" class="group">
          <div role="row" class="row header" aria-rowindex={1}>
            {COLUMNS.map((id) => (
              <ColumnHeader
                key={id}
                column={id}
                isActive={row === HEADER && id === column}
                onActivate={() => setActive({ row: HEADER, column: id })}
              />
            ))}
          </div>
        </div>
        <div ref={body} role="rowgroup" class="group" onClick={onClick} onFocusIn={onFocusIn}>
          <Room class="rows-above" height={drawn.above} />
          {drawnLines}
          <Room class="rows-below" height={drawn.below} />
        </div>
      </div>
      {lines.length === 0 && record.rows.length > 0 && (
        <p class="no-rows">
          {t.filterNothing}{' '}
          <button type="button" class="link" onClick={() => (filterText.value = '')}>
            {t.filterClear}
          </button>
        </p>
      )}
    </>
  );
}

interface CachedRow {
  readonly inputs: readonly unknown[];
  readonly vnode: VNode;
}

/** Only what is drawn is kept. */
function forget(cache: Map<string, CachedRow>, keys: readonly string[], from: number, to: number) {
  if (cache.size <= 2 * (to - from)) return;
  const drawn = new Set(keys.slice(from, to));
  for (const key of cache.keys()) if (!drawn.has(key)) cache.delete(key);
}

interface HeaderProps {
  readonly column: Column;
  readonly isActive: boolean;
  readonly onActivate: () => void;
}

function ColumnHeader({ column, isActive, onActivate }: HeaderProps) {
  const t = strings.value;
  const order = sortOrder.value;
  const direction = order?.column === column ? order.direction : null;
  const label = t[COLUMN_LABELS[column]];
  const hint = COLUMN_HINTS[column];
  return (
    <div
      role="columnheader"
      class={`cell cell-${column}`}
      aria-sort={direction ?? 'none'}
      data-column={column}
      data-active={isActive ? '' : undefined}
      tabIndex={isActive ? 0 : -1}
      title={[...(hint ? [t[hint]] : []), fill(t.sortHint, label)].join('\n')}
      onFocus={onActivate}
      onClick={() => (sortOrder.value = nextOrder(order, column))}
    >
      {label}
      {direction && <Icon name={direction} />}
    </div>
  );
}

/** The room of rows that are not drawn. */
function Room({ class: name, height }: { readonly class: string; readonly height: number }) {
  return <div class={name} role="presentation" style={{ height: `${height}px` }} />;
}

/** Rows light up for the line that made the variable and for every line that changed its gradient. */
function isOnLine(item: RowRecord, line: number): boolean {
  return [item.place, ...item.stages.map((stage) => stage.place)].some(
    (place) => place?.line === line && besideFile(place) === null,
  );
}

/** The columns that the style sheet shows at this width. */
function useVisibleColumns(grid: { readonly current: HTMLDivElement | null }): readonly Column[] {
  const [visible, setVisible] = useState<readonly Column[]>(COLUMNS);
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const first = element.querySelector('.row[data-variable]') ?? element.querySelector('.header');
      if (!first) return;
      const shown = COLUMNS.filter((id) => {
        const cell = first.querySelector(`:scope > .cell-${id}`);
        return cell !== null && getComputedStyle(cell).display !== 'none';
      });
      setVisible((last) => (last.join() === shown.join() ? last : shown));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return visible;
}
