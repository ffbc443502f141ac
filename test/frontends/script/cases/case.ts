/** @file A case of the differential test: the text of an expression of `tf`, and how exact we are there. */

/** How far the values may be apart, and why they are at all. */
export interface Bound {
  /** In ULPs of the largest magnitude that the tensor has: where numbers cancel, a small one says nothing. */
  readonly ulps: number;
  readonly why: string;
}

/** We know that the answers differ, and have not made them equal: the test fails when they no longer do. */
export interface Known {
  readonly differs: string;
}

export type Case = string | readonly [text: string, bound: Bound | Known];

export interface Group {
  readonly name: string;
  readonly cases: readonly Case[];
  /** Of the cases that have none of their own; absent: equal bit by bit. */
  readonly bound?: Bound;
}

/** The value and the gradient of a function of one tensor, at `x`; what arrives is the value's own weights 1, 2, 3, …. */
export function withGradient(f: string, x: string): readonly string[] {
  return [`(${f})(${x})`, `tf.grad((x) => tf.sum(tf.mul(${f.replace(/^x => /, '')}, 3)))(${x})`];
}

/** The value and all gradients of a function of several tensors. */
export function withGradients(f: string, ...xs: readonly string[]): readonly string[] {
  return [`(${f})(${xs.join(', ')})`, `tf.grads(${f})([${xs.join(', ')}])`];
}
