/** @file One row of the table and, when it is open, its details. */
import { Fragment, type ComponentChildren, type VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { isEqual } from '../../protocol/equalJson';
import { fill } from '../../protocol/panelStrings';
import type { SessionState } from '../../protocol/messages';
import type { RowRecord, StepRecord } from '../../protocol/records';
import type { ChangeText } from '../../protocol/displayNumber';
import { nameParts } from '../model/nameParts';
import type { ChangeCell, ClipCell, Flag, PairRow, ValueCell } from '../model/pairRow';
import { COLUMNS, type Column } from '../model/rowOrder';
import { noValue, snapshot, strings } from '../store';
import { History, Strip } from './charts';
import { Icon } from './icons';
import { LineLink } from './lineLink';
import { RowDetails } from './rowDetails';

interface Props {
  /** Of the line in the table: with groups by training op a variable may have several. */
  readonly lineKey: string;
  readonly record: RowRecord;
  /** In the table, from 0. */
  readonly index: number;
  readonly pair: PairRow;
  /** The column of this row that has the tab stop, if any. */
  readonly activeColumn: Column | null;
  readonly isExpanded: boolean;
  readonly isUnderCaret: boolean;
  /** The step that the row is of, which another training op may have run; null while the row is closed. */
  readonly step: StepRecord | null;
  /** Null while the row is closed: what is seen of it is the pair's own. */
  readonly state: SessionState | null;
}

export function PairRowView(props: Props) {
  const { record, index, pair, activeColumn, isExpanded, isUnderCaret, state, step } = props;
  // An id has no blank: `aria-controls` is a list.
  const detailsId = `details-${props.lineKey.replaceAll(' ', '·')}`;
  const cells = useRef(new Map<Column, CachedCell>());
  /** A cell that says what it said is the same vnode: a step changes few of them. */
  const cell = (id: Column): VNode => {
    const shown = shownIn(id, props);
    const inputs = [shown, id === activeColumn, strings.value] as const;
    const last = cells.current.get(id);
    if (last && isSameCell(last.inputs, inputs)) return last.vnode;
    const vnode = (
      <div
        key={id}
        role="gridcell"
        class={`cell cell-${id}`}
        data-column={id}
        data-active={id === activeColumn ? '' : undefined}
        tabIndex={id === activeColumn ? 0 : -1}
      >
        {cellContent(id, props, detailsId)}
      </div>
    );
    cells.current.set(id, { inputs, vnode });
    return vnode;
  };
  return (
    <>
      <div
        role="row"
        class={`row ${isUnderCaret ? 'under-caret' : ''} ${isExpanded ? 'open' : ''}`}
        data-key={props.lineKey}
        data-variable={pair.variable}
        data-vscode-context={rowContext(pair.variable)}
        aria-rowindex={index + 2}
      >
        {COLUMNS.map(cell)}
      </div>
      {isExpanded && (
        // What the reader did in it is not the next row's that takes over this one's place.
        <div key={props.lineKey} role="row" class="details-row">
          <div role="gridcell" class="details" id={detailsId}>
            {state && step && (
              <RowDetails record={record} pair={pair} step={step} moment={momentOf(state, step)} />
            )}
          </div>
        </div>
      )}
    </>
  );
}

interface CachedCell {
  readonly inputs: readonly [shown: unknown, isActive: boolean, texts: unknown];
  readonly vnode: VNode;
}

function isSameCell(a: CachedCell['inputs'], b: CachedCell['inputs']): boolean {
  return a[1] === b[1] && a[2] === b[2] && isEqual(a[0], b[0]);
}

/** All that the content of a cell depends on, besides the texts; the history follows the steps by itself. */
function shownIn(id: Column, { pair, isExpanded, lineKey }: Props): unknown {
  switch (id) {
    case 'variable':
      return [pair.name, pair.variable, pair.dtype, isExpanded, lineKey];
    case 'history':
      return pair.variable;
    default:
      return pair[id];
  }
}

function momentOf({ version, timeline }: SessionState, { index, phase }: StepRecord): string {
  return [version, timeline, index, phase].join(' ');
}

/** A part of a name that is longer may break anywhere. */
const LONG_PART = 18;

/** What the row's own menu, which VS Code draws, tells its commands. */
function rowContext(variable: string): string {
  const uri = snapshot.value?.uri ?? '';
  return JSON.stringify({ webviewSection: 'row', variable, uri, preventDefaultContextMenuItems: true });
}

function cellContent(id: Column, props: Props, detailsId: string): ComponentChildren {
  const { pair, record, isExpanded } = props;
  switch (id) {
    case 'variable':
      return (
        <>
          <button
            type="button"
            class="expander"
            tabIndex={-1}
            aria-expanded={isExpanded}
            aria-controls={isExpanded ? detailsId : undefined}
            aria-label={fill(strings.value.expand, pair.name)}
          >
            <Icon name="chevron" />
          </button>
          <span class="name" title={`${pair.variable} · ${pair.dtype}`}>
            {nameParts(pair.name).map((part, i) => (
              <Fragment key={i}>
                {i > 0 && <wbr />}
                {part.length > LONG_PART ? <span class="long-part">{part}</span> : part}
              </Fragment>
            ))}
          </span>
        </>
      );
    case 'shape':
      return <span class="quiet">{pair.shape}</span>;
    case 'gradient':
      return <Gradient cell={pair.gradient} />;
    case 'norm':
      return <span class="number quiet">{pair.norm ?? '–'}</span>;
    case 'history':
      return <History variable={record.variable} />;
    case 'clip':
      return <Clip cell={pair.clip} />;
    case 'change':
      return <Change cell={pair.change} />;
    case 'ratio':
      return <span class="number quiet">{pair.ratio ?? '–'}</span>;
    case 'flags':
      return pair.flags.map((flag, i) => <FlagView key={i} flag={flag} />);
  }
}

function Gradient({ cell }: { readonly cell: ValueCell }) {
  const t = strings.value;
  switch (cell.kind) {
    case 'none':
      return (
        <span class="none" title={cell.reason}>
          <Icon name="none" /> {noValue.value}
        </span>
      );
    case 'scalar':
      return <span class="number value">{cell.text}</span>;
    case 'tensor':
      return (
        <>
          <Strip bars={cell.bars} label={cell.sentence} />
          {cell.sparse && <span class="quiet">{cell.sparse}</span>}
          {cell.mean !== null && (
            <span class="number">
              <span class="quiet">{t.mean}</span> {cell.mean}
            </span>
          )}
        </>
      );
  }
}

function Clip({ cell }: { readonly cell: ClipCell }) {
  const t = strings.value;
  switch (cell.kind) {
    case 'nothing':
      return <span class="quiet">–</span>;
    case 'noClip':
      return <span class="quiet">{t.clipNone}</span>;
    case 'notFired':
      return <span class="quiet">{t.clipNotFired}</span>;
    case 'broken':
      return (
        <span class="clip-broken" title={fill(t.clipBrokenHint, cell.op, cell.norm)}>
          <Icon name="bad" />
          {fill(t.clipBroken, cell.norm)}
        </span>
      );
    case 'changed':
      return (
        <span class="clip-changed" title={fill(t.clipChanged, cell.op)}>
          <span class="clip-op">{fill(t.clipChanged, cell.op)}</span>
          {cell.applied && <span class="number"> → {cell.applied}</span>}
        </span>
      );
    case 'fired':
      return (
        <span class={cell.factor || cell.elements || cell.applied ? 'clip-fired has-figure' : 'clip-fired'}>
          <Icon name="clip" />
          <span class="clip-word">{t.clipFired}</span>
          {cell.factor && <span class="number">{cell.factor}</span>}
          {cell.elements && <span class="number">{cell.elements}</span>}
          {cell.applied && <span class="number clip-applied">→ {cell.applied}</span>}
          {cell.angle !== null && (
            <span
              class={cell.angle === '0' ? 'number quiet angle-none' : 'number quiet'}
              title={fill(t.angle, cell.angle)}
            >
              {cell.angle}°
            </span>
          )}
        </span>
      );
  }
}

function Change({ cell }: { readonly cell: ChangeCell }) {
  const t = strings.value;
  const mean = <span class="quiet">{t.mean} </span>;
  switch (cell.kind) {
    case 'unknown':
      return <span class="quiet">–</span>;
    case 'pending':
      return (
        <span class="number" title={t.notApplied}>
          {cell.isMean && mean}
          {cell.before} <span class="quiet">→ …</span>
        </span>
      );
    case 'unchanged':
      return (
        <span class="number">
          {cell.isMean && mean}
          {cell.text} <span class="quiet">{t.unchanged}</span>
        </span>
      );
    case 'changed':
      return (
        <span class="number">
          {cell.isMean && mean}
          <span class="was">{cell.change.before}</span> <span class="quiet">→</span>{' '}
          <After change={cell.change} />
        </span>
      );
  }
}

/** The digits that differ from before stand out. */
export function After({ change }: { readonly change: ChangeText }) {
  const { after, changedFrom } = change;
  return (
    <span class="is">
      {after.slice(0, changedFrom)}
      {changedFrom < after.length && <b class="digits">{after.slice(changedFrom)}</b>}
    </span>
  );
}

const FLAG_ICONS = { error: 'bad', warning: 'notice', note: 'note' } as const;

function FlagView({ flag }: { readonly flag: Flag }) {
  return (
    <span class={`flag flag-${flag.level}`} title={flag.detail}>
      <Icon name={FLAG_ICONS[flag.level]} />
      {flag.text}
      {flag.place && (
        <>
          {' '}
          <LineLink place={flag.place} tabIndex={-1} />
        </>
      )}
    </span>
  );
}
