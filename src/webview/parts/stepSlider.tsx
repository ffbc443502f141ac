/** @file The way through the steps: a slider, and above it the loss of every step and where clips fired. */
import { useState } from 'preact/hooks';
import { fill } from '../../protocol/panelStrings';
import type { HistoryEntry, SessionState } from '../../protocol/messages';
import { goTo } from '../host';
import { numberText } from '../../protocol/displayNumber';
import { chartLines, isBad, marksPath, type ChartLine, type StepRange } from '../model/historySeries';
import { runPath, sparkline, valueScale, type ValueScale } from '../model/sparkline';
import { chartRange, isChartOpen, strings } from '../store';
import { OnDemand } from './onDemand';

const BOX = { width: 600, height: 40, insetX: 0, insetY: 3 };
/** Below the curve: where a clip fired; and below that, where a finding begins. */
const TICKS = { top: BOX.height + 2, height: 4 };
const FINDINGS = { top: TICKS.top + TICKS.height + 2, height: 6 };

export function StepSlider({ state }: { readonly state: SessionState }) {
  const t = strings.value;
  const { cursor, stepCount, history, record } = state;
  const shown = history.find(({ index }) => index === cursor);
  const loss = shown?.loss ?? null;
  const begun = shown?.findings ?? [];
  const stepText =
    loss === null
      ? fill(t.stepValueTextNoLoss, cursor, stepCount)
      : fill(t.stepValueText, cursor, stepCount, numberText(loss));
  const valueText = begun.length === 0 ? stepText : `${stepText}, ${fill(t.findingsBegin, begun.join(', '))}`;
  const lines = chartLines(history, 'loss');
  const scale = valueScale(lines.flatMap(({ series }) => series));
  const hasCurve = history.length > 1 && history.some((entry) => entry.loss !== null);
  return (
    <section class="steps">
      <div class="steps-head">
        <label for="step-slider">
          {t.stepSlider} <strong class="step-count">{fill(t.stepOf, cursor, stepCount)}</strong>
        </label>
        {record?.phase === 'computed' && <span class="computed-note">{t.computedNote}</span>}
        {hasCurve && (
          <button
            type="button"
            class="link chart-toggle"
            aria-expanded={isChartOpen.value}
            onClick={() => (isChartOpen.value = !isChartOpen.value)}
          >
            {isChartOpen.value ? t.chartClose : t.chartOpen}
          </button>
        )}
        {hasCurve && (
          <span class="legend" aria-hidden="true">
            {lines.length === 1 ? (
              <span class="legend-loss">{t[LABELS[scale.kind]]}</span>
            ) : (
              lines.map(({ name }, i) => (
                <span key={name} class={i % 2 === 1 ? 'legend-applied' : 'legend-loss'}>
                  {fill(t.legendOp, name.replace(/^loss /, ''), t[LABELS[scale.kind]])}
                </span>
              ))
            )}
            {history.some((entry) => entry.clipped > 0) && (
              <span class="legend-clipped">{t.legendClipped}</span>
            )}
            {history.some(({ findings }) => findings.length > 0) && (
              <span class="legend-finding">{t.legendFinding}</span>
            )}
            {history.some(isBad) && <span class="legend-bad">{t.legendNotFinite}</span>}
          </span>
        )}
      </div>
      {hasCurve && <LossCurve state={state} lines={lines} scale={scale} />}
      <input
        id="step-slider"
        class="slider"
        type="range"
        min="0"
        max={stepCount}
        step="1"
        value={cursor}
        disabled={stepCount === 0}
        aria-valuetext={valueText}
        onInput={(event) => goTo(Number(event.currentTarget.value))}
      />
      {hasCurve && isChartOpen.value && (
        <OnDemand draw={({ HistoryChart }) => <HistoryChart state={state} />} />
      )}
    </section>
  );
}

const LABELS = { linear: 'legendLoss', log: 'legendLossLog', symlog: 'legendLossSymlog' } as const;

interface CurveProps {
  readonly state: SessionState;
  readonly lines: readonly ChartLine[];
  /** One for all lines. */
  readonly scale: ValueScale;
}

/**
 * Its left edge is step 0, which has no loss, so that it lines up with the slider. By the pointer one
 * goes to a step or brushes a range; by the keyboard the slider and the chart do the same.
 */
function LossCurve({ state, lines, scale }: CurveProps) {
  const t = strings.value;
  const { history, cursor, stepCount } = state;
  const [brush, setBrush] = useState<StepRange | null>(null);
  const at = history.map(({ index }) => index);
  const runs = lines.map(({ series }) => {
    if (lines.length === 1) return sparkline(series, 0, BOX, { at, from: 0, to: stepCount }, scale).runs;
    // The losses of one training op go on over the steps of another.
    const own = at.flatMap((_, i) => (series[i] === null ? [] : [i]));
    const axis = { at: own.map((i) => at[i] ?? 0), from: 0, to: stepCount };
    return sparkline(own.map((i) => series[i] ?? null), 0, BOX, axis, scale).runs;
  });
  const stepAt = (event: PointerEvent) => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    return Math.max(0, Math.min(stepCount, Math.round(((event.clientX - left) / width) * stepCount)));
  };
  const x = (index: number) => (index / Math.max(1, stepCount)) * BOX.width;
  const marks = (isMarked: (entry: HistoryEntry) => boolean, top: number, length: number) =>
    marksPath(history, isMarked, x, top, length);
  const said = (at: number) => {
    const loss = history.at(at)?.loss ?? null;
    return loss === null ? t.lossNone : numberText(loss);
  };
  const height = FINDINGS.top + FINDINGS.height;
  return (
    <svg
      class="loss-curve"
      viewBox={`0 0 ${BOX.width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={fill(t.lossCurve, stepCount, said(0), said(-1))}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setBrush({ from: stepAt(event), to: stepAt(event) });
      }}
      onPointerMove={(event) => {
        if (brush) setBrush({ from: brush.from, to: stepAt(event) });
      }}
      onPointerUp={() => {
        if (!brush) return;
        const [from, to] = [Math.max(1, Math.min(brush.from, brush.to)), Math.max(brush.from, brush.to)];
        setBrush(null);
        if (to - from < 2) return goTo(brush.to);
        chartRange.value = { from, to };
        isChartOpen.value = true;
      }}
      onPointerCancel={() => setBrush(null)}
    >
      <title>{t.curveHint}</title>
      <path class="curve-cursor" d={`M ${x(cursor)},0 v ${height}`} />
      {runs.map((line, i) => (
        <path key={i} class={i % 2 === 1 ? 'curve-line curve-other' : 'curve-line'} d={line.map(runPath).join(' ')} />
      ))}
      <path class="curve-bad" d={marks(isBad, 0, BOX.height)} />
      <path class="curve-finding" d={marks(({ findings }) => findings.length > 0, FINDINGS.top, FINDINGS.height)} />
      <path class="curve-clipped" d={marks(({ clipped }) => clipped > 0, TICKS.top, TICKS.height)} />
      {brush && brush.from !== brush.to && (
        <rect
          class="chart-brush"
          x={Math.min(x(brush.from), x(brush.to))}
          y="0"
          width={Math.abs(x(brush.to) - x(brush.from))}
          height={height}
        />
      )}
    </svg>
  );
}
