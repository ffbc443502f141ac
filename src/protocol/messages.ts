/** @file Commands to a session and what it answers; one JSON text each, shared by runner, extension and terminal. */
import type { ErrorRecord, FindingRecord, StepRecord } from './records';
import type { WireNumber } from './wireNumber';

export interface LoadOptions {
  /** Seeds every op and generator that the program did not seed. */
  readonly seed: number;
  /**
   * `park`: stop before the first execution of a training op and wait for the user.
   * `free`: run the script's own steps, at most `maxSteps` of them.
   */
  readonly drive: 'park' | 'free';
  readonly maxSteps: number;
  /** Elements of a tensor that travel; the count is always given. */
  readonly maxValues: number;
}

export type SessionCommand =
  | { readonly kind: 'load'; readonly path: string; readonly text: string; readonly version: number; readonly options: LoadOptions }
  /** Show the next step: the journal's if there is one, else run it. `trainingOp` chooses among several. */
  | { readonly kind: 'step'; readonly count: number; readonly trainingOp: string | null }
  | { readonly kind: 'stepBack'; readonly count: number }
  | { readonly kind: 'goTo'; readonly index: number }
  | { readonly kind: 'compute'; readonly trainingOp: string | null }
  | { readonly kind: 'apply' }
  /** Back to step 0: the text runs again from its beginning. */
  | { readonly kind: 'reset' }
  /** The step record at `index` again (0: the computed pairs). */
  | { readonly kind: 'show'; readonly index: number };

export type CommandText = SessionCommand & { readonly id: number };

/** Where the session rests. */
export interface SessionState {
  readonly path: string;
  /** Document version that was run. */
  readonly version: number;
  /**
   * `parked`: the script waits inside its own loop; `ended`: it ran to its end (or was never started);
   * `failed`: it stopped at `error`.
   */
  readonly script: 'parked' | 'ended' | 'failed';
  /** Position in the journal: 0 is before the first step. */
  readonly cursor: number;
  /** Number of steps in the journal. */
  readonly stepCount: number;
  readonly trainingOps: readonly { readonly name: string; readonly optimizer: string }[];
  /** The record at the cursor; at 0 the computed pairs of the next step. Null without a training op. */
  readonly record: StepRecord | null;
  readonly error: ErrorRecord | null;
  readonly findings: readonly FindingRecord[];
  /** One entry per journal step, for the slider and the sparklines. */
  readonly history: readonly HistoryEntry[];
}

export interface HistoryEntry {
  readonly index: number;
  readonly trainingOp: string;
  readonly loss: WireNumber | null;
  readonly gradientNorm: WireNumber;
  readonly appliedNorm: WireNumber;
  /** Per variable (`w:0`): norm of its raw gradient, null when None. */
  readonly norms: { readonly [variable: string]: WireNumber | null };
  readonly clipped: number;
  readonly rowCount: number;
}

export type SessionEvent =
  /** Text that the loss file printed, in order. */
  | { readonly kind: 'print'; readonly text: string; readonly stream: 'stdout' | 'stderr' }
  /** A step was made, as it happens; sent when the script drives freely, where no reply tells it. */
  | { readonly kind: 'step'; readonly record: StepRecord }
  | { readonly kind: 'log'; readonly text: string }
  /** The answer to one command: always exactly one. */
  | { readonly kind: 'reply'; readonly id: number; readonly ok: true; readonly state: SessionState }
  | { readonly kind: 'reply'; readonly id: number; readonly ok: false; readonly error: ErrorRecord };
