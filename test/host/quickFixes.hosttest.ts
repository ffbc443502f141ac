/** @file Findings in the Problems view: their other places, the link behind their code, and the quick fix that VS Code applies. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeOf, openValues, problemsOf, run, shown, until, writeFile } from './loadedFile';

const NOT_APPLIED = `import tensorflow as tf
w = tf.Variable([3.0, 4.0], name='w')
optimizer = tf.train.GradientDescentOptimizer(0.1)
pairs = optimizer.compute_gradients(tf.nn.l2_loss(w))
clipped = [(tf.clip_by_norm(g, 0.5), v) for g, v in pairs]
train = optimizer.apply_gradients(pairs)
`;

const NONE = `import tensorflow as tf
w = tf.Variable([3.0, 4.0], name='w')
unused = tf.Variable(1.0, name='unused')
optimizer = tf.train.AdamOptimizer(0.1)
pairs = optimizer.compute_gradients(tf.nn.l2_loss(w))
clipped = [(tf.clip_by_norm(g, 1.0), v) for g, v in pairs]
train = optimizer.apply_gradients(clipped)
`;

async function fixesAt(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, 'quickfix');
  // What VS Code itself offers (a chat about the problem) changes no text by itself.
  return found.filter(({ edit }) => edit !== undefined);
}

async function only(uri: vscode.Uri, code: string): Promise<vscode.Diagnostic> {
  const found = await until(() => problemsOf(uri).filter((problem) => codeOf(problem) === code), ({ length }) => length > 0);
  assert.equal(found.length, 1);
  return found[0]!;
}

describe('quick fixes', () => {
  afterEach(closeAll);

  it('pass the clipped list to apply_gradients, from a finding that shows where it is not', async () => {
    const uri = await writeFile('not_applied.py', NOT_APPLIED);
    await openValues(uri);
    const problem = await only(uri, 'clip-not-applied');
    assert.equal(problem.range.start.line, 4);
    const related = problem.relatedInformation?.map(({ location }) => [location.uri.toString(), location.range.start.line]);
    assert.deepEqual(related, [[uri.toString(), 5], [uri.toString(), 3]]);
    const target = typeof problem.code === 'object' ? problem.code.target : undefined;
    assert.equal(target?.scheme, 'command');
    assert.ok((await vscode.commands.getCommands()).includes(target.path), `${target.path} is a command`);

    const [fix, ...others] = await fixesAt(uri, problem.range);
    assert.deepEqual(others, []);
    assert.equal(fix?.title, 'Pass clipped to apply_gradients');
    assert.equal(fix.isPreferred, true);
    assert.ok(await vscode.workspace.applyEdit(fix.edit!));
    const stepped = await run('step');
    assert.equal(stepped.error, null);
    assert.deepEqual(problemsOf(uri).map(codeOf), []);
    // The gradient w = [3, 4] of norm 5 is clipped to norm 0.5: w = [3, 4] − 0.1·[0.3, 0.4].
    const { after } = stepped.state!.record!.rows[0]!;
    after?.values.forEach((value, i) => assert.ok(Math.abs(Number(value) - [2.97, 3.96][i]!) < 1e-6, `${value}`));
  });

  it('guard against None where a file fails, and offer nothing for a text that has not run', async () => {
    const uri = await writeFile('none_clip.py', NONE);
    await run('open', uri);
    const problem = await only(uri, 'ValueError');
    const [fix] = await fixesAt(uri, problem.range);
    assert.equal(fix?.title, 'Leave it out where g is None');
    const change = new vscode.WorkspaceEdit();
    change.insert(uri, new vscode.Position(0, 0), '# moved\n');
    assert.ok(await vscode.workspace.applyEdit(change));
    assert.deepEqual(await fixesAt(uri, problem.range), []);
    const { version } = await vscode.workspace.openTextDocument(uri);
    await until(() => shown(uri), ({ status, error }) => status.kind !== 'running' && error?.place?.line === 7);
    const moved = await only(uri, 'ValueError');
    const [again] = await fixesAt(uri, moved.range);
    assert.ok(again?.edit);
    assert.ok(await vscode.workspace.applyEdit(again.edit));
    assert.ok((await vscode.workspace.openTextDocument(uri)).version > version);
    assert.equal((await run('step')).error, null);
  });
});
