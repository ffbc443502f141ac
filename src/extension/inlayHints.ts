/** @file The values of the debugged text as inlay hints behind assignments and returns. */
import {
  ConfigurationTarget,
  EventEmitter,
  InlayHint,
  languages,
  l10n,
  MarkdownString,
  Position,
  workspace,
  type CancellationToken,
  type Disposable,
  type InlayHintsProvider,
  type Range,
  type TextDocument,
  type Uri,
} from 'vscode';
import { hintLabel, hintLines, type HintWords } from './hintText';
import { spreadLines } from './hoverText';
import type { PlaceHint, PlaceHints } from './placeHints';
import { hintSettings, SECTION } from './settings';

/** The command behind the link in a tooltip: an internal one, with the file and the row's variable. */
export const SHOW_ROW = 'gradientDebugger.showRow';

/** Which file's hints a document has; undefined for one that is not debugged. */
type HintsOf = (uri: Uri) => PlaceHints | undefined;

interface ValueHint extends InlayHint {
  readonly shown: PlaceHint;
  readonly uri: Uri;
}

export class ValueHints implements InlayHintsProvider<ValueHint>, Disposable {
  readonly #of: HintsOf;
  readonly #changed = new EventEmitter<void>();
  readonly #registration: Disposable;
  readonly onDidChangeInlayHints = this.#changed.event;

  constructor(of: HintsOf) {
    this.#of = of;
    this.#registration = languages.registerInlayHintsProvider({ language: 'python' }, this);
  }

  /** The hints are other ones than the editor shows. */
  refresh(): void {
    this.#changed.fire();
  }

  provideInlayHints({ uri }: TextDocument, range: Range): ValueHint[] {
    const { isEnabled, withGradients } = hintSettings(uri);
    if (!isEnabled || !workspace.isTrusted) return [];
    const shown = this.#of(uri)?.hints() ?? [];
    return shown
      .filter(({ line }) => line >= range.start.line && line <= range.end.line)
      .map((hint) => {
        const label = hintLabel(hint.found, hintWords(), hint.mark, withGradients);
        const made = new InlayHint(new Position(hint.line, hint.character), label);
        return Object.assign(made, { paddingLeft: true, shown: hint, uri, tooltip: tooltip(hint, uri, []) });
      });
  }

  /** The tooltip in full, with what has to be asked for. */
  async resolveInlayHint(hint: ValueHint, token: CancellationToken): Promise<ValueHint> {
    const { shown, uri } = hint;
    if (shown.mark !== 'none') return hint;
    const details = await this.#of(uri)?.details(shown);
    if (!details || token.isCancellationRequested) return hint;
    hint.tooltip = tooltip(shown, uri, spreadLines(details, hintWords()));
    return hint;
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

function tooltip({ found, mark }: PlaceHint, uri: Uri, more: readonly string[]): MarkdownString {
  const links = found.rows.map((variable) => {
    const argument = encodeURIComponent(JSON.stringify([uri.toString(), variable]));
    return `[${hintWords().showRow.replace('{0}', variable)}](command:${SHOW_ROW}?${argument})`;
  });
  const text = new MarkdownString([...hintLines(found, hintWords(), mark !== 'none'), ...more, ...links].join('\n\n'), true);
  text.isTrusted = { enabledCommands: [SHOW_ROW] };
  return text;
}

/** Writes the setting where it is set already, else for the user. */
export async function toggleHints(uri: Uri | undefined): Promise<void> {
  const configuration = workspace.getConfiguration(`${SECTION}.inlayHints`, uri);
  const known = configuration.inspect<boolean>('enabled');
  const target =
    known?.workspaceFolderValue !== undefined ? ConfigurationTarget.WorkspaceFolder
    : known?.workspaceValue !== undefined ? ConfigurationTarget.Workspace
    : ConfigurationTarget.Global;
  await configuration.update('enabled', !configuration.get('enabled', true), target);
}

export function hintWords(): HintWords {
  return {
    was: l10n.t('was'),
    awaited: '…',
    stale: l10n.t('The text changed since this value was computed.'),
    value: l10n.t('Value'),
    gradient: l10n.t('∂loss/∂value'),
    noGradient: l10n.t('No gradient was computed for it in this step.'),
    lastOf: l10n.t('The last of the {0} times that this place was evaluated.'),
    showRow: l10n.t('Show the row of {0}'),
    allFinite: l10n.t('all {0} finite'),
  };
}
