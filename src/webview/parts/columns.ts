/** @file What the columns of the table are called. */
import type { PanelStrings } from '../../protocol/panelStrings';
import type { Column } from '../model/rowOrder';

export const COLUMN_LABELS: { readonly [C in Column]: keyof PanelStrings } = {
  variable: 'columnVariable',
  shape: 'columnShape',
  gradient: 'columnGradient',
  norm: 'columnNorm',
  history: 'columnHistory',
  clip: 'columnClip',
  change: 'columnChange',
  ratio: 'columnRatio',
  flags: 'columnFlags',
};

export const COLUMN_HINTS: { readonly [C in Column]?: keyof PanelStrings } = {
  norm: 'columnNormHint',
  history: 'columnHistoryHint',
  ratio: 'columnRatioHint',
};
