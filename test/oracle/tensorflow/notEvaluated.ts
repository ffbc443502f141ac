/** @file Recorded cases that the package refuses by name, and the words it must do so with. Empty is the goal. */

const refusal = /(is|are) not evaluated (by this engine|here)/;

const SPARSE_UPDATES = [
  'Momentum / IndexedSlices: MomentumOptimizer(0.1, 0.9)',
  'Nesterov / IndexedSlices: MomentumOptimizer(0.1, 0.9, use_nesterov=True)',
  'Adagrad / IndexedSlices: AdagradOptimizer(0.1)',
  'AdagradDA / IndexedSlices: AdagradDAOptimizer(0.1, step)',
  'Adadelta / IndexedSlices: AdadeltaOptimizer()',
  'RMSProp / IndexedSlices: RMSPropOptimizer(0.01)',
  'RMSProp centered / IndexedSlices: RMSPropOptimizer(0.01, centered=True)',
  'Ftrl / IndexedSlices: FtrlOptimizer(0.1)',
  'ProximalGradientDescent / IndexedSlices: ProximalGradientDescentOptimizer(0.1)',
  'ProximalAdagrad / IndexedSlices: ProximalAdagradOptimizer(0.1)',
];

/**
 * `op / name` of a case, and the error that stands for it. A case that is listed and evaluated is
 * compared like any other; one that fails in other words, or is not listed, is a disagreement.
 */
export const NOT_EVALUATED: ReadonlyMap<string, RegExp> = new Map([
  ...SPARSE_UPDATES.map((name): [string, RegExp] => [`optimizer ${name}`, refusal]),
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
