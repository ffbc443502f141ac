/** @file The remedies of findings and errors as quick fixes in the editor. */
import {
  CodeAction,
  CodeActionKind,
  languages,
  l10n,
  Range,
  WorkspaceEdit,
  type CodeActionContext,
  type CodeActionProvider,
  type Diagnostic,
  type Disposable,
  type TextDocument,
  type Uri,
} from 'vscode';
import type { DebuggerView } from './debuggerView';
import { FIXABLE_FILES } from './languages';
import { isIn, rangeIn } from './places';
import { findingsShown, SOURCE } from './problems';
import type { Fix, FixKind, Problem } from './quickFixes/fix';
import { fixesOf } from './quickFixes/remedies';

/** What a debugged document shows, and the text that it is about. */
type Shown = { readonly view: DebuggerView; readonly loaded: string | null };

export class QuickFixes implements CodeActionProvider, Disposable {
  readonly #of: (uri: Uri) => Shown | undefined;
  readonly #registration: Disposable;

  constructor(of: (uri: Uri) => Shown | undefined) {
    this.#of = of;
    this.#registration = languages.registerCodeActionsProvider(FIXABLE_FILES, this, {
      providedCodeActionKinds: [CodeActionKind.QuickFix],
    });
  }

  provideCodeActions(document: TextDocument, range: Range, { diagnostics, only }: CodeActionContext): CodeAction[] {
    const shown = this.#of(document.uri);
    const text = document.getText();
    // Of a text that has not run (yet) the places are others.
    if (shown?.loaded !== text || (only && !only.contains(CodeActionKind.QuickFix))) return [];
    return problemsIn(shown.view, document).flatMap((problem) => {
      const at = rangeIn(problem.place, document);
      if (!at?.intersection(range)) return [];
      const own = diagnostics.filter((diagnostic) => isOf(diagnostic, problem, at));
      return fixesOf(text, problem).map((fix) => actionFor(fix, document, own));
    });
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

function problemsIn(view: DebuggerView, document: TextDocument): Problem[] {
  const error = view.error && { ...view.error, code: view.error.type };
  return [...(error ? [error] : []), ...findingsShown(view)].flatMap((known) => {
    const { code, message, place } = known;
    const trap = 'trap' in known ? (known.trap ?? null) : null;
    return place && isIn(place, document) ? [{ code, message, place, trap }] : [];
  });
}

function isOf({ source, code, range }: Diagnostic, problem: Problem, at: Range): boolean {
  const value = typeof code === 'object' ? code.value : code;
  return source === SOURCE && value === problem.code && range.isEqual(at);
}

function actionFor({ kind, subject, changes, isPreferred }: Fix, document: TextDocument, diagnostics: Diagnostic[]): CodeAction {
  const action = new CodeAction(titleOf(kind, subject), CodeActionKind.QuickFix);
  action.diagnostics = diagnostics;
  action.isPreferred = isPreferred;
  action.edit = new WorkspaceEdit();
  for (const { start, end, text } of changes) {
    const range = new Range(document.positionAt(start), document.positionAt(end));
    action.edit.replace(document.uri, range, text);
  }
  return action;
}

function titleOf(kind: FixKind, subject: string): string {
  switch (kind) {
    case 'guardNone':
      return l10n.t('Leave it out where {0} is None', subject);
    case 'addSmallNumber':
      return l10n.t('Add {0} to the argument', subject);
    case 'safeArgument':
      return l10n.t('Give it 1 instead of {0} where the other branch is chosen', subject);
    case 'useFunction':
      return l10n.t('Use {0}', subject);
    case 'applyClipped':
      return l10n.t('Pass {0} to apply_gradients', subject);
    case 'clipBeforeApply':
      return l10n.t('Clip before apply_gradients, and pass {0} to it', subject);
    case 'floatVariable':
      return l10n.t('Write {0} as a float', subject);
    case 'meanLoss':
      return l10n.t('Minimize the mean: {0}', subject);
    case 'sumLoss':
      return l10n.t('Say that the sum is meant: {0}', subject);
    case 'keepDims':
      return l10n.t('Keep the axis: {0}', subject);
    case 'squeeze':
      return l10n.t('Take the axis of 1 from {0}: tf.squeeze', subject);
    case 'expandDims':
      return l10n.t('Give {0} an axis of 1: tf.expand_dims', subject);
    case 'initLater':
      return l10n.t('Make {0} after the optimizer', subject);
    case 'beforeLoop':
      return l10n.t('Make {0} before the loop', subject);
    case 'runUpdateOps':
      return l10n.t('Run UPDATE_OPS before {0}', subject);
  }
}
