/** @file Questions about a step that are answered when somebody asks, and the answers. Plain JSON. */
import type { PlaceDetailsAnswer, PlaceValuesAnswer } from './placeValues';
import type { PlaceRecord, StepRecord, TensorRecord } from './records';
import type { TensorPart } from './tensorPart';
import type { WireNumber } from './wireNumber';

/** Which step: its index in the journal, or null for the one that is shown (computed pairs too). */
export type StepChoice = number | null;

export type Question =
  /** Why has the gradient of `variable` this value? Of one element, or of all together. */
  | { readonly kind: 'why'; readonly step: StepChoice; readonly variable: string; readonly element: number | null }
  /** Where did the first NaN or infinity of the step come from? */
  | { readonly kind: 'firstBadOp'; readonly step: StepChoice }
  /** Is the gradient right? Of one variable, or with null of every row. */
  | { readonly kind: 'check'; readonly step: StepChoice; readonly variable: string | null }
  /** Which terms of the loss give which share of each gradient? */
  | { readonly kind: 'lossTerms'; readonly step: StepChoice }
  /** What is different between two steps, row by row: of two timelines, or of this run and the baseline. */
  | { readonly kind: 'compare'; readonly a: Side; readonly b: Side }
  /** All elements of one tensor of a row, at most MAX_TENSOR of them. */
  | { readonly kind: 'tensor'; readonly step: StepChoice; readonly variable: string; readonly part: TensorPart }
  /** The records of steps `from` to `to`, both included, as the panel had them. */
  | { readonly kind: 'records'; readonly from: number; readonly to: number }
  /** What had the expressions of the text in this step? `bound`: those that are assigned or returned. */
  | { readonly kind: 'placeValues'; readonly step: StepChoice; readonly which: 'bound' | 'all' }
  /** All about the innermost expression at a position, from 1; `file` as places call it, null for the loss file. */
  | { readonly kind: 'placeDetails'; readonly step: StepChoice; readonly file: string | null; readonly line: number; readonly column: number }
  /** The elements of what an expression of the text had in a step, or of its gradient; at most MAX_TENSOR. `place` as `placeValues` gave it. */
  | { readonly kind: 'placeTensor'; readonly step: StepChoice; readonly place: PlaceRecord; readonly part: 'value' | 'gradient' }
  /** Can one run until this? Asked while the condition is typed. */
  | { readonly kind: 'condition'; readonly text: string }
  /** The number that an expression of the conditions' language is in a step; of a truth 1 or 0. */
  | { readonly kind: 'evaluate'; readonly step: StepChoice; readonly text: string };

/** Elements of one tensor that travel when it is asked for: about 8 MB. */
export const MAX_TENSOR = 1_000_000;

export interface Side {
  readonly timeline: number | 'baseline';
  readonly index: number;
}

/** A tensor in short: shape, norm, and its number if it is one. */
export interface TensorSummary {
  readonly shape: readonly number[];
  /** √Σx²; of the chosen element its magnitude. */
  readonly norm: WireNumber;
  /** The number, when there is one element or one was chosen. */
  readonly value: WireNumber | null;
}

/** One way by which gradient arrived at a tensor: through one op that reads it. */
export interface WhyBranch {
  /** The op that reads the tensor, as TensorFlow calls it, and its node. */
  readonly op: string;
  readonly node: string;
  /** The user's name of the op's result, or null. */
  readonly name: string | null;
  readonly place: PlaceRecord | null;
  /** What this way contributes. */
  readonly contribution: TensorSummary;
  /**
   * ⟨contribution, gradient⟩ ÷ ⟨gradient, gradient⟩ of the gradient that it is a term of: the shares
   * of all ways add up to 1; below 0 it works against the sum. Null when the gradient is 0 or not finite.
   */
  readonly share: WireNumber | null;
  /** What arrived at the op's result; null when the op has several results or none was kept. */
  readonly upstream: TensorSummary | null;
  /** contribution ÷ upstream where both are one number: the op's own derivative. */
  readonly derivative: WireNumber | null;
  /** The ways by which gradient arrived at the op's result; none at the loss. */
  readonly branches: readonly WhyBranch[];
  /** Why `branches` stops here although there is more: shown before, too deep, inside a loop. */
  readonly stopped: 'shown' | 'deep' | 'loop' | null;
}

/** The share of all ways that begin on one line. */
export interface LineShare {
  readonly place: PlaceRecord | null;
  readonly share: WireNumber | null;
  readonly uses: number;
}

export interface WhyAnswer {
  readonly kind: 'why';
  readonly step: number;
  readonly variable: string;
  readonly element: number | null;
  readonly gradient: TensorSummary;
  readonly branches: readonly WhyBranch[];
  readonly lines: readonly LineShare[];
}

/** An operand or result of an op at one element. */
export interface OperandRecord {
  readonly name: string;
  readonly shape: readonly number[];
  /** The number that the op read there; null when no one element can be named. */
  readonly value: WireNumber | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly nonFinite: number;
}

export interface BadOpAnswer {
  readonly kind: 'firstBadOp';
  readonly step: number;
  /** Null when every value of the step is finite. */
  readonly found: BadOp | null;
}

export interface BadOp {
  readonly op: string;
  readonly node: string;
  readonly name: string | null;
  readonly place: PlaceRecord | null;
  /** On the way to the loss, in its gradients, or in what the optimizer did with them. */
  readonly pass: 'forward' | 'backward' | 'update';
  /** A trap with a name of its own; null: an op like any other. */
  readonly trap: Trap | null;
  /** It is no op that went wrong: a fed value, a variable or a constant was not finite. */
  readonly isSource: boolean;
  /** Place of the first element that is not finite, and what it is. */
  readonly element: readonly number[];
  readonly value: WireNumber;
  /** How many elements are not finite, of how many. */
  readonly nonFinite: number;
  readonly size: number;
  readonly operands: readonly OperandRecord[];
  /** The forward op that this is the gradient of, for `backward`. */
  readonly gradientOf: { readonly op: string; readonly place: PlaceRecord | null } | null;
}

