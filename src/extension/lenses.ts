/** @file The step that is shown as CodeLenses above the lines of the debugged text. */
import {
  CodeLens,
  EventEmitter,
  languages,
  l10n,
  Location,
  Range,
  workspace,
  type CodeLensProvider,
  type Command,
  type Disposable,
  type TextDocument,
  type Uri,
} from 'vscode';
import { fill } from '../protocol/panelStrings';
import { SHOW_ROW } from './inlayHints';
import { lensesOf, type LensAction, type LensWords } from './lensText';
import type { Mark, PlaceHints } from './placeHints';
import { plainRange, toRange } from './places';
import { fileOf } from './lossFolder';
import { isLensEnabled } from './settings';
import { panelStrings } from './texts';

export class StepLenses implements CodeLensProvider, Disposable {
  readonly #of: (uri: Uri) => PlaceHints | undefined;
  readonly #changed = new EventEmitter<void>();
  readonly #registration: Disposable;
  readonly onDidChangeCodeLenses = this.#changed.event;

  /** `of`: the values of a file; undefined for one that is not debugged. */
  constructor(of: (uri: Uri) => PlaceHints | undefined) {
    this.#of = of;
    this.#registration = languages.registerCodeLensProvider({ language: 'python' }, this);
  }

  /** The lenses are other ones than the editor shows. */
  refresh(): void {
    this.#changed.fire();
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    const values = this.#of(uri);
    if (!values || !isLensEnabled(uri)) return [];
    // Where the values would be: why there are none, and the way to them.
    if (!workspace.isTrusted) return [new CodeLens(new Range(0, 0, 0, 0), restricted())];
    const step = values.step();
    if (!step?.state.record) return [];
    const words = lensWords();
    return lensesOf(step.state, step.state.record, step.places, words, panelStrings()).flatMap((lens) => {
      const now = values.now(lens.place);
      if (now === null) return [];
      const range = toRange(now);
      const isAboutValues = lens.action.kind !== 'step' && lens.action.kind !== 'runUntil';
      const title = isAboutValues ? marked(lens.title, step.mark, words) : lens.title;
      return [new CodeLens(range, commandOf(lens.action, title, uri, range))];
    });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
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
