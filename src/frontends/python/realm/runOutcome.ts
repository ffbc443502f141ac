/**
 * @file How a Python run ended, as data. Mirrors the JSON that `_gradient_runtime` writes; knows
 * no interpreter.
 */
import type { Place } from '../../program';

/** One frame of the user's own code. */
export interface PythonFrame {
  readonly place: Place;
  readonly function: string;
}

/** An exception that the loss file did not catch. */
export interface PythonError {
  readonly kind: 'error';
  /** The exception's class name: NameError, InvalidArgumentError. */
  readonly type: string;
  readonly message: string;
  /** Deepest place in the loss file itself; null when the error has none. */
  readonly place: Place | null;
  /** Deepest place in another file of the user's, when that is deeper; null otherwise. */
  readonly raisedAt?: Place | null;
  /** The user's own frames, outermost first; of a deep recursion the ends only. */
  readonly frames: readonly PythonFrame[];
}

/** `stopped`: our own StopScript unwound it. */
export type RunOutcome = { readonly kind: 'ended' } | { readonly kind: 'stopped' } | PythonError;
