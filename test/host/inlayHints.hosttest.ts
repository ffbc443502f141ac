/** @file The values behind the lines, as the editor asks for them: where they stand, how they are marked, when there are none. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ValueHints } from '../../src/extension/inlayHints';
import type { Mark, PlaceHint, TextValues } from '../../src/extension/shownPlaces';
import type { PlaceValue, ValueDigest } from '../../src/protocol/placeValues';
import type { Health } from '../../src/protocol/records';
import { closeAll, edit, openValues, run, until, writeFile } from './loadedFile';

const TEXT = [
  'import tensorflow as tf',
  "w = tf.Variable(3.0, name='w')",
  'x = tf.constant([1.0, 2.0])',
  'def model(x):',
  '  return w * x',
  'loss = tf.reduce_sum(model(x))',
  'train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)',
  '',
].join('\n');

/** `LINE:CHARACTER LABEL`, from 0, in the order of the text. */
async function hintsOf(uri: vscode.Uri, from = 0, to = 1000): Promise<string[]> {
  const range = new vscode.Range(from, 0, to, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', uri, range);
  return hints
    .sort((a, b) => a.position.compareTo(b.position))
    .map(({ position, label }) => `${position.line}:${position.character} ${label as string}`);
}

// w 3, x (1, 2): the products (3, 6), loss 9; ∂w = 1 + 2, ∂x = (3, 3), ∂ of the products (1, 1).
const SHOWN = [
  '1:30 = 3  ∂ 3', '2:27 [2] μ 1.5 ∂‖·‖ 4.243', '4:14 [2] μ 4.5 ∂‖·‖ 1.414', '5:30 = 9',
];

let files = 0;

describe('inlay hints', () => {
  let uri: vscode.Uri;
  const setting = (name: string, value: unknown) =>
    vscode.workspace.getConfiguration('gradientDebugger', uri).update(name, value, vscode.ConfigurationTarget.Global);

  beforeEach(async () => {
    uri = await writeFile(`inlay_hints${++files}.py`, TEXT);
    await vscode.window.showTextDocument(uri);
  });
  afterEach(closeAll);

  it('stand behind assignments and returns once the gradients are open, and follow the step', async () => {
    assert.deepEqual(await hintsOf(uri), []);
    await openValues(uri);
    assert.deepEqual(await until(() => hintsOf(uri), (found) => found.length > 0), SHOWN);
    // Of the lines that are asked for.
    assert.deepEqual(await hintsOf(uri, 2, 5), SHOWN.slice(1, 3));
    await run('step');
    await run('step');
    // Before step 2 w is 3 − 0.1·3 = 2.7.
    const second = await until(() => hintsOf(uri), (found) => found[0] === '1:30 = 2.7  ∂ 3');
    assert.equal(second.at(-1), '5:30 = 8.1');
    await closeAll();
    await vscode.window.showTextDocument(uri);
    assert.deepEqual(await hintsOf(uri), []);
  });

  it('are marked with the key that makes another text of it, move with their lines, and go from the line that is edited', async () => {
    await setting('live.delay', 60_000);
    try {
      await openValues(uri);
      await until(() => hintsOf(uri), (found) => found.length > 0);
      await edit(uri, 'import tensorflow as tf\n', 'import tensorflow as tf\n# more\n');
      assert.deepEqual(await hintsOf(uri), [
        '2:30 … 3  ∂ 3', '3:27 … [2] μ 1.5 ∂‖·‖ 4.243', '5:14 … [2] μ 4.5 ∂‖·‖ 1.414', '6:30 … 9',
      ]);
      await edit(uri, '  return w * x', '  return w * x * x');
      assert.deepEqual((await hintsOf(uri)).map((hint) => hint.split(' ')[0]), ['2:30', '3:27', '6:30']);
      await edit(uri, ' * x * x', ' * x');
      await edit(uri, '# more\n', '');
      assert.deepEqual(await hintsOf(uri), SHOWN);
    } finally {
      await setting('live.delay', undefined);
    }
  });

  it('say that they were while the text fails, and are those of the next text that runs', async () => {
    await openValues(uri);
    await until(() => hintsOf(uri), (found) => found.length > 0);
    await edit(uri, 'Optimizer(0.1)', 'Optimizer(0.1');
    const failed = await until(() => hintsOf(uri), (found) => found[0] === '1:30 was 3  ∂ 3');
    assert.deepEqual(failed.filter((hint) => !hint.includes(' was ')), []);
    await edit(uri, 'Variable(3.0', 'Variable(5.0');
    await edit(uri, 'Optimizer(0.1', 'Optimizer(0.1)');
    const now = await until(() => hintsOf(uri), (found) => found[0] === '1:30 = 5  ∂ 3');
    assert.equal(now.at(-1), '5:30 = 15');
  });

  it('are written without gradients, or not at all, as the settings want', async () => {
    await openValues(uri);
    await until(() => hintsOf(uri), (found) => found.length > 0);
    try {
      await setting('inlayHints.gradients', false);
      assert.deepEqual(await hintsOf(uri), ['1:30 = 3', '2:27 [2] μ 1.5', '4:14 [2] μ 4.5', '5:30 = 9']);
      await setting('inlayHints.enabled', false);
      assert.deepEqual(await hintsOf(uri), []);
    } finally {
      await setting('inlayHints.gradients', undefined);
      await setting('inlayHints.enabled', undefined);
    }
    assert.deepEqual(await until(() => hintsOf(uri), (found) => found.length > 0), SHOWN);
  });
});

/** Two lines, a value behind the second; its mark is set from outside. */
describe('inlay hints while keys come fast', () => {
  const place = { file: 'x.py', line: 2, column: 1, endLine: 2, endColumn: 2 };
  const health: Health = {
    nan: 0, negativeInfinity: 0, positiveInfinity: 0, negative: 0, zero: 0, positive: 1, min: 1, max: 1, mean: 1, std: 0, norm: 1,
  };
  const value: ValueDigest = { dtype: 'float32', shape: [], size: 1, value: 1, health };
  const found: PlaceValue = {
    kind: 'assigned', place, within: place, after: { line: 2, column: 2 }, name: 'x', visits: 1, op: 'Const', node: 'x', order: 0,
    isOfStep: true, isMaker: true, value, gradient: null, rows: [],
  };
  let mark: Mark;
  let character: number;
  let hints: ValueHints;
  let document: vscode.TextDocument;
  let keys: vscode.CancellationTokenSource;

  const type = (line = 0) => {
    const range = { startLine: line, startCharacter: 0, endLine: line, endCharacter: 0 };
    hints.edited(document.uri, [{ range, text: 'k' }]);
    if (line === 1) character++;
    mark = 'awaited';
  };
  const ask = () => {
    keys = new vscode.CancellationTokenSource();
    return hints.provideInlayHints(document, new vscode.Range(0, 0, 100, 0), keys.token);
  };
  const labels = (given: readonly vscode.InlayHint[]) => given.map(({ label, position }) => `${position.character} ${label as string}`);
  /** Whether it is answered without anything else that happens. */
  async function isAnswered(asked: Promise<unknown>): Promise<boolean> {
    const first = await Promise.race([asked.then(() => true), new Promise((resolve) => setTimeout(resolve, 5, false))]);
    return first === true;
  }

  beforeEach(async () => {
    document = await vscode.workspace.openTextDocument({ language: 'python', content: '\nx = 1\n' });
    await vscode.window.showTextDocument(document);
    [mark, character] = ['none', 1];
    const one = (): PlaceHint[] => [{ line: 1, character, found, mark }];
    const values: TextValues = { hints: one, details: async () => null, valueAt: async () => null };
    hints = new ValueHints((asked) => (asked === document ? { values, owner: document.uri } : undefined));
    assert.deepEqual(labels(await ask()), ['1 = 1']);
  });
  afterEach(async () => {
    hints.dispose();
    await closeAll();
  });

  it('are given at once to somebody who asks about a document that no editor draws', async () => {
    type();
    type();
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: '' }));
    // In front of it: what is answered now is drawn nowhere.
    assert.deepEqual(labels(await ask()), ['1 … 1']);
    await vscode.window.showTextDocument(document);
    type();
    assert.ok(await isAnswered(ask()), 'held as if it were drawn');
  });

  it('get their marks at the first key, and stay as they are drawn until the next one', async () => {
    type();
    type();
    assert.deepEqual(labels(await ask()), ['1 … 1']);
    type();
    const held = ask();
    assert.equal(await isAnswered(held), false);
    keys.cancel();
    assert.deepEqual(await held, []);
  });

  it('are new at once when the values are', async () => {
    type();
    type();
    await ask();
    const held = ask();
    mark = 'none';
    hints.refresh();
    assert.deepEqual(labels(await held), ['1 = 1']);
  });

  it('are given again when no key comes any more', async () => {
    type();
    type();
    await ask();
    assert.deepEqual(labels(await ask()), ['1 … 1']);
  });

  it('are not held when one stands elsewhere than it is drawn', async () => {
    type();
    type();
    await ask();
    type();
    // As when the key takes letters from before it: the editor's own marks do not always go the same way.
    character = 0;
    assert.ok(await isAnswered(ask()));
  });
});
