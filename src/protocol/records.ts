/** @file What is known about one optimizer step, as it is shown, exported and compared. Plain JSON. */
import type { Trap } from './explanations';
import type { WireNumber } from './wireNumber';

/** A source range. Lines and columns count from 1, columns in UTF-16 units, ends exclusive. */
export interface PlaceRecord {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Counts over all `size` elements; range, mean and norm over the finite ones, null when there is none. */
export interface Health {
  readonly nan: number;
  readonly negativeInfinity: number;
  readonly positiveInfinity: number;
  readonly negative: number;
  readonly zero: number;
  readonly positive: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  /** Population standard deviation of the finite elements. */
  readonly std: number | null;
  /** √Σx² over ALL elements, so that a NaN stays visible. */
  readonly norm: WireNumber;
}

/** A tensor as it travels: everything about it, and at most the first `values.length` elements. */
export interface TensorRecord {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Number of elements; `values` may hold fewer. */
  readonly size: number;
  readonly values: readonly WireNumber[];
  readonly health: Health;
}

export type GradientRecord =
  | { readonly kind: 'dense'; readonly tensor: TensorRecord }
  | { readonly kind: 'sparse'; readonly tensor: TensorRecord; readonly indices: TensorRecord }
  | {
      readonly kind: 'none';
      readonly reason: string;
      /** The op that cuts the path (`ArgMax`) and where it stands; null when nothing on the loss uses the variable. */
      readonly cutAt: { readonly op: string; readonly place: PlaceRecord | null } | null;
    };

/** One thing that happened to a gradient between compute_gradients and apply_gradients. */
export interface StageRecord {
  /** `clip_by_norm`, …, or the op types of a change that is no known clip: `Mul`, `Mul·AddV2`. */
  readonly op: string;
  readonly isClip: boolean;
  readonly place: PlaceRecord | null;
  /** clip_norm; for clip_by_value [min, max]; empty for a change that is no known clip. */
  readonly thresholds: readonly WireNumber[];
  /** The norm that was compared with the threshold; null where none is. */
  readonly norm: WireNumber | null;
  /** ‖out‖ / ‖in‖; null for value clips and unknown changes, whose factor differs per element. */
  readonly factor: WireNumber | null;
  /** Between input and output, degrees; null when either is zero or not finite. */
  readonly angleDegrees: number | null;
  /** Elements that the stage changed by more than rounding. */
  readonly clippedElements: number;
  /** A clip limited the gradient, which one by a norm that is NaN or infinite does not; another change changed it. */
  readonly fired: boolean;
  readonly output: TensorRecord;
}

export interface SlotRecord {
  readonly name: string;
  readonly variable: string;
  readonly before: TensorRecord | null;
  readonly after: TensorRecord | null;
}

export interface TermRecord {
  readonly name: string;
  readonly tensor: TensorRecord;
}

/** Where one node is placed. */
export interface PlacedRecord {
  /** `/device:GPU:0`; empty for none. */
  readonly device: string;
  /** Names of the nodes that it is colocated with. */
  readonly beside: readonly string[];
}

export interface PlacementRecord {
  readonly variable: PlacedRecord;
  readonly gradient: PlacedRecord;
}

/** One (gradient, variable) pair. */
export interface RowRecord {
  /** `w:0`, TensorFlow's name of the variable. */
  readonly variable: string;
  /** The user's name for it, or TensorFlow's without `:0`. */
  readonly name: string;
  readonly place: PlaceRecord | null;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly gradient: GradientRecord;
  readonly stages: readonly StageRecord[];
  /** What reached the optimizer; null when nothing did. */
  readonly applied: TensorRecord | null;
  readonly before: TensorRecord | null;
  /** Null while the step is only computed. */
  readonly after: TensorRecord | null;
  /** ‖after − before‖ / ‖before‖; null while not applied or when ‖before‖ is 0. */
  readonly updateRatio: WireNumber | null;
  readonly slots: readonly SlotRecord[];
  readonly formula: string | null;
  readonly terms: readonly TermRecord[];
  /** after − (after evaluated again from the terms), largest magnitude; null while not applied. */
  readonly residual: WireNumber | null;
  /** Absent when the program set no device and asked for no colocation. */
  readonly placement?: PlacementRecord;
  /**
   * What only its details show is left out: slots, terms, elements beyond the first of the gradient's. The
   * panel gets it when the row is opened.
   */
  readonly isDigest?: true;
  /** Said of a digest, whose elements cannot be compared: the step left every element as it was. */
  readonly isUnchanged?: boolean;
}

export interface StepRecord {
  /** 1 for the first execution of a training op. */
  readonly index: number;
  /** `computed`: pairs and clips only, nothing written. */
  readonly phase: 'computed' | 'applied';
  /** Who ran it: the script's own loop, or the debugger. */
  readonly driver: 'script' | 'debugger';
  readonly trainingOp: string;
  readonly optimizer: string;
  /** The training ops that the step ran, usually one; `rows` has the rows of each one after the other. */
  readonly ops: readonly { readonly name: string; readonly optimizer: string; readonly rowCount: number }[];
  readonly place: PlaceRecord | null;
  /** The loss before the update. A loss that is no scalar has its elements here: their sum is what is differentiated. */
  readonly loss: TensorRecord | null;
  readonly globalStep: WireNumber | null;
  /** Global norm of the raw gradients that are not None. */
  readonly gradientNorm: WireNumber;
  /** Global norm of what reached the optimizer. */
  readonly appliedNorm: WireNumber;
  readonly rows: readonly RowRecord[];
  /** Printed from the beginning of the step to that of the next one: by its ops, and by the program after it. Absent when nothing was. */
  readonly printed?: PrintedRecord;
}

export interface PrintedRecord {
  /** Without their ends; a line that is cut ends in …. */
  readonly lines: readonly string[];
  /** Lines after these that only the log has. */
  readonly omitted: number;
}

export interface ErrorRecord {
  /** `NameError`, `InvalidArgumentError`; `Interrupted`, `Crashed` for what the debugger ended. */
  readonly type: string;
  readonly message: string;
  readonly place: PlaceRecord | null;
  /** Where the op that failed was made, when it is another place than `place`. */
  readonly madeAt: PlaceRecord | null;
  /** Where it was raised, when that is in a file beside the loss file, which `place` is where it was called from. */
  readonly raisedAt?: PlaceRecord | null;
  /** One sentence that says what to do; null where none is known. */
  readonly remedy: string | null;
}

/** Something worth saying about a run that is no error. */
export interface FindingRecord {
  readonly code: string;
  readonly severity: 'warning' | 'information';
  readonly place: PlaceRecord | null;
  readonly variable: string | null;
  readonly message: string;
  /** Other places that belong to it, in the order in which they are best read; absent: none is known. */
  readonly related?: readonly RelatedPlace[];
  /** Of `non-finite`: the trap that the first bad op fell into, where it has a name. */
  readonly trap?: Trap;
}

/** A place with a sentence about it. */
export interface RelatedPlace {
  readonly place: PlaceRecord;
  readonly message: string;
}
