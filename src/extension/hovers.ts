/** @file All about the value of the expression under the pointer, as a hover. */
import {
  Hover,
  l10n,
  languages,
  MarkdownString,
  workspace,
  type CancellationToken,
  type Disposable,
  type HoverProvider,
  type Position,
  type Range,
  type TextDocument,
  type Uri,
} from 'vscode';
import { groupLines } from './groupText';
import { hoverLines, type HoverWords } from './hoverText';
import { hintWords, rowLink, SHOW_ROW, type FindValues } from './inlayHints';
import { LOSS_FILES } from './languages';
import type { FoundValue } from './shownPlaces';
import { toRange } from './places';
import { isHoverEnabled } from './settings';

/** The contributed command that a link in a hover runs too. */
const PEEK_PATH = 'gradientDebugger.peekGradientPath';
/** Characters of an expression that are repeated above its value. */
const LONGEST_TITLE = 80;

export class ValueHovers implements HoverProvider, Disposable {
  readonly #of: FindValues;
  readonly #registration: Disposable;

  constructor(of: FindValues) {
    this.#of = of;
    this.#registration = languages.registerHoverProvider(LOSS_FILES, this);
  }

  /** Nothing where nothing is known. */
  async provideHover(document: TextDocument, position: Position, token: CancellationToken): Promise<Hover | null> {
    const { uri } = document;
    if (!workspace.isTrusted || !isHoverEnabled(uri)) return null;
    const version = document.version;
    const of = this.#of(document);
    const value = await of?.values.valueAt(position.line, position.character);
    // What was typed meanwhile has moved it.
    if (!of || !value || token.isCancellationRequested || document.version !== version) return null;
    const range = value.range === null ? undefined : toRange(value.range);
    return new Hover(contentOf(value, of.owner, range && titleBlock(document, range)), range);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

function contentOf({ found, isStale }: FoundValue, uri: Uri, title: Title | undefined): MarkdownString {
  const text = new MarkdownString('', true);
  text.isTrusted = { enabledCommands: [SHOW_ROW, PEEK_PATH] };
  // What has no name is told by its text: which of the expressions around the pointer it is.
  if (title !== undefined && found.name === null) text.appendCodeblock(title.text, title.language);
  if ('parts' in found) {
    const link = (variable: string) => rowLink(hintWords().showRow.replace('{0}', variable), uri, variable);
    return text.appendMarkdown(groupLines(found, hoverWords(), isStale, link).join('\n\n'));
  }
  text.appendMarkdown(hoverLines(found, hoverWords(), isStale).join('\n\n'));
  const links = found.rows.flatMap((variable) => [
    rowLink(l10n.t('Why this gradient ({0})', variable), uri, variable),
    link(l10n.t('Peek its path'), PEEK_PATH, [{ uri: uri.toString(), variable }]),
  ]);
  if (links.length > 0) text.appendMarkdown(`\n\n${links.join(' · ')}`);
  return text;
}

/** An expression as it stands above its value, coloured as in the editor. */
interface Title {
  readonly text: string;
  readonly language: string;
}

function titleBlock(document: TextDocument, range: Range): Title {
  return { text: titleOf(document.getText(range)), language: document.languageId };
}

/** The first line of an expression, in few characters. */
function titleOf(expression: string): string {
  const [first = '', ...more] = expression.split(/\r?\n/);
  const letters = [...first];
  if (letters.length > LONGEST_TITLE) return `${letters.slice(0, LONGEST_TITLE - 1).join('')}…`;
  return more.length > 0 ? `${first} …` : first;
}

function link(title: string, command: string, values: readonly unknown[]): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(values))})`;
}

function hoverWords(): HoverWords {
  return {
    ...hintWords(),
    contributions: l10n.t('The gradient came:'),
    through: l10n.t('through {0}: {1}'),
    line: l10n.t('line {0}'),
    moreUses: l10n.t('and through {0} more'),
  };
}
