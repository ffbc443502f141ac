/**
 * @file The step that is shown as CodeLenses above the lines of the debugged text. The editor asks for their titles
 * when it draws them, later than for anything else: until then a mark stands at the end of the line.
 */
import {
  CodeLens,
  EventEmitter,
  languages,
  l10n,
  Location,
  Position,
  Range,
  ThemeColor,
  window,
  workspace,
  type CodeLensProvider,
  type Command,
  type DecorationOptions,
  type Disposable,
  type TextDocument,
  type Uri,
} from 'vscode';
import type { SessionState } from '../protocol/messages';
import { fill } from '../protocol/panelStrings';
import type { TextEdit } from './editTrail';
import { SHOW_ROW } from './inlayHints';
import { LensAge, type GivenLens } from './lensAge';
import { lensesOf, type Lens, type LensAction, type LensWords } from './lensText';
import { LOSS_FILES } from './languages';
import type { PlaceHints } from './placeHints';
import type { Mark } from './shownPlaces';
import { plainRange, toRange } from './places';
import { fileOf } from './lossFolder';
import { isLensEnabled } from './settings';
import { panelStrings } from './texts';

/** From the title of a lens to its picture, at most; one that is asked for again meanwhile is never drawn. ms */
const TO_PICTURE = 150;

/** Drawn by the editor once it has asked for its title. */
class StepLens extends CodeLens implements GivenLens {
  readonly uri: Uri;
  readonly state: SessionState;
  readonly lens: Lens;

  constructor(range: Range, uri: Uri, state: SessionState, lens: Lens) {
    super(range);
    this.uri = uri;
    this.state = state;
    this.lens = lens;
  }
}

export class StepLenses implements CodeLensProvider, Disposable {
  readonly #of: (uri: Uri) => PlaceHints | undefined;
  readonly #changed = new EventEmitter<void>();
  readonly #old = window.createTextEditorDecorationType({
    after: { contentText: '  ↑ …', color: new ThemeColor('editorCodeLens.foreground') },
  });
  /** By the document's address: what its editors draw. */
  readonly #ages = new Map<string, LensAge>();
  readonly #subscriptions: readonly Disposable[];
  readonly onDidChangeCodeLenses = this.#changed.event;

  /** `of`: the values of a file; undefined for one that is not debugged. */
  constructor(of: (uri: Uri) => PlaceHints | undefined) {
    this.#of = of;
    this.#subscriptions = [
      languages.registerCodeLensProvider(LOSS_FILES, this),
      window.onDidChangeVisibleTextEditors(() => this.#showAges()),
      workspace.onDidCloseTextDocument(({ uri }) => this.#ages.delete(uri.toString())),
    ];
  }

  /** The lenses are other ones than the editor shows. */
  refresh(): void {
    this.#showAges();
    this.#changed.fire();
  }

  /** The text was changed: lines have moved. */
  edited(uri: Uri, edits: readonly TextEdit[]): void {
    this.#ages.get(uri.toString())?.edited(edits);
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    const lenses = this.#lenses(uri);
    this.#age(uri).given(lenses.map((lens) => ({ lens, line: lens.range.start.line })));
    this.#showAges();
    // Where the values would be: why there are none, and the way to them.
    const isRestricted = this.#of(uri) && isLensEnabled(uri) && !workspace.isTrusted;
    return isRestricted ? [new CodeLens(new Range(0, 0, 0, 0), restricted())] : lenses;
  }

  resolveCodeLens(given: CodeLens): CodeLens {
    if (!(given instanceof StepLens)) return given;
    const { uri, state, lens, range } = given;
    const step = this.#of(uri)?.step();
    const mark = step?.state === state ? step.mark : 'awaited';
    const isAboutValues = lens.action.kind !== 'step' && lens.action.kind !== 'runUntil';
    const title = isAboutValues ? marked(lens.title, mark, lensWords()) : lens.title;
    given.command = commandOf(lens.action, title, uri, range);
    setTimeout(() => {
      this.#ages.get(uri.toString())?.drew(given, mark);
      this.#showAges();
    }, TO_PICTURE);
    return given;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#old.dispose();
    this.#changed.dispose();
  }

  #lenses(uri: Uri): StepLens[] {
    const values = this.#of(uri);
    if (!values || !isLensEnabled(uri) || !workspace.isTrusted) return [];
    const step = values.step();
    if (!step?.state.record) return [];
    return lensesOf(step.state, step.state.record, step.places, lensWords(), panelStrings()).flatMap((lens) => {
      const now = values.now(lens.place);
      return now === null ? [] : [new StepLens(toRange(now), uri, step.state, lens)];
    });
  }

  #age(uri: Uri): LensAge {
    const key = uri.toString();
    const age = this.#ages.get(key) ?? new LensAge();
    this.#ages.set(key, age);
    return age;
  }

  /** Marks the lines whose lenses are drawn as they were. */
  #showAges(): void {
    for (const editor of window.visibleTextEditors) {
      const { document } = editor;
      const age = this.#ages.get(document.uri.toString());
      if (age === undefined) continue;
      const values = this.#of(document.uri);
      const step = values?.step() ?? null;
      const isDrawn = values && workspace.getConfiguration('editor', document).get('codeLens', true);
      const lines = isDrawn ? age.oldLines(step).filter((line) => line < document.lineCount) : [];
      editor.setDecorations(this.#old, lines.map(oldMark));
    }
  }
}

/** Behind all that stands on a line. */
function oldMark(line: number): DecorationOptions {
  const end = new Position(line, Number.MAX_SAFE_INTEGER);
  return {
    range: new Range(end, end),
    hoverMessage: l10n.t('The lens above this line is of another text or step; its successor is on its way.'),
  };
}

function restricted(): Command {
  return { title: l10n.t('Restricted Mode: this file is not run and has no values. Trust the workspace…'), command: 'workbench.trust.manage' };
}

/** As hints are: at once, and in a few letters while the next values are on their way. */
function marked(title: string, mark: Mark, { was, awaited }: LensWords): string {
  return mark === 'none' ? title : fill(mark === 'gone' ? was : awaited, title);
}

function commandOf(action: LensAction, title: string, uri: Uri, { start }: Range): Command {
  switch (action.kind) {
    case 'panel':
      return { title, command: 'gradientDebugger.open', arguments: [uri] };
    case 'step':
    case 'runUntil':
      return { title, command: `gradientDebugger.${action.kind}`, arguments: [uri] };
    case 'row':
      return { title, command: SHOW_ROW, arguments: [uri.toString(), action.variable] };
    case 'cut': {
      const cut = new Location(fileOf(uri, action.place), plainRange(action.place));
      const nothing = l10n.t('The line is not there any more.');
      return { title, command: 'editor.action.goToLocations', arguments: [uri, start, [cut], 'goto', nothing] };
    }
  }
}

function lensWords(): LensWords {
  return {
    step: l10n.t('Step'),
    runUntil: l10n.t('Run Until…'),
    ofStep: l10n.t('step {0}'),
    clipped: l10n.t('{0} of {1} clipped'),
    fired: l10n.t('{0} fired for {1} of {2} variables'),
    notFired: l10n.t('{0} did not fire, variables: {1}'),
    turned: l10n.t('turned by {0}°'),
    elements: l10n.t('{0} of {1} elements'),
    noGradient: l10n.t('No gradient: {0}'),
    cutAt: l10n.t('{0}, {1}'),
    line: l10n.t('line {0}'),
    was: l10n.t('was {0}'),
    awaited: '… {0}',
  };
}
