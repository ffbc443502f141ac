/** @file Steps and tensors as files: what can be written, in which form, and where the user wants it. */
import { l10n, Uri, window, workspace, type QuickPickItem } from 'vscode';
import { npyFile } from '../protocol/npyFile';
import type { StepRecord } from '../protocol/records';
import { historyTable, stepsJson, stepsTable } from '../protocol/stepExport';
import { historyEntry } from '../protocol/stepHistory';
import type { TensorPart } from '../protocol/tensorPart';
import type { OpenFile } from './openFile';
import { allRecords, wholeTensor } from './stepQuestions';

/** What a test, a task or a key binding asks for without a dialog. */
export interface ExportWish {
  /** `step.json`, `steps.csv`, `history.tsv`: one of `EXPORTS`. */
  readonly what?: string;
  readonly variable?: string;
  readonly part?: TensorPart;
  /** Where to write; without it the user is asked. */
  readonly to?: Uri;
}

interface Export {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly extension: 'json' | 'csv' | 'tsv';
  /** Null when there is nothing to write; an error has been shown. */
  text(file: OpenFile, record: StepRecord): Promise<string | null>;
}

function exportsOf(): readonly Export[] {
  const step = l10n.t('This step');
  const steps = l10n.t('All steps, a line per variable');
  const history = l10n.t('All steps, a line per step');
  const all = (write: (records: readonly StepRecord[]) => string) => async (file: OpenFile) => {
    const records = await allRecords(file.debugger);
    return records && write(records);
  };
  const one = (write: (records: readonly StepRecord[]) => string) => async (_: OpenFile, record: StepRecord) =>
    write([record]);
  const series = (form: 'csv' | 'tsv') => all((records) => historyTable(records.map((record) => historyEntry(record, [])), form));
  return [
    { id: 'step.json', label: step, description: 'JSON', extension: 'json', text: one(stepsJson) },
    { id: 'step.csv', label: step, description: 'CSV', extension: 'csv', text: one((r) => stepsTable(r, 'csv')) },
    { id: 'step.tsv', label: step, description: 'TSV', extension: 'tsv', text: one((r) => stepsTable(r, 'tsv')) },
    { id: 'steps.json', label: steps, description: 'JSON', extension: 'json', text: all(stepsJson) },
    { id: 'steps.csv', label: steps, description: 'CSV', extension: 'csv', text: all((r) => stepsTable(r, 'csv')) },
    { id: 'steps.tsv', label: steps, description: 'TSV', extension: 'tsv', text: all((r) => stepsTable(r, 'tsv')) },
    { id: 'history.csv', label: history, description: 'CSV', extension: 'csv', text: series('csv') },
    { id: 'history.tsv', label: history, description: 'TSV', extension: 'tsv', text: series('tsv') },
  ];
}

/** Asks what and where, unless the wish says it; resolves to the file that was written. */
export async function exportSteps(file: OpenFile, wish: ExportWish): Promise<Uri | undefined> {
  const { state } = file.debugger.view;
  const record = state?.record;
  if (!record) return nothing();
  const known = exportsOf();
  const chosen =
    wish.what === undefined
      ? await window.showQuickPick(
          known.map((item): QuickPickItem & { readonly item: Export } => ({ ...item, item })),
          { title: l10n.t('Export') },
        )
      : { item: known.find(({ id }) => id === wish.what) };
  if (!chosen?.item) return undefined;
  const { item } = chosen;
  const text = await item.text(file, record);
  if (text === null) return nothing();
  const name = item.id.startsWith('step.') ? `step ${state.cursor}` : 'steps';
  return save(file, wish.to, `${name}.${item.extension}`, item.description, new TextEncoder().encode(text));
}

/** One tensor of the step that is shown, with all its elements, as `.npy`. */
export async function exportTensor(file: OpenFile, wish: ExportWish): Promise<Uri | undefined> {
  const record = file.debugger.view.state?.record;
  if (!record) return nothing();
  const rows = record.rows.map((row) => ({ label: row.name, description: row.variable }));
  const variable =
    wish.variable ??
    (await window.showQuickPick(rows, { title: l10n.t('Save a tensor of which variable?') }))?.description;
  const row = record.rows.find((known) => known.variable === variable);
  if (!row) return undefined;
  const parts = ([
    [{ kind: 'gradient' }, l10n.t('Gradient, raw')],
    [{ kind: 'applied' }, l10n.t('Applied gradient')],
    [{ kind: 'before' }, l10n.t('Variable before')],
    [{ kind: 'after' }, l10n.t('Variable after')],
  ] as const).map(([part, label]) => ({ label, part: part as TensorPart }));
  const part =
    wish.part ?? (await window.showQuickPick(parts, { title: l10n.t('Which tensor of {0}?', row.name) }))?.part;
  if (!part) return undefined;
  const step = record.phase === 'applied' ? record.index : null;
  const answer = await wholeTensor(file.debugger, { step, variable: row.variable, part });
  if (!answer.ok) {
    void window.showWarningMessage(answer.message);
    return undefined;
  }
  const name = `${row.name} ${part.kind} step ${record.index}.npy`.replace(/[\\/:*?"<>|]/g, '_');
  return save(file, wish.to, name, 'NumPy', npyFile(answer.values, answer.shape, answer.dtype));
}

function nothing(): undefined {
  void window.showInformationMessage(l10n.t('There is no step to export yet.'));
  return undefined;
}

async function save(
  file: OpenFile,
  to: Uri | undefined,
  name: string,
  kind: string,
  bytes: Uint8Array,
): Promise<Uri | undefined> {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  const folder = file.uri.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(file.uri, '..');
  const stem = file.title.replace(/\.\w+$/, '');
  const target =
    to ??
    (await window.showSaveDialog({
      filters: { [kind]: [extension] },
      ...(folder ? { defaultUri: Uri.joinPath(folder, `${stem} ${name}`) } : {}),
    }));
  if (!target) return undefined;
  await workspace.fs.writeFile(target, bytes);
  return target;
}
