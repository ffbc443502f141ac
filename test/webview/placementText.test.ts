/** @file Where a pair is placed, in the panel's and the terminal's words. */
import assert from 'node:assert/strict';
import { stepTable } from '../../src/cli/stepTable';
import { ENGLISH } from '../../src/protocol/panelStrings';
import type { PlacementRecord } from '../../src/protocol/records';
import { placementTexts } from '../../src/webview/model/placementText';
import { notesState } from './notesProgram';

const NONE = { device: '', beside: [] };

describe('the placement of a pair', () => {
  it('is not spoken of where the program said nothing', () => {
    assert.deepEqual(placementTexts(undefined, ENGLISH), []);
    assert.ok(!stepTable(notesState(1).record!).includes('device'));
  });

  it('names the variable’s device, and the gradient’s where it is another', () => {
    const both: PlacementRecord = { variable: { device: '/cpu:0', beside: [] }, gradient: { device: '/gpu:1', beside: ['MatMul'] } };
    assert.deepEqual(placementTexts(both, ENGLISH), ['on /cpu:0', 'gradient on /gpu:1', 'gradient with MatMul']);
    const same = { variable: { device: '/cpu:0', beside: ['w'] }, gradient: { device: '/cpu:0', beside: [] } };
    assert.deepEqual(placementTexts(same, ENGLISH), ['on /cpu:0', 'with w']);
  });

  it('is a last column in the terminal', () => {
    const record = notesState(1).record!;
    const [row] = record.rows;
    const placement = { variable: NONE, gradient: { device: '/gpu:0', beside: ['Square'] } };
    const table = stepTable({ ...record, rows: [{ ...row!, placement }] }).split('\n');
    assert.match(table[1]!, /device$/);
    assert.match(table[2]!, /–; gradient \/gpu:0, with Square$/);
  });
});
