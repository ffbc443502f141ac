/** @file What travels of the rows of a large step. */
import assert from 'node:assert/strict';
import { BARS, RowDigests, WHOLE_ROWS } from '../../src/protocol/rowDigest';
import type { RowRecord } from '../../src/protocol/records';
import type { SessionState } from '../../src/protocol/messages';
import { isViewToHost } from '../../src/protocol/view';
import { pairRow } from '../../src/webview/model/pairRow';
import { ENGLISH } from '../../src/protocol/panelStrings';
import { regressionState } from '../webview/regressionProgram';

/** The rows of the regression again and again, under names of their own. */
function largeState(count: number): SessionState {
  const state = regressionState(3, 3);
  const record = state.record!;
  const rows = Array.from({ length: count }, (_, i) => ({ ...record.rows[i % 3]!, variable: `v${i}:0` }));
  return { ...state, record: { ...record, rows } };
}

describe('the rows of a large step', () => {
  it('travel without what only their details show, and the table shows the same', () => {
    const state = largeState(WHOLE_ROWS + 1);
    const [row] = state.record!.rows;
    const [digest] = new RowDigests().of(state).record!.rows;
    assert.ok(row && digest);
    assert.equal(digest.isDigest, true);
    assert.deepEqual([digest.slots, digest.terms, digest.stages[0]?.output.values], [[], [], []]);
    assert.deepEqual(pairRow(digest, [], ENGLISH), pairRow(row, [], ENGLISH));
    // Adam's two slots, four terms and one stage are most of a row.
    assert.ok(JSON.stringify(digest).length < JSON.stringify(row).length / 2);
  });

  it('travel with the elements that their cells show, and are known to be unchanged without them', () => {
    const state = largeState(WHOLE_ROWS + 1);
    const [row] = state.record!.rows as [RowRecord];
    assert.ok(row.before && row.before.size > BARS);
    // Two elements changed places: no statistic tells it.
    const [first, second, ...rest] = row.before.values;
    const moved = { ...row, after: { ...row.before, values: [second!, first!, ...rest] } };
    const still = { ...row, after: row.before };
    const rows = [moved, still, ...state.record!.rows.slice(2)];
    const digests = new RowDigests().of({ ...state, record: { ...state.record!, rows } }).record!.rows;
    const kinds = digests.slice(0, 2).map((digest) => pairRow(digest, [], ENGLISH).change.kind);
    assert.deepEqual(kinds, ['changed', 'unchanged']);
    const { gradient, applied, before, after } = digests[0]!;
    assert.ok(gradient.kind !== 'none');
    assert.deepEqual([gradient.tensor, applied, before, after].map((tensor) => tensor?.values.length), [BARS, 1, 1, 1]);
  });

  it('travel whole while they are open', () => {
    const state = largeState(WHOLE_ROWS + 1);
    const digests = new RowDigests();
    digests.setOpen(['v1:0']);
    const { rows } = digests.of(state).record!;
    assert.equal(rows[1], state.record!.rows[1]);
    assert.equal(rows[0]?.isDigest, true);
    digests.setOpen([]);
    assert.equal(digests.of(state).record!.rows[1]?.isDigest, true);
  });

  it('are the same objects when they are asked for again, and those of a small step always', () => {
    const digests = new RowDigests();
    const large = largeState(WHOLE_ROWS + 1);
    assert.equal(digests.of(large), digests.of(large));
    const small = largeState(WHOLE_ROWS);
    assert.equal(digests.of(small), small);
  });

  it('are asked for by the names of variables', () => {
    assert.equal(isViewToHost({ type: 'opened', variables: ['w:0'] }), true);
    assert.equal(isViewToHost({ type: 'opened', variables: [1] }), false);
    assert.equal(isViewToHost({ type: 'opened' }), false);
  });
});
