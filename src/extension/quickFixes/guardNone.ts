/** @file A comprehension that clips gradients, one of which is None: only where there is one. */
import { insertBehind, type Remedy } from './fix';
import type { PythonSource, Slice } from './pythonSource';

export const guardNone: Remedy = (source, { code, message, place }) => {
  const isNone = code === 'ValueError' ? message === 'None values not supported.' : code === 'TypeError' && /'NoneType'/.test(message);
  const at = source.at(place);
  if (!isNone || !at) return [];
  for (const open of source.around(at)) {
    const found = comprehension(source, open);
    if (!found) continue;
    const { element, targets, whole } = found;
    const [gradient, variable] = targets;
    if (gradient === undefined || targets.length > 2 || !isIn(at, element) || !source.namesIn(at).has(gradient)) return [];
    const guard = ` if ${gradient} is not None`;
    const isBracketed = source.word(element.from) === '(' && element.to - 1 === source.partner.get(element.from);
    const isPair = variable !== undefined && isBracketed &&
      source.word(element.to - 2) === variable && source.word(element.to - 3) === ',';
    // A list of gradients goes together with one of variables: its length stays.
    const change = isPair ? insertBehind(source, whole, guard) : insertBehind(source, element, `${guard} else None`);
    if (!isPair && (isBracketed || source.outer(element).some((i) => ['if', 'lambda', ','].includes(source.word(i))))) return [];
    return [{ kind: 'guardNone', subject: gradient, changes: [change], isPreferred: true }];
  }
  return [];
};

interface Comprehension {
  readonly whole: Slice;
  readonly element: Slice;
  readonly targets: readonly string[];
  readonly iterable: Slice;
}

/** What stands in the bracket that opens at `open`, if it is `ELEMENT for NAMES in ITERABLE` and no more. */
export function comprehension(source: PythonSource, open: number): Comprehension | null {
  const whole = { from: open + 1, to: source.partner.get(open)! };
  const outer = source.outer(whole);
  const [at, ...more] = outer.filter((i) => source.word(i) === 'for');
  if (at === undefined || more.length > 0 || source.word(at - 1) === 'async') return null;
  const within = outer.find((i) => i > at && source.word(i) === 'in');
  if (within === undefined || outer.some((i) => i > within && source.word(i) === 'if')) return null;
  const isBracketed = source.word(at + 1) === '(' && source.partner.get(at + 1) === within - 1;
  const names = source.split(isBracketed ? { from: at + 2, to: within - 1 } : { from: at + 1, to: within });
  const targets = names.map((name) => source.nameOf(name));
  if (targets.includes(null)) return null;
  return {
    whole, element: { from: whole.from, to: at }, targets: targets as string[], iterable: { from: within + 1, to: whole.to },
  };
}

function isIn(inner: Slice, outer: Slice): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}
