/** @file The host the suite runs in: right VS Code, our extension known, examples as the folder. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import * as vscode from 'vscode';

describe('the extension host of the suite', () => {
  it('is a VS Code that engines.vscode admits', () => {
    const [major, minor] = vscode.version.split('.').map(Number);
    assert.equal(major, 1);
    // package.json: "vscode": "^1.100.0"
    assert.ok(minor !== undefined && minor >= 100, vscode.version);
  });

  it('knows our extension, in the version of its manifest', () => {
    const extension = vscode.extensions.getExtension('gradient-debugger.gradient-debugger');
    assert.ok(extension, 'gradient-debugger.gradient-debugger is not among the extensions');
    assert.equal(extension.packageJSON.name, 'gradient-debugger');
  });

  it('has a copy of the examples open, so that a test may write into it', () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, 'no folder is open');
    const names = readdirSync(folder.uri.fsPath);
    const wanted = process.env['VSCODE_TEST_EXAMPLES']?.split('\n').filter(Boolean) ?? [];
    for (const name of wanted) assert.ok(names.includes(name), `${name} is missing in ${names}`);
  });
});
