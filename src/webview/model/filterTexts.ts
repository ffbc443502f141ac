/** @file What the filter box says: its help, its count, what it does not understand. No page. */
import { fill, type PanelStrings } from '../../protocol/panelStrings';
import { FACT_WORDS, FILTER_KEYS, type FilterProblem } from './rowFilter';
import { QUANTITIES } from '../../protocol/rowFacts';

const SENTENCES: { readonly [K in FilterProblem['kind']]: keyof PanelStrings } = {
  key: 'filterKey',
  quantity: 'filterQuantity',
  number: 'filterNumber',
  shape: 'filterShape',
  empty: 'filterEmpty',
  quote: 'filterQuote',
};

export function filterHelp(strings: PanelStrings): string {
  const lists = [FACT_WORDS, FILTER_KEYS, QUANTITIES].map((words) => words.join(', '));
  return fill(strings.filterHint, ...lists);
}

/** A sentence that names the word and what would be understood. */
export function problemText({ kind, word }: FilterProblem, strings: PanelStrings): string {
  const known = kind === 'key' ? FILTER_KEYS : QUANTITIES;
  return fill(strings[SENTENCES[kind]], word, known.join(', '));
}

/** `12 of 300 rows`, and what must not be lost with the rows that are hidden. */
export function countText(
  shown: number,
  all: number,
  hiddenNotFinite: number,
  strings: PanelStrings,
): string {
  if (shown === all) return all === 1 ? strings.filterAllOne : fill(strings.filterAll, all);
  const count = fill(strings.filterCount, shown, all);
  if (hiddenNotFinite === 0) return count;
  const hidden = hiddenNotFinite === 1 ? strings.filterHiddenOne : fill(strings.filterHidden, hiddenNotFinite);
  return `${count} · ${hidden}`;
}
