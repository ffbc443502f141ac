/** @file The recorded cases as they lie in recorded/*.json, and an answer laid out as comparable tensors. */
import fs from 'node:fs';
import path from 'node:path';
import { roundToHalf } from '../../../src/frontends/python/numpy/halfFloat';
import type { Bound } from './units';

type Element = number | string | boolean;
/** [type, shape, elements]; null is a gradient that is None. */
export type RecordedTensor = readonly [string, readonly number[], readonly Element[]] | null;

export interface Answer<T> {
  readonly y?: readonly T[];
  readonly g?: { readonly [input: string]: T };
  readonly gradError?: string;
  readonly outs?: readonly (readonly [string, T])[];
  readonly terms?: Answer<T>;
}

export interface OracleCase {
  readonly op: string;
  readonly name: string;
  readonly bound?: Bound;
  readonly out: { readonly [type: string]: Answer<RecordedTensor> };
}

export interface Recording {
  readonly tensorflow: string;
  readonly cases: readonly OracleCase[];
}

const directory = path.join(process.cwd(), 'test/oracle/tensorflow');

export function readRecording(family: string): Recording {
  const text = fs.readFileSync(path.join(directory, 'recorded', `${family}.json`), 'utf8');
  return JSON.parse(text) as Recording;
}

/** A loss file for the worker: the driver, then the cases without their answers. */
export function replayProgram(cases: readonly OracleCase[]): string {
  const driver = fs.readFileSync(path.join(directory, 'driver.py'), 'utf8');
  const questions = cases.map((one) => ({ ...one, out: Object.keys(one.out) }));
  // A JSON string is a Python string literal.
  return `${driver}\n\nreplay(json.loads(${JSON.stringify(JSON.stringify(questions))}))\n`;
}

/** One tensor of an answer, with the place it stands at. */
export interface Told {
  readonly label: string;
  readonly type: string;
  readonly shape: readonly number[];
  readonly elements: readonly Element[];
  readonly isNone: boolean;
}

interface ReplayedTensor {
  readonly t: string;
  readonly s: readonly number[];
  readonly v: readonly Element[];
}

export function told(label: string, tensor: RecordedTensor | ReplayedTensor | null): Told {
  if (tensor === null) return { label, type: 'None', shape: [], elements: [], isNone: true };
  if ('t' in tensor) {
    return { label, type: tensor.t, shape: tensor.s, elements: tensor.v, isNone: false };
  }
  const [type, shape, elements] = tensor;
  return { label, type, shape, elements, isNone: false };
}

/** Outputs, gradients and labelled values of an answer, in one list. */
export function laidOut(answer: Answer<RecordedTensor | ReplayedTensor | null>): readonly Told[] {
  return [
    ...(answer.y ?? []).map((tensor, index) => told(`y[${index.toString()}]`, tensor)),
    ...Object.entries(answer.g ?? {}).map(([input, tensor]) => told(`gradient of ${input}`, tensor)),
    ...(answer.outs ?? []).map(([label, tensor]) => told(label, tensor)),
  ];
}

/** One printed line of the driver. */
export interface Replayed {
  readonly case: number;
  readonly dtype: string;
  readonly answer?: Answer<ReplayedTensor | null>;
  readonly error?: string;
}

/**
 * The number of its type that an element stands for: non-finite ones and −0 travel as text, float16
 * and float32 as their shortest decimal.
 */
export function elementNumber(element: Element, type: string): number {
  const value = element === '-0' ? -0 : Number(element);
  if (type === 'float16') return roundToHalf(value);
  return type === 'float32' ? Math.fround(value) : value;
}
