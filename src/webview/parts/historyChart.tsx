/** @file The steps in a large chart: loss, norms or update ratios, marks, the step that is shown, zoom, and the same as a table. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { numberText } from '../../protocol/displayNumber';
import type { HistoryEntry, SessionState } from '../../protocol/messages';
import { fill, type PanelStrings } from '../../protocol/panelStrings';
import { fromWire, toWire, type WireNumber } from '../../protocol/wireNumber';
import { goTo } from '../host';
import { chartLines, chartScale, isBad, largestRatio, marksPath, zoomed, type ChartSubject, type StepRange } from '../model/historySeries';
import { chartRange, strings } from '../store';

/** As high as a sixth of its width, between these. CSS pixels. */
const HEIGHT = { least: 208, most: 360 };
const INSET = { left: 76, right: 10, top: 8, bottom: 32 };
/** Variables that the choice offers, and steps that the table has. */
const MOST_VARIABLES = 500;
const MOST_LINES = 200;

export function HistoryChart({ state }: { readonly state: SessionState }) {
  const t = strings.value;
  const { history, cursor, stepCount, record } = state;
  const [subject, setSubject] = useState<ChartSubject>('loss');
  const wanted = chartRange.value;
  const setRange = (next: StepRange | null) => (chartRange.value = next);
  const [hovered, setHovered] = useState<number | null>(null);
  const [brush, setBrush] = useState<StepRange | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const all = { from: 1, to: Math.max(2, stepCount) };
  const range = wanted && wanted.to <= all.to ? wanted : all;
  const entries = history.filter(({ index }) => index >= range.from && index <= range.to);
  const lines = chartLines(entries, subject);
  const scale = chartScale(lines);
  const variables = (record?.rows ?? []).slice(0, MOST_VARIABLES).map(({ variable }) => variable);
  const inner = Math.max(10, width - INSET.left - INSET.right);
  const height = Math.round(Math.max(HEIGHT.least, Math.min(HEIGHT.most, width / 6)));
  const bottom = height - INSET.bottom;
  const x = (index: number) => INSET.left + ((index - range.from) / (range.to - range.from)) * inner;
  const y = (value: number) => bottom - (scale?.level(value) ?? 0) * (bottom - INSET.top);
  const stepAt = (offset: number) => {
    const step = Math.round(range.from + ((offset - INSET.left) / inner) * (range.to - range.from));
    return Math.max(range.from, Math.min(range.to, step));
  };
  const zoom = (isIn: boolean) => setRange(zoomed(range, all, cursor, isIn));
  const onKeyDown = (event: KeyboardEvent) => {
    const go: { readonly [key: string]: number } = {
      ArrowLeft: cursor - 1, ArrowRight: cursor + 1, PageDown: cursor - 10, PageUp: cursor + 10, Home: 1, End: stepCount,
    };
    const to = go[event.key];
    if (to !== undefined) goTo(Math.max(0, Math.min(stepCount, to)));
    else if (event.key === '+' || event.key === '=') zoom(true);
    else if (event.key === '-') zoom(false);
    else if (event.key === '0' || event.key === 'Escape') setRange(null);
    else return;
    event.preventDefault();
  };
  const pointerStep = (event: PointerEvent) =>
    stepAt(event.clientX - (frame.current?.getBoundingClientRect().left ?? 0));
  const told = nearest(entries, hovered ?? cursor);
  return (
    <section class="chart" aria-label={t.chart}>
      <div class="chart-head">
        <select
          aria-label={t.chartSeries}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value as ChartSubject)}
        >
          <option value="loss">{t.chartLoss}</option>
          <option value="norms">{t.chartNorms}</option>
          <option value="ratios">{t.chartRatios}</option>
          {([['variable', t.chartOfVariable, t.chartVariable], ['ratio', t.chartOfRatio, t.chartRatio]] as const).map(
            ([kind, label, text]) => (
              <optgroup key={kind} label={label}>
                {variables.map((variable) => (
                  <option key={variable} value={`${kind} ${variable}`}>
                    {fill(text, variable)}
                  </option>
                ))}
              </optgroup>
            ),
          )}
        </select>
        <span class="chart-told number">{told && toldText(told, subject, t)}</span>
        {told && told.findings.length > 0 && (
          <span class="legend-finding">{fill(t.findingsBegin, told.findings.join(', '))}</span>
        )}
        {scale && <span class="quiet chart-scale">{t[SCALES[scale.kind]]}</span>}
        {wanted && (
          <button type="button" class="link" onClick={() => setRange(null)}>
            {t.chartAll}
          </button>
        )}
      </div>
      <div
        ref={frame}
        class="chart-frame"
        role="application"
        tabIndex={0}
        aria-label={`${t.chart}. ${fill(t.chartHelp, range.from, range.to)}`}
        title={fill(t.chartHelp, range.from, range.to)}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          const step = pointerStep(event);
          setBrush({ from: step, to: step });
        }}
        onPointerMove={(event) => {
          setHovered(pointerStep(event));
          if (brush) setBrush({ from: brush.from, to: pointerStep(event) });
        }}
        onPointerLeave={() => setHovered(null)}
        onPointerUp={() => {
          if (!brush) return;
          const [from, to] = [Math.min(brush.from, brush.to), Math.max(brush.from, brush.to)];
          if (to - from < 2) goTo(brush.to);
          else setRange({ from, to });
          setBrush(null);
        }}
      >
        <svg width={width} height={height} aria-hidden="true">
          {scale?.ticks.map(({ value, level }) => {
            const at = bottom - level * (bottom - INSET.top);
            return (
              <g key={level}>
                <path class="chart-rule" d={`M ${INSET.left},${at} H ${width - INSET.right}`} />
                <text class="chart-text" x={INSET.left - 8} y={at + 4} text-anchor="end">
                  {numberText(value, 3)}
                </text>
              </g>
            );
          })}
          <path class="curve-bad" d={marksPath(entries, isBad, x, INSET.top, bottom - INSET.top)} />
          <path class="curve-clipped" d={marksPath(entries, ({ clipped }) => clipped > 0, x, bottom + 2, 4)} />
          <path
            class="curve-finding"
            d={marksPath(entries, ({ findings }) => findings.length > 0, x, bottom + 8, 6)}
          />
          {lines.map(({ name, series }, i) => (
            <path
              key={name}
              class={`chart-line ${name === 'applied' || i % 2 === 1 ? 'chart-applied' : ''}`}
              d={linePath(series, entries, x, y, name.startsWith('loss '))}
            />
          ))}
          {cursor >= range.from && cursor <= range.to && (
            <path class="curve-cursor" d={`M ${x(cursor)},${INSET.top} V ${bottom}`} />
          )}
          {brush && brush.from !== brush.to && (
            <rect
              class="chart-brush"
              x={Math.min(x(brush.from), x(brush.to))}
              y={INSET.top}
              width={Math.abs(x(brush.to) - x(brush.from))}
              height={bottom - INSET.top}
            />
          )}
          <text class="chart-text" x={INSET.left} y={height - 4}>
            {range.from}
          </text>
          <text class="chart-text" x={width - INSET.right} y={height - 4} text-anchor="end">
            {range.to}
          </text>
        </svg>
      </div>
      {lines.length > 1 && (
        <p class="legend">
          {lines.map(({ name }, i) => (
            <span key={name} class={i % 2 === 1 ? 'legend-applied' : 'legend-loss'}>
              {name === 'raw' ? t.chartRaw : name === 'applied' ? t.chartApplied : name.replace(/^loss /, '')}
            </span>
          ))}
        </p>
      )}
      {history.length < stepCount && <p class="aside">{t.chartThinned}</p>}
      <ChartTable entries={entries} />
    </section>
  );
}

