/** @file What the engine must know of an op: shapes, kernel, derivative. One `Rule` per op, in total tables. */
import type { Data, DType } from './dtypes';
import type { Builder } from './builder';
import type { Node, Tensor } from './graph';
import type { RandomSource } from './random';
import type { RunObjects } from './runObjects';
import type { Dims, Shape } from './shape';
import type { Value } from './value';

/** What is known of an output when the node is made. `isRef`: it names a variable, as TF 1's `float32_ref`. */
export interface OutputSpec {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly isRef?: boolean;
}

/** An input as it is when a plan is made. */
export interface Spec {
  readonly dtype: DType;
  readonly dims: Dims;
}

/**
 * Computes the outputs. Reads `inputs[i]` (row-major), writes every element of `outputs[j]`; never
 * writes to an input and never keeps either. The arrays may hold other stores at the next call.
 */
export type Kernel = (
  inputs: readonly Data[],
  outputs: readonly Data[],
  random: RandomSource,
) => void;

/** A kernel made for concrete input shapes, with the shapes of what it writes. */
export interface Bound {
  readonly outputs: readonly Dims[];
  readonly run: Kernel;
}

/** Computes the outputs of an op that works on objects of the run: stacks and tensor arrays. */
export type ObjectKernel<A> = (
  inputs: readonly Value[],
  attributes: A,
  objects: RunObjects,
  nodeName: string,
) => readonly Value[];

/** Why an op, or one input of it, hands no gradient back. Shown to the user: a clause, no full stop. */
export interface NoDerivative {
  readonly kind: 'none';
  readonly reason: string;
}

export function none(reason: string): NoDerivative {
  return { kind: 'none', reason };
}

/** A gradient that touches only some rows of its variable: TensorFlow's IndexedSlices. */
export interface Slices {
  readonly kind: 'slices';
  readonly values: Tensor;
  readonly indices: Tensor;
  readonly denseShape: Tensor | null;
}

export type InputGradient = Tensor | Slices | NoDerivative;

/** What a derivative is given. */
export interface Backward<A> {
  readonly node: Node;
  readonly attributes: A;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  /**
   * One dense gradient per output; zeros where nothing arrived at a differentiable output, nothing
   * at the place of an output that carries no gradient.
   */
  readonly gradients: readonly Tensor[];
  /** As `gradients`, rows as they are; null where nothing is handed in. */
  readonly incoming: readonly (Tensor | Slices | null)[];
  readonly build: Builder;
}

/** Builds nodes that compute the gradient of each input, in the order of the inputs. */
export type Derivative<A> = NoDerivative | ((back: Backward<A>) => readonly InputGradient[]);

export interface Rule<A> {
  /**
   * Output types and shapes when the graph is built. Throws an EngineError with TensorFlow's words
   * when the inputs do not fit. `known(i)` is the value of input i if it can be computed already
   * (constants and arithmetic on static shapes), else null.
   */
  readonly infer: (
    inputs: readonly Tensor[],
    attributes: A,
    known: (input: number) => Value | null,
  ) => readonly OutputSpec[];
  /** Makes the kernel for concrete shapes. `values[i]` is there for every i that `needs` names. */
  readonly bind: (
    inputs: readonly Spec[],
    attributes: A,
    values: readonly (Value | undefined)[],
  ) => Bound;
  /**
   * Inputs whose elements decide the output shape or the loops: axes, shapes, permutations. A
   * negative number counts from the last input; places beyond the inputs are passed over.
   */
  readonly needs?: readonly number[];
  /** The results follow from the inputs' shapes: they are known when the plan is made, if these are. */
  readonly readsShapesOnly?: true;
  /** Output 0 is input `alias` under another shape or name: `bind` gives the shape, `run` never runs. */
  readonly alias?: number;
  /**
   * Inputs that are variables which this op writes. `bind().outputs` and the kernel's outputs are
   * their new values, in this order; the node's own output 0 is the first variable after the write.
   */
  readonly writes?: readonly number[];
  /** Of an op that writes: output 0 is the first variable before the write. */
  readonly givesBefore?: true;
  /** The kernel draws from `random`; never folded, never shared. */
  readonly random?: true;
  /** `bind` itself does the work, with the values of all inputs: never before the run. */
  readonly bindsInRun?: true;
  /** A sparse gradient of output 0 passes through unchanged (Identity and its kin). */
  readonly passesSlices?: true;
  /** May be given a variable that has no value yet (Assign, IsVariableInitialized). */
  readonly acceptsUninitialized?: true;
  /** The executor itself decides what runs (Switch, Merge, Enter, …): nothing is bound or folded. */
  readonly steers?: true;
  /** Works on objects of the run; nothing is bound or folded. */
  readonly onObjects?: ObjectKernel<A>;
  /** Of an op on objects: the inputs whose elements the object keeps. */
  readonly keeps?: readonly number[];
  readonly derivative: Derivative<A>;
}

/** A table with a rule for every op that `A` names. */
export type RuleTable<A> = { readonly [P in keyof A]: Rule<A[P]> };
