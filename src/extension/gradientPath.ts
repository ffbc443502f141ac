/** @file Peeks at the places by which a gradient came: from the variable through its uses to the loss. */
import { commands, l10n, Location, window } from 'vscode';
import type { RowRecord } from '../protocol/records';
import { fileOf } from './lossFolder';
import type { OpenFile } from './openFile';
import { plainRange, toRange } from './places';
import { pathPlaces } from './rowPlaces';

/** Of `variable` (`w:0`), else of the variable at the caret, else of the one that the user picks. */
export async function peekGradientPath(file: OpenFile, variable: string | undefined): Promise<void> {
  const row = await rowToPeek(file, variable);
  if (!row) return;
  const found = await placesOf(file, row);
  const [first] = found;
  if (first === undefined) {
    void window.showInformationMessage(l10n.t('No line of the text is known on the way from {0} to the loss.', row.name));
    return;
  }
  const editor = await file.showEditor();
  await commands.executeCommand('editor.action.peekLocations', editor.document.uri, first.range.start, found, 'peek');
}

async function rowToPeek(file: OpenFile, variable: string | undefined): Promise<RowRecord | undefined> {
  const rows = file.debugger.view.state?.record?.rows ?? [];
  const wanted = variable ?? file.rowsAtCaret()[0];
  const known = rows.find((row) => row.variable === wanted);
  if (known || rows.length === 0) return known;
  const items = rows.map((row) => ({ label: row.name, description: row.variable, row }));
  const picked = await window.showQuickPick(items, { title: l10n.t('Whose gradient path?') });
  return picked?.row;
}

/** Of a variable without gradient: where it was made, and where its path is cut. */
async function placesOf(file: OpenFile, row: RowRecord): Promise<Location[]> {
  const { gradient, place, variable } = row;
  const loss = file.hints.step()?.places?.loss ?? null;
  if (gradient.kind === 'none') {
    void window.showInformationMessage(l10n.t('{0} has no gradient: {1}.', row.name, gradient.reason));
    return locations(file, pathPlaces(place, [], gradient.cutAt?.place ?? null));
  }
  const outcome = await file.debugger.ask({ kind: 'why', step: null, variable, element: null });
  const answer = outcome.kind === 'answer' && outcome.answer.kind === 'why' ? outcome.answer : null;
  if (outcome.kind !== 'answer') void window.showWarningMessage(outcome.error.message);
  return locations(file, pathPlaces(place, answer?.branches ?? [], loss));
}

function locations(file: OpenFile, places: ReturnType<typeof pathPlaces>): Location[] {
  return places.flatMap((place) => {
    const uri = fileOf(file.uri, place);
    if (uri !== file.uri) return [new Location(uri, plainRange(place))];
    const now = file.hints.now(place);
    return now === null ? [] : [new Location(uri, toRange(now))];
  });
}
