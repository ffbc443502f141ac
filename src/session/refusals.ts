/** @file Errors that a command earns itself: what is wrong with it and what to do. */
import { EngineError } from '../engine/errors';
import type { ErrorRecord } from '../protocol/records';

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
