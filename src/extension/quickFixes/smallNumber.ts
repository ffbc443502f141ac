/** @file `tf.log(p)` and `tf.sqrt(x)` that met a 0: a small number under them. */
import { argument, insertBefore, insertBehind, type Remedy } from './fix';
import type { PythonSource, Slice } from './pythonSource';

const SMALL = '1e-8';
const FUNCTIONS: ReadonlyMap<string, string> = new Map([['log-of-zero', 'log'], ['sqrt-at-zero', 'sqrt']]);

export const addSmallNumber: Remedy = (source, { code, place, trap }) => {
  const wanted = trap === null || code !== 'non-finite' ? undefined : FUNCTIONS.get(trap);
  const at = source.at(place);
  const call = at && source.callOf(at);
  if (wanted === undefined || !call || !source.isOfTensorFlow(call, wanted)) return [];
  const value = argument(call.args, 0, 'x');
  if (!value) return [];
  const changes = isSum(source, value)
    ? [insertBehind(source, value, ` + ${SMALL}`)]
    : [insertBefore(source, value.from, '('), insertBehind(source, value, `) + ${SMALL}`)];
  return [{ kind: 'addSmallNumber', subject: SMALL, changes, isPreferred: wanted === 'sqrt' }];
};

const ARITHMETIC: ReadonlySet<string> = new Set(['.', '+', '-', '*', '/', '//', '%', '@', '**', '(', ')', '[', ']']);

/** Whether a `+` behind it adds to the whole of it. */
function isSum(source: PythonSource, value: Slice): boolean {
  return source.outer(value).every((i) =>
    source.isName(i) || source.tokens[i]!.kind === 'number' || ARITHMETIC.has(source.word(i)));
}
