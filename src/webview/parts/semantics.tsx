/** @file Whose semantics the numbers have: two frameworks differ in the last digits, and in more than these. */
import type { FrameworkRecord } from '../../protocol/messages';
import { fill } from '../../protocol/panelStrings';
import { strings } from '../store';

export function Semantics({ framework: { name } }: { readonly framework: FrameworkRecord }) {
  const t = strings.value;
  return (
    <span class="semantics" title={fill(t.semanticsHint, name)}>
      {fill(t.semantics, name)}
    </span>
  );
}
