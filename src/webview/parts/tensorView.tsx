/** @file Any tensor of an open row in full: which one, which slice, as colours, as a histogram, as a text to copy. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { MAX_TENSOR } from '../../protocol/explanations';
import { fill } from '../../protocol/panelStrings';
import type { RowRecord, StepRecord, TensorRecord } from '../../protocol/records';
import type { TensorPart } from '../../protocol/tensorPart';
import { fromWire, toWire } from '../../protocol/wireNumber';
import { copyText, requestTensor } from '../host';
import type { HeatScale } from '../model/heatMap';
import { COPY_FORMS, tensorAs, type CopyForm } from '../model/tensorCopies';
import { shownParts, type ShownPart } from '../model/tensorParts';
import { leadingSizes, sliceOf } from '../model/tensorSlice';
import { strings } from '../store';
import { HeatMapView } from './heatMapView';
import { HistogramView } from './histogramView';
import { Icon } from './icons';

interface Props {
  readonly row: RowRecord;
  readonly step: StepRecord;
  /** Which step of which run and timeline: the record's own object is another with every message. */
  readonly moment: string;
  readonly name: string;
}

/** A tensor as it is looked at: what travelled, or all of it once it was asked for. */
interface Viewed {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly size: number;
  readonly values: ArrayLike<number>;
}

const COPY_LABELS = { python: 'copyPython', numpy: 'copyNumpy', tsv: 'copyTsv' } as const satisfies {
  readonly [F in CopyForm]: string;
};

