/** @file Words of hints, as tests give them. */
import type { HintWords } from '../../src/extension/hintText';

export const HINT_WORDS: HintWords = {
  was: 'was', awaited: '…', stale: 'stale', value: 'Value', gradient: 'Gradient', noGradient: 'none', lastOf: 'last of {0}', lastTurn: 'turn {0}',
  showRow: 'row of {0}', allFinite: 'all {0} finite', tensors: '{0} tensors', pairs: '{0} pairs', rows: '{0} rows', rowsOf: '{0} of {1} rows',
  elements: 'elements: {0}', moreParts: 'and {0} more', notInStep: 'not in this step', norm: 'norm', gradientNorm: 'norm of gradients',
  normOfGradients: 'norm of ∂',
};
