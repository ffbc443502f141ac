/** @file Several values of one place of the text: in few characters, and all parts in many. Pure; the words are given. */
import { numberText } from '../protocol/displayNumber';
import { fill } from '../protocol/panelStrings';
import type { GroupPart, PlaceGroup, ValueDigest } from '../protocol/placeValues';
import { escaped, LONGEST_HINT, lengthOf, shortened, signOf, sickText, turnsLabel, type HintWords } from './hintText';
import type { Mark } from './shownPlaces';

/** Parts that are told; of the others how many. */
const MOST_PARTS = 16;

/** `2 tensors ‖·‖ 1.3`, of pairs `2 pairs ‖g‖ 1.3`, of single numbers `= [0.5, 2]`, of IndexedSlices `2 of 5 rows ‖·‖ 1.3`. */
export function groupLabel(found: PlaceGroup, words: HintWords, mark: Mark, withGradient: boolean): string {
  const sign = signOf(mark, words);
  const slope = (digits: number) =>
    withGradient && found.gradientNorm !== null ? ` ∂‖·‖ ${numberText(found.gradientNorm, digits)}` : '';
  const all = [
    ...[4, 3].flatMap((digits) => numbersLabel(found, sign ?? '=', digits) ?? []),
    ...[4, 3, 2].map((digits) => `${sign ?? ''} ${countLabel(found, words)}${normLabel(found, digits)}${slope(digits)}`.trim()),
    `${sign ?? ''} ${countLabel(found, words)}${normLabel(found, 3)}`.trim(),
  ];
  const end = turnsLabel(found);
  const fits = all.find((label) => lengthOf(label) + lengthOf(end) <= LONGEST_HINT);
  return shortened(fits ?? `${sign ?? ''} ${countLabel(found, words)}`.trim(), end);
}

/** All of them, where each is one number. */
function numbersLabel({ form, parts, count }: PlaceGroup, sign: string, digits: number): string | null {
  const isFlat = parts.length === count && parts.every(({ path }) => /^(\[\d+\]|\.\w+)$/.test(path));
  if (!isFlat || parts.some(({ isNone, value, sparse }) => !isNone && (value === null || value.value === null || sparse !== null))) return null;
  const numbers = parts.map(({ value }) => (value?.value == null ? 'None' : numberText(value.value, digits))).join(', ');
  return form === 'list' ? `${sign} [${numbers}]` : `${sign} (${numbers})`;
}

function countLabel({ parts, count, isPairs }: PlaceGroup, words: HintWords): string {
  const [only] = parts;
  if (parts.length === 1 && only!.path === '') return rowsLabel(only!, words);
  const none = parts.filter(({ isNone }) => isNone).length;
  const counted = isPairs ? fill(words.pairs, count) : fill(words.tensors, parts.length - none);
  return none === 0 ? counted : `${counted}, ${none} None`;
}

function rowsLabel({ sparse, value }: GroupPart, words: HintWords): string {
  if (sparse?.of != null) return fill(words.rowsOf, sparse.distinct, sparse.of);
  return fill(words.rows, sparse?.distinct ?? value?.shape[0] ?? 0);
}

function normLabel({ norm, isPairs }: PlaceGroup, digits: number): string {
  return norm === null ? '' : ` ${isPairs ? '‖g‖' : '‖·‖'} ${numberText(norm, digits)}`;
}

/** Lines of Markdown: what it is, its norm, each of its parts. `link`: to the row of a variable. */
export function groupLines(found: PlaceGroup, words: HintWords, isStale: boolean, link: (variable: string) => string): string[] {
  const { name, form, count, visits, norm, gradientNorm, isPairs, parts } = found;
  const isOne = parts.length === 1 && parts[0]!.path === '';
  const what = isOne ? escaped(form) : `${escaped(form)} · ${fill(words.elements, count)}`;
  const more = parts.length - MOST_PARTS;
  const items = [
    ...parts.slice(0, MOST_PARTS).map((part) => `- ${partText(part, words, link)}`),
    ...(more > 0 ? [`- ${fill(words.moreParts, more)}`] : []),
  ];
  return [
    name === null ? what : `**${escaped(name)}** · ${what}`,
    ...(isStale ? [`$(warning) ${words.stale}`] : []),
    ...(visits > 1 ? [fill(words.lastOf, visits)] : []),
    ...(found.turns === undefined ? [] : [fill(words.lastTurn, found.turns)]),
    ...(norm === null || isOne ? [] : [`${isPairs ? words.gradientNorm : words.norm}: **${numberText(norm, 5)}**`]),
    ...(gradientNorm === null || isOne ? [] : [`${words.normOfGradients}: **${numberText(gradientNorm, 5)}**`]),
    items.join('\n'),
  ];
}

function partText({ path, isNone, value, sparse, gradient, op, node, rows }: GroupPart, words: HintWords, link: (variable: string) => string): string {
  const place = path === '' ? '' : `\`${path.replace(/`/g, '')}\` `;
  if (isNone) return `${place}None`;
  const made = `${escaped(op)} \`${node}\``;
  if (value === null) return `${place}${made} · ${words.notInStep}`;
  const different = sparse === null ? [] : [sparse.of === null ? fill(words.rows, sparse.distinct) : fill(words.rowsOf, sparse.distinct, sparse.of)];
  return [
    `${place}\`${value.dtype} [${value.shape.join(', ')}]\` ${made}`,
    ...different,
    digestText('', value),
    ...(gradient === null ? [] : [digestText('∂', gradient)]),
    ...rows.map(link),
  ].join(' · ');
}

/** The number, or the mean and the norm; what is not finite is counted. */
function digestText(of: string, digest: ValueDigest): string {
  if (digest.value !== null) return `${of === '' ? '=' : of} **${numberText(digest.value, 6)}**`;
  const { mean, norm } = digest.health;
  const sick = sickText(digest.health);
  return [
    ...(sick === '' ? [] : [`$(error) ${sick}`]),
    ...(mean === null || of !== '' ? [] : [`μ ${numberText(mean, 4)}`]),
    `${of}‖·‖ ${numberText(norm, 4)}`,
  ].join(' ');
}
