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
});