export function TensorView({ row, step, moment, name }: Props) {
  const t = strings.value;
  const parts = useMemo(() => shownParts(row, t), [row, t]);
  const [partName, setPart] = useState(parts[0]?.id ?? '');
  const [leading, setLeading] = useState<readonly number[]>([]);
  const [scale, setScale] = useState<HeatScale>('symlog');
  const [isComparing, setComparing] = useState(false);
  const part = parts.find(({ id }) => id === partName) ?? parts[0];
  const { viewed, isLoading, problem, load } = useTensor(part, row, step, moment, isComparing);
  const sizes = leadingSizes(viewed.shape);
  const indices = sizes.map((size, i) => Math.min(leading[i] ?? 0, Math.max(0, size - 1)));
  const slice = useMemo(() => sliceOf(viewed.shape, indices), [viewed, indices.join()]);
  if (!part) return null;
  const isWhole = viewed.values.length >= viewed.size;
  const previous = step.phase === 'applied' && step.index > 1 ? step.index - 1 : null;
  const copy = async (form: CopyForm) => {
    const whole = isWhole ? viewed : await load();
    if (whole) copyText(tensorAs(form, asRecord(whole, part.tensor)));
  };
  return (
    <section class="tensor">
      <div class="tensor-head">
        <h2>{t.tensor}</h2>
        <select
          aria-label={fill(t.tensorOf, name)}
          value={part.id}
          onChange={(event) => setPart(event.currentTarget.value)}
        >
          {parts.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
        <select
          aria-label={t.heatScale}
          value={scale}
          onChange={(event) => setScale(event.currentTarget.value === 'linear' ? 'linear' : 'symlog')}
        >
          <option value="symlog">{t.heatSymlog}</option>
          <option value="linear">{t.heatLinear}</option>
        </select>
        {previous !== null && (
          <label class="choice">
            <input
              type="checkbox"
              checked={isComparing}
              onChange={(event) => setComparing(event.currentTarget.checked)}
            />{' '}
            {fill(t.sincePrevious, previous)}
          </label>
        )}
        {sizes.map((size, dimension) => (
          <input
            key={dimension}
            class="slice"
            type="number"
            min={0}
            max={size - 1}
            value={indices[dimension]}
            aria-label={fill(t.heatIndex, dimension, size - 1)}
            title={fill(t.heatIndex, dimension, size - 1)}
            onInput={(event) => {
              const wanted = Number(event.currentTarget.value);
              const index = Number.isInteger(wanted) ? Math.max(0, Math.min(size - 1, wanted)) : 0;
              setLeading(indices.map((old, i) => (i === dimension ? index : old)));
            }}
          />
        ))}
      </div>
      <div class="tensor-body">
        <HeatMapView
          slice={slice}
          values={viewed.values}
          shape={viewed.shape}
          dtype={viewed.dtype}
          scale={scale}
          label={part.label}
        />
        {viewed.values.length > 1 && <HistogramView values={viewed.values} />}
      </div>
      <p class="element-foot aside">
        <span>
          {isWhole
            ? fill(t.wholeCount, viewed.size)
            : fill(t.partCount, viewed.values.length, viewed.size)}
        </span>
        {!isWhole && viewed.size <= MAX_TENSOR && (
          <button type="button" class="link" aria-disabled={isLoading} onClick={() => void load()}>
            {isLoading ? t.loadingAll : fill(t.loadAll, viewed.size)}
          </button>
        )}
        <span class="copies">
          <Icon name="copy" /> {t.copyAs}
          {COPY_FORMS.map((form) => (
            <button key={form} type="button" class="link" onClick={() => void copy(form)}>
              {t[COPY_LABELS[form]]}
            </button>
          ))}
        </span>
      </p>
      {problem !== null && (
        <p class="tensor-problem" role="status">
          <Icon name="notice" /> {problem}
        </p>
      )}
    </section>
  );
}

/** What is shown of a part: its first elements at once, all of them after `load`; the difference to the step before when compared. */
function useTensor(
  part: ShownPart | undefined,
  row: RowRecord,
  step: StepRecord,
  moment: string,
  isComparing: boolean,
) {
  const [whole, setWhole] = useState<{ readonly key: string; readonly viewed: Viewed } | null>(null);
  const [isLoading, setLoading] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // Another step, another tensor: what was loaded is of the old one.
  const key = `${moment} ${row.variable} ${part?.id} ${isComparing}`;
  const isOwn = whole?.key === key;
  const wanted = useRef(key);
  wanted.current = key;
  useEffect(() => setProblem(null), [key]);
  const travelled = useMemo<Viewed>(
    () =>
      part
        ? { ...part.tensor, values: part.tensor.values.map(fromWire) }
        : { dtype: '', shape: [], size: 0, values: [] },
    [part],
  );

  const load = async (): Promise<Viewed | null> => {
    if (!part) return null;
    setLoading(true);
    setProblem(null);
    try {
      const at = step.phase === 'applied' ? step.index : null;
      const own = await wholeOf(part.parts, row.variable, at);
      const viewed =
        isComparing && at !== null
          ? difference(await wholeOf(part.parts, row.variable, at - 1), own)
          : own;
      if (wanted.current === key) setWhole({ key, viewed });
      return viewed;
    } catch (error) {
      if (wanted.current === key) setProblem(error instanceof Error ? error.message : String(error));
      return null;
    } finally {
      if (wanted.current === key) setLoading(false);
    }
  };
  // The step before has not travelled: it is asked for at once.
  useEffect(() => {
    setLoading(false);
    if (isComparing) void load();
  }, [key]);
  return { viewed: isOwn && whole ? whole.viewed : travelled, isLoading, problem, load };
}

/** One tensor, or of two the second minus the first. */
async function wholeOf(
  parts: readonly TensorPart[],
  variable: string,
  step: number | null,
): Promise<Viewed> {
  const [first, second] = await Promise.all(
    parts.map((part) => requestTensor({ step, variable, part })),
  );
  if (!first) throw new Error('A part is one tensor or two.');
  const of = (tensor: typeof first): Viewed => ({ ...tensor, size: tensor.values.length });
  return second ? difference(of(first), of(second)) : of(first);
}

function difference(a: Viewed, b: Viewed): Viewed {
  const values = Float64Array.from({ length: b.values.length }, (_, i) => (b.values[i] ?? NaN) - (a.values[i] ?? NaN));
  return { ...b, dtype: 'float64', values };
}

function asRecord(viewed: Viewed, like: TensorRecord): TensorRecord {
  const { dtype, shape, size } = viewed;
  return { ...like, dtype, shape, size, values: Array.from(viewed.values, toWire) };
}
