/** @file One (gradient, variable) pair as the table shows it: texts and flags, no numbers, no page. */
import { fill, type PanelStrings } from '../../protocol/panelStrings';
import type { WireNumber } from '../../protocol/wireNumber';
import type {
  FindingRecord,
  GradientRecord,
  PlaceRecord,
  RowRecord,
  TensorRecord,
} from '../../protocol/records';
import { bars, type Bar } from './bars';
import { isBrokenClip, isClipping, isUnchanged } from '../../protocol/rowFacts';
import { BARS } from '../../protocol/rowDigest';
import { fullText } from '../../protocol/numberText';
import { changeText, numberText, shortText, type ChangeText } from '../../protocol/displayNumber';
import { scalarOf, shapeText, tensorCopy, tensorSentence } from '../../protocol/tensorText';

export type ValueCell =
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'scalar'; readonly text: string }
  | {
      readonly kind: 'tensor';
      /** Its first values. */
      readonly bars: readonly Bar[];
      /** Null when no element is finite. */
      readonly mean: string | null;
      readonly sentence: string;
      /** `2 rows`, for a sparse gradient. */
      readonly sparse: string | null;
    };

export type ClipCell =
  /** Nothing to clip: there is no gradient. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'noClip' }
  | { readonly kind: 'notFired' }
  /** The norm to clip by is NaN or infinite: nothing was limited. `norm` as text. */
  | { readonly kind: 'broken'; readonly op: string; readonly norm: string }
  /** Something that is no known clip changed the gradient. */
  | { readonly kind: 'changed'; readonly op: string; readonly applied: string | null }
  | {
      readonly kind: 'fired';
      /** `×0.6`; null for a value clip, which has a factor per element. */
      readonly factor: string | null;
      /** `2 of 6 elements`; null for a clip by a norm. */
      readonly elements: string | null;
      /** Degrees as text, null when not defined. */
      readonly angle: string | null;
      /** What is applied instead, for a scalar. */
      readonly applied: string | null;
    };

export type ChangeCell =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'pending'; readonly before: string; readonly isMean: boolean }
  | { readonly kind: 'unchanged'; readonly text: string; readonly isMean: boolean }
  | { readonly kind: 'changed'; readonly change: ChangeText; readonly isMean: boolean };

export interface Flag {
  readonly level: 'error' | 'warning' | 'note';
  readonly text: string;
  readonly detail: string;
  readonly place: PlaceRecord | null;
}

export interface PairRow {
  readonly key: string;
  readonly name: string;
  readonly variable: string;
  readonly place: PlaceRecord | null;
  readonly shape: string;
  readonly dtype: string;
  readonly gradient: ValueCell;
  readonly norm: string | null;
  readonly clip: ClipCell;
  readonly change: ChangeCell;
  readonly ratio: string | null;
  readonly flags: readonly Flag[];
}

export function pairRow(
  row: RowRecord,
  findings: readonly FindingRecord[],
  strings: PanelStrings,
  name = row.name,
): PairRow {
  return {
    key: row.variable,
    name,
    variable: row.variable,
    place: row.place,
    shape: shapeText(row.shape, strings),
    dtype: row.dtype,
    gradient: valueCell(row.gradient, strings),
    norm: row.gradient.kind === 'none' ? null : numberText(row.gradient.tensor.health.norm, 4),
    clip: clipCell(row, strings),
    change: changeCell(row),
    ratio: row.updateRatio === null ? null : shortText(row.updateRatio),
    flags: flagsOf(row, findings, strings),
  };
}

function valueCell(gradient: GradientRecord, strings: PanelStrings): ValueCell {
  if (gradient.kind === 'none') return { kind: 'none', reason: gradient.reason };
  const { tensor } = gradient;
  const scalar = scalarOf(tensor);
  if (scalar !== null) return { kind: 'scalar', text: numberText(scalar) };
  return {
    kind: 'tensor',
    bars: bars(tensor.values, BARS),
    mean: tensor.size === 0 ? null : shortText(meanOf(tensor)),
    sentence: tensorSentence(tensor, strings),
    sparse: gradient.kind === 'sparse' ? rowsText(gradient.indices.size, strings) : null,
  };
}

function rowsText(count: number, strings: PanelStrings): string {
  return count === 1 ? strings.sparseRow : fill(strings.sparseRows, count);
}

