/** @file The order and the groups of the rows: stable, NaN above all, rows without a value last. */
import assert from 'node:assert/strict';
import type { RowRecord, StepRecord } from '../../src/protocol/records';
import { regressionState } from './regressionProgram';
import { lastStepsOfOthers } from '../../src/webview/model/otherOps';
import { tableLines } from '../../src/webview/model/rowGroups';
import { nextOrder, sortRows, type SortOrder } from '../../src/webview/model/rowOrder';
import { tensorOf } from './computedTensor';
import { notesState } from './notesProgram';

const record = notesState(1).record as StepRecord;
const sample = record.rows[1] as RowRecord;

const row = (variable: string, value: number | null): RowRecord => ({
  ...sample,
  variable,
  name: variable.replace(/:0$/, ''),
  stages: [],
  applied: value === null ? null : tensorOf([value]),
  gradient:
    value === null
      ? { kind: 'none', reason: 'unused', cutAt: null }
      : { kind: 'dense', tensor: tensorOf([value]) },
});

const facts = { names: new Map<string, string>(), history: [], findings: [] };
const order = (rows: readonly RowRecord[], by: SortOrder | null) =>
  sortRows(rows, by, facts).map(({ name }) => name);

const ROWS = [row('b:0', 2), row('a:0', NaN), row('none:0', null), row('d:0', 2), row('c:0', 5)];

describe('the order of the rows', () => {
  it('is the program’s without a column', () => {
    assert.deepEqual(order(ROWS, null), ['b', 'a', 'none', 'd', 'c']);
  });

  it('puts NaN above every number and None last, in both directions, equal rows as they were', () => {
    const down = { column: 'norm', direction: 'descending' } as const;
    assert.deepEqual(order(ROWS, down), ['a', 'c', 'b', 'd', 'none']);
    const up = { column: 'norm', direction: 'ascending' } as const;
    assert.deepEqual(order(ROWS, up), ['b', 'd', 'c', 'a', 'none']);
  });

  it('orders names as people do: w2 before w10', () => {
    const rows = ['w10:0', 'w2:0', 'W1:0'].map((name) => row(name, 1));
    const by = { column: 'variable', direction: 'ascending' } as const;
    assert.deepEqual(order(rows, by), ['W1', 'w2', 'w10']);
  });

  it('orders by the strength of the clip: ×0.6 before what was not clipped', () => {
    const by = { column: 'clip', direction: 'ascending' } as const;
    assert.deepEqual(order([...record.rows].reverse(), by), ['w', 'x']);
  });

  it('goes with a third click back to the program’s order', () => {
    const first = nextOrder(null, 'norm');
    assert.deepEqual(first, { column: 'norm', direction: 'descending' });
    const second = nextOrder(first, 'norm');
    assert.deepEqual(second, { column: 'norm', direction: 'ascending' });
    assert.equal(nextOrder(second, 'norm'), null);
    assert.deepEqual(nextOrder(second, 'variable'), { column: 'variable', direction: 'ascending' });
  });
});

describe('the groups of the rows', () => {
  const rows = [row('h1/w:0', 3), row('out:0', 1), row('h1/b:0', 4), row('h2/w:0', null)];
  const step = { ...record, rows };
  const keys = (closed: readonly string[] = []) =>
    tableLines(rows, 'scope', [step], new Set(closed)).map((line) =>
      line.kind === 'group' ? `# ${line.group.name}` : line.row.name,
    );

  it('gathers rows by scope, in the order of their first rows', () => {
    assert.deepEqual(keys(), ['# h1', 'h1/w', 'h1/b', '# ', 'out', '# h2', 'h2/w']);
  });

  it('sums norms as one vector: ‖(3, 4)‖ = 5; None has no norm', () => {
    const groups = tableLines(rows, 'scope', [step], new Set()).flatMap((line) =>
      line.kind === 'group' ? [line.group] : [],
    );
    assert.deepEqual(
      groups.map(({ norm, count, health }) => [norm, count, health.none]),
      [
        [5, 2, 0],
        [1, 1, 0],
        [null, 1, 1],
      ],
    );
  });

  it('a closed group keeps its head and its sums', () => {
    assert.deepEqual(keys(['scope h1']), ['# h1', '# ', 'out', '# h2', 'h2/w']);
  });

  it('gathers the rows of a step that ran two training ops by op', () => {
    const ops = [
      { name: 'train_d', optimizer: 'Adam', rowCount: 1 },
      { name: 'train_g', optimizer: 'Adam', rowCount: 3 },
    ];
    const lines = tableLines(rows, 'trainingOp', [{ ...step, ops }], new Set());
    assert.deepEqual(
      lines.flatMap((line) => (line.kind === 'group' ? [line.group.name, line.group.count] : [])),
      ['train_d', 1, 'train_g', 3],
    );
  });

  it('has the rows of an op that the step did not run, of the step in which it ran last', () => {
    const [first, second, third, last] = rows;
    assert.ok(first && second && third && last);
    const d = { ...step, index: 4, trainingOp: 'train_d', ops: [], rows: [first, second] };
    const g = { ...step, index: 3, trainingOp: 'train_g', ops: [], rows: [third, last] };
    const lines = tableLines([...d.rows, ...g.rows], 'trainingOp', [d, g], new Set(['trainingOp train_d']));
    assert.deepEqual(
      lines.map((line) => (line.kind === 'group' ? [line.group.name, line.group.step] : line.key)),
      [['train_d', 4], ['train_g', 3], 'train_g h1/b:0', 'train_g h2/w:0'],
    );
  });
});

describe('the ops that a step did not run', () => {
  it('are told by their newest step up to the one that is shown', () => {
    const state = regressionState(6, 5);
    const history = state.history.map((entry) => ({ ...entry, trainingOp: entry.index % 2 === 1 ? 'd' : 'g' }));
    const trainingOps = ['d', 'g', 'never'].map((name) => ({ name, optimizer: 'Adam' }));
    const shown = { ...state.record!, trainingOp: 'd', ops: [] };
    // At step 5, which ran d: g ran last at 4, not at 6, which is later.
    assert.deepEqual(lastStepsOfOthers({ ...state, history, trainingOps, record: shown }), [4]);
  });
});
