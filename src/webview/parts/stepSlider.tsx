/** @file The way through the steps: a slider, and above it the loss of every step and where clips fired. */
import { fill } from '../../protocol/panelStrings';
import type { SessionState } from '../../protocol/messages';
import { fromWire } from '../../protocol/wireNumber';
import { goTo } from '../host';
import { numberText } from '../../protocol/displayNumber';
import { isBad } from '../model/historySeries';
import { runPath, sparkline } from '../model/sparkline';
import { isChartOpen, strings } from '../store';
import { HistoryChart } from './historyChart';

const BOX = { width: 600, height: 40, insetX: 0, insetY: 3 };
/** Below the curve: where a clip fired. */
const TICKS = { top: BOX.height + 2, height: 4 };

export function StepSlider({ state }: { readonly state: SessionState }) {
  const t = strings.value;
  const { cursor, stepCount, history, record } = state;
  const loss = history.find(({ index }) => index === cursor)?.loss ?? null;
  const valueText =
    loss === null
      ? fill(t.stepValueTextNoLoss, cursor, stepCount)
      : fill(t.stepValueText, cursor, stepCount, numberText(loss));
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
            <span class="legend-loss">{t.legendLoss}</span>
            {history.some((entry) => entry.clipped > 0) && (
              <span class="legend-clipped">{t.legendClipped}</span>
            )}
            {history.some(isBad) && <span class="legend-bad">{t.legendNotFinite}</span>}
          </span>
        )}
      </div>
      {hasCurve && <LossCurve state={state} />}
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
      {hasCurve && isChartOpen.value && <HistoryChart state={state} />}
    </section>
  );
}

/** Its left edge is step 0, which has no loss, so that it lines up with the slider. */
function LossCurve({ state }: { readonly state: SessionState }) {
  const t = strings.value;
  const { history, cursor, stepCount } = state;
  const losses = history.map((entry) => (entry.loss === null ? null : fromWire(entry.loss)));
  const line = sparkline(losses, 0, BOX, { at: history.map(({ index }) => index), from: 0, to: stepCount });
  const x = (index: number) => (index / Math.max(1, stepCount)) * BOX.width;
  const said = (at: number) => {
    const loss = history.at(at)?.loss ?? null;
    return loss === null ? t.lossNone : numberText(loss);
  };
  const height = TICKS.top + TICKS.height;
  return (
    <svg
      class="loss-curve"
      viewBox={`0 0 ${BOX.width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={fill(t.lossCurve, stepCount, said(0), said(-1))}
    >
      <path class="curve-cursor" d={`M ${x(cursor)},0 v ${height}`} />
      {line.runs.map((run) => (
        <path key={run[0]?.x} class="curve-line" d={runPath(run)} />
      ))}
      {history.map(
        (entry) =>
          isBad(entry) && (
            <path key={entry.index} class="curve-bad" d={`M ${x(entry.index)},0 v ${BOX.height}`} />
          ),
      )}
      {history.map(
        (entry) =>
          entry.clipped > 0 && (
            <path
              key={entry.index}
              class="curve-clipped"
              d={`M ${x(entry.index)},${TICKS.top} v ${TICKS.height}`}
            />
          ),
      )}
    </svg>
  );
}
