/** @file TypeScript and JavaScript loss files in the editor: what Python ones have, and nothing in a script that is not debugged. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeOf, copyOf, edit, openValues, problemsOf, recordOf, run, shown, stateOf, until, values, writeFile } from './loadedFile';

const TEXT = [
  "import * as tf from '@tensorflow/tfjs';",
  'const w: tf.Variable = tf.variable(tf.scalar(3));',
  'const loss = (): tf.Scalar => w.square() as tf.Scalar;',
  'for (let i = 0; i < 3; i++) tf.train.sgd(0.1).minimize(loss);',
  '',
].join('\n');

async function hintsOf(uri: vscode.Uri): Promise<string[]> {
  const range = new vscode.Range(0, 0, 1000, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', uri, range);
  return hints
    .sort((a, b) => a.position.compareTo(b.position))
    .map(({ position, label }) => `${position.line}:${position.character} ${label as string}`);
}

describe('scripts', () => {
  afterEach(closeAll);

  it('open with values at exact places, step, and run again while they are typed', async () => {
    const uri = await writeFile('script_hints.ts', TEXT);
    await vscode.window.showTextDocument(uri);
    assert.deepEqual(await hintsOf(uri), []);
    const first = await openValues(uri);
    assert.equal(stateOf(first).framework.name, 'TensorFlow.js 4.22');
    // w 3: the loss is 9, its gradient 6.
    const hints = await until(() => hintsOf(uri), (found) => found.length > 0);
    assert.equal(hints[0], '1:48 = 3  ∂ 6');
    assert.match(hints[1] ?? '', /^2:40 = 9/);
    await run('step');
    await run('step');
    // The second step begins with 3 − 0.1·6.
    const second = await until(() => hintsOf(uri), (found) => found[0]?.startsWith('1:48 = 2.4') === true);
    assert.equal(second.length, 2);
    await edit(uri, 'scalar(3)', 'scalar(5)');
    await until(() => hintsOf(uri), (found) => found[0]?.startsWith('1:48 = 4') === true);
    await edit(uri, 'sgd(0.1)', 'sgd(0.1');
    const [problem] = await until(() => problemsOf(uri), (found) => found.length > 0);
    assert.equal(codeOf(problem!), 'SyntaxError');
    assert.equal(problem!.range.start.line, 3);
  });

  it('have lenses and hovers, and no fix that would write Python', async () => {
    const uri = await writeFile('script_lenses.js', TEXT.replace(/: tf\.\w+| as tf\.\w+/g, ''));
    await vscode.window.showTextDocument(uri);
    await openValues(uri);
    const lenses = await until(
      async () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10),
      (found) => found.length > 0,
    );
    assert.ok(lenses.some(({ command }) => command?.title.includes('Loss 9')), JSON.stringify(lenses.map(({ command }) => command?.title)));
    const at = new vscode.Position(2, 'const loss = () => w.squ'.length);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at);
    const text = hovers.flatMap(({ contents }) => contents.map((content) => (content as vscode.MarkdownString).value)).join('\n');
    assert.ok(text.includes('```javascript\nw.square()'), text);
    const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, new vscode.Range(0, 0, 4, 0));
    assert.deepEqual(fixes.filter(({ title }) => /tf\.|None|UPDATE_OPS/.test(title)).map(({ title }) => title), []);
  });

  it('run unsaved, by the language of the document', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'typescript', content: `${TEXT}nothing.at.all;\n` });
    await vscode.window.showTextDocument(document);
    const snapshot = await run('open');
    assert.equal(values(snapshot, 'w').gradient, 6);
    const last = await run('runUntil', document.uri, 'loss < 0');
    assert.equal(last.error?.type, 'ReferenceError');
    assert.deepEqual(problemsOf(document.uri).map(({ range }) => range.start.line), [4]);
  });

  it('have values in the modules that they import, and leave every other script alone', async () => {
    const model = await writeFile('script_model.ts', 'import type { Tensor } from \'@tensorflow/tfjs\';\nexport function model(x: Tensor): Tensor {\n  return x.square();\n}\n');
    const other = await writeFile('script_other.ts', 'const a = 1;\nexport const b = a;\n');
    const uri = await writeFile('script_main.ts', TEXT.replace('w.square()', 'model(w)').replace('\n', "\nimport { model } from './script_model.js';\n"));
    for (const each of [other, model, uri]) await vscode.window.showTextDocument(each);
    await openValues(uri);
    await until(() => hintsOf(model), (found) => found.join() === '2:19 = 9  ∂ 1' || found.join() === '2:19 = 9');
    assert.deepEqual(await hintsOf(other), []);
    const own = await until(() => hintsOf(uri), (found) => found.length > 0);
    assert.deepEqual(own.map((hint) => hint.split(' ')[0]), ['2:48', '3:38']);
  });

  it('answer a language model, and stop at a breakpoint of the debug view', async () => {
    const uri = await writeFile('script_debug.ts', TEXT);
    const pairs = await vscode.commands.executeCommand<{ pairs?: unknown }>('gradientDebugger.tools.listPairs', { file: uri.fsPath });
    assert.ok(JSON.stringify(pairs).includes('"w"'), JSON.stringify(pairs));
    await vscode.window.showTextDocument(uri);
    const point = new vscode.SourceBreakpoint(new vscode.Location(uri, new vscode.Position(2, 0)), true, 'loss < 5');
    vscode.debug.addBreakpoints([point]);
    try {
      assert.ok(await vscode.debug.startDebugging(undefined, { type: 'gradient', request: 'launch', name: 'x', program: uri.fsPath, stopOnEntry: false }));
      const frame = await until(() => vscode.debug.activeStackItem, (item) => item instanceof vscode.DebugStackFrame);
      assert.ok(frame instanceof vscode.DebugStackFrame);
      const trace = await frame.session.customRequest('stackTrace', { threadId: 1 });
      assert.equal(trace.stackFrames[0].line, 3);
      // 9, 5.76, 3.6864: the third step is the first whose loss is below 5.
      assert.equal(recordOf(await shown(uri)).index, 3);
    } finally {
      await vscode.debug.stopDebugging();
      vscode.debug.removeBreakpoints([point]);
    }
  });

  it('are an example too', async () => {
    const uri = await copyOf('loss.ts');
    await openValues(uri);
    const snapshot = await run('step');
    const { gradient, applied, before, after } = values(snapshot, 'w');
    // 5 of 35: w goes by 0.05·5.
    assert.deepEqual({ gradient, applied, before, after }, { gradient: -35, applied: -5, before: 0, after: 0.25 });
  });
});
