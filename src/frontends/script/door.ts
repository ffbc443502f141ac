/**
 * @file The narrow door between the engine's realm and the one in which a script runs. Numbers, texts and the script
 * realm's own typed arrays pass it, so that no object of the engine is reachable from a loss file.
 */

/** A table of integers that both sides read and write: the way of lists. */
export const DESK = {
  /** Number of the place where the program is: the origin of nodes that are made now. */
  origin: 0,
  /** Where lists begin. */
  list: 8,
  length: 16384,
} as const;

/** Element types by the number that travels. */
export const DOOR_TYPES = ['float32', 'int32', 'bool'] as const;

export type DoorType = (typeof DOOR_TYPES)[number];

/** What `make` and the gradients return when they failed: `failure` says why. */
export const FAILED = -1;
/** What the gradients return when a gradient function of the script realm is wanted. */
export const WANTS_FUNCTION = 1;

export interface Failure {
  /** InvalidArgumentError and its like; `Stop` when the program must unwind. */
  readonly type: string;
  readonly message: string;
}

/** A gradient function that is wanted: tensors by their ids, −1 for none. */
export interface WantedFunction {
  readonly name: string;
  readonly op: string;
  readonly attributes: unknown;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly gradients: readonly number[];
  readonly origin: number;
}

/** The gradient of one source: a tensor's id, or −1 with why there is none and the node that cuts the path (or −1). */
export interface GradientAnswer {
  readonly id: number;
  readonly reason: string;
  readonly cutBy: number;
}

export interface ComputedReport {
  readonly optimizer: string;
  readonly loss: number;
  readonly pairs: readonly { readonly variable: number; readonly trainable: boolean; readonly gradient: GradientAnswer }[];
}

export interface ClipReport {
  readonly op: 'clip_by_value' | 'clip_by_norm' | 'clip_by_global_norm';
  readonly pairs: readonly (readonly [raw: number, clipped: number])[];
  readonly thresholds: readonly number[];
  readonly norm: number | null;
}

export interface StepReport {
  readonly optimizer: string;
  readonly site: string;
  /** Where the optimizer was made. */
  readonly madeAt: number;
  readonly updates: readonly {
    readonly variable: number;
    readonly trainable: boolean;
    readonly applied: GradientAnswer;
    /** The node that writes the variable; null when the gradient is none. */
    readonly update: number | null;
    readonly slots: readonly { readonly name: string; readonly variable: number }[];
  }[];
}

/** Elements of the script realm. */
export type Elements = Float32Array | Int32Array | Uint8Array;

/** The engine's side. Lists are on the desk from `DESK.list`; a tensor there is: id, type, rank, dims. */
export interface Door {
  /** Number of an op with its attributes (JSON); FAILED when the engine has no such op. */
  kind(op: string, attributes: string): number;
  /** Makes a node of the `count` tensors on the desk and leaves its outputs there; returns how many, or FAILED. */
  make(kind: number, count: number): number;
  /** As `make`: what comes out is what came in, and its gradient is asked of the function `name`. */
  custom(name: string, count: number): number;
  /** A constant; its `rank` dims are on the desk. Leaves it there. */
  constant(type: number, rank: number, elements: Elements): number;
  /** Copies the elements of a tensor to `target`. */
  read(id: number, target: Elements): number;
  /** Leaves the tensor on the desk. */
  describe(id: number): number;
  /** The script holds the `count` tensors on the desk no more. */
  release(count: number): void;

  /** A variable with the value of tensor `initial`; its handle is left on the desk. */
  variable(name: string, initial: number, trainable: boolean): number;
  readVariable(handle: number): number;
  assign(handle: number, value: number): number;
  forgetVariable(handle: number): void;

  openTape(): number;
  closeTape(tape: number): void;
  watch(tape: number, id: number): void;
  /** From now on no tape records, until `resumeTapes`. */
  suspendTapes(): void;
  resumeTapes(): void;
  /** Gradients of `target` by the `count` sources on the desk; `seed`: what arrives at the target, or −1 for ones. */
  gradients(tape: number, target: number, seed: number, count: number): number;
  wanted(): string;
  /** Goes on with the ids on the desk, −1 for none: what the wanted function gave per input. */
  resume(count: number): number;
  abandon(): void;
  answers(): string;
  /** From now on every node of these ops asks the gradient function `name`. */
  overrideGradients(ops: string, name: string): void;

  beginStep(): void;
  abandonStep(): void;
  /** Ends the step of the `count` nodes on the desk, tells of it (JSON of StepReport), makes it: 0 or FAILED. */
  endStep(name: string, count: number, report: string): number;
  computed(report: string): number;
  clipped(report: string): number;
  isDerived(id: number): boolean;

  /** The expression at place `site` has this tensor now. */
  note(site: number, id: number): void;
  failure(): string;
  log(text: string): void;
  print(text: string, stream: 'stdout' | 'stderr'): void;
  interrupted(): boolean;
  /** Milliseconds since the first run of this text began; a run that is made again reads the same. */
  now(): number;
  /** When that was: milliseconds since 1970. */
  epoch(): number;
  /** The file that `request` means in the file `from`: its path, or `!` and why there is none. */
  resolve(request: string, from: string): string;
}
