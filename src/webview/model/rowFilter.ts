/**
 * @file The language of the filter box: `name:conv norm>1 nan -clipped dtype:float16 shape:[2,?]`. No page.
 *
 * Words are joined by "and"; `-` in front of one turns it round; `"…"` keeps blanks. What is not
 * known is named, never guessed: a word without `:` or a comparison is looked for in the names.
 */
import type { RowRecord } from '../../protocol/records';
import {
  hasInfinity,
  hasNaN,
  isAllZero,
  isChangedOnTheWay,
  isClipped,
  isNotFinite,
  QUANTITIES,
  quantityOf,
  type Quantity,
} from '../../protocol/rowFacts';

/** Words that are a fact about a row. */
const FACTS = {
  nan: hasNaN,
  inf: hasInfinity,
  finite: (row: RowRecord) => !isNotFinite(row),
  none: (row: RowRecord) => row.gradient.kind === 'none',
  zero: isAllZero,
  clipped: isClipped,
  changed: isChangedOnTheWay,
  sparse: (row: RowRecord) => row.gradient.kind === 'sparse',
} as const;
type Fact = keyof typeof FACTS;
export const FACT_WORDS = Object.keys(FACTS) as readonly Fact[];

/** Words that stand before a `:`. */
export const FILTER_KEYS = ['name', 'scope', 'dtype', 'shape', 'op'] as const;
type FilterKey = (typeof FILTER_KEYS)[number];

const COMPARISONS = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
  '=': (a: number, b: number) => a === b,
} as const;
type Comparison = keyof typeof COMPARISONS;

export type Condition =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'key'; readonly key: Exclude<FilterKey, 'shape'>; readonly text: string }
  /** null: any size of this dimension. */
  | { readonly kind: 'shape'; readonly shape: readonly (number | null)[] }
  | {
      readonly kind: 'compare';
      readonly quantity: Quantity;
      readonly comparison: Comparison;
      readonly value: number;
    };

export interface FilterWord {
  readonly condition: Condition;
  readonly isTurnedRound: boolean;
}

export interface FilterProblem {
  readonly kind: 'key' | 'quantity' | 'number' | 'shape' | 'empty' | 'quote';
  /** The word as it was typed. */
  readonly word: string;
}

export interface RowFilter {
  /** All that is understood; these apply also beside a problem. */
  readonly words: readonly FilterWord[];
  readonly problems: readonly FilterProblem[];
}

export function parseFilter(text: string): RowFilter {
  const words: FilterWord[] = [];
  const problems: FilterProblem[] = [];
  for (const word of split(text)) {
    const isTurnedRound = /^[-!]./.test(word);
    const condition = parseWord(isTurnedRound ? word.slice(1) : word);
    if (typeof condition === 'string') problems.push({ kind: condition, word });
    else words.push({ condition, isTurnedRound });
  }
  return { words, problems };
}

/** At blanks outside quotation marks; `norm > 1` is one word, as `norm>1` is. */
function split(text: string): string[] {
  const parts = text.match(/(?:"[^"]*(?:"|$)|[^\s"])+/g) ?? [];
  const words: string[] = [];
  let isJoined = false;
  for (const part of parts) {
    const isOperator = /^[<>=]=?/.test(part);
    if (words.length > 0 && (isOperator || isJoined)) words.push(`${words.pop() ?? ''}${part}`);
    else words.push(part);
    isJoined = !part.includes('"') && /[<>=]$/.test(part);
  }
  return words;
}