/** `where-branch`: the branch of tf.where that was not chosen is differentiated all the same. */
export type Trap =
  | 'log-of-zero' | 'log-of-negative' | 'sqrt-of-negative' | 'sqrt-at-zero' | 'division-by-zero'
  | 'zero-times-infinity' | 'infinity-minus-infinity' | 'overflow' | 'where-branch' | 'power-at-zero';

export interface CheckAnswer {
  readonly kind: 'check';
  readonly step: number;
  readonly rows: readonly CheckedRow[];
}

export interface CheckedRow {
  readonly variable: string;
  readonly verdict: 'agrees' | 'kink' | 'rounded' | 'disagrees' | 'notChecked';
  /** Why it was not checked, or what explains a difference; null otherwise. */
  readonly reason: string | null;
  /** Precision of the differences: float64 in a copy of the graph, or the program's own. */
  readonly precision: 'float64' | 'float32' | null;
  /** Elements that were moved, of how many. */
  readonly checked: number;
  readonly size: number;
  readonly worst: CheckedElement | null;
  readonly kinks: readonly CheckedElement[];
  /** Of a random direction over all elements: ⟨gradient, d⟩ and its difference. */
  readonly direction: { readonly analytic: WireNumber; readonly numeric: WireNumber } | null;
}

export interface CheckedElement {
  readonly element: readonly number[];
  /** The program's gradient. */
  readonly analytic: WireNumber;
  /** The same gradient in float64; null where it could not be computed. `rounded`: the program's is far from it. */
  readonly exact: WireNumber | null;
  /** Central difference. */
  readonly numeric: WireNumber;
  /** One-sided differences: they part at a kink. */
  readonly left: WireNumber;
  readonly right: WireNumber;
  /** |analytic − numeric| ÷ the larger of the two magnitudes. */
  readonly relativeError: WireNumber;
  /** How far the element was moved to either side. */
  readonly moved: number;
}

export interface LossTermsAnswer {
  readonly kind: 'lossTerms';
  readonly step: number;
  readonly terms: readonly LossTerm[];
  readonly rows: readonly LossTermRow[];
  /** Why the loss could not be split; null when it was. */
  readonly reason: string | null;
}

export interface LossTerm {
  readonly name: string;
  readonly place: PlaceRecord | null;
  /** The term's part of the loss: its value times what the loss multiplies it with. */
  readonly value: WireNumber;
  /** d loss / d term where it is one number: 1, or the term's weight. */
  readonly weight: WireNumber | null;
}

export interface LossTermRow {
  readonly variable: string;
  /** One per term, in their order; null where the term does not reach the variable. */
  readonly parts: readonly ({ readonly norm: WireNumber; readonly share: WireNumber | null } | null)[];
  /** ‖gradient − Σ parts‖ ÷ ‖gradient‖: rounding only, when all is well. */
  readonly remainder: WireNumber | null;
}

export interface CompareAnswer {
  readonly kind: 'compare';
  readonly a: Side;
  readonly b: Side;
  readonly loss: TensorDifference | null;
  readonly rows: readonly ComparedRow[];
  /** Variables that only one side has. */
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

export interface ComparedRow {
  readonly variable: string;
  readonly name: string;
  /** Null where a side has none. */
  readonly gradient: TensorDifference | null;
  readonly applied: TensorDifference | null;
  readonly before: TensorDifference | null;
  readonly after: TensorDifference | null;
  /** One side has a gradient and the other None. */
  readonly noneOn: 'a' | 'b' | null;
  readonly stages: readonly ComparedStage[];
}

/** A clip of both sides, or with null of one only. */
export interface ComparedStage {
  readonly op: string;
  readonly firedA: boolean | null;
  readonly firedB: boolean | null;
  readonly factorA: WireNumber | null;
  readonly factorB: WireNumber | null;
}

export interface TensorDifference {
  readonly normA: WireNumber;
  readonly normB: WireNumber;
  /** ‖b − a‖; null when the shapes differ. */
  readonly distance: WireNumber | null;
  /** The element that differs most, and by how much; null when none does. */
  readonly largest: { readonly element: readonly number[]; readonly a: WireNumber; readonly b: WireNumber } | null;
  /** Elements that are not the same number, and those whose sign is another. */
  readonly differing: number;
  readonly signFlips: number;
  readonly size: number;
}

export interface TensorAnswer {
  readonly kind: 'tensor';
  readonly step: number;
  readonly variable: string;
  readonly tensor: TensorRecord;
}

export interface PlaceTensorAnswer {
  readonly kind: 'placeTensor';
  readonly step: number;
  readonly tensor: TensorRecord;
}

export interface RecordsAnswer {
  readonly kind: 'records';
  readonly records: readonly StepRecord[];
}

export interface ConditionAnswer {
  readonly kind: 'condition';
  /** What in the text has no meaning, with what there is; null when it is a condition. */
  readonly problem: string | null;
}

export interface EvaluateAnswer {
  readonly kind: 'evaluate';
  readonly step: number;
  readonly value: WireNumber;
}

export type Answer =
  | WhyAnswer | BadOpAnswer | CheckAnswer | LossTermsAnswer | CompareAnswer | TensorAnswer | RecordsAnswer | ConditionAnswer | EvaluateAnswer
  | PlaceValuesAnswer | PlaceDetailsAnswer | PlaceTensorAnswer;
