/** @file Errors and findings of a run as diagnostics at their lines. */
import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  l10n,
  Location,
  type DiagnosticCollection,
  type Range,
  type TextDocument,
  Uri,
} from 'vscode';
import type { ErrorRecord, FindingRecord } from '../protocol/records';
import type { DebuggerView } from './debuggerView';
import { SHOW_ROW } from './inlayHints';
import { fileOf } from './lossFolder';
import { plainRange, rangeOf } from './places';

export const SOURCE = 'gradient';

/** Sets the document's diagnostics to what the newest run says; a place in no line of it has none. */
export function showProblems(
  collection: DiagnosticCollection,
  document: TextDocument,
  view: DebuggerView,
): void {
  collection.set(document.uri, [
    ...(view.error ? errorProblem(view.error, document) : []),
    ...findingsShown(view).flatMap((finding) => findingProblem(finding, document)),
  ]);
}

/** Findings are about the values: while those are out of date, so are the findings. */
export function findingsShown({ failure, state, status }: DebuggerView): readonly FindingRecord[] {
  return status.kind === 'stale' || !state?.record ? failure : state.findings;
}

function errorProblem(error: ErrorRecord, document: TextDocument): Diagnostic[] {
  const range = rangeOf(error.place ?? error.madeAt, document);
  if (!range) return [];
  const help = error.remedy === null ? '' : `\n${error.remedy}`;
  const text = `${error.type}: ${error.message}${help}`;
  const problem = problemAt(range, text, DiagnosticSeverity.Error);
  problem.code = error.type;
  const { raisedAt } = error;
  if (raisedAt != null) {
    // The file beside it need not be open: its places are taken as they are.
    const location = new Location(fileOf(document.uri, raisedAt), plainRange(raisedAt));
    problem.relatedInformation = [new DiagnosticRelatedInformation(location, l10n.t('It was raised here.'))];
    return [problem];
  }
  const made = error.place ? rangeOf(error.madeAt, document) : null;
  if (made) {
    const location = new Location(document.uri, made);
    problem.relatedInformation = [
      new DiagnosticRelatedInformation(location, l10n.t('The op that failed was made here.')),
    ];
  }
  return [problem];
}

function findingProblem(finding: FindingRecord, document: TextDocument): Diagnostic[] {
  const range = rangeOf(finding.place, document);
  if (!range) return [];
  const severity =
    finding.severity === 'warning' ? DiagnosticSeverity.Warning : DiagnosticSeverity.Information;
  const problem = problemAt(range, finding.message, severity);
  // The code is a link: to the panel, where the finding stands with the numbers, and to the variable's row.
  const row = encodeURIComponent(JSON.stringify([document.uri.toString(), finding.variable ?? '']));
  problem.code = { value: finding.code, target: Uri.parse(`command:${SHOW_ROW}?${row}`) };
  problem.relatedInformation = (finding.related ?? []).map(({ place, message }) =>
    new DiagnosticRelatedInformation(new Location(fileOf(document.uri, place), plainRange(place)), message));
  return [problem];
}

function problemAt(range: Range, message: string, severity: DiagnosticSeverity): Diagnostic {
  const problem = new Diagnostic(range, message, severity);
  problem.source = SOURCE;
  return problem;
}