const SCALES = { linear: 'scaleLinear', log: 'scaleLog', symlog: 'scaleSymlog' } as const;

/**
 * A gap where a value is missing or not finite; a single value is a short dash. The losses of one
 * training op go on over the steps of another (`overGaps`).
 */
function linePath(
  series: readonly (number | null)[],
  entries: readonly HistoryEntry[],
  x: (index: number) => number,
  y: (value: number) => number,
  overGaps: boolean,
): string {
  let path = '';
  let isOpen = false;
  series.forEach((value, i) => {
    const entry = entries[i];
    if (value === null && overGaps) return;
    if (value === null || !Number.isFinite(value) || !entry) {
      isOpen = false;
      return;
    }
    const next = series[i + 1];
    const isLast = overGaps ? !isOpen : next === null || next === undefined || !Number.isFinite(next);
    const [px, py] = [x(entry.index).toFixed(1), y(value).toFixed(1)];
    path += isOpen ? `L${px},${py}` : `M${px},${py}${isLast ? 'h1.5' : ''}`;
    isOpen = true;
  });
  return path;
}

function nearest(entries: readonly HistoryEntry[], step: number): HistoryEntry | null {
  const distance = ({ index }: HistoryEntry) => Math.abs(index - step);
  return entries.reduce<HistoryEntry | null>(
    (best, entry) => (best === null || distance(entry) < distance(best) ? entry : best),
    null,
  );
}

