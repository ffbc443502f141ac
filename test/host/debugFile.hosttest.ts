/** @file A loss file in the extension host: open, step, back, edit, fail, recover. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  codeOf,
  copyOf,
  edit,
  fileUri,
  openValues,
  problemsOf,
  recordOf,
  rowOf,
  run,
  shown,
  stateOf,
  until,
  values,
  writeFile,
} from './loadedFile';

const f = Math.fround;
const settings = () => vscode.workspace.getConfiguration('gradientDebugger');
const IDS = [
  ...['open', 'step', 'stepBack', 'compute', 'apply', 'run', 'reset', 'stop'],
  ...['chooseTrainingOp', 'showLog'],
];

describe('the commands of the extension', () => {
  it('are all there once it is active, and it is not active before', async () => {
    const extension = vscode.extensions.getExtension('gradient-debugger.gradient-debugger');
    assert.ok(extension);
    assert.equal(extension.isActive, false);
    const began = performance.now();
    await extension.activate();
    // A figure for the reader of the log; how busy the machine is, is no property of the code.
    console.log(`      activated in ${(performance.now() - began).toFixed(1)} ms, loading included`);
    const all = await vscode.commands.getCommands(true);
    for (const id of IDS) assert.ok(all.includes(`gradientDebugger.${id}`), id);
  });

  it('resolve to nothing, without an error, when no file is open', async () => {
    await closeAll();
    assert.equal(await vscode.commands.executeCommand('gradientDebugger.step'), undefined);
  });
});

describe('clip_by_norm.py', () => {
  let uri: vscode.Uri;
  beforeEach(async () => {
    uri = await copyOf('clip_by_norm.py');
  });
  afterEach(closeAll);

  it('opens at the computed pairs: w 10 → 6 (clipped on line 14), x 5 not clipped', async () => {
    const snapshot = await openValues(uri);
    assert.equal(recordOf(snapshot).phase, 'computed');
    assert.deepEqual(
      recordOf(snapshot).rows.map(({ name }) => name),
      ['w', 'x'],
    );
    assert.deepEqual(values(snapshot, 'w'), { gradient: 10, applied: 6, before: 5, after: null });
    assert.deepEqual(values(snapshot, 'x'), { gradient: 5, applied: 5, before: 10, after: null });
    const [clip] = rowOf(snapshot, 'w').stages;
    assert.ok(clip);
    const { op, fired, thresholds, place } = clip;
    assert.deepEqual([op, fired, thresholds, place?.line], ['clip_by_norm', true, [6], 14]);
    assert.equal(rowOf(snapshot, 'x').stages[0]?.fired, false);
    const printed = snapshot.prints.map(({ text }) => text).join('');
    assert.equal(printed, '[(6.0, 5.0), (5.0, 10.0)]\n[10.0, 5.0, 50.0]\n');
    assert.deepEqual(problemsOf(uri), []);
  });

  it('steps to w 4.4, x 9.5 at loss 50, recomputes the pairs, and goes back bit for bit', async () => {
    const start = await openValues(uri);
    const first = await run('step');
    // w = 5 − 0.1·6 = 4.4, x = 10 − 0.1·5 = 9.5, in float32.
    assert.equal(values(first, 'w').after, f(4.4));
    assert.equal(values(first, 'x').after, 9.5);
    assert.equal(recordOf(first).loss?.values[0], 50);
    assert.equal(rowOf(first, 'w').residual, 0);
    const second = await run('step');
    // The gradients are the variables of the other: 9.5, clipped to 6, and 4.4.
    assert.equal(values(second, 'w').gradient, 9.5);
    assert.equal(values(second, 'x').gradient, f(4.4));
    assert.equal(stateOf(second).cursor, 2);
    const back = await run('stepBack', 2);
    assert.equal(stateOf(back).cursor, 0);
    assert.deepEqual(recordOf(back), recordOf(start));
  });

  it('computes without writing, then applies', async () => {
    await openValues(uri);
    const computed = await run('compute');
    assert.equal(recordOf(computed).phase, 'computed');
    assert.equal(values(computed, 'w').after, null);
    const applied = await run('apply');
    assert.equal(recordOf(applied).phase, 'applied');
    assert.equal(values(applied, 'w').after, f(4.4));
  });

  it('runs several steps at once and resets to step 0', async () => {
    await openValues(uri);
    const ran = await run('run', 5);
    assert.equal(stateOf(ran).cursor, 5);
    assert.equal(stateOf(ran).history.length, 5);
    const reset = await run('reset');
    assert.equal(stateOf(reset).cursor, 0);
    assert.deepEqual(values(reset, 'w'), { gradient: 10, applied: 6, before: 5, after: null });
  });

  it('marks the values when the unsaved text changes and runs it to the same step', async () => {
    await openValues(uri);
    await run('step');
    await edit(uri, 'tf.clip_by_norm(g, 6)', 'tf.clip_by_norm(g, 3)');
    const stale = await shown(uri);
    assert.equal(stale.status.kind, 'stale');
    assert.equal(values(stale, 'w').after, f(4.4));
    const before = stateOf(stale).version;
    const fresh = await until(
      () => shown(uri),
      (now) => (now.state?.version ?? before) > before && now.status.kind === 'idle',
    );
    // 10 clipped to 3: w = 5 − 0.1·3 = 4.7.
    assert.equal(values(fresh, 'w').after, f(4.7));
    assert.equal(stateOf(fresh).cursor, 1);
  });

  it('keeps the last good values under a syntax error, and Step runs the corrected text', async () => {
    await openValues(uri);
    await run('step');
    await edit(uri, 'y = w * x', 'y = w * (');
    const [problem] = await until(
      () => problemsOf(uri),
      (found) => found.length > 0,
    );
    assert.equal(problem?.code, 'SyntaxError');
    const failed = await shown(uri);
    assert.equal(failed.status.kind, 'stale');
    assert.equal(values(failed, 'w').after, f(4.4));
    // What is shown can still be read elsewhere, and the steps before it walked.
    assert.deepEqual(failed.enabled, ['stepBack', 'reset', 'showLog', 'openAccessibleView', 'export']);
    await edit(uri, 'y = w * (', 'y = w * x');
    const next = await run('step');
    assert.equal(next.error, null);
    assert.deepEqual(problemsOf(uri), []);
    assert.equal(stateOf(next).cursor, 2);
  });

  it('has one panel however often it is opened', async () => {
    await openValues(uri);
    await run('step');
    const again = await shown(uri);
    assert.equal(stateOf(again).cursor, 1);
    const panels = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview);
    assert.equal(panels.length, 1);
    assert.equal(panels[0]?.label, `Gradients: ${uri.path.split('/').at(-1)}`);
  });
});

describe('a loss file that fails', () => {
  afterEach(closeAll);

  it('has its NameError at its line, and no longer once it is corrected', async () => {
    // The fragment of the notes: its first three lines are what it lacks.
    const whole = await vscode.workspace.openTextDocument(fileUri('clip_by_value.py'));
    const lines = whole.getText().split('\n');
    const [preamble, fragment] = [lines.slice(0, 3).join('\n'), lines.slice(3).join('\n')];
    const uri = await writeFile('fragment.py', fragment);
    const failed = await run('open', uri);
    assert.equal(failed.error?.type, 'NameError');
    const [problem] = problemsOf(uri);
    assert.ok(problem);
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem.message, /^NameError: name 'tf' is not defined/);
    const line = fragment.split('\n').findIndex((text) => text.includes('tf.train'));
    assert.equal(problem.range.start.line, line);

    await edit(uri, '#Now we apply', `${preamble}\n#Now we apply`);
    const stepped = await run('step');
    // What is left is no error: that the clip by values turns the gradient.
    assert.deepEqual(problemsOf(uri).map(codeOf), ['clip-turns-gradient']);
    const { gradient, stages, after } = rowOf(stepped, 'w');
    // ∂/∂w 2w² = 4w: 12 and −0.8, in float32; clipped to 1 and −0.8.
    assert.deepEqual(gradient.kind === 'dense' && gradient.tensor.values, [12, f(4 * f(-0.2))]);
    assert.equal(stages[0]?.clippedElements, 1);
    // cos = (12 + 0.64)/(√144.64·√1.64): 34.8°.
    assert.equal(Math.round(10 * (stages[0]?.angleDegrees ?? 0)) / 10, 34.8);
    const expected = [3 - 0.1 * 1, -0.2 - 0.1 * -0.8]; // 2.9 and −0.12
    after?.values.forEach((value, i) => {
      // One float32 rounding in the product, one in the difference.
      assert.ok(Math.abs(Number(value) - (expected[i] ?? NaN)) < 2e-7, `${value}`);
    });
  });

  it('is stopped after its time, at its line, and the next run works', async () => {
    await settings().update('timeout', 1, vscode.ConfigurationTarget.Workspace);
    try {
      const uri = await writeFile('endless.py', 'x = 1\nwhile True:\n    pass\n');
      const stopped = await run('open', uri);
      assert.ok(stopped.error);
      assert.ok([2, 3].includes(stopped.error.place?.line ?? 0), JSON.stringify(stopped.error));
      assert.equal(problemsOf(uri).length, 1);
      await openValues(await copyOf('clip_by_norm.py'));
    } finally {
      await settings().update('timeout', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('says when there is no training op', async () => {
    const uri = await writeFile(
      'no_optimizer.py',
      'import tensorflow as tf\nx = tf.Variable(1.0)\n',
    );
    const snapshot = await run('open', uri);
    assert.equal(snapshot.error, null);
    assert.equal(stateOf(snapshot).record, null);
    assert.deepEqual(snapshot.enabled, ['reset', 'showLog']);
  });
});

const TWO_OPS = `import tensorflow as tf
d = tf.Variable(1.0, name='d')
g = tf.Variable(2.0, name='g')
train_d = tf.train.GradientDescentOptimizer(0.5).minimize(d * g, var_list=[d], name='train_d')
train_g = tf.train.GradientDescentOptimizer(0.25).minimize(-d * g, var_list=[g], name='train_g')
`;

describe('a loss file with two training ops', () => {
  afterEach(closeAll);

  it('steps them in turn, then the one that was chosen, and an edit goes the same way again', async () => {
    const uri = await writeFile('two_ops.py', TWO_OPS);
    const opened = await openValues(uri);
    assert.ok(opened.enabled.includes('chooseTrainingOp'));
    assert.equal(recordOf(await run('step')).trainingOp, 'train_d');
    const chosen = await run('chooseTrainingOp', 'train_d');
    assert.equal(chosen.trainingOp, 'train_d');
    assert.equal(recordOf(chosen).phase, 'computed');
    const second = await run('step');
    // ∂(d·g)/∂d = g = 2, which train_g did not change: d = 1 − 2·0.5·2 = −1.
    assert.equal(values(second, 'd').after, -1);
    await edit(uri, '(0.5)', '(0.125)');
    const again = await run('step');
    // Three steps of train_d: d = 1 − 3·0.125·2 = 0.25.
    assert.equal(values(again, 'd').after, 0.25);
    assert.deepEqual(
      stateOf(again).history.map(({ trainingOp }) => trainingOp),
      ['train_d', 'train_d', 'train_d'],
    );
    const inTurn = await run('chooseTrainingOp', '');
    assert.equal(inTurn.trainingOp, null);
    // After train_d it is train_g's turn.
    assert.equal(recordOf(await run('step')).trainingOp, 'train_g');
  });
});

describe('findings', () => {
  afterEach(closeAll);

  it('are warnings at their lines, with a code, and go when their cause is gone', async () => {
    const uri = await copyOf('no_gradient.py');
    await openValues(uri);
    const found = problemsOf(uri).map((problem) => ({
      severity: problem.severity,
      source: problem.source,
      code: codeOf(problem),
      line: problem.range.start.line + 1,
    }));
    const finding = { severity: 1, source: 'gradient', code: 'none-gradient' };
    assert.deepEqual(found, [
      { ...finding, line: 5 },
      { ...finding, line: 6 },
    ]);
    await edit(uri, '* chosen', '* chosen + tf.square(unused)');
    await run('step');
    assert.deepEqual(
      problemsOf(uri).map(({ range }) => range.start.line + 1),
      [5],
    );
  });
});

describe('a loss file that was never saved', () => {
  afterEach(closeAll);

  it('is debugged all the same', async () => {
    const text = (await vscode.workspace.openTextDocument(fileUri('clip_by_norm.py'))).getText();
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: text });
    await vscode.window.showTextDocument(document);
    const opened = await run('open');
    assert.equal(opened.uri, document.uri.toString());
    assert.equal(values(await run('step'), 'w').after, f(4.4));
  });
});

describe('closing', () => {
  it('the panel takes its problems with it', async () => {
    const uri = await writeFile('name_error.py', 'missing\n');
    await run('open', uri);
    assert.equal(problemsOf(uri).length, 1);
    await closeAll();
    await until(
      () => problemsOf(uri),
      (found) => found.length === 0,
    );
  });
});
