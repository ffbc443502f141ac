/** @file The small pictures in a cell: a tensor's values as bars, a norm over the steps. SVG attributes only. */
import { fill, type PanelStrings } from '../../protocol/panelStrings';
import { numberText } from '../../protocol/displayNumber';
import { BARS } from '../../protocol/rowDigest';
import type { Bar } from '../model/bars';
import { NormTracks, type NormTrack } from '../model/normTrack';
import { runPath, scaleOver, sparkline } from '../model/sparkline';
import { situation, strings } from '../store';

const STRIP = { pitch: 4, height: 16 };
const LINE = { width: 64, height: 16, insetX: 2, insetY: 2 };

/** A zero has no bar. One path for all bars of a kind. */
const DRAWN = ['positive', 'negative', 'nan', 'infinite'] as const;

interface StripProps {
  readonly bars: readonly Bar[];
  readonly label: string;
}

/** Up from the middle is positive, down is negative; NaN is a cross, ∞ a full bar with a cap. */
export function Strip({ bars, label }: StripProps) {
  const middle = STRIP.height / 2;
  return (
    <svg
      class="strip"
      width={BARS * STRIP.pitch}
      height={STRIP.height}
      role="img"
      aria-label={label}
    >
      <path class="strip-axis" d={`M 0,${middle} h ${bars.length * STRIP.pitch}`} />
      {DRAWN.map((kind) => {
        const path = bars
          .map((bar, i) => (bar.kind === kind ? barPath(bar, i * STRIP.pitch, middle) : ''))
          .join('');
        return path && <path key={kind} class={`bar bar-${kind}`} d={path} />;
      })}
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

/** Of the run that the page shows. */
const tracks = new NormTracks();

/** The norm of one variable's raw gradient over the steps of its training op. */
export function History({ variable }: { readonly variable: string }) {
  const t = strings.value;
  const now = situation.value;
  if (now.kind !== 'values') return null;
  const { history, cursor } = now.state;
  const track = tracks.of(variable, history);
  const text = historySentence(track, t);
  if (text === null) return <span class="quiet">–</span>;
  const { at, series, span } = track;
  const axis = { at, from: at[0] ?? 0, to: at.at(-1) ?? 0 };
  const line = sparkline(series, at.lastIndexOf(cursor) + 1, LINE, axis, scaleOver(span));
  const marks = line.marks.map((x) => `M ${x - 1.5},0.5 l 3,3 M ${x + 1.5},0.5 l -3,3`);
  return (
    <>
      <svg class="spark" width={LINE.width} height={LINE.height} role="img" aria-label={text}>
        <path class="spark-line" d={line.runs.map(runPath).join('')} />
        {marks.length > 0 && <path class="spark-bad" d={marks.join(' ')} />}
        {line.cursor && <circle class="spark-cursor" cx={line.cursor.x} cy={line.cursor.y} r="2" />}
      </svg>
      <span class="spark-text">{text}</span>
    </>
  );
}

/** `norm 0.9 at first, 0.1 at last, …`; null when there is no norm at any step. */
export function historySentence(track: NormTrack, t: PanelStrings): string | null {
  const { first, last, notFinite, series } = track;
  const { lowest, highest } = track.span;
  if (first === null || last === null) return null;
  if (series.length === 1) return fill(t.historyShort, numberText(first, 4));
  const figures = [first, last, lowest, highest].map((value) => numberText(value, 4));
  const sentence = fill(t.historyText, ...figures, series.length);
  return notFinite > 0 ? `${sentence}, ${fill(t.historyNotFinite, notFinite)}` : sentence;
}
