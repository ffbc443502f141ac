/** @file Recorded cases that the package refuses by name, and the words it must do so with. Empty is the goal. */

const refusal = /(is|are) not evaluated (by this engine|here)/;

/**
 * `op / name` of a case, and the error that stands for it. A case that is listed and evaluated is
 * compared like any other; one that fails in other words, or is not listed, is a disagreement.
 */
export const NOT_EVALUATED: ReadonlyMap<string, RegExp> = new Map([
  ['eye / not square', refusal],
  ['diag / tf.matrix_diag_part(a) of [2, 3]', /supported for square matrices of known size only/],
  ['setdiff1d / both outputs', refusal],
  ['tf.gradients / hessians', refusal],
  ['tf.gradients / custom_gradient', refusal],
  ['tf.gradients / gradient_override_map', refusal],
  ['tf.gradients / cond', refusal],
  ['state / assign changes the shape', /^InvalidArgumentError: Assign: the new value of v has shape \[2\]/],
  ['state / count_up_to', refusal],
  ['state / is_variable_initialized', refusal],
]);