function clipCell(row: RowRecord, strings: PanelStrings): ClipCell {
  if (row.gradient.kind === 'none') return { kind: 'nothing' };
  const clips = row.stages.filter((stage) => stage.isClip);
  const broken = clips.find(isBrokenClip);
  if (broken) return { kind: 'broken', op: broken.op, norm: numberText(broken.norm ?? 'NaN') };
  const fired = clips.filter(isClipping);
  const last = fired.at(-1);
  if (!last) {
    const change = row.stages.find((stage) => !stage.isClip && stage.fired);
    if (change) return { kind: 'changed', op: change.op, applied: appliedText(row) };
    return { kind: clips.length === 0 ? 'noClip' : 'notFired' };
  }
  const factors = fired.flatMap((stage) =>
    stage.factor === null ? [] : [shortText(stage.factor)],
  );
  return {
    kind: 'fired',
    factor: factors.length > 0 ? factors.map((factor) => `×${factor}`).join(' ') : null,
    elements:
      factors.length > 0 || last.output.size === 1
        ? null
        : fill(strings.clipElements, last.clippedElements, last.output.size),
    angle: last.angleDegrees === null ? null : shortText(last.angleDegrees),
    applied: appliedText(row),
  };
}

function appliedText({ applied }: RowRecord): string | null {
  const scalar = applied && scalarOf(applied);
  return scalar === null ? null : numberText(scalar, 4);
}

/** Over all elements: one that is not finite stays visible. */
function meanOf({ health }: TensorRecord): WireNumber {
  const { nan, positiveInfinity, negativeInfinity, mean } = health;
  if (nan > 0 || (positiveInfinity > 0 && negativeInfinity > 0)) return 'NaN';
  if (positiveInfinity > 0) return 'Infinity';
  return negativeInfinity > 0 ? '-Infinity' : (mean ?? 'NaN');
}

function changeCell(row: RowRecord): ChangeCell {
  const { before, after } = row;
  if (!before) return { kind: 'unknown' };
  const isMean = before.size !== 1;
  const of = (tensor: TensorRecord) => (isMean ? meanOf(tensor) : (tensor.values[0] ?? 'NaN'));
  if (!after) return { kind: 'pending', before: numberText(of(before)), isMean };
  if (isUnchanged(row))
    return { kind: 'unchanged', text: numberText(of(after)), isMean };
  return { kind: 'changed', change: changeText(of(before), of(after), isMean ? 4 : 6), isMean };
}

function flagsOf(
  row: RowRecord,
  findings: readonly FindingRecord[],
  strings: PanelStrings,
): readonly Flag[] {
  const flags: Flag[] = [];
  const { gradient } = row;
  if (gradient.kind === 'none') {
    const { cutAt, reason } = gradient;
    const text = cutAt ? fill(strings.noneCut, cutAt.op) : reason;
    flags.push({ level: 'warning', text, detail: reason, place: cutAt?.place ?? null });
  } else if (gradient.tensor.size > 0 && gradient.tensor.health.zero === gradient.tensor.size) {
    flags.push({
      level: 'note',
      text: strings.flagZero,
      detail: strings.flagZero,
      place: row.place,
    });
  }
  const bad = firstBad(row, strings);
  if (bad) flags.unshift(bad);
  for (const finding of findings.filter((f) => f.variable === row.variable)) {
    if (finding.code === 'none-gradient' && gradient.kind === 'none') continue;
    // What the row already says about that line is not said twice.
    if (finding.place && flags.some((flag) => flag.place?.line === finding.place?.line)) continue;
    const level = finding.severity === 'warning' ? 'warning' : 'note';
    flags.push({ level, text: finding.code, detail: finding.message, place: finding.place });
  }
  return flags;
}

/** The first tensor on the way from gradient to variable that is not finite: the others follow. */
function firstBad(row: RowRecord, strings: PanelStrings): Flag | null {
  const gradient = row.gradient.kind === 'none' ? null : row.gradient.tensor;
  const way: readonly (readonly [TensorRecord | null, string])[] = [
    [gradient, strings.placeGradient],
    [row.applied, strings.placeApplied],
    [row.after ?? row.before, strings.placeAfter],
  ];
  for (const [tensor, where] of way) {
    if (!tensor) continue;
    const { nan, positiveInfinity, negativeInfinity } = tensor.health;
    const infinite = positiveInfinity + negativeInfinity;
    if (nan + infinite === 0) continue;
    const text =
      nan > 0 ? fill(strings.flagNaN, nan, where) : fill(strings.flagInfinite, infinite, where);
    return { level: 'error', text, detail: tensorSentence(tensor, strings), place: row.place };
  }
  return null;
}

/** What Ctrl+C on a cell of this row puts on the clipboard: full precision, ASCII. */
export function cellCopy(row: RowRecord, column: string, noValue: string): string {
  const gradient = row.gradient.kind === 'none' ? null : row.gradient.tensor;
  switch (column) {
    case 'shape':
      return `[${row.shape.join(', ')}]`;
    case 'gradient':
      return gradient ? tensorCopy(gradient) : noValue;
    case 'norm':
      return gradient ? fullText(gradient.health.norm, 'float64') : '';
    case 'clip':
      return row.applied ? tensorCopy(row.applied) : noValue;
    case 'change':
      return [row.before, row.after].map((t) => (t ? tensorCopy(t) : '')).join('\t');
    case 'ratio':
      return row.updateRatio === null ? '' : fullText(row.updateRatio, 'float64');
    default:
      return row.variable;
  }
}
