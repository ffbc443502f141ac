/** @file Which commands make sense when, and how much printed text travels. */
import assert from 'node:assert/strict';
import {
  enabledCommands,
  INITIAL,
  withPrint,
  type DebuggerView,
} from '../../src/extension/debuggerView';
import { notesState } from '../webview/notesProgram';

const at = (cursor: number): DebuggerView => ({
  ...INITIAL,
  state: notesState(cursor),
  canStep: true,
});

describe('the commands that make sense', () => {
  it('at step 0: everything but Back and Stop; the computed pairs can be applied', () => {
    const enabled = enabledCommands(at(0));
    assert.deepEqual(enabled, ['step', 'compute', 'apply', 'run', 'reset', 'showLog']);
  });

  it('after a step: Back, and nothing to apply before something was computed', () => {
    const enabled = enabledCommands(at(1));
    assert.ok(enabled.includes('stepBack'));
    assert.ok(!enabled.includes('apply'));
  });

  it('while running: only Stop', () => {
    const enabled = enabledCommands({ ...at(1), status: { kind: 'running', what: 'Running' } });
    assert.deepEqual(enabled, ['stop', 'showLog']);
  });

  it('without trust: only to ask for it', () => {
    const enabled = enabledCommands({ ...INITIAL, status: { kind: 'restricted' } });
    assert.deepEqual(enabled, ['manageTrust', 'showLog']);
  });

  it('when the text does not run: only Reset', () => {
    assert.deepEqual(enabledCommands({ ...at(1), canStep: false }), ['reset', 'showLog']);
  });
});

describe('printed text', () => {
  const print = (view: DebuggerView, text: string, stream: 'stdout' | 'stderr' = 'stdout') =>
    withPrint(view, { text, stream });

  it('joins the pieces of one line and keeps the streams apart', () => {
    const view = print(print(print(INITIAL, 'loss '), '0.5\n'), 'warning\n', 'stderr');
    assert.deepEqual(view.prints, [
      { stream: 'stdout', text: 'loss 0.5\n' },
      { stream: 'stderr', text: 'warning\n' },
    ]);
  });

  it('drops the oldest pieces beyond 64 Ki characters and counts them', () => {
    const line = `${'x'.repeat(1023)}\n`;
    let view = INITIAL;
    for (let i = 0; i < 70; i++) view = print(view, line);
    // 70 pieces of 1024 characters, 64·1024 travel: 64 stay, 6 do not.
    assert.equal(view.prints.length, 64);
    assert.equal(view.printsOmitted, 6);
  });
});
