/** @file How a tensor's values are spread, with the counts of those that no bin can hold. */
import { fill } from '../../protocol/panelStrings';
import { histogram } from '../model/histogram';
import { numberText } from '../../protocol/displayNumber';
import { strings } from '../store';
import { Icon } from './icons';

/** A bar is at most as wide as one of 32. */
const BOX = { width: 224, height: 72, bar: 7 };

export function HistogramView({ values }: { readonly values: ArrayLike<number> }) {
  const t = strings.value;
  const { low, high, counts, finite, nan, negativeInfinity, positiveInfinity } = histogram(values);
  const most = Math.max(...counts, 1);
  const isOneValue = low === high;
  const pitch = isOneValue ? BOX.bar : BOX.width / Math.max(1, counts.length);
  const left = isOneValue ? (BOX.width - BOX.bar) / 2 : 0;
  const text =
    finite === 0
      ? t.histogramNone
      : fill(t.histogramText, finite, numberText(low, 4), numberText(high, 4), counts.length, most);
  // Where 0 is among the bins: left of it is negative.
  const zero = low < 0 && high > 0 ? (-low / (high - low)) * BOX.width : null;
  const bad = [
    [nan, 'NaN'],
    [negativeInfinity, '−∞'],
    [positiveInfinity, '∞'],
  ] as const;
  return (
    <div class="histogram">
      {finite > 0 && (
        <svg width={BOX.width} height={BOX.height} role="img" aria-label={text}>
        {counts.map((count, i) => {
          // A bin with one value is seen beside one with a thousand.
          const height = count === 0 ? 0 : Math.max(1.5, (count / most) * (BOX.height - 4));
          const x = left + i * pitch;
          const isNegative = low + ((i + 0.5) / counts.length) * (high - low) < 0;
          return (
            <rect
              key={i}
              class={isNegative ? 'bar bar-negative' : 'bar'}
              x={x + 0.5}
              y={BOX.height - height}
              width={Math.max(1, pitch - 1)}
              height={height}
            />
          );
        })}
        <path class="strip-axis" d={`M 0,${BOX.height - 0.5} h ${BOX.width}`} />
        {zero !== null && <path class="histogram-zero" d={`M ${zero},0 v ${BOX.height}`} />}
        </svg>
      )}
      {finite > 0 && (
        <p class={isOneValue ? 'histogram-ends histogram-one aside number' : 'histogram-ends aside number'}>
          <span>{numberText(low, 4)}</span>
          {!isOneValue && <span>{numberText(high, 4)}</span>}
        </p>
      )}
      <p class="histogram-bad">
        {bad.map(
          ([count, name]) =>
            count > 0 && (
              <span key={name} class="flag flag-error">
                <Icon name="bad" />
                {`${count} ${name}`}
              </span>
            ),
        )}
      </p>
    </div>
  );
}
