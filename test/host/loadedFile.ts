/** @file What the host tests do to a loss file: open it, run a command, wait for what its panel shows. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SessionState } from '../../src/protocol/messages';
import type { RowRecord, StepRecord } from '../../src/protocol/records';
import type { PanelSnapshot } from '../../src/protocol/view';

export function fileUri(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Writes a loss file into the folder of the suite, which is a copy. */
export async function writeFile(name: string, text: string): Promise<vscode.Uri> {
  const uri = fileUri(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

let copies = 0;

/** A copy of an example under a name of its own: what one test types is not there for the next. */
export async function copyOf(name: string): Promise<vscode.Uri> {
  const bytes = await vscode.workspace.fs.readFile(fileUri(name));
  return writeFile(`copy${++copies}_${name}`, new TextDecoder().decode(bytes));
}

/** Runs a command of ours; resolves to what the panel shows after it. */
export async function run(command: string, ...args: unknown[]): Promise<PanelSnapshot> {
  const snapshot = await vscode.commands.executeCommand<PanelSnapshot | undefined>(
    `gradientDebugger.${command}`,
    ...args,
  );
  assert.ok(snapshot, `gradientDebugger.${command} had no file to act on`);
  return snapshot;
}

/** Opens the file's gradients; there must be values. */
export async function openValues(uri: vscode.Uri): Promise<PanelSnapshot> {
  const snapshot = await run('open', uri);
  assert.equal(snapshot.error, null, snapshot.error?.message);
  return snapshot;
}

/** What the panel of an opened file shows now. */
export function shown(uri: vscode.Uri): Promise<PanelSnapshot> {
  return run('open', uri);
}

export function stateOf(snapshot: PanelSnapshot): SessionState {
  assert.ok(snapshot.state, `no state, but: ${JSON.stringify(snapshot.error ?? snapshot.status)}`);
  return snapshot.state;
}

export function recordOf(snapshot: PanelSnapshot): StepRecord {
  const { record } = stateOf(snapshot);
  assert.ok(record, 'no step is shown');
  return record;
}

export function rowOf(snapshot: PanelSnapshot, name: string): RowRecord {
  const { rows } = recordOf(snapshot);
  const row = rows.find((candidate) => candidate.name === name);
  assert.ok(row, `no row ${name} among ${rows.map((candidate) => candidate.name).join(', ')}`);
  return row;
}

/** The only element of a variable before and after the step. */
export function values(snapshot: PanelSnapshot, name: string) {
  const { gradient, applied, before, after } = rowOf(snapshot, name);
  return {
    gradient: gradient.kind === 'none' ? null : gradient.tensor.values[0],
    applied: applied?.values[0] ?? null,
    before: before?.values[0] ?? null,
    after: after?.values[0] ?? null,
  };
}

export function problemsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'gradient');
}

/** The code by itself; a finding's is a link. */
export function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}

/** Replaces a part of the text in the editor, without saving. */
export async function edit(uri: vscode.Uri, part: string, by: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const at = document.getText().indexOf(part);
  assert.ok(at >= 0, `"${part}" is not in ${uri.path}`);
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + part.length));
  const change = new vscode.WorkspaceEdit();
  change.replace(uri, range, by);
  assert.ok(await vscode.workspace.applyEdit(change));
}

/** Reads until the value is accepted; the suite's own limit ends a test that waits in vain. */
export async function until<T>(
  read: () => T | Promise<T>,
  accept: (value: T) => boolean,
): Promise<T> {
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Closes every panel and editor: nothing of one test is left for the next. */
export async function closeAll(): Promise<void> {
  // By their tabs: a group that becomes empty is gone, and others with it get other places.
  await vscode.window.tabGroups.close(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
}
