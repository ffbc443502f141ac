/** @file The small pictures in a cell: a tensor's values as bars, a norm over the steps. SVG attributes only. */
import type { SessionState } from '../../protocol/messages';
import type { TensorRecord } from '../../protocol/records';
import { fromWire } from '../../protocol/wireNumber';
import { fill, type PanelStrings } from '../../protocol/panelStrings';
import { numberText } from '../../protocol/displayNumber';
import { runPath, sparkline, type Series } from '../model/sparkline';
import { bars, type Bar } from '../model/bars';
import { strings } from '../store';

const STRIP = { bars: 12, pitch: 4, height: 16 };
const LINE = { width: 64, height: 16, insetX: 2, insetY: 2 };

interface StripProps {
  readonly tensor: TensorRecord;
  readonly label: string;
}

/** Up from the middle is positive, down is negative; NaN is a cross, ∞ a full bar with a cap. */
export function Strip({ tensor, label }: StripProps) {
  const shown = bars(tensor.values, STRIP.bars);
  const middle = STRIP.height / 2;
  return (
    <svg
      class="strip"
      width={STRIP.bars * STRIP.pitch}
      height={STRIP.height}
      role="img"
      aria-label={label}
    >
      <path class="strip-axis" d={`M 0,${middle} h ${shown.length * STRIP.pitch}`} />
      {shown.map((bar, i) => (
        <path key={i} class={`bar bar-${bar.kind}`} d={barPath(bar, i * STRIP.pitch, middle)} />
      ))}
    </svg>
  );
}

function barPath({ kind, height }: Bar, x: number, middle: number): string {
  const length = Math.max(1, height * (middle - 1));
  switch (kind) {
    case 'positive':
      return `M ${x},${middle} h 3 v ${-length} h -3 z`;
    case 'negative':
      return `M ${x},${middle} h 3 v ${length} h -3 z`;
    case 'zero':
      return '';
    case 'nan':
      return `M ${x},${middle - 3} l 3,6 M ${x + 3},${middle - 3} l -3,6`;
    case 'infinite':
      return `M ${x + 1.5},${middle} v ${-height * middle} m -1.5,0 h 3`;
  }
}

interface HistoryProps {
  readonly variable: string;
  readonly state: SessionState;
}

/** The norm of one variable's raw gradient over the steps. */
export function History({ variable, state }: HistoryProps) {
  const t = strings.value;
  const series: Series = state.history.map((entry) => {
    const norm = entry.norms[variable];
    return norm === null || norm === undefined ? null : fromWire(norm);
  });
  const text = historySentence(series, t, state.stepCount);
  if (text === null) return <span class="quiet">–</span>;
  const at = state.history.findIndex(({ index }) => index === state.cursor) + 1;
  const line = sparkline(series, at, LINE);
  return (
    <>
      <svg class="spark" width={LINE.width} height={LINE.height} role="img" aria-label={text}>
        {line.runs.map((run) => (
          <path key={run[0]?.x} class="spark-line" d={runPath(run)} />
        ))}
        {line.marks.map((x) => (
          <path key={x} class="spark-bad" d={`M ${x - 1.5},0.5 l 3,3 M ${x + 1.5},0.5 l -3,3`} />
        ))}
        {line.cursor && <circle class="spark-cursor" cx={line.cursor.x} cy={line.cursor.y} r="2" />}
      </svg>
      <span class="spark-text">{text}</span>
    </>
  );
}

/** `norm 0.9 at first, 0.1 at last, …`; null when there is no norm at any step. */
export function historySentence(
  series: Series,
  t: PanelStrings,
  steps = series.length,
): string | null {
  const known = series.filter((value) => value !== null);
  const finite = known.filter(Number.isFinite);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (series.length === 1) return fill(t.historyShort, numberText(first, 4));
  const figures = [
    first,
    last,
    finite.reduce((a, b) => Math.min(a, b), Infinity),
    finite.reduce((a, b) => Math.max(a, b), -Infinity),
  ].map((value) => numberText(value, 4));
  const bad = known.length - finite.length;
  const sentence = fill(t.historyText, ...figures, steps);
  return bad > 0 ? `${sentence}, ${fill(t.historyNotFinite, bad)}` : sentence;
}
