/** @file A value of the text in few characters, and all about it in many. Pure; the words are given. */
import type { Histogram, PlaceValue, ValueDigest, ValuedPlace } from '../protocol/placeValues';
import { numberText } from '../protocol/displayNumber';
import type { Health } from '../protocol/records';
import type { Mark } from './shownPlaces';

/** More is cut by the editor, which allows a line 43 of them. */
export const LONGEST_HINT = 30;

/** Sentences in the user's language. */
export interface HintWords {
  /** In the place of `=` before a value of a text that is gone. */
  readonly was: string;
  /** The same while the text runs; as long as `=`, for nothing is to move. */
  readonly awaited: string;
  readonly stale: string;
  readonly value: string;
  readonly gradient: string;
  readonly noGradient: string;
  /** {0}: how often. */
  readonly lastOf: string;
  /** {0}: how often, in a loop of the graph. */
  readonly lastTurn: string;
  readonly showRow: string;
  /** {0} elements, all finite. */
  readonly allFinite: string;
  /** Of a value with several tensors, {0}: how many. */
  readonly tensors: string;
  /** {0} of (gradient, variable). */
  readonly pairs: string;
  /** Of IndexedSlices {0} different rows, of {1}. */
  readonly rows: string;
  readonly rowsOf: string;
  /** {0}: how many. */
  readonly elements: string;
  readonly moreParts: string;
  readonly notInStep: string;
  /** Of all parts together. */
  readonly norm: string;
  readonly gradientNorm: string;
  readonly normOfGradients: string;
}

/** `= 0.7310  ∂ −0.2041`, of several elements `[64,10] μ 0.1 ∂‖·‖ 2.3`; at most LONGEST_HINT characters. */
export function hintLabel(found: PlaceValue, words: HintWords, mark: Mark, withGradient: boolean): string {
  const sign = signOf(mark, words);
  const gradient = withGradient ? found.gradient : null;
  for (const digits of [4, 3, 2]) {
    const label = `${labelWith(found.value, gradient, sign, digits)}${turnsLabel(found)}`;
    if (lengthOf(label) <= LONGEST_HINT) return label;
  }
  return shortened(labelWith(found.value, null, sign, 3), turnsLabel(found));
}

/** What stands in the place of `=` before a value of another text; null before one of this. */
export function signOf(mark: Mark, words: HintWords): string | null {
  return mark === 'none' ? null : mark === 'gone' ? words.was : words.awaited;
}

/** In at most LONGEST_HINT characters, `end` whole. */
export function shortened(label: string, end: string): string {
  const room = LONGEST_HINT - lengthOf(end);
  return `${lengthOf(label) <= room ? label : `${[...label].slice(0, room - 1).join('')}…`}${end}`;
}

/** ` ↻3`: the value is of the last of three iterations. */
export function turnsLabel({ turns }: Pick<ValuedPlace, 'turns'>): string {
  return turns === undefined ? '' : ` ↻${turns}`;
}

function labelWith(value: ValueDigest, gradient: ValueDigest | null, marked: string | null, digits: number): string {
  const sign = marked ?? (value.value === null ? '' : '=');
  const own = value.value === null ? tensorLabel(value, digits) : numberText(value.value, digits);
  const slope =
    gradient === null ? ''
    : gradient.value === null ? ` ∂‖·‖ ${numberText(gradient.health.norm, digits)}`
    : `  ∂ ${numberText(gradient.value, digits)}`;
  return `${sign} ${own}${slope}`.trim();
}

function tensorLabel({ shape, size, health }: ValueDigest, digits: number): string {
  const dims = `[${shape.join(',')}]`;
  if (size === 0) return dims;
  const sick = sickText(health);
  if (sick !== '') return `${dims} ${sick}`;
  return `${dims} μ ${numberText(health.mean ?? 'NaN', digits)}`;
}

/** Counts of what is not finite; empty where all is. */
export function sickText(health: Health): string {
  return badge(health).filter(({ isFinite }) => !isFinite).map(({ text }) => text).join(' ');
}

export function lengthOf(text: string): number {
  return [...text].length;
}

/** Counts of what a tensor has: `NaN×2 −∞×1 +∞×1 −×10 0×3 +×5`; without what is not there. */
function badge(health: Health): { readonly text: string; readonly isFinite: boolean }[] {
  const counts = [
    ['NaN', health.nan, false], ['−∞', health.negativeInfinity, false], ['+∞', health.positiveInfinity, false],
    ['−', health.negative, true], ['0', health.zero, true], ['+', health.positive, true],
  ] as const;
  return counts.flatMap(([name, count, isFinite]) => (count === 0 ? [] : [{ text: `${name}×${count}`, isFinite }]));
}

/** Lines of Markdown: what made it, its value and its gradient with their health. */
export function hintLines(found: PlaceValue, words: HintWords, isStale: boolean): string[] {
  const { name, op, node, value, gradient, visits } = found;
  const dtype = `\`${value.dtype} [${value.shape.join(', ')}]\``;
  return [
    `${name === null ? '' : `**${escaped(name)}** · `}${dtype} · ${escaped(op)} \`${node}\``,
    ...(isStale ? [`$(warning) ${words.stale}`] : []),
    ...(visits > 1 ? [words.lastOf.replace('{0}', String(visits))] : []),
    ...(found.turns === undefined ? [] : [words.lastTurn.replace('{0}', String(found.turns))]),
    ...digestLines(words.value, value, words),
    ...(gradient === null ? [words.noGradient] : digestLines(words.gradient, gradient, words)),
  ];
}

function digestLines(title: string, { value, size, health }: ValueDigest, words: HintWords): string[] {
  if (value !== null) return [`${title}: **${numberText(value, 9)}**`];
  const { mean, std, min, max, norm } = health;
  const figures = [
    ...(mean === null ? [] : [['μ', mean], ['σ', std ?? 0], ['min', min ?? 0], ['max', max ?? 0]] as const),
    ['‖·‖', norm] as const,
  ];
  const counts = badge(health);
  const icon = counts.some(({ isFinite }) => !isFinite) ? '$(error)' : '$(pass)';
  const finite = counts.every(({ isFinite }) => isFinite) ? ` · ${words.allFinite.replace('{0}', String(size))}` : '';
  return [
    `${title}: ${figures.map(([name, number]) => `${name} ${numberText(number, 5)}`).join(' · ')}`,
    `${icon} ${counts.map(({ text }) => text).join(' ')}${finite}`,
  ];
}

const BARS = '▁▂▃▄▅▆▇█';

/** `−1 ▁▂▅█▅▂▁ 1`: bars of the counts; an empty bin is a blank, one element is a bar. */
export function histogramText({ from, to, counts }: Histogram): string {
  const most = Math.max(...counts);
  const bar = (count: number) => (count === 0 ? ' ' : BARS[Math.ceil((count / most) * BARS.length) - 1]!);
  return `${numberText(from, 3)} ${counts.map(bar).join('')} ${numberText(to, 3)}`;
}

export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$]/g, '\\$&');
}