function parseWord(word: string): Condition | FilterProblem['kind'] {
  const quotes = word.split('"').length - 1;
  if (quotes % 2 === 1) return 'quote';
  const plain = word.replaceAll('"', '');
  const compare = /^([a-z‖]+)(<=|>=|<|>|=)(.*)$/i.exec(word);
  if (compare) return parseComparison(compare[1] ?? '', compare[2] ?? '', compare[3] ?? '');
  const colon = word.startsWith('"') ? -1 : word.indexOf(':');
  if (colon > 0) {
    const key = word.slice(0, colon).toLowerCase();
    const value = word.slice(colon + 1).replaceAll('"', '');
    // `w:0` is how TensorFlow writes a variable.
    if (/^\d+$/.test(value) && !isKey(key)) return { kind: 'text', text: plain.toLowerCase() };
    if (!isKey(key)) return 'key';
    if (value === '') return 'empty';
    if (key === 'shape') return parseShape(value);
    return { kind: 'key', key, text: value.toLowerCase() };
  }
  const lower = plain.toLowerCase();
  if (lower === '') return 'empty';
  const isFact = !word.includes('"') && (FACT_WORDS as readonly string[]).includes(lower);
  return isFact ? { kind: 'fact', fact: lower as Fact } : { kind: 'text', text: lower };
}

function isKey(text: string): text is FilterKey {
  return (FILTER_KEYS as readonly string[]).includes(text);
}

function parseComparison(
  name: string,
  comparison: string,
  text: string,
): Condition | FilterProblem['kind'] {
  const quantity = QUANTITIES.find((known) => known === name.toLowerCase());
  if (!quantity) return 'quantity';
  const value = parseNumber(text);
  if (value === null) return 'number';
  return { kind: 'compare', quantity, comparison: comparison as Comparison, value };
}

/** `1e-3`, `-0.5`, `inf`; also the minus sign that the panel writes. */
function parseNumber(text: string): number | null {
  const plain = text.replace(/^−/, '-').toLowerCase();
  if (/^[+-]?(inf|infinity|∞)$/.test(plain)) return plain.startsWith('-') ? -Infinity : Infinity;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(plain) ? Number(plain) : null;
}

/** `[2,3]`, `2x3`, `[?,3]`; `[]` and `scalar` have no dimension. */
function parseShape(text: string): Condition | 'shape' {
  const inner = text === 'scalar' ? '' : text.replace(/^\[(.*)\]$/, '$1');
  if (inner === '') return { kind: 'shape', shape: [] };
  const sizes = inner.split(/[,x×]/).map((part) => part.trim());
  if (!sizes.every((size) => /^(\d+|\?|\*)$/.test(size))) return 'shape';
  return { kind: 'shape', shape: sizes.map((size) => (/^\d/.test(size) ? Number(size) : null)) };
}

/** Whether every word is true of the row; `name` is what the panel calls it. */
export function matches({ words }: RowFilter, row: RowRecord, name: string): boolean {
  return words.every(
    ({ condition, isTurnedRound }) => isTrue(condition, row, name) !== isTurnedRound,
  );
}

function isTrue(condition: Condition, row: RowRecord, name: string): boolean {
  switch (condition.kind) {
    case 'text':
      return (
        [name, row.name, row.variable].some((text) => has(text, condition.text)) ||
        row.stages.some((stage) => has(stage.op, condition.text))
      );
    case 'fact':
      return FACTS[condition.fact](row);
    case 'key':
      return isKeyTrue(condition.key, condition.text, row, name);
    case 'shape':
      return (
        condition.shape.length === row.shape.length &&
        condition.shape.every((size, i) => size === null || size === row.shape[i])
      );
    case 'compare': {
      const value = quantityOf(row, condition.quantity);
      return value !== null && COMPARISONS[condition.comparison](value, condition.value);
    }
  }
}

function isKeyTrue(
  key: Exclude<FilterKey, 'shape'>,
  text: string,
  row: RowRecord,
  name: string,
): boolean {
  switch (key) {
    case 'name':
      return [name, row.name, row.variable].some((known) => has(known, text));
    case 'scope':
      return scopeOf(row).toLowerCase().startsWith(text);
    case 'dtype':
      return row.dtype.toLowerCase() === text;
    case 'op':
      return row.stages.some((stage) => has(stage.op, text));
  }
}

function has(text: string, part: string): boolean {
  return text.toLowerCase().includes(part);
}

/** `a/b` of `a/b/kernel:0`; empty for a variable in no scope. */
export function scopeOf(row: RowRecord): string {
  const end = row.variable.lastIndexOf('/');
  return end < 0 ? '' : row.variable.slice(0, end);
}
