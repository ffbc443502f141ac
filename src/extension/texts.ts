/** @file Every sentence that the extension itself says, in the user's language. */
import { l10n } from 'vscode';
import { ENGLISH, type PanelStrings } from '../protocol/panelStrings';
import type { DebuggerTexts } from './surroundings';

/** The panel's texts; translations are looked up by the English sentence. */
export function panelStrings(): PanelStrings {
  const pairs = Object.entries(ENGLISH).map(([key, text]) => [key, l10n.t(text)]);
  return Object.fromEntries(pairs) as PanelStrings;
}

export function debuggerTexts(): DebuggerTexts {
  return {
    edited: l10n.t('The text changed since these values were computed.'),
    failed: l10n.t('The text as it is now does not run; these values are from before.'),
    ended: l10n.t('The run was ended; these values are from before.'),
    fileGone: l10n.t('The loss file does not exist any more, or cannot be read.'),
    stopped: l10n.t('The run was stopped and did not end by itself.'),
    running: l10n.t('Running'),
    pausing: l10n.t('Pausing after this step'),
    pausedSteps: l10n.t('Steps that are left: {0}.'),
    pausedUntil: l10n.t('Continue runs on until {0}.'),
    pausedToEnd: l10n.t('Continue runs on to the end of the file.'),
    stoppedHere: l10n.t('You stopped the run here.'),
    tookTooLong: l10n.t(
      'The run took longer than {0} s and was stopped here. The setting gradientDebugger.timeout is the limit.',
    ),
  };
}
