/** @file The table of (gradient, variable) pairs: one tab stop, arrows inside, Enter reveals, Space expands. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PanelStrings } from '../../protocol/panelStrings';
import type { SessionState } from '../../protocol/messages';
import type { StepRecord } from '../../protocol/records';
import { copyText, reveal } from '../host';
import { gridAction } from '../model/gridKeys';
import { cellCopy, pairRow } from '../model/pairRow';
import { rowNames } from '../model/rowNames';
import { caretLine, expanded, strings, toggleExpanded } from '../store';
import { PairRowView } from './pairRowView';
import { useRowWindow } from './useRowWindow';

const COLUMNS = [
  'variable',
  'shape',
  'gradient',
  'norm',
  'history',
  'clip',
  'change',
  'ratio',
  'flags',
] as const;
export type Column = (typeof COLUMNS)[number];

const LABELS: { readonly [C in Column]: keyof PanelStrings } = {
  variable: 'columnVariable',
  shape: 'columnShape',
  gradient: 'columnGradient',
  norm: 'columnNorm',
  history: 'columnHistory',
  clip: 'columnClip',
  change: 'columnChange',
  ratio: 'columnRatio',
  flags: 'columnFlags',
};
const HINTS: { readonly [C in Column]?: keyof PanelStrings } = {
  norm: 'columnNormHint',
  history: 'columnHistoryHint',
  ratio: 'columnRatioHint',
};

/** Rows that PageUp and PageDown skip. */
const PAGE = 10;

interface Props {
  readonly state: SessionState;
  readonly record: StepRecord;
}

export function PairTable({ state, record }: Props) {
  const t = strings.value;
  const grid = useRef<HTMLDivElement>(null);
  const visible = useVisibleColumns(grid);
  const [active, setActive] = useState<{ readonly row: number; readonly column: Column }>({
    row: 0,
    column: 'variable',
  });
  const mustFocus = useRef(false);
  const body = useRef<HTMLDivElement>(null);
  const drawn = useRowWindow(
    record.rows.map((item) => item.variable),
    body,
  );
  const names = rowNames(record.rows);
  // The list may have become shorter or scrolled, the column may have collapsed: there is always
  // one tab stop.
  const row = Math.max(drawn.first, Math.min(active.row, drawn.end - 1));
  const column = visible.includes(active.column) ? active.column : 'variable';

  // Before the next key can arrive.
  useLayoutEffect(() => {
    if (!mustFocus.current) return;
    mustFocus.current = false;
    grid.current?.querySelector<HTMLElement>('[data-active]')?.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches('[data-column]')) return;
    const isModified = event.ctrlKey || event.metaKey;
    const at = { row, column: visible.indexOf(column) };
    const size = { rows: record.rows.length, columns: visible.length, page: PAGE };
    const action = gridAction({ key: event.key, isModified }, at, size);
    const target = record.rows[row];
    if (!action) return;
    event.preventDefault();
    if (action.kind === 'move') {
      mustFocus.current = true;
      drawn.show(action.to.row);
      setActive({ row: action.to.row, column: visible[action.to.column] ?? 'variable' });
    } else if (target && action.kind === 'toggle') toggleExpanded(target.variable);
    else if (target && action.kind === 'copy') copyText(cellCopy(target, column));
    else if (target?.place) reveal(target.place);
  };

  return (
    <div
      ref={grid}
      class="pairs"
      role="grid"
      aria-label={t.pairs}
      aria-rowcount={record.rows.length + 1}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" class="group">
        <div role="row" class="row header">
          {COLUMNS.map((id) => {
            const hint = HINTS[id];
            return (
              <div key={id} role="columnheader" class={`cell cell-${id}`} title={hint && t[hint]}>
                {t[LABELS[id]]}
              </div>
            );
          })}
        </div>
      </div>
      <div ref={body} role="rowgroup" class="group">
        <Room class="rows-above" height={drawn.above} />
        {record.rows.slice(drawn.first, drawn.end).map((item, i) => {
          const index = drawn.first + i;
          return (
            <PairRowView
              key={item.variable}
              record={item}
              index={index}
              pair={pairRow(item, state.findings, t, names.get(item.variable))}
              columns={COLUMNS}
              activeColumn={index === row ? column : null}
              isExpanded={expanded.value.has(item.variable)}
              isUnderCaret={isOnLine(item, caretLine.value)}
              state={state}
              onActivate={(id) => setActive({ row: index, column: id })}
            />
          );
        })}
        <Room class="rows-below" height={drawn.below} />
      </div>
    </div>
  );
}

/** The room of rows that are not drawn. */
function Room({ class: name, height }: { readonly class: string; readonly height: number }) {
  return <div class={name} role="presentation" style={{ height: `${height}px` }} />;
}

/** Rows light up for the line that made the variable and for every line that changed its gradient. */
function isOnLine(item: StepRecord['rows'][number], line: number): boolean {
  return [item.place, ...item.stages.map((stage) => stage.place)].some(
    (place) => place?.line === line,
  );
}

/** The columns that the style sheet shows at this width. */
function useVisibleColumns(grid: { readonly current: HTMLDivElement | null }): readonly Column[] {
  const [visible, setVisible] = useState<readonly Column[]>(COLUMNS);
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const first = element.querySelector('.row:not(.header)');
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
