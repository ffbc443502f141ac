/** @file Errors that a command earns itself: what is wrong with it and what to do. */
import { EngineError } from '../engine/errors';
import type { Frontend } from '../frontends/program';
import type { ErrorRecord } from '../protocol/records';
import type { ProgramNaming } from './programNaming';

export function userError(message: string): EngineError {
  return new EngineError('ValueError', message);
}

/** A step was asked for, and the file stopped with `error`. */
export function failedError(error: ErrorRecord | null): EngineError {
  const line = error?.place?.line;
  return userError(
    `The loss file stopped with ${error?.type ?? 'an error'}${line === undefined ? '' : ` on line ${line}`}: ` +
      'correct it, then step.',
  );
}

/** What a command failed with, as it is told; `naming` knows the places of the program that runs. */
export function errorRecordOf(error: unknown, naming: ProgramNaming | null, frontend: Frontend): ErrorRecord {
  if (error instanceof EngineError) {
    const { kind, message } = error;
    const place = naming?.place(error.origin) ?? null;
    return { type: kind, message, place, madeAt: null, remedy: frontend.remedy(kind, message) };
  }
  const message = error instanceof Error ? error.message : String(error);
  const type = error instanceof Error ? error.name : 'Error';
  return { type, message, place: null, madeAt: null, remedy: null };
}

export const CALLS_PROGRAM =
  'This step calls functions of the program (tf.py_func), or uses a queue, a file or a print: the program would notice ' +
  'a second run, so it is not run again.';

export function forgotten(index: number): string {
  return `The values of step ${index} and its feeds are no longer kept, they took too much memory: Reset, and run to it.`;
}
