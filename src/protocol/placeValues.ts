/** @file What was computed at the places of the text in one step: for hints and hovers. Plain JSON. */
import type { TensorSummary } from './explanations';
import type { Health, PlaceRecord } from './records';
import type { WireNumber } from './wireNumber';

/** A tensor without its elements. */
export interface ValueDigest {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly size: number;
  /** The number, when there is one element. */
  readonly value: WireNumber | null;
  readonly health: Health;
}

/** An expression of the text that had something in the step. */
export interface ValuedPlace {
  /** Bound to a name, returned by a function, or neither. */
  readonly kind: 'assigned' | 'returned' | 'expression';
  /** The expression; of an unpacked value the target. */
  readonly place: PlaceRecord;
  /** The statement that it is in. */
  readonly within: PlaceRecord;
  /** Where a hint about it stands, from 1; null inside an expression. */
  readonly after: { readonly line: number; readonly column: number } | null;
  /** What it was assigned to, as the text has it. */
  readonly name: string | null;
  /** How often the place was evaluated with a tensor while the file ran; the value is of the last time. */
  readonly visits: number;
  /** Inside of a loop that the step runs (tf.while_loop): how often the step evaluated it there; the value is of the last time. */
  readonly turns?: number;
}

/** With the tensor that it had. */
export interface PlaceValue extends ValuedPlace {
  /** The op that made it, as TensorFlow calls it, and its node. */
  readonly op: string;
  readonly node: string;
  /** Ops in the order of their making, which is the order of the forward pass outside of loops. */
  readonly order: number;
  /** The step executed the op; else it was evaluated beside the step. */
  readonly isOfStep: boolean;
  /** The op was made by this very expression; a name, or a call of a function that made it, only brings it. Null where only what is bound was asked for. */
  readonly isMaker: boolean | null;
  /** Of a variable: before the step. */
  readonly value: ValueDigest;
  /** ∂loss/∂value as the step computed it; null where no backward pass came by. Of rows (IndexedSlices) their values. */
  readonly gradient: ValueDigest | null;
  /** `w:0`: the rows whose variable, gradient or clipped gradient this is. */
  readonly rows: readonly string[];
}

/** With several tensors: a list of gradients, a state, IndexedSlices. */
export interface PlaceGroup extends ValuedPlace {
  /** What it is, as the language calls it: `list`, `dict`, `LSTMStateTuple`. */
  readonly form: string;
  /** Its elements, among them what is no tensor. */
  readonly count: number;
  readonly parts: readonly GroupPart[];
  /** Its elements are (gradient, variable): the norms are of the gradients. */
  readonly isPairs: boolean;
  /** √Σx² of all parts together, as tf.global_norm takes it: without None, of IndexedSlices the rows. Null where a value is not known, or no such number. */
  readonly norm: WireNumber | null;
  /** The same of ∂loss/∂part, where all have one. */
  readonly gradientNorm: WireNumber | null;
}

export interface GroupPart {
  /** How the text would get it, `[0][1]`, `.h`; empty for the value itself. */
  readonly path: string;
  readonly isNone: boolean;
  /** Of IndexedSlices their rows; null where there is none, or the step has none. */
  readonly value: ValueDigest | null;
  /** Of IndexedSlices: how many different rows there are, and of how many; null where that is not known. */
  readonly sparse: { readonly distinct: number; readonly of: number | null } | null;
  readonly gradient: ValueDigest | null;
  /** The op that made it, as TensorFlow calls it, and its node. */
  readonly op: string;
  readonly node: string;
  readonly rows: readonly string[];
}

/** Where the parts of a step stand in the text. */
export interface StepPlaces {
  /** Where the loss was made; null when the step knows none. */
  readonly loss: PlaceRecord | null;
  /** The training ops that the step ran, as `StepRecord.ops` has them. */
  readonly training: readonly TrainingPlace[];
  /** Per row (`w:0`) the expressions that read the variable on the way to the loss. */
  readonly uses: readonly { readonly variable: string; readonly places: readonly PlaceRecord[] }[];
}

export interface TrainingPlace {
  /** Of minimize or apply_gradients. */
  readonly place: PlaceRecord | null;
  /** Where the optimizer was made. */
  readonly madeAt: PlaceRecord | null;
}

/** A file beside the loss file that ran and has places. */
export interface RanModule {
  /** As places call it, `./sub/utils.py`. */
  readonly file: string;
  /** `textDigest` of the text that ran. */
  readonly digest: string;
}

export interface PlaceValuesAnswer extends StepPlaces {
  readonly kind: 'placeValues';
  readonly step: number;
  readonly modules: readonly RanModule[];
  /** In the order of the text. */
  readonly places: readonly PlaceValue[];
  /** Of what is bound to a name or returned and has several tensors, in the order of the text. */
  readonly groups: readonly PlaceGroup[];
}

/** Counts of elements between `from` and `to`, in bins of equal width. */
export interface Histogram {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

/** What one op that reads the value handed back: the parts of `gradient`. */
export interface Contribution {
  readonly op: string;
  readonly name: string | null;
  readonly place: PlaceRecord | null;
  readonly gradient: TensorSummary;
  /** ⟨part, gradient⟩ ÷ ⟨gradient, gradient⟩: all shares add up to 1. Null when the gradient is 0 or not finite. */
  readonly share: WireNumber | null;
}

export interface PlaceDetailsAnswer {
  readonly kind: 'placeDetails';
  readonly step: number;
  /** Null when no expression that has a value is there. */
  readonly found: PlaceDetails | PlaceGroup | null;
}

export interface PlaceDetails extends PlaceValue {
  /** Of the finite elements; null when all are the same, or none is finite. */
  readonly histogram: Histogram | null;
  readonly gradientHistogram: Histogram | null;
  readonly contributions: readonly Contribution[];
}
