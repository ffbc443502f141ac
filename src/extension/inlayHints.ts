/** @file The values of the debugged text as inlay hints behind assignments and returns. */
import {
  ConfigurationTarget,
  EventEmitter,
  InlayHint,
  languages,
  l10n,
  MarkdownString,
  Position,
  Range,
  ThemeColor,
  window,
  workspace,
  type CancellationToken,
  type DecorationOptions,
  type Disposable,
  type InlayHintsProvider,
  type TextDocument,
  type Uri,
} from 'vscode';
import type { TextEdit } from './editTrail';
import { HintAge, type Point } from './hintAge';
import { groupLabel, groupLines } from './groupText';
import { hintLabel, hintLines, type HintWords } from './hintText';
import { spreadLines } from './hoverText';
import { LOSS_FILES } from './languages';
import type { PlaceHint, TextValues } from './shownPlaces';
import { hintSettings, SECTION } from './settings';

/** The command behind the link in a tooltip: an internal one, with the file and the row's variable. */
export const SHOW_ROW = 'gradientDebugger.showRow';

/** The values that a document has, and the debugged file whose they are. */
export interface ValuesOf {
  readonly values: TextValues;
  readonly owner: Uri;
}

/** Undefined for a document that is neither debugged nor a module of one that is. */
export type FindValues = (document: TextDocument) => ValuesOf | undefined;

/** Keys that come faster than this are one burst of typing. VS Code lays out all lines anew for every answer. ms */
const BURST = 100;

/** From a change until VS Code has drawn it, usually; what it has not drawn by then gets a mark that it draws at once. ms */
const TO_DRAW = 50;

interface ValueHint extends InlayHint {
  readonly shown: PlaceHint;
  readonly of: ValuesOf;
}

