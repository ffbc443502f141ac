/** @file What stands above the lines of a step: its loss, its optimizers, its clips, variables without gradient. Pure. */
import { numberText } from '../protocol/displayNumber';
import type { SessionState } from '../protocol/messages';
import { fill, type PanelStrings } from '../protocol/panelStrings';
import { withFile } from '../protocol/places';
import type { StepPlaces } from '../protocol/placeValues';
import type { PlaceRecord, RowRecord, StageRecord, StepRecord } from '../protocol/records';
import { isClipped } from '../protocol/rowFacts';
import { summaryOf, type Summary } from '../protocol/summary';
import { fromWire } from '../protocol/wireNumber';

export type LensAction =
  | { readonly kind: 'panel' | 'step' | 'runUntil' }
  | { readonly kind: 'row'; readonly variable: string }
  /** Shows where the path to a variable is cut. */
  | { readonly kind: 'cut'; readonly place: PlaceRecord };

export interface Lens {
  readonly place: PlaceRecord;
  readonly title: string;
  readonly action: LensAction;
}

/** Sentences in the user's language. */
export interface LensWords {
  readonly step: string;
  readonly runUntil: string;
  /** {0}: which step. */
  readonly ofStep: string;
  /** {0} of {1} rows. */
  readonly clipped: string;
  /** {0}: which clip; {1} of {2} variables. */
  readonly fired: string;
  readonly notFired: string;
  /** {0}: degrees. */
  readonly turned: string;
  /** {0} of {1} elements. */
  readonly elements: string;
  /** {0}: why. */
  readonly noGradient: string;
  /** {0}: the op, {1}: its line. */
  readonly cutAt: string;
  readonly line: string;
  /** {0}: what stands there, of values of a text that is gone. */
  readonly was: string;
  /** {0}: the same while the text runs. */
  readonly awaited: string;
}

/** Lenses of the step that `state` shows. `places` are null when the step cannot be asked for them. */
export function lensesOf(
  state: SessionState, record: StepRecord, places: StepPlaces | null, words: LensWords, strings: PanelStrings,
): Lens[] {
  const summary = summaryOf(state, record, strings);
  return [
    ...lossLenses(record, summary, places, words),
    ...trainingLenses(record, summary, places, words),
    ...clipLenses(record.rows, words),
    ...record.rows.flatMap((row) => noneLens(row, words)),
  ];
}

/** The loss stands where it is made; where that is not known, at the training op. */
function lossLenses(
  record: StepRecord, { loss, lossLabel, lossChange }: Summary, places: StepPlaces | null, words: LensWords,
): Lens[] {
  const place = places?.loss ?? record.place;
  if (place === null) return [];
  const change = lossChange === null ? '' : ` (${lossChange.text})`;
  const title = `${lossLabel} ${loss}${change}`;
  const ofStep = record.phase === 'applied' ? `${title} · ${fill(words.ofStep, record.index)}` : title;
  return [
    ...(record.loss === null ? [] : [{ place, title: ofStep, action: { kind: 'panel' } as const }]),
    { place, title: words.step, action: { kind: 'step' } },
    { place, title: words.runUntil, action: { kind: 'runUntil' } },
  ];
}

/** Of each training op, where its optimizer was made and where it trains; once when that is one line. */
function trainingLenses(record: StepRecord, summary: Summary, places: StepPlaces | null, words: LensWords): Lens[] {
  const { ops, rows, place } = record;
  const training = places?.training ?? (ops.length === 1 ? [{ place, madeAt: null }] : []);
  let first = 0;
  return ops.flatMap(({ optimizer, rowCount }, i) => {
    const mine = rows.slice(first, (first += rowCount));
    const own = training[i];
    if (own === undefined) return [];
    const title = [
      optimizer,
      // Norms are of all rows of a step: of one op among several nobody computed them.
      ...(ops.length === 1 ? [normsText(summary)] : []),
      ...(hasClips(mine) ? [fill(words.clipped, mine.filter(isClipped).length, mine.length)] : []),
    ].join(' · ');
    const { madeAt } = own;
    const isElsewhere = madeAt !== null && !(own.place?.file === madeAt.file && own.place.line === madeAt.line);
    const at = [...(isElsewhere ? [madeAt] : []), ...(own.place === null ? [] : [own.place])];
    return at.map((there): Lens => ({ place: there, title, action: { kind: 'panel' } }));
  });
}

function normsText({ gradientNorm, appliedNorm }: Summary): string {
  return `‖g‖ ${gradientNorm}${appliedNorm === null ? '' : ` → ${appliedNorm}`}`;
}

function hasClips(rows: readonly RowRecord[]): boolean {
  return rows.some(({ stages }) => stages.some(({ isClip }) => isClip));
}

interface ClipOfRow {
  readonly variable: string;
  readonly stage: StageRecord;
}

/** One for each line with a clip, of all variables whose gradients went through it. */
function clipLenses(rows: readonly RowRecord[], words: LensWords): Lens[] {
  const clips = new Map<string, ClipOfRow[]>();
  for (const { variable, stages } of rows) {
    for (const stage of stages) {
      if (!stage.isClip || stage.place === null) continue;
      const key = `${stage.place.file} ${stage.place.line} ${stage.op}`;
      clips.set(key, [...(clips.get(key) ?? []), { variable, stage }]);
    }
  }
  return [...clips.values()].map((list): Lens => {
    const { place, op } = list[0]!.stage;
    const fired = list.filter(({ stage }) => stage.fired);
    const shown = fired[0] ?? list[0]!;
    const title = fired.length === 0 ? fill(words.notFired, op, list.length) : firedText(op, fired, list.length, words);
    return { place: place!, title, action: { kind: 'row', variable: shown.variable } };
  });
}

function firedText(op: string, fired: readonly ClipOfRow[], count: number, words: LensWords): string {
  const stages = fired.map(({ stage }) => stage);
  const factors = stages.flatMap(({ factor }) => (factor === null ? [] : [fromWire(factor)]));
  const angles = stages.flatMap(({ angleDegrees }) => (angleDegrees === null ? [] : [angleDegrees]));
  const elements = stages.reduce((sum, { clippedElements }) => sum + clippedElements, 0);
  const size = stages.reduce((sum, { output }) => sum + output.size, 0);
  return [
    fill(words.fired, op, fired.length, count),
    // A clip by value has a factor for each element.
    factors.length === stages.length ? `×${rangeText(factors)}` : fill(words.elements, elements, size),
    ...(angles.length === 0 ? [] : [fill(words.turned, rangeText(angles))]),
  ].join(' · ');
}

/** `0.6`, or from the least to the largest `0.31…0.9`. */
function rangeText(numbers: readonly number[]): string {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)].map((number) => numberText(number, 3));
  return least === most ? least! : `${least}…${most}`;
}

function noneLens({ variable, place, gradient }: RowRecord, words: LensWords): Lens[] {
  if (gradient.kind !== 'none' || place === null) return [];
  const { reason, cutAt } = gradient;
  const title = fill(words.noGradient, reason);
  if (cutAt?.place == null) return [{ place, title, action: { kind: 'row', variable } }];
  const cut = fill(words.cutAt, cutAt.op, withFile(cutAt.place, fill(words.line, cutAt.place.line)));
  return [{ place, title: `${title} · ${cut}`, action: { kind: 'cut', place: cutAt.place } }];
}
