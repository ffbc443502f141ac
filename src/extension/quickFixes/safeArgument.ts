/** @file A NaN from the branch that tf.where does not choose: a second tf.where, before the op. */
import { argument, replace, type Remedy } from './fix';
import type { Call, PythonSource, Slice } from './pythonSource';

/** Functions that are finite at 1, with a finite derivative. */
const FUNCTIONS = ['log', 'sqrt', 'rsqrt', 'reciprocal', 'log1p', 'divide', 'div'] as const;

export const safeArgument: Remedy = (source, { code, place, trap }) => {
  const at = source.at(place);
  if (!at || code !== 'non-finite' || trap !== 'where-branch') return [];
  const where = source.around(at).map((open) => source.callAt(open)).find((call) => call !== null && isWhere(source, call));
  const args = where?.args;
  if (!args || args.length !== 3 || args.some(({ keyword }) => keyword !== null)) return [];
  const [condition, chosen, other] = args.map(({ value }) => value) as [Slice, Slice, Slice];
  const isIn = (part: Slice) => part.from <= at.from && at.to <= part.to;
  const unsafe = argumentOf(source, at);
  if (!unsafe || !(isIn(chosen) || isIn(other))) return [];
  const name = source.textOf(unsafe);
  const test = source.textOf(condition);
  // Only of what the condition looks at are the shapes surely the same.
  if (!source.namesIn(condition).has(name) || /[#\r\n]/.test(test)) return [];
  const one = `${source.tf}.ones_like(${name})`;
  const safe = isIn(chosen) ? `${test}, ${name}, ${one}` : `${test}, ${one}, ${name}`;
  const changes = [replace(source, unsafe, `${source.tf}.where(${safe})`)];
  return [{ kind: 'safeArgument', subject: name, changes, isPreferred: true }];
};

function isWhere(source: PythonSource, call: Call): boolean {
  return source.isOfTensorFlow(call, 'where');
}

/** The name that the op at `at` is undefined for: its only argument, or its divisor. */
function argumentOf(source: PythonSource, at: Slice): Slice | null {
  const call = source.callOf(at);
  if (call) {
    const isDivision = call.method === 'div' || call.method === 'divide';
    const found = isDivision ? argument(call.args, 1, 'y') : argument(call.args, 0, 'x');
    return found && source.isOfTensorFlow(call, ...FUNCTIONS) && source.nameOf(found) !== null ? found : null;
  }
  // `a / x`: the divisor is the last operand, and a name stands for itself only.
  const divisor = { from: at.to - 1, to: at.to };
  return source.word(at.to - 2) === '/' && source.nameOf(divisor) !== null ? divisor : null;
}
