/** @file One step as the lines that its passes reach, in order: forward, backward, then the update. Pure. */
import type { PlaceValue } from '../../protocol/placeValues';
import type { PlaceRecord, StepRecord } from '../../protocol/records';

export type Pass = 'forward' | 'backward' | 'update';

/** The ops of one line that a pass computes one after the other. */
export interface Stop {
  readonly pass: Pass;
  readonly file: string;
  readonly line: number;
  /** From the first to the last of its expressions. */
  readonly place: PlaceRecord;
  /** What is computed here: values of the forward pass, gradients of the backward pass; none in an update. */
  readonly values: readonly PlaceValue[];
}

/**
 * The stops of a step. Forward: the expressions that made its ops, in the order of these; a line whose ops lie between
 * those of another has a stop for each stretch. Backward: those with a gradient, the other way round.
 * Last the line that ran the training op.
 */
export function traceOf(places: readonly PlaceValue[], { place, phase }: StepRecord): readonly Stop[] {
  const made = places.filter(({ isMaker }) => isMaker === true);
  const forward = made.filter((value) => value.isOfStep && !isGiven(value)).toSorted((a, b) => a.order - b.order);
  const backward = made.filter(({ gradient }) => gradient !== null).toSorted((a, b) => b.order - a.order);
  const update: Stop[] =
    place === null || phase === 'computed' ? [] : [{ pass: 'update', file: place.file, line: place.line, place, values: [] }];
  return [...stretches('forward', forward), ...stretches('backward', backward), ...update];
}

/** Constants, fed values, variables as they are before the step: no pass computes them. */
export function isGiven({ op }: PlaceValue): boolean {
  return GIVEN.has(op);
}

const GIVEN: ReadonlySet<string> = new Set([
  'Const', 'Placeholder', 'PlaceholderWithDefault', 'Variable', 'VariableV2', 'VarHandleOp',
]);

function stretches(pass: Pass, values: readonly PlaceValue[]): readonly Stop[] {
  const stops: Stop[] = [];
  for (const value of values) {
    const { file, line } = value.place;
    const last = stops.at(-1);
    if (last?.file === file && last.line === line) {
      stops[stops.length - 1] = { ...last, place: joined(last.place, value.place), values: [...last.values, value] };
    } else stops.push({ pass, file, line, place: value.place, values: [value] });
  }
  return stops;
}

function joined(a: PlaceRecord, b: PlaceRecord): PlaceRecord {
  const isFirst = a.line < b.line || (a.line === b.line && a.column <= b.column);
  const { line, column } = isFirst ? a : b;
  const isLast = a.endLine > b.endLine || (a.endLine === b.endLine && a.endColumn >= b.endColumn);
  const { endLine, endColumn } = isLast ? a : b;
  return { file: a.file, line, column, endLine, endColumn };
}

/** What is known when stop number `at` has been reached: null: the whole step. */
export interface Known {
  readonly values: ReadonlySet<PlaceValue>;
  readonly gradients: ReadonlySet<PlaceValue>;
}

export function knownAt(trace: readonly Stop[], at: number | null): Known {
  const reached = at === null ? trace : trace.slice(0, at + 1);
  const of = (pass: Pass) => new Set(reached.filter((stop) => stop.pass === pass).flatMap(({ values }) => values));
  return { values: of('forward'), gradients: of('backward') };
}
