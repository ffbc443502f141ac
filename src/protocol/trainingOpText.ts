/** @file What a training op is called for the reader: by their own name for it, else by where it stands. */

/**
 * `train_op` stays. A name that the optimizer made tells nothing beside the optimizer's: of
 * `training/Adam/Adam/AssignAddVariableOp` (Keras) stays `training`, of `GradientDescent` (the
 * default name, and the only one in eager execution) nothing. Empty: the optimizer's name is enough.
 */
export function trainingOpText(name: string, optimizer: string): string {
  const kind = optimizer.replace(/Optimizer$/, '').toLowerCase();
  return name
    .split(' + ')
    .map((one) => {
      const parts = one.split('/');
      const own = parts.findIndex((part) => part.replace(/_\d+$/, '').toLowerCase() === kind);
      return own < 0 ? one : parts.slice(0, own).join('/');
    })
    .filter((one) => one !== '')
    .join(' + ');
}
