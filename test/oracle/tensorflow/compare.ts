/** @file Compares what the engine answered with what TensorFlow answered, and counts. No test framework. */
import { NOT_EVALUATED } from './notEvaluated';
import { elementNumber, laidOut } from './recording';
import type { OracleCase, Replayed, Told } from './recording';
import { distance, flushed, isWithin } from './units';
import type { Bound, FloatType } from './units';

/** What the comparisons of one op came to. */
export interface Tally {
  readonly op: string;
  cases: number;
  numbers: number;
  bitEqual: number;
  /** Units in the last place of the expected number, over what is within its bound and outside. */
  worst: number;
  /** The same in units of the magnitude that the bound refers to. */
  worstAgainstBound: number;
  worstAt: string;
  readonly reasons: Set<string>;
  readonly disagreements: string[];
  readonly notEvaluated: string[];
}

export function newTally(op: string): Tally {
  return {
    op, cases: 0, numbers: 0, bitEqual: 0, worst: 0, worstAgainstBound: 0, worstAt: '',
    reasons: new Set(), disagreements: [], notEvaluated: [],
  };
}

const isFloat = (type: string): type is FloatType =>
  type === 'float16' || type === 'float32' || type === 'float64';

/** Adds one replayed case to the tally; a disagreement is a line that says op, place, expected, got. */
export function compareCase(
  tally: Tally, one: OracleCase, dtype: string, line: Replayed | undefined,
): void {
  const where = `${one.op} / ${one.name} / ${dtype}`;
  const expected = one.out[dtype];
  tally.cases += 1;
  if (expected === undefined) throw new Error(`${where}: no recording`);
  if (line === undefined) {
    tally.disagreements.push(`${where}: the worker printed no answer`);
    return;
  }
  if (line.error !== undefined) {
    const isKnown = NOT_EVALUATED.get(`${one.op} / ${one.name}`)?.test(line.error) === true;
    (isKnown ? tally.notEvaluated : tally.disagreements).push(`${where}: raised ${line.error}`);
    return;
  }
  const got = line.answer ?? {};
  if (got.gradError !== expected.gradError) {
    tally.disagreements.push(
      `${where}: tf.gradients: expected ${expected.gradError ?? 'gradients'}, got ${got.gradError ?? 'gradients'}`,
    );
  }
  const terms = expected.terms === undefined ? [] : laidOut(expected.terms);
  const theirs = laidOut(expected);
  const ours = laidOut(got);
  if (ours.length !== theirs.length) {
    tally.disagreements.push(
      `${where}: expected ${theirs.length.toString()} results, got ${ours.length.toString()}`,
    );
  }
  theirs.forEach((wanted, index) => {
    const found = ours[index];
    if (found !== undefined) compareTensor(tally, one, where, wanted, found, terms[index]);
  });
}

function compareTensor(
  tally: Tally,
  one: OracleCase,
  caseName: string,
  wanted: Told,
  found: Told,
  terms: Told | undefined,
): void {
  const where = `${caseName}: ${wanted.label}`;
  const kind = (tensor: Told) =>
    `${tensor.label} ${tensor.type}[${tensor.shape.join(',')}]`;
  if (kind(found) !== kind(wanted)) {
    tally.disagreements.push(`${where}: expected ${kind(wanted)}, got ${kind(found)}`);
    return;
  }
  wanted.elements.forEach((element, index) => {
    const answer = found.elements[index];
    const at = wanted.elements.length > 1 ? `${where} [${index.toString()}]` : where;
    tally.numbers += 1;
    if (!isFloat(wanted.type)) {
      if (answer === element) tally.bitEqual += 1;
      else tally.disagreements.push(`${at}: expected ${String(element)}, got ${String(answer)}`);
      return;
    }
    const numberOf = (value: string | number | boolean) => elementNumber(value, wanted.type);
    const termsHere =
      terms === undefined ? undefined : Math.abs(numberOf(terms.elements[index] ?? 0));
    const [expected, got] = [numberOf(element), numberOf(answer ?? NaN)];
    compareNumber(tally, one, at, wanted.type, expected, got, termsHere);
  });
}

function boundOf({ bound }: OracleCase, at: string): Bound | undefined {
  if (bound?.gradient === undefined || !at.includes(': gradient of ')) return bound;
  return { ...bound, ulp: bound.gradient };
}

function compareNumber(
  tally: Tally,
  one: OracleCase,
  at: string,
  type: FloatType,
  expected: number,
  got: number,
  terms: number | undefined,
): void {
  const bound = boundOf(one, at);
  if (Object.is(got, expected)) {
    tally.bitEqual += 1;
    return;
  }
  const apart = distance(got, expected, type);
  if (bound !== undefined && isWithin(got, expected, type, bound, terms)) {
    tally.reasons.add(bound.reason);
    const floor = Math.max(bound.floor ?? 0, bound.ofTerms === true ? (terms ?? 0) : 0);
    const seen = (value: number) => (bound.flush === true ? flushed(value, type) : value);
    const measured = distance(seen(got), seen(expected), type, floor);
    tally.worstAgainstBound = Math.max(tally.worstAgainstBound, measured);
    if (bound.flush === true && Math.abs(expected) < 2 ** -126) return;
    if (apart > tally.worst) {
      tally.worst = apart;
      tally.worstAt = `${at}: expected ${expected.toString()}, got ${got.toString()}`;
    }
    return;
  }
  const sign = (value: number) => (Object.is(value, -0) ? '-0' : value.toString());
  const allowed = bound === undefined ? '0' : `${bound.ulp.toString()} (${bound.reason})`;
  tally.disagreements.push(
    `${at}: expected ${sign(expected)}, got ${sign(got)}, ${apart.toString()} ulp apart, allowed ${allowed}` +
      (terms === undefined ? '' : `, sum of |terms| ${terms.toString()}`),
  );
}
