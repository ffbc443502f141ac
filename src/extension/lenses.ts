/**
 * @file The step that is shown as CodeLenses above the lines of the debugged text, and of the modules that it imports. The
 * editor asks for them later than for anything else: until then a mark stands at the end of the line.
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
import type { TextPlaces } from './placeHints';
import type { Mark } from './shownPlaces';
import { plainRange, toRange } from './places';
import { fileOf } from './lossFolder';
import { isLensEnabled } from './settings';
import { panelStrings } from './texts';

/** From the title of a lens to its picture, at most; one that is asked for again meanwhile is never drawn. ms */
const TO_PICTURE = 150;

/** The step and its places in a document, and the debugged file whose they are. */
export interface PlacesOf {
  readonly values: TextPlaces;
  readonly owner: Uri;
}

class StepLens extends CodeLens implements GivenLens {
  constructor(
    range: Range,
    readonly document: TextDocument,
    readonly state: SessionState,
    readonly lens: Lens,
  ) {
    super(range);
  }
}

export class StepLenses implements CodeLensProvider, Disposable {
  readonly #of: (document: TextDocument) => PlacesOf | undefined;
  readonly #changed = new EventEmitter<void>();
  readonly #old = window.createTextEditorDecorationType({
    after: { contentText: '  ↑ …', color: new ThemeColor('editorCodeLens.foreground') },
  });
  /** By the document's address: what its editors draw. */
  readonly #ages = new Map<string, LensAge>();
  readonly #subscriptions: readonly Disposable[];
  readonly onDidChangeCodeLenses = this.#changed.event;

  /** `of`: undefined for a document that is neither debugged nor a module of one that is. */
  constructor(of: (document: TextDocument) => PlacesOf | undefined) {
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

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const { uri } = document;
    const of = isLensEnabled(uri) ? this.#of(document) : undefined;
    // Where the values would be: why there are none, and the way to them.
    if (of && !workspace.isTrusted) return [new CodeLens(new Range(0, 0, 0, 0), restricted())];
    const lenses = of ? lensesIn(document, of) : [];
    const age = this.#age(uri, lenses.length > 0);
    // A lens on a new line is drawn as it is given; one in the place of another once the editor has asked for its title,
    // at least a quarter of a second later, and only this tells that the other one is gone.
    const fresh = lenses.filter(({ range }) => age?.hasLens(range.start.line) === false);
    age?.given(lenses.map((lens) => ({ lens, line: lens.range.start.line })));
    // Nothing else of ours is drawn there: told too early it is marked too early at most.
    for (const lens of fresh) age?.drew(lens, this.#complete(lens));
    this.#showAges();
    return lenses;
  }

  resolveCodeLens(given: CodeLens): CodeLens {
    if (!(given instanceof StepLens)) return given;
    const mark = this.#complete(given);
    setTimeout(() => {
      this.#ages.get(given.document.uri.toString())?.drew(given, mark);
      this.#showAges();
    }, TO_PICTURE);
    return given;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#old.dispose();
    this.#changed.dispose();
  }

  /** Gives the lens its title, and tells the mark in it. */
  #complete(given: StepLens): Mark {
    const { document, state, lens, range } = given;
    const of = this.#of(document);
    const step = of?.values.step();
    const mark = step?.state === state ? step.mark : 'awaited';
    const isAboutValues = lens.action.kind !== 'step' && lens.action.kind !== 'runUntil';
    const title = isAboutValues ? marked(lens.title, mark, lensWords()) : lens.title;
    given.command = commandOf(lens.action, title, of?.owner ?? document.uri, new Location(document.uri, range));
    return mark;
  }

  /** Undefined for a document that never had a lens. */
  #age(uri: Uri, hasLenses: boolean): LensAge | undefined {
    const key = uri.toString();
    const known = this.#ages.get(key);
    if (known !== undefined || !hasLenses) return known;
    const age = new LensAge();
    this.#ages.set(key, age);
    return age;
  }

  /** Marks the lines whose lenses are drawn as they were. */
  #showAges(): void {
    for (const editor of window.visibleTextEditors) {
      const { document } = editor;
      const age = this.#ages.get(document.uri.toString());
      if (age === undefined) continue;
      const values = this.#of(document)?.values;
      const step = values?.step() ?? null;
      const isDrawn = values && workspace.getConfiguration('editor', document).get('codeLens', true);
      const lines = isDrawn ? age.oldLines(step).filter((line) => line < document.lineCount) : [];
      editor.setDecorations(this.#old, lines.map(oldMark));
    }
  }
}

function lensesIn(document: TextDocument, { values }: PlacesOf): StepLens[] {
  const step = values.step();
  if (!step?.state.record) return [];
  const { state, places } = step;
  return lensesOf(state, step.state.record, places, lensWords(), panelStrings()).flatMap((lens) => {
    const now = values.now(lens.place);
    return now === null ? [] : [new StepLens(toRange(now), document, state, lens)];
  });
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

/** `owner`: the debugged file; `at`: where the lens stands. */
function commandOf(action: LensAction, title: string, owner: Uri, at: Location): Command {
  switch (action.kind) {
    case 'panel':
      return { title, command: 'gradientDebugger.open', arguments: [owner] };
    case 'step':
    case 'runUntil':
      return { title, command: `gradientDebugger.${action.kind}`, arguments: [owner] };
    case 'row':
      return { title, command: SHOW_ROW, arguments: [owner.toString(), action.variable] };
    case 'cut': {
      const cut = new Location(fileOf(owner, action.place), plainRange(action.place));
      const nothing = l10n.t('The line is not there any more.');
      return { title, command: 'editor.action.goToLocations', arguments: [at.uri, at.range.start, [cut], 'goto', nothing] };
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
