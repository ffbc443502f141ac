/** @file What a front-end tells the session about a loss file while it runs, and what it asks of it. */
import type { Execution, RunRequest } from '../engine/execution';
import type { Node, Origin, Tensor } from '../engine/graph';
import type { Value } from '../engine/value';
import type { Dialect } from './dialect';

/** A place in a loss file. Lines and columns count from 1; columns in UTF-16 units; ends exclusive. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The user's variable that the result was bound to, or null. */
  readonly name: string | null;
}

/** A place of the text at which there was something when it was last evaluated. */
export interface NotedAt {
  /** Bound to a name, returned by a function, or neither. */
  readonly kind: 'assigned' | 'returned' | 'expression';
  /** The expression, or of an unpacked value its target; with the name that it was assigned to. */
  readonly place: Place;
  /** The statement. */
  readonly within: Place;
  /** Where something about the value can be written; null inside an expression. */
  readonly after: { readonly line: number; readonly column: number } | null;
  /** How often a tensor came by. */
  readonly visits: number;
}

/** A place with the tensor that an expression had there. */
export interface NotedPlace extends NotedAt {
  /** Of a variable: its reference or handle. */
  readonly tensor: Tensor;
}

/** A place with a value that has several tensors: a list of gradients, a state, IndexedSlices. */
export interface NotedGroup extends NotedAt {
  /** What it is, as the language calls it: `list`, `dict`, `LSTMStateTuple`. */
  readonly form: string;
  /** Its elements, among them what is no tensor. */
  readonly count: number;
  /** Those that are tensors, rows of one, or nothing (None); elements of elements too. */
  readonly parts: readonly NotedPart[];
}

export type NotedPart =
  /** `path`: how the text would get it, `[0][1]`, `.h`; empty for the value itself. */
  | { readonly path: string; readonly kind: 'tensor'; readonly tensor: Tensor }
  | { readonly path: string; readonly kind: 'rows'; readonly values: Tensor; readonly indices: Tensor; readonly denseShape: Tensor | null }
  | { readonly path: string; readonly kind: 'none' };

export type ProgramGradient =
  | { readonly kind: 'dense'; readonly tensor: Tensor }
  | { readonly kind: 'sparse'; readonly values: Tensor; readonly indices: Tensor }
  /** No path: why, and the node that cuts it (null when nothing on the loss depends on the variable). */
  | { readonly kind: 'none'; readonly reason: string; readonly cutBy: Node | null };

export interface ProgramVariable {
  /** Key of the variable in the execution's store: its op name, `w`. Its tensor is `w:0`. */
  readonly key: string;
  /** The output of the VariableV2 node, or the handle. */
  readonly tensor: Tensor;
  readonly origin: Origin;
  readonly trainable: boolean;
}

/** One call of compute_gradients (minimize makes one too). */
export interface ComputeGradientsCall {
  readonly optimizer: string;
  readonly loss: Tensor;
  /** grad_loss: what the program hands in as the gradient of the loss; null or absent: ones. */
  readonly seed?: Tensor | null;
  readonly pairs: readonly {
    readonly variable: ProgramVariable;
    readonly gradient: ProgramGradient;
  }[];
  readonly origin: Origin;
  /** Made by eager execution: the next step makes another one. */
  readonly isPassing?: boolean;
}

/** One call of a clip function, with a raw and a clipped tensor per gradient that was not None. */
export interface ClipCall {
  readonly op: 'clip_by_value' | 'clip_by_norm' | 'clip_by_global_norm' | 'clip_by_average_norm';
  readonly pairs: readonly { readonly raw: Tensor; readonly clipped: Tensor }[];
  /** clip_norm, or [clip_value_min, clip_value_max]. */
  readonly thresholds: readonly Tensor[];
  /** Further tensors that hold the one threshold: a number becomes a constant wherever it is used. */
  readonly copies?: readonly Tensor[];
  /** The global norm before clipping, for clip_by_global_norm. */
  readonly norm: Tensor | null;
  readonly origin: Origin;
}

