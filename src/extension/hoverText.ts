/** @file All about the value of an expression, for a hover: Markdown lines. Pure; the words are given. */
import { numberText } from '../protocol/displayNumber';
import { fill } from '../protocol/panelStrings';
import { withFile } from '../protocol/places';
import type { Contribution, PlaceDetails, PlaceValue } from '../protocol/placeValues';
import { fromWire } from '../protocol/wireNumber';
import { escaped, hintLines, histogramText, type HintWords } from './hintText';

/** Uses that are told; of the others how many. */
const MOST_USES = 6;

/** Sentences in the user's language. */
export interface HoverWords extends HintWords {
  readonly contributions: string;
  /** {0}: the op and its line, {1}: its share. */
  readonly through: string;
  readonly line: string;
  /** {0}: how many. */
  readonly moreUses: string;
}

export function hoverLines(found: PlaceValue | PlaceDetails, words: HoverWords, isStale: boolean): string[] {
  const lines = hintLines(found, words, isStale);
  return 'contributions' in found ? [...lines, ...spreadLines(found, words), ...useLines(found.contributions, words)] : lines;
}

/** How the elements of the value and of its gradient are spread. */
export function spreadLines({ histogram, gradientHistogram }: PlaceDetails, words: HintWords): string[] {
  const spreads = [[words.value, histogram], [words.gradient, gradientHistogram]] as const;
  return spreads.flatMap(([name, spread]) => (spread ? [`${name}: \`${histogramText(spread)}\``] : []));
}

/** One item for each op that handed gradient back, the largest part first. */
function useLines(contributions: readonly Contribution[], words: HoverWords): string[] {
  if (contributions.length === 0) return [];
  const part = ({ share }: Contribution) => (share === null ? 0 : Math.abs(fromWire(share)));
  const sorted = [...contributions].sort((a, b) => part(b) - part(a));
  const more = sorted.length - MOST_USES;
  const items = [
    ...sorted.slice(0, MOST_USES).map((use) => `- ${useText(use, words)}`),
    ...(more > 0 ? [`- ${fill(words.moreUses, more)}`] : []),
  ];
  return [`${words.contributions}\n${items.join('\n')}`];
}

function useText({ op, name, place, gradient, share }: Contribution, words: HoverWords): string {
  const what = name === null ? escaped(op) : `${escaped(op)} (${escaped(name)})`;
  const where = place === null ? '' : escaped(withFile(place, fill(words.line, place.line)));
  // Without a share (the sum is 0 or not finite) the part itself is told.
  const much =
    share !== null ? `${numberText(100 * fromWire(share), 3)} %`
    : gradient.value === null ? `‖·‖ ${numberText(gradient.norm, 4)}`
    : numberText(gradient.value, 4);
  return fill(words.through, [what, where].filter((text) => text !== '').join(', '), much);
}
