/** @file Where a new panel opens. */
import assert from 'node:assert/strict';
import { panelColumns } from '../../src/extension/panelColumn';

describe('the column of a new panel', () => {
  it('is beside the file for the first one', () => {
    assert.deepEqual(panelColumns(1, [], [1]), { panel: null, file: null });
    assert.deepEqual(panelColumns(2, [], [1, 2]), { panel: null, file: null });
  });

  it('is that of the other panels', () => {
    assert.deepEqual(panelColumns(1, [2, 2], [1, 2]), { panel: 2, file: null });
    assert.deepEqual(panelColumns(undefined, [2], [1, 2]), { panel: 2, file: null });
  });

  it('is that of the other panels also for a file that stands in front of them, which is shown beside', () => {
    assert.deepEqual(panelColumns(2, [2], [1, 2]), { panel: 2, file: 1 });
    assert.deepEqual(panelColumns(1, [1], [1, 2]), { panel: 1, file: 2 });
    assert.deepEqual(panelColumns(3, [3, 3], [1, 2, 3]), { panel: 3, file: 2 });
  });

  it('is a new one where panels and files share the only column', () => {
    assert.deepEqual(panelColumns(1, [1], [1]), { panel: null, file: null });
  });
});
