/** @file The language-model tools, invoked as an agent invokes them, and the same as commands. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, copyOf } from './loadedFile';

async function invoke(name: string, input: object): Promise<{ readonly [key: string]: any }> {
  const token = new vscode.CancellationTokenSource().token;
  const result = await vscode.lm.invokeTool(`gradientDebugger_${name}`, { input, toolInvocationToken: undefined }, token);
  const [part] = result.content;
  assert.ok(part instanceof vscode.LanguageModelTextPart);
  return JSON.parse(part.value);
}

describe('the language-model tools', () => {
  let file: string;
  beforeEach(async () => {
    file = (await copyOf('clip_by_norm.py')).toString();
  });
  afterEach(closeAll);

  it('list the pairs with lines, clips and values', async () => {
    const { pairs, step, loss, clipped } = await invoke('listPairs', { file });
    assert.deepEqual({ step, clipped }, { step: 0, clipped: 1 });
    assert.equal(typeof loss, 'number');
    assert.deepEqual(pairs.map(({ variable, gradient }: { variable: string; gradient: number }) => [variable, gradient]), [['w', 10], ['x', 5]]);
    const { clips: [clip], line } = pairs[0];
    assert.equal(typeof line, 'number');
    assert.deepEqual({ op: clip.op, line: clip.line, fired: clip.fired, factor: clip.factor }, { op: 'clip_by_norm', line: 14, fired: true, factor: 0.6 });
  });

  it('run steps, explain and check, and answer as commands with the same', async () => {
    assert.equal((await invoke('runSteps', { file, count: 2 })).step, 2);
    const why = await invoke('explainGradient', { file, variable: 'w' });
    assert.ok(why.ways.length > 0 && why.ways.every(({ share }: { share: number }) => typeof share === 'number'), JSON.stringify(why));
    const { checked } = await invoke('checkGradients', { file });
    assert.deepEqual(checked.map(({ verdict }: { verdict: string }) => verdict), ['agrees', 'agrees']);
    const asCommand = await vscode.commands.executeCommand('gradientDebugger.tools.explainGradient', { file, variable: 'w' });
    assert.deepEqual(asCommand, why);
  });

  it('say in words what is wrong with what they are given', async () => {
    const { error, known } = await invoke('explainGradient', { file, variable: 'q' });
    assert.match(error, /called q/);
    assert.deepEqual(known, ['w', 'x']);
    const wrong = await vscode.commands.executeCommand<{ error: string }>('gradientDebugger.tools.runSteps', { file, count: 0 });
    assert.match(wrong.error, /whole number from 1/);
    assert.match((await invoke('runSteps', { file, until: 'nrom > 1' })).error, /nrom is not known/);
  });
});
