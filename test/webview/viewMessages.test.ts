/** @file The checks that extension and page make on what the other sent. */
import assert from 'node:assert/strict';
import { ENGLISH, fill } from '../../src/protocol/panelStrings';
import { isHostToView, isViewToHost } from '../../src/protocol/view';
import { notesState, place, snapshotOf } from './notesProgram';

describe('a message from the page', () => {
  it('is accepted in each of its forms', () => {
    const messages = [
      { type: 'ready', protocol: 1 },
      { type: 'command', command: 'step' },
      { type: 'goTo', index: 3 },
      { type: 'reveal', place: place(6) },
      { type: 'reveal', place: place(6), variable: 'w:0' },
      { type: 'copy', text: '4.4' },
      { type: 'tensor', id: 1, step: null, variable: 'w:0', part: { kind: 'gradient' } },
      { type: 'tensor', id: 2, step: 3, variable: 'w:0', part: { kind: 'slot', name: 'm', when: 'after' } },
      { type: 'tensor', id: 3, step: 3, variable: 'w:0', part: { kind: 'stage', index: 0 } },
    ];
    for (const message of messages) assert.ok(isViewToHost(message), JSON.stringify(message));
  });

  it('is refused when a field is missing, of another type or out of range', () => {
    const messages = [
      null,
      'step',
      [],
      {},
      { type: 'command', command: 'workbench.action.quit' },
      { type: 'goTo', index: -1 },
      { type: 'goTo', index: 1.5 },
      { type: 'goTo', index: null },
      { type: 'reveal', place: { file: 'a.py', line: '6' } },
      { type: 'reveal', place: place(6), variable: 6 },
      { type: 'copy' },
      { type: 'tensor', id: 1, step: 3, variable: 'w:0', part: { kind: 'stage', index: -1 } },
      { type: 'tensor', id: 1, step: 3, variable: 'w:0', part: { kind: 'secrets' } },
      { type: 'tensor', id: 1, step: 3, variable: 7, part: { kind: 'gradient' } },
      { type: 'eval', text: 'x' },
    ];
    for (const message of messages) assert.ok(!isViewToHost(message), JSON.stringify(message));
  });
});

describe('a message to the page', () => {
  it('is accepted after a way through JSON, with every value that JSON alone would lose', () => {
    const state = notesState(1);
    const sent: unknown = JSON.parse(JSON.stringify(snapshotOf(state)));
    assert.ok(isHostToView(sent) && sent.type === 'snapshot');
    assert.deepEqual(sent.state, state);
    assert.ok(isHostToView({ type: 'strings', protocol: 1, strings: ENGLISH }));
    assert.ok(isHostToView({ type: 'caret', line: 0, rows: ['w:0'] }));
    const values = Float64Array.of(NaN, -0);
    assert.ok(isHostToView({ type: 'tensor', id: 1, ok: true, dtype: 'float32', shape: [2], values }));
    assert.ok(isHostToView({ type: 'tensor', id: 1, ok: false, message: 'gone' }));
  });

  it('is refused when it speaks another protocol or lacks an outline', () => {
    assert.ok(!isHostToView({ ...snapshotOf(null), protocol: 2 }));
    assert.ok(!isHostToView({ ...snapshotOf(null), state: {} }));
    const values = Float64Array.of(1, 2, 3);
    assert.ok(!isHostToView({ type: 'tensor', id: 1, ok: true, dtype: 'float32', shape: [2], values }));
    assert.ok(!isHostToView({ ...snapshotOf(null), status: { kind: 'happy' } }));
    assert.ok(!isHostToView({ type: 'caret' }));
    assert.ok(!isHostToView({ type: 'caret', line: 1, rows: [1] }));
    assert.ok(!isHostToView({ type: 'patch' }));
  });
});

describe('a text with places', () => {
  it('is filled in order, and keeps a place that nothing fills', () => {
    assert.equal(fill('{1} of {0}', 7, 'two'), 'two of 7');
    assert.equal(fill('{0} and {1}', 'a'), 'a and {1}');
  });
});
