/** @file Where a pair is placed, in words: nothing where the program did not say. */
import type { PanelStrings } from '../../protocol/panelStrings';
import { fill } from '../../protocol/panelStrings';
import type { PlacementRecord } from '../../protocol/records';

/** One short text per thing worth saying. */
export function placementTexts(placement: PlacementRecord | undefined, t: PanelStrings): string[] {
  if (placement === undefined) return [];
  const { variable, gradient } = placement;
  const texts = [];
  if (variable.device !== '') texts.push(fill(t.placedOn, variable.device));
  if (variable.beside.length > 0) texts.push(fill(t.placedWith, variable.beside.join(', ')));
  if (gradient.device !== '' && gradient.device !== variable.device) {
    texts.push(fill(t.gradientOn, gradient.device));
  }
  if (gradient.beside.length > 0) texts.push(fill(t.gradientWith, gradient.beside.join(', ')));
  return texts;
}
