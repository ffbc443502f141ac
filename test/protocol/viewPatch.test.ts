/** @file What travels between two snapshots: changed rows and new steps; the page ends with the same as by the whole. */
import assert from 'node:assert/strict';
import { isHostToView, type PanelSnapshot } from '../../src/protocol/view';
import { patchBetween, patched } from '../../src/protocol/viewPatch';
import { notesState, snapshotOf } from '../webview/notesProgram';
import { regressionState } from '../webview/regressionProgram';

/** As the message arrives: plain JSON, no object of the host. */
const sent = <T>(message: T): T => JSON.parse(JSON.stringify(message)) as T;

const at = (seq: number, snapshot: PanelSnapshot): PanelSnapshot => ({ ...snapshot, seq });

describe('a patch of the panel', () => {
  const last = at(1, snapshotOf(regressionState(40, 30)));

  it('makes the page show what the whole snapshot would', () => {
    const nexts = [
      snapshotOf(regressionState(40, 31)),
      snapshotOf(regressionState(41, 41)),
      snapshotOf(regressionState(3, 3)),
      snapshotOf(notesState(2), { prints: [{ stream: 'stdout', text: 'x' }] }),
      snapshotOf(null),
    ];
    for (const next of nexts.map((one) => at(2, one))) {
      const patch = sent(patchBetween(last, next));
      assert.ok(isHostToView(patch));
      assert.deepEqual(patched(sent(last), patch), sent(next));
      assert.equal(patched(sent(next), patch), null, 'a patch of another snapshot');
    }
  });

  it('carries only the rows that changed, and only the new steps', () => {
    const state = regressionState(40, 40);
    const { record } = state;
    assert.ok(record);
    const rows = record.rows.map((row, i) => (i === 2 ? { ...row, updateRatio: 0.25 } : row));
    const next = sent(at(2, snapshotOf({ ...state, record: { ...record, rows } })));
    const patch = patchBetween(sent(at(1, snapshotOf(state))), next);
    assert.ok(patch.state !== null && patch.state !== 'same');
    assert.ok(patch.state.record !== null && patch.state.record !== 'same');
    assert.deepEqual(patch.state.record.rows.changed.map(([i]) => i), [2]);
    assert.deepEqual(patch.state.history, { kept: 40, added: [] });
  });

  it('carries nothing of the state when only the status is another, and the page keeps its rows', () => {
    const running = { ...last, seq: 2, status: { kind: 'running', what: 'x', canPause: false } as const };
    const patch = sent(patchBetween(last, running));
    assert.equal(patch.state, 'same');
    assert.equal(patch.prints, 'same');
    assert.ok(JSON.stringify(patch).length < 1000);
    assert.equal(patched(last, patch)?.state, last.state);
  });

  it('carries a step anew on which a finding began later, and those after it', () => {
    const state = regressionState(40, 40);
    const history = state.history.map((entry) => (entry.index === 38 ? { ...entry, findings: ['dead-relu'] } : entry));
    const before = sent(at(1, snapshotOf(state)));
    const next = at(2, snapshotOf({ ...state, history }));
    const patch = sent(patchBetween(before, next));
    assert.ok(patch.state !== null && patch.state !== 'same');
    assert.deepEqual([patch.state.history.kept, patch.state.history.added.length], [37, 3]);
    assert.deepEqual(patched(before, patch)?.state?.history[37]?.findings, ['dead-relu']);
  });

  it('of another text or timeline carries every step', () => {
    const state = regressionState(40, 40);
    const other = at(2, snapshotOf({ ...state, version: state.version + 1 }));
    const patch = patchBetween(at(1, snapshotOf(state)), other);
    assert.ok(patch.state !== null && patch.state !== 'same');
    assert.equal(patch.state.history.kept, 0);
  });

  it('is refused when a part of it has another form', () => {
    const patch = sent(patchBetween(last, at(2, snapshotOf(regressionState(41, 41)))));
    assert.ok(isHostToView(patch));
    for (const wrong of [{ base: -1 }, { prints: 'x' }, { state: {} }, { state: 'other' }, { status: null }]) {
      assert.ok(!isHostToView({ ...patch, ...wrong }), JSON.stringify(wrong));
    }
  });
});
