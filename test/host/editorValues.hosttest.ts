/** @file The editor of a debugged file in the extension host: lenses, hovers, the peeked path, settings. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, copyOf, edit, openValues, run, until, writeFile } from './loadedFile';

const MODEL = [
  'import tensorflow as tf',
  "w = tf.Variable(3.0, name='w')",
  "unused = tf.Variable(1.0, name='unused')",
  'x = tf.constant([1.0, 2.0])',
  'y = tf.square(w * x) + w',
  'loss = tf.reduce_sum(y)',
  'optimizer = tf.train.GradientDescentOptimizer(0.1)',
  'pairs = optimizer.compute_gradients(loss)',
  'pairs = [(tf.clip_by_norm(g, 6.0), v) for g, v in pairs if g is not None] + [(None, unused)]',
  'train = optimizer.apply_gradients(pairs)',
  '',
].join('\n');

const lensesOf = async (uri: vscode.Uri): Promise<vscode.CodeLens[]> =>
  vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);

/** `LINE TITLE` of each lens. */
async function titles(uri: vscode.Uri): Promise<string[]> {
  const found = await lensesOf(uri);
  return found.map(({ range, command }) => `${range.start.line + 1} ${command?.title}`);
}

/** What our hover says at `part` of the text, as one text; empty when it says nothing. */
async function hoverAt(uri: vscode.Uri, part: string, plus = 0): Promise<string> {
  const document = await vscode.workspace.openTextDocument(uri);
  const position = document.positionAt(document.getText().indexOf(part) + plus);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  const texts = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
  return texts.map(({ value }) => value).join('\n');
}

/** Each test has a text of its own: what one types is not there for the next. */
let files = 0;

describe('the editor of a debugged file', () => {
  let uri: vscode.Uri;
  beforeEach(async () => {
    uri = await writeFile(`editor_values${++files}.py`, MODEL);
    await vscode.window.showTextDocument(uri);
  });
  afterEach(closeAll);

  it('has nothing before its gradients are open, and nothing after they are closed', async () => {
    assert.deepEqual(await titles(uri), []);
    assert.equal(await hoverAt(uri, 'w * x'), '');
    await openValues(uri);
    await until(() => titles(uri), (found) => found.length > 0);
    await closeAll();
    await vscode.window.showTextDocument(uri);
    assert.deepEqual(await titles(uri), []);
    assert.equal(await hoverAt(uri, 'w * x'), '');
  });

  it('has the step summed up above its lines, and the next one after Step', async () => {
    await openValues(uri);
    // (3x)² + 3 with x (1, 2): 12 + 39 = 51; ∂w = Σ 2·3·x² + 1 = 7 + 25 = 32, clipped to 6.
    assert.deepEqual(await until(() => titles(uri), (found) => found.length > 0), [
      '3 No gradient: the loss does not depend on it',
      '6 Loss 51', '6 Step', '6 Run Until…',
      '7 GradientDescent · ‖g‖ 32 → 6 · 1 of 2 clipped',
      '9 clip_by_norm fired for 1 of 1 variables · ×0.188 · turned by 0°',
      '10 GradientDescent · ‖g‖ 32 → 6 · 1 of 2 clipped',
    ]);
    const step = (await lensesOf(uri)).find(({ command }) => command?.title === 'Step')?.command;
    assert.ok(step);
    await vscode.commands.executeCommand(step.command, ...(step.arguments ?? []));
    await until(() => titles(uri), (found) => found.some((title) => title === '6 Loss 51 · step 1'));
    await run('step');
    // w = 3 − 0.1·6 = 2.4: 2.4²·5 + 2·2.4 = 33.6.
    await until(() => titles(uri), (found) => found.some((title) => title === '6 Loss 33.6 (−17.4) · step 2'));
  });

  it('marks what is stale, moves it with the text, and drops what was edited', async () => {
    await openValues(uri);
    await until(() => titles(uri), (found) => found.length > 0);
    await edit(uri, 'import tensorflow as tf\n', 'import tensorflow as tf\nbroken = (\n');
    const marked = await until(() => titles(uri), (found) => found.includes('7 was Loss 51'));
    assert.ok(marked.includes('7 Step'), marked.join('\n'));
    const hover = await hoverAt(uri, 'tf.reduce_sum', 3);
    assert.match(hover, /The text changed since this value was computed/);
    await edit(uri, 'tf.clip_by_norm(g, 6.0)', 'tf.clip_by_norm(g, 7.0)');
    const left = await titles(uri);
    assert.deepEqual(left.filter((title) => title.includes('clip_by_norm')), []);
    await edit(uri, 'broken = (\n', '');
    await until(() => titles(uri), (found) => found.includes('6 Loss 51') && found.some((title) => title.startsWith('9 clip_by_norm')));
  });

  it('tells under the pointer of any expression its value, gradient, and where the gradient came from', async () => {
    await openValues(uri);
    // The text of the test before is undone: until its run is there the pointer finds values of the old one.
    const product = await until(() => hoverAt(uri, 'w * x', 2), (text) => text !== '' && !text.includes('The text changed'));
    assert.match(product, /w \* x/);
    assert.match(product, /float32 \[2\]/);
    // ∂(3x)² = 2·3x = (6, 12), all through the square.
    assert.match(product, /through Square[^,]*, line 5: 100 %/);
    assert.match(product, /▁|█/);
    const variable = await hoverAt(uri, 'w * x');
    assert.match(variable, /Value: \*\*3\*\*/);
    assert.match(variable, /∂loss\/∂value: \*\*32\*\*/);
    // Through the product (6, 12)·(1, 2) = 30 of 32, through + w 2 of 32.
    assert.match(variable, /: 93\.8 %/);
    assert.match(variable, /: 6\.25 %/);
    assert.match(variable, /command:gradientDebugger\.showRow\?/);
    assert.match(await hoverAt(uri, 'loss = '), /Value: \*\*51\*\*/);
    assert.equal(await hoverAt(uri, 'import'), '');
    assert.equal(await hoverAt(uri, 'tensorflow'), '');
  });

  it('can be told to show none of it', async () => {
    const settings = vscode.workspace.getConfiguration('gradientDebugger', uri);
    await openValues(uri);
    await until(() => titles(uri), (found) => found.length > 0);
    try {
      for (const part of ['codeLens', 'hover']) await settings.update(`${part}.enabled`, false, vscode.ConfigurationTarget.Global);
      assert.deepEqual(await titles(uri), []);
      assert.equal(await hoverAt(uri, 'w * x', 2), '');
    } finally {
      for (const part of ['codeLens', 'hover']) await settings.update(`${part}.enabled`, undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('leads from a variable without gradient to the line that cuts its path', async () => {
    const cut = await copyOf('no_gradient.py');
    await openValues(cut);
    const isGate = ({ range, command }: vscode.CodeLens) => range.start.line === 4 && command?.title.startsWith('No gradient');
    const gate = await until(async () => (await lensesOf(cut)).find(isGate), (lens) => lens !== undefined);
    assert.match(gate?.command?.title ?? '', /ArgMax, line 8$/);
    assert.equal(gate?.command?.command, 'editor.action.goToLocations');
    await vscode.commands.executeCommand(gate.command.command, ...(gate.command.arguments ?? []));
    await until(() => vscode.window.activeTextEditor?.selection.active.line, (line) => line === 7);
  });

  it('peeks at the path of the caret’s variable without an error, and of one that is named', async () => {
    await openValues(uri);
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await run('peekGradientPath');
    await run('peekGradientPath', { uri: uri.toString(), variable: 'unused:0' });
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
  });
});
