/** @file The debug view's sentences in the user's language. */
import { l10n } from 'vscode';
import type { DebugTexts } from './debugTexts';

export function debugTexts(): DebugTexts {
  const filters = {
    nan: l10n.t('NaN in a step'),
    infinity: l10n.t('Infinity in a step'),
    none: l10n.t('A variable without gradient'),
    clip: l10n.t('A clip fires'),
  };
  const passes = { forward: l10n.t('forward'), backward: l10n.t('backward'), update: l10n.t('update') };
  return {
    thread: l10n.t('Training'),
    ended: l10n.t('The file has run to its end. Step Over makes steps of its training op with the last feeds.'),
    pairs: l10n.t('Pairs'),
    tensors: l10n.t('Tensors'),
    slots: l10n.t('Slots'),
    step: l10n.t('Step'),
    notYet: l10n.t('not yet'),
    value: l10n.t('value'),
    before: l10n.t('before'),
    trainingOp: l10n.t('training op'),
    noOp: l10n.t('No op of the training step stands on this line.'),
    restricted: l10n.t('Restricted Mode: the loss file is not run. Trust the workspace to debug it.'),
    readOnly: l10n.t('This is computed and cannot be set. Variables, their elements and slots can.'),
    noNumber: l10n.t('Not a number: write it as 0.5, 1e-3, nan or inf.'),
    filters,
    passes,
    beforeFirst: () => l10n.t('before the first step'),
    after: (step, trainingOp) => l10n.t('after step {0} · {1}', step, trainingOp),
    whole: (step, trainingOp) => l10n.t('step {0} · {1}', step, trainingOp),
    inside: (step, pass, line) => l10n.t('step {0} · {1} · line {2}', step, passes[pass], line),
    caught: (filter, names) => `${filters[filter]}: ${names}`,
    changed: (variable) => l10n.t('{0} has changed', variable),
    unknown: (expression) => l10n.t('No variable of this step is called {0}.', expression),
    stopsNothing: (condition, reason) => l10n.t('The breakpoint with the condition {0} stopped nothing: {1}', condition, reason),
    bad: (op, value) => l10n.t('{0} was the first op with a result that is not finite: {1}', op, value),
  };
}
