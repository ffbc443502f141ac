/** @file What the panel has of a step only in part, or of other steps, given again when it is asked for. */
import {
  MAX_TENSOR, type EvaluateAnswer, type Question, type RecordsAnswer, type TensorAnswer,
} from '../protocol/explanations';
import { partOf } from '../protocol/tensorPart';
import { toWire } from '../protocol/wireNumber';
import { numberOf } from './conditions/condition';
import type { ProgramRun } from './programRun';
import { userError } from './refusals';
import { StepObserver } from './stepObserver';
import type { Timeline } from './timeline';

/** Runs the step again with one row observed in full. Throws ValueError when it has no such row or tensor. */
export function wholeTensor(
  run: ProgramRun,
  { step, variable, part }: Extract<Question, { kind: 'tensor' }>,
): TensorAnswer {
  const { facts, naming, timeline } = run;
  // Refuses, in its words, a step that is not there or must not be run again.
  const reader = timeline.reader(step);
  reader.row(variable);
  const observer = new StepObserver(facts, naming, MAX_TENSOR, variable);
  const record = step === null ? timeline.shownBy(observer) : timeline.seenBy(observer, step);
  const row = record?.rows.find((known) => known.variable === variable);
  const tensor = row ? partOf(row, part) : null;
  if (tensor === null) {
    throw userError(`${variable} has no such tensor in step ${reader.index}: ${JSON.stringify(part)}.`);
  }
  return { kind: 'tensor', step: reader.index, variable, tensor };
}

/** The records of steps that were made; those that are no more known whole are outlines. */
export function recordsOf(
  timeline: Timeline,
  { from, to }: Extract<Question, { kind: 'records' }>,
): RecordsAnswer {
  const records = [];
  for (let index = Math.max(1, from); index <= Math.min(to, timeline.length); index++) {
    const record = timeline.recordAt(index);
    if (record !== null) records.push(record);
  }
  return { kind: 'records', records };
}

/** What an expression is in a step. Throws ValueError with its column when something in it is not known. */
export function evaluated(
  { timeline, naming, facts }: ProgramRun,
  { step, text }: Extract<Question, { kind: 'evaluate' }>,
): EvaluateAnswer {
  const index = step ?? timeline.preview?.index ?? timeline.cursor;
  const record = timeline.preview?.index === index ? timeline.preview : timeline.recordAt(index);
  if (record === null) throw userError(`There is no step ${index} to evaluate ${text} in.`);
  const value = numberOf(text, naming.known(facts), record, () => timeline.before(record));
  return { kind: 'evaluate', step: index, value: toWire(value) };
}
