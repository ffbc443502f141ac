/** @file The words of a framework: what findings, refusals and the panel call things in a loss file of its language. */
import type { ClipCall } from './program';

export interface Dialect {
  /** Whose semantics the numbers have. */
  readonly framework: string;
  /** What stands where a gradient is missing. */
  readonly noValue: string;
  /** What makes a training step, and a line with one. */
  readonly minimizers: string;
  readonly example: string;
  readonly clips: { readonly [C in ClipCall['op']]: string };
  readonly applyGradients: string;
  /** The argument that says which variables are trained. */
  readonly variableList: string;
  readonly stopGradient: string;
  /** What makes a scalar of a loss: by the mean, by the sum. */
  readonly mean: string;
  readonly sum: string;
  /** What gives two tensors one shape. */
  readonly reshaping: string;
  /** What to do about a number that is not finite, where it is said otherwise than for TensorFlow; by trap. */
  readonly remedies: { readonly [trap: string]: string };
  /** Why a step whose ops the program ran one by one is not evaluated again. */
  readonly notAgain: string;
  /** Why only the last of such steps can be explained, and not even that one where its ops are not all there. */
  readonly lastExplained: string;
  readonly notAllKept: string;
  /** Where such a program runs its ops, as the beginning of a sentence. */
  readonly eagerly: string;
}
