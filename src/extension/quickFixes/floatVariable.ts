/** @file A variable of whole numbers has no gradient: its numbers written as floats. */
import { argument, insertBehind, type Fix, type Problem, type Remedy } from './fix';
import type { Call, PythonSource, Slice } from './pythonSource';

export const floatVariable: Remedy = (source, problem) => {
  const call = variableOf(source, problem);
  const numbers = call && wholeNumbers(source, call);
  if (!numbers) return [];
  const changes = numbers.map((i) => insertBehind(source, { from: i, to: i + 1 }, '.0'));
  const fix: Fix = { kind: 'floatVariable', subject: source.textOf(initialValue(call)!), changes, isPreferred: true };
  return [fix];
};

/** The variable that the problem is about; of an error elsewhere the only one that can be meant. */
function variableOf(source: PythonSource, { code, message, place }: Problem): Call | null {
  const at = source.at(place);
  if (!at) return null;
  if (code === 'none-gradient') return source.callOf(at);
  const candidates = source.calls('Variable').filter((call) => wholeNumbers(source, call) !== null);
  const isInvalid = code === 'ValueError' && /^Invalid type tf\.int\d+ for /.test(message);
  const isMixed = code === 'TypeError' && /type float\d+ .*type int\d+|type int\d+ .*type float\d+/.test(message);
  const meant = isInvalid ? candidates : isMixed ? candidates.filter((call) => {
    const made = source.assignment(source.statementOf(call));
    return made !== null && source.namesIn(at).has(made.name);
  }) : [];
  return meant.length === 1 ? meant[0]! : null;
}

function initialValue(call: Call): Slice | null {
  return argument(call.args, 0, 'initial_value');
}

/** Indices of the numbers of a trained variable that has no others; null when it is another one. */
function wholeNumbers(source: PythonSource, call: Call): number[] | null {
  const value = initialValue(call);
  const isKnown = value !== null && source.isOfTensorFlow(call, 'Variable') &&
    call.args!.every(({ keyword }, i) => (keyword === null ? i === 0 : keyword === 'initial_value' || keyword === 'name'));
  if (!isKnown) return null;
  const numbers: number[] = [];
  for (let i = value.from; i < value.to; i++) {
    if (/^[\d_]+$/.test(source.word(i))) numbers.push(i);
    else if (!['-', '+', '[', ']', '(', ')', ','].includes(source.word(i))) return null;
  }
  return numbers.length > 0 ? numbers : null;
}