function toldText(entry: HistoryEntry, subject: ChartSubject, t: PanelStrings): string {
  const step = fill(t.chartStep, entry.index);
  const text = (value: WireNumber | null | undefined) =>
    value === null || value === undefined ? t.lossNone : numberText(value);
  if (subject === 'loss') return `${step}: ${text(entry.loss)}`;
  if (subject === 'norms') return `${step}: ${text(entry.gradientNorm)} → ${text(entry.appliedNorm)}`;
  if (subject === 'ratios') return `${step}: ${text(toWireOrNull(largestRatio(entry)))}`;
  const [kind = '', variable = ''] = /^(\w+) (.*)$/.exec(subject)?.slice(1) ?? [];
  return `${step}: ${text((kind === 'ratio' ? (entry.ratios ?? {}) : entry.norms)[variable])}`;
}

function toWireOrNull(value: number | null): WireNumber | null {
  return value === null ? null : toWire(value);
}

/** What the chart draws, for whoever reads tables; the same range. */
function ChartTable({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const t = strings.value;
  const [isOpen, setOpen] = useState(false);
  const shown = entries.slice(0, MOST_LINES);
  return (
    <details class="chart-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.chartTable}</summary>
      {isOpen && (
        <>
          {shown.length < entries.length && (
            <p class="aside">{fill(t.chartTableRest, shown.length, entries.length)}</p>
          )}
          <div class="chart-scroll" tabIndex={0} role="region" aria-label={t.chartTable}>
            <table class="small named" role="table">
              <thead role="rowgroup">
                <tr role="row">
                  {[t.stepSlider, t.loss, t.chartRaw, t.chartApplied, t.clipped, t.findings].map((label) => (
                    <th key={label} scope="col" role="columnheader">
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody role="rowgroup">
                {shown.map((entry) => (
                  <tr key={entry.index} role="row">
                    <th scope="row" role="rowheader" class="number" data-label={t.stepSlider}>
                      {entry.index}
                    </th>
                    <td role="cell" class="number" data-label={t.loss}>{entry.loss === null ? t.lossNone : numberText(entry.loss)}</td>
                    <td role="cell" class="number" data-label={t.chartRaw}>{numberText(fromWire(entry.gradientNorm))}</td>
                    <td role="cell" class="number" data-label={t.chartApplied}>{numberText(fromWire(entry.appliedNorm))}</td>
                    <td role="cell" class="number" data-label={t.clipped}>{fill(t.clippedOf, entry.clipped, entry.rowCount)}</td>
                    <td role="cell" data-label={t.findings}>{entry.findings.join(', ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </details>
  );
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(600);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    setWidth(current.clientWidth);
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return width;
}