export class ValueHints implements InlayHintsProvider<ValueHint>, Disposable {
  readonly #of: FindValues;
  readonly #changed = new EventEmitter<void>();
  readonly #old = window.createTextEditorDecorationType({
    before: {
      contentText: '…',
      color: new ThemeColor('editorInlayHint.foreground'),
      backgroundColor: new ThemeColor('editorInlayHint.background'),
    },
  });
  /** By the address of a document that has values: what its editors draw, and when its last two edits were. */
  readonly #ages = new Map<string, { readonly age: HintAge; last: number; interval: number; isMarked: boolean }>();
  readonly #subscriptions: readonly Disposable[];
  #late: NodeJS.Timeout | undefined;
  readonly onDidChangeInlayHints = this.#changed.event;

  constructor(of: FindValues) {
    this.#of = of;
    this.#subscriptions = [
      languages.registerInlayHintsProvider(LOSS_FILES, this),
      workspace.onDidCloseTextDocument(({ uri }) => this.#ages.delete(uri.toString())),
    ];
  }

  /** The hints are other ones than the editor shows. */
  refresh(): void {
    this.#changed.fire();
    this.#late ??= setTimeout(() => this.#showOld(), TO_DRAW);
  }

  /** The text was changed: hints have moved. */
  edited(uri: Uri, edits: readonly TextEdit[]): void {
    const known = this.#ages.get(uri.toString());
    if (known === undefined) return;
    known.age.edited(edits);
    const now = performance.now();
    known.interval = now - known.last;
    known.last = now;
    this.#late ??= setTimeout(() => this.#showOld(), TO_DRAW);
  }

  async provideInlayHints(document: TextDocument, range: Range, token: CancellationToken): Promise<ValueHint[]> {
    const { uri } = document;
    const { isEnabled, withGradients } = hintSettings(uri);
    const areShown = isEnabled && workspace.isTrusted;
    const [first, last] = [range.start.line, range.end.line];
    const of = areShown ? this.#of(document) : undefined;
    const find = () => (of?.values.hints() ?? []).filter(({ line }) => line >= first && line <= last);
    let shown = find();
    const known = this.#known(document, of !== undefined);
    if (known === undefined) return of === undefined ? [] : this.#made(shown, of, withGradients);
    const isAwaited = shown.some(({ mark }) => mark === 'awaited');
    if (isAwaited && known.interval < BURST && known.age.isDrawn(shown, first, last)) {
      await this.#endOfBurst(token);
      // The next key's question takes the place of this one: what is drawn stays as it is.
      if (token.isCancellationRequested) return [];
      shown = find();
    }
    known.age.given(shown, first, last);
    if (known.isMarked) this.#showOld();
    if (of !== undefined) return this.#made(shown, of, withGradients);
    // An editor that draws none needs no watch until there are values again.
    if (known.age.isEmpty) this.#ages.delete(uri.toString());
    return [];
  }

  #made(shown: readonly PlaceHint[], of: ValuesOf, withGradients: boolean): ValueHint[] {
    return shown.map((hint) => {
      const label = labelOf(hint, withGradients);
      const made = new InlayHint(new Position(hint.line, hint.character), label);
      return Object.assign(made, { paddingLeft: true, shown: hint, of, tooltip: tooltip(hint, of.owner, []) });
    });
  }

  /** The tooltip in full, with what has to be asked for. */
  async resolveInlayHint(hint: ValueHint, token: CancellationToken): Promise<ValueHint> {
    const { shown, of: { values, owner } } = hint;
    const now = values.hints().find(({ found }) => found === shown.found);
    if (now?.mark !== 'none') {
      hint.tooltip = tooltip({ ...shown, mark: now?.mark ?? 'gone' }, owner, []);
      return hint;
    }
    const details = await values.details(shown);
    if (!details || token.isCancellationRequested) return hint;
    hint.tooltip = tooltip(shown, owner, spreadLines(details, hintWords()));
    return hint;
  }

  dispose(): void {
    clearTimeout(this.#late);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#old.dispose();
    this.#changed.dispose();
  }

  /** What an editor draws; undefined where none does: then somebody else asks, or nothing was ever drawn. */
  #known(document: TextDocument, hasValues: boolean) {
    const key = document.uri.toString();
    const known = this.#ages.get(key);
    const isSeen = window.visibleTextEditors.some((editor) => editor.document === document);
    if (known !== undefined || !hasValues || !isSeen) return isSeen ? known : undefined;
    const made = { age: new HintAge(), last: 0, interval: Infinity, isMarked: false };
    this.#ages.set(key, made);
    return made;
  }

  /** Until the next key, until there are other hints, or until no key has come for a while. */
  #endOfBurst(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        for (const listener of listeners) listener.dispose();
        resolve();
      };
      const timer = setTimeout(end, BURST);
      const listeners = [token.onCancellationRequested(end), this.#changed.event(end)];
    });
  }

  /** Marks the hints that the editor still draws as they were. */
  #showOld(): void {
    clearTimeout(this.#late);
    this.#late = undefined;
    for (const document of new Set(window.visibleTextEditors.map((editor) => editor.document))) {
      const known = this.#ages.get(document.uri.toString());
      if (known === undefined) continue;
      const isDrawn = workspace.getConfiguration('editor.inlayHints', document).get<string>('enabled', 'on') !== 'off';
      const old = isDrawn ? known.age.old(this.#of(document)?.values.hints() ?? []) : [];
      if (old.length === 0 && !known.isMarked) continue;
      known.isMarked = old.length > 0;
      const marks = old.filter(({ line }) => line < document.lineCount).map(oldMark);
      for (const editor of window.visibleTextEditors) {
        if (editor.document === document) editor.setDecorations(this.#old, marks);
      }
    }
  }
}

function oldMark({ line, character }: Point): DecorationOptions {
  const place = new Position(line, character);
  return { range: new Range(place, place), hoverMessage: hintWords().stale };
}

function labelOf({ found, mark }: PlaceHint, withGradients: boolean): string {
  if ('parts' in found) return groupLabel(found, hintWords(), mark, withGradients);
  return hintLabel(found, hintWords(), mark, withGradients);
}

function tooltip({ found, mark }: PlaceHint, uri: Uri, more: readonly string[]): MarkdownString {
  const isStale = mark !== 'none';
  const link = (variable: string) => rowLink(hintWords().showRow.replace('{0}', variable), uri, variable);
  const lines = 'parts' in found
    ? groupLines(found, hintWords(), isStale, link)
    : [...hintLines(found, hintWords(), isStale), ...more, ...found.rows.map(link)];
  const text = new MarkdownString(lines.join('\n\n'), true);
  text.isTrusted = { enabledCommands: [SHOW_ROW] };
  return text;
}

/** A link of Markdown to a row in the panel. */
export function rowLink(title: string, uri: Uri, variable: string): string {
  return `[${title}](command:${SHOW_ROW}?${encodeURIComponent(JSON.stringify([uri.toString(), variable]))})`;
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
    lastTurn: l10n.t('In a loop that the step runs: the last of the {0} times that it was evaluated there.'),
    showRow: l10n.t('Show the row of {0}'),
    allFinite: l10n.t('all {0} finite'),
    tensors: l10n.t('{0} tensors'),
    pairs: l10n.t('{0} pairs'),
    rows: l10n.t('{0} rows'),
    rowsOf: l10n.t('{0} of {1} rows'),
    elements: l10n.t('elements: {0}'),
    moreParts: l10n.t('and {0} more'),
    notInStep: l10n.t('not computed in this step'),
    norm: l10n.t('‖·‖ of all together'),
    gradientNorm: l10n.t('‖g‖ of all gradients together'),
    normOfGradients: l10n.t('‖∂loss/∂part‖ of all together'),
  };
}
