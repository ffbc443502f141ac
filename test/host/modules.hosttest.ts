/** @file A module beside the loss file: saved anew, it runs in the loss file without a key typed there. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, edit, openValues, recordOf, shown, until, writeFile } from './loadedFile';

const LOSS = `import tensorflow as tf
from scaled_module import scale
w = tf.Variable(3.0, name='w')
loss = scale(w)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
`;

describe('a module beside the loss file', () => {
  afterEach(closeAll);

  it('is followed: saved anew, the loss file runs again', async () => {
    await writeFile('scaled_module.py', 'def scale(w):\n  return 2.0 * w\n');
    const uri = await writeFile('imports_module.py', LOSS);
    const gradient = (record: ReturnType<typeof recordOf>) => {
      const { gradient: found } = record.rows[0]!;
      return found.kind === 'dense' ? found.tensor.values[0] : null;
    };
    assert.equal(gradient(recordOf(await openValues(uri))), 2);
    await writeFile('scaled_module.py', 'def scale(w):\n  return 5.0 * w\n');
    await until(async () => gradient(recordOf(await shown(uri))), (value) => value === 5);
  });

  it('has the values of the loss file in its own editor: as it ran, marked while it has another text, in its hover too', async () => {
    const module = await writeFile('hinted_module.py', 'def scale(w):\n  return 2.0 * w\n');
    const text = "import tensorflow as tf\nfrom hinted_module import scale\nw = tf.Variable(3.0, name='w')\nloss = scale(w)\n"
      + 'train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)\n';
    await openValues(await writeFile('imports_hinted.py', text));
    await vscode.window.showTextDocument(module);
    const labels = async () => {
      const range = new vscode.Range(0, 0, 100, 0);
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', module, range);
      return hints.map(({ position, label }) => `${position.line}:${position.character} ${label as string}`);
    };
    const hover = async (line: number, character: number) => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', module, new vscode.Position(line, character));
      return found.flatMap(({ contents }) => contents.map((content) => (content as vscode.MarkdownString).value)).join('\n');
    };
    // 2 · 3, the loss itself.
    assert.deepEqual(await until(labels, (found) => found.length > 0), ['1:16 = 6']);
    assert.match(await hover(1, 15), /\b3\b/);
    await edit(module, 'def scale', '# more\ndef scale');
    assert.deepEqual(await labels(), ['2:16 was 6']);
    assert.match(await hover(2, 15), /The text changed since this value was computed/);
    await edit(module, '2.0 * w', '4.0 * w');
    assert.deepEqual(await labels(), []);
    // Saved, it runs.
    await vscode.workspace.saveAll();
    assert.deepEqual(await until(labels, (found) => found.length > 0), ['2:16 = 12']);
  });

  it('has the lenses of what is written in it, which are about the loss file, and say that they were while it has another text', async () => {
    const clips = [
      'import tensorflow as tf', 'def trained(loss):', '  optimizer = tf.train.GradientDescentOptimizer(0.1)', '  (g, v), = optimizer.compute_gradients(loss)',
      '  clipped = tf.clip_by_norm(g, 1.0)', '  return optimizer.apply_gradients([(clipped, v)])', '',
    ].join('\n');
    const module = await writeFile('clipping_module.py', clips);
    const text = "import tensorflow as tf\nfrom clipping_module import trained\nw = tf.Variable(3.0, name='w')\nloss = 2.0 * w\ntrain = trained(loss)\n";
    const loss = await writeFile('imports_clipping.py', text);
    await openValues(loss);
    await vscode.window.showTextDocument(module);
    const given = () => vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', module, 100);
    const titles = async () => (await given()).map(({ range, command }) => `${range.start.line} ${command?.title}`).sort();
    const now = await until(titles, (found) => found.length > 0);
    assert.deepEqual(now.map((title) => title.split(' · ').slice(0, 2).join(' · ')), [
      '2 GradientDescent · ‖g‖ 2 → 1', '4 clip_by_norm fired for 1 of 1 variables · ×0.5', '5 GradientDescent · ‖g‖ 2 → 1',
    ]);
    const clip = (await given()).find(({ range }) => range.start.line === 4);
    assert.deepEqual(clip?.command?.arguments, [loss.toString(), 'w:0']);
    await edit(module, 'def trained', '# more\ndef trained');
    const moved = await titles();
    assert.deepEqual(moved.map((title) => title.slice(0, 9)), ['3 was Gra', '5 was cli', '6 was Gra']);
    await edit(module, '# more\n', '');
    assert.deepEqual(await titles(), now);
  });
});