/** What `apply_gradients` or `minimize` returned. */
export interface TrainingOp {
  /** The operation that the program (or the debugger) runs to make one step. */
  readonly node: Node;
  /** All operations of a step that is more than one; `node` is the first of them. */
  readonly targets?: readonly Node[];
  readonly optimizer: string;
  readonly updates: readonly {
    readonly variable: ProgramVariable;
    readonly applied: ProgramGradient;
    /** The Apply… node that writes the variable; null when the gradient is None. */
    readonly update: Node | null;
    /** Slots by TensorFlow's slot name (`momentum`, `m`, `v`), with the slot variable's store key. */
    readonly slots: readonly { readonly name: string; readonly key: string }[];
  }[];
  /**
   * Of an op that is made anew by every execution (eager): what its executions have in common. The
   * last one stands for all.
   */
  readonly site?: string;
  /** Where the optimizer was made; absent when nothing but `origin` is known. */
  readonly madeAt?: Origin;
  /** Store key of global_step, or null. */
  readonly globalStep: string | null;
  readonly origin: Origin;
}

/** The session's side: what a front-end reports, and the runs that it asks for. */
export interface ProgramHost {
  computedGradients(call: ComputeGradientsCall): void;
  clipped(call: ClipCall): void;
  madeTrainingOp(op: TrainingOp): void;
  /** An op that the program is expected to run beside its steps: it is in the collection UPDATE_OPS. */
  expectedUpdate(node: Node): void;
  /**
   * Runs `request` for the program. When it executes a training op, this is one step: the session
   * observes it and may block until the user asks for it. Throws EngineError as `Execution.run`
   * does, and StopProgram when the program must unwind.
   */
  run(execution: Execution, request: RunRequest): readonly Value[];
  /** A sentence for the log, once per distinct text and run. */
  log(text: string): void;
}

/** Thrown through a front-end to end the program quietly: a reset, a new text, the step limit. */
export class StopProgram extends Error {
  constructor() {
    super('The program was stopped by the debugger.');
    this.name = 'StopProgram';
  }
}

export type ProgramOutcome =
  | { readonly kind: 'ended' }
  | { readonly kind: 'stopped' }
  | {
      readonly kind: 'failed';
      /** The exception's class name: NameError, InvalidArgumentError. */
      readonly type: string;
      readonly message: string;
      /** Deepest place in the loss file, null when the error has none. */
      readonly place: Place | null;
      /** Where the node that failed was made, when that is another place. */
      readonly madeAt: Place | null;
      /** Where it was raised, when that is in a file beside the loss file. */
      readonly raisedAt?: Place | null;
    };

export interface ProgramOptions {
  /** Seeds every op and generator that the program did not seed. */
  readonly seed: number;
  /** Notes which tensors the places of the text have: for `noted`. */
  readonly takesNotes: boolean;
}

export interface Noted {
  /** The places at which there was a tensor. */
  readonly places: readonly NotedPlace[];
  /** The places at which there were several; left out by a front-end that notes none. */
  readonly groups?: readonly NotedGroup[];
  /** The files beside the loss file that ran, as their places call them, with their texts. */
  readonly modules: readonly { readonly file: string; readonly text: string }[];
}

/** One language and framework: how a text becomes a graph. */
export interface Frontend {
  /** Its framework's words; of several front-ends those of the last run. */
  readonly dialect: Dialect;
  /** Runs the whole text once; blocks until it ended. Prints go to the sink given at creation. */
  run(path: string, text: string, options: ProgramOptions): ProgramOutcome;
  /** Hands over what was printed and is still held back, so that prints and steps stay in order. */
  flush(): void;
  /** One sentence that says what to do about an error of the run; null where none is known. */
  remedy(type: string, message: string): string | null;
  /** Where in the user's text the program is now: at the run that it asks for. */
  here(): Origin;
  /** The source places of origins of the current run; null for one that has none. */
  places(origins: readonly Origin[]): readonly (Place | null)[];
  /** What was noted so far; nothing when the run takes no notes. */
  noted(): Noted;
}
