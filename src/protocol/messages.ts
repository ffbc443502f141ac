/** @file Commands to a session and what it answers; one JSON text each, shared by runner, extension and terminal. */
import type { Answer, Question } from './explanations';
import type { ErrorRecord, FindingRecord, PlaceRecord, StepRecord } from './records';
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
  /**
   * Steps that the text makes before the first reply, without a stop: the way back to the one that was shown.
   * Fewer when the script ends before, or fails. Default 0.
   */
  readonly steps?: number;
  /** Notes which values the places of the text have, for the questions `placeValues` and `placeDetails`; costs a call per expression. */
  readonly takesNotes?: boolean;
  /** Numbers from which on findings are told, by their names in session/findings/thresholds; others stay. */
  readonly thresholds?: { readonly [name: string]: number };
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
  | { readonly kind: 'show'; readonly index: number }
  /** Explains something of a step; changes nothing. The reply has the answer in the place of the state. */
  | { readonly kind: 'ask'; readonly question: Question }
  /**
   * Steps on until `condition` (see session/conditions) holds of a step, at most `limit` of them. Null:
   * no condition, on to the script's end. `isToEnd`: no further than that with a condition, too.
   */
  | {
      readonly kind: 'runUntil';
      readonly condition: string | null;
      readonly limit: number;
      readonly trainingOp: string | null;
      readonly isToEnd?: boolean;
    }
  /** Changes something after step `index` (null: the one that is shown): a fork begins there and is shown. */
  | { readonly kind: 'edit'; readonly index: number | null; readonly edit: Edit }
  /** Shows another timeline, where it stood. */
  | { readonly kind: 'timeline'; readonly timeline: number }
  | { readonly kind: 'dropTimeline'; readonly timeline: number }
  /** Keeps this run's own timeline, to be compared with what the text makes after it was changed; null lets it go. */
  | { readonly kind: 'pin'; readonly name: string | null }
  /** The same with a fork that ended, by its place in `dropped`. */
  | { readonly kind: 'pinDropped'; readonly fork: number }
  /** Lets the forks that ended go. */
  | { readonly kind: 'forgetDropped' };

/** What a fork has different. */
export type Edit =
  /** An element of a variable or slot (`w:0`, `w/Momentum:0`); null: every element. */
  | { readonly kind: 'value'; readonly variable: string; readonly element: number | null; readonly value: WireNumber }
  /** Held at `rate` in every later step; of one variable, or with null of all. */
  | { readonly kind: 'learningRate'; readonly variable: string | null; readonly rate: WireNumber }
  /** The thresholds of the clip that is stage number `stage` (from 0) of the variable's row. */
  | { readonly kind: 'threshold'; readonly variable: string; readonly stage: number; readonly thresholds: readonly WireNumber[] }
  /** Added to the seed of every random op. */
  | { readonly kind: 'seed'; readonly seed: number };

export interface TimelineState {
  readonly id: number;
  /** Null for the program's own. */
  readonly fork: { readonly of: number; readonly index: number; readonly edit: string } | null;
  readonly stepCount: number;
  readonly cursor: number;
}

/** A fork that ended because the file ran anew: it can be pinned, and compared with. */
export interface DroppedFork {
  readonly edit: string;
  /** The step after which it began. */
  readonly index: number;
  readonly stepCount: number;
}

export type CommandText = SessionCommand & { readonly id: number };

/** Whose semantics the numbers have, and its words for what the panel tells. */
export interface FrameworkRecord {
  /** `TensorFlow.js 4.22` */
  readonly name: string;
  /** Where there is no gradient: `None`, `null`. */
  readonly noValue: string;
  /** What makes a training step, and a line with one. */
  readonly minimizers: string;
  readonly example: string;
}

/** Where the session rests. */
export interface SessionState {
  readonly path: string;
  readonly framework: FrameworkRecord;
  /** Which text was run: a count of the document's edits that goes on when it is closed and opened again. */
  readonly version: number;
  /**
   * `parked`: the script waits inside its own loop; `ended`: it ran to its end (or was never started);
   * `failed`: it stopped at `error`.
   */
  readonly script: 'parked' | 'ended' | 'failed';
  /** Where in the text the script waits, when what is shown is where it has come to: at its `sess.run(train_op)`. */
  readonly waitsAt: PlaceRecord | null;
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
  /** The program's own timeline first, then the forks in order of their making. */
  readonly timelines: readonly TimelineState[];
  /** Which of them `cursor`, `stepCount`, `record` and `history` are of. */
  readonly timeline: number;
  /** Why the last run until a condition ended: words for the reader; null when the last command was another. */
  readonly stopped: string | null;
  /** Forks that ended when the file ran anew; they are kept until another fork begins or others end. */
  readonly dropped: readonly DroppedFork[];
  /** Name of the pinned baseline, and how many steps it has. */
  readonly baseline: { readonly name: string; readonly stepCount: number } | null;
}

export interface HistoryEntry {
  readonly index: number;
  readonly trainingOp: string;
  readonly loss: WireNumber | null;
  readonly gradientNorm: WireNumber;
  readonly appliedNorm: WireNumber;
  /** Per variable (`w:0`): norm of its raw gradient, null when None. */
  readonly norms: { readonly [variable: string]: WireNumber | null };
  /** Per variable: ‖after − before‖ / ‖before‖ of the step, null where it has none. */
  readonly ratios?: { readonly [variable: string]: WireNumber | null };
  readonly clipped: number;
  readonly rowCount: number;
  /** Codes of findings that begin at this step: the step before of its training op has not got them. Each once. */
  readonly findings: readonly string[];
}

export type SessionEvent =
  /** Text that the loss file printed, in order. */
  | { readonly kind: 'print'; readonly text: string; readonly stream: 'stdout' | 'stderr' }
  /** A step was made, as it happens; sent when the script drives freely, where no reply tells it. */
  | { readonly kind: 'step'; readonly record: StepRecord }
  | { readonly kind: 'log'; readonly text: string }
  /** The answer to one command: always exactly one. */
  | { readonly kind: 'reply'; readonly id: number; readonly ok: true; readonly state: SessionState; readonly answer?: undefined }
  /** To a question; `version`: of the document that was run. */
  | { readonly kind: 'reply'; readonly id: number; readonly ok: true; readonly answer: Answer; readonly version: number; readonly state?: undefined }
  | { readonly kind: 'reply'; readonly id: number; readonly ok: false; readonly error: ErrorRecord };
