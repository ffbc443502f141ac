/** @file Which commands make sense when, and how much printed text travels. */
import assert from 'node:assert/strict';
import {
  enabledCommands,
  INITIAL,
  withPrint,
  type DebuggerView,
} from '../../src/extension/debuggerView';
import type { SessionState } from '../../src/protocol/messages';
import { notesState } from '../webview/notesProgram';

const at = (cursor: number): DebuggerView => ({
  ...INITIAL,
  state: notesState(cursor),
  canStep: true,
});

describe('the commands that make sense', () => {
  it('at step 0: everything but Back and Stop; the computed pairs can be applied', () => {
    const enabled = enabledCommands(at(0));
    assert.deepEqual(enabled, [
      ...['step', 'compute', 'apply', 'run', 'runUntil', 'reset', 'showLog'],
      ...['openAccessibleView', 'export'],
    ]);
  });

  it('with several training ops: also to choose one', () => {
    const state = notesState(1);
    const trainingOps = [...state.trainingOps, { name: 'train_g', optimizer: 'Adam' }];
    const enabled = enabledCommands({ ...at(1), state: { ...state, trainingOps } });
    assert.ok(enabled.includes('chooseTrainingOp'));
  });

  it('after a step: Back, and nothing to apply before something was computed', () => {
    const enabled = enabledCommands(at(1));
    assert.ok(enabled.includes('stepBack'));
    assert.ok(!enabled.includes('apply'));
  });

  it('while running: only Stop, and to read what is shown', () => {
    const enabled = enabledCommands({ ...at(1), status: { kind: 'running', what: 'Running', canPause: false } });
    assert.deepEqual(enabled, ['stop', 'showLog', 'openAccessibleView', 'export']);
  });

  it('while a longer run runs: also Pause; paused: everything, and Continue', () => {
    const running = enabledCommands({ ...at(1), status: { kind: 'running', what: '', canPause: true } });
    assert.deepEqual(running.slice(0, 2), ['pause', 'stop']);
    const paused = enabledCommands({ ...at(1), status: { kind: 'paused', what: '' } });
    assert.ok(paused.includes('continue') && paused.includes('step') && !paused.includes('pause'));
  });

  it('Continue where the file’s own loop waits, or steps that were made lie ahead', () => {
    const has = (state: Partial<SessionState>) =>
      enabledCommands({ ...at(1), state: { ...notesState(1), ...state } }).includes('continue');
    assert.ok(!has({ script: 'ended' }));
    assert.ok(has({ script: 'parked' }));
    assert.ok(has({ script: 'ended', stepCount: 2 }));
  });

  it('when the text fails: to walk the steps that the last one made, and Reset', () => {
    const error = { type: 'SyntaxError', message: '', place: null, madeAt: null, remedy: null };
    const state = { ...notesState(1), stepCount: 2 };
    assert.deepEqual(
      enabledCommands({ ...at(1), state, error, canStep: false }).slice(0, 4),
      ['stepBack', 'step', 'reset', 'showLog'],
    );
  });

  it('without trust: only to ask for it', () => {
    const enabled = enabledCommands({ ...INITIAL, status: { kind: 'restricted' } });
    assert.deepEqual(enabled, ['manageTrust', 'showLog']);
  });

  it('when the text does not run: only Reset', () => {
    assert.deepEqual(enabledCommands({ ...at(1), canStep: false }), [
      ...['reset', 'showLog', 'openAccessibleView', 'export'],
    ]);
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

  const shown = (view: DebuggerView) => view.prints.map(({ text }) => text).join('');

  it('drops the oldest lines beyond 32 Ki characters and counts them', () => {
    const line = `${'x'.repeat(1023)}\n`;
    let view = INITIAL;
    for (let i = 0; i < 37; i++) view = print(view, line);
    // 36 lines of 1024 characters are 32 Ki and the slack of 4 Ki; at the 37th, 32 stay, 5 go.
    assert.equal(shown(view).length, 32 * 1024);
    assert.equal(view.printsOmitted, 5);
  });

  it('drops whole lines across both streams', () => {
    let view = print(INITIAL, `${'a'.repeat(10)}\n`, 'stderr');
    view = print(view, `${'b'.repeat(20_000)}\n${'c'.repeat(20_000)}\n`);
    // The line of the a is beyond the limit, and so is that of the b.
    assert.deepEqual(view.prints, [{ stream: 'stdout', text: `${'c'.repeat(20_000)}\n` }]);
    assert.equal(view.printsOmitted, 2);
  });

  it('shows the end of one line that is longer than the limit, in one piece or in many', () => {
    const once = print(INITIAL, `${'y'.repeat(100_000)}z\n`);
    assert.equal(shown(once).length, 32 * 1024);
    assert.ok(shown(once).endsWith('yz\n'));
    let view = INITIAL;
    for (let i = 0; i < 100; i++) view = print(view, 'y'.repeat(1000));
    assert.ok(shown(view).length <= 36 * 1024, String(shown(view).length));
    assert.equal(view.printsOmitted, 0);
  });
});
