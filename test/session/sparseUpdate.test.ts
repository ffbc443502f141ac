/** @file Rows of sparse gradients: the record of updates that touch some rows, and of groups. */
import assert from 'node:assert/strict';
import type { Node, Tensor } from '../../src/engine/graph';
import type { ProgramGradient, ProgramHost } from '../../src/frontends/program';
import type { BuiltVariable, TestProgram } from '../engine/buildProgram';
import { drive, runTarget, stateOf } from './scriptedSession';

const LOCKING = { useLocking: false };
const STEP = { kind: 'step', count: 1, trainingOp: null } as const;

/** Tells the host of a training op that updates one variable. */
function made(
  host: ProgramHost, variable: BuiltVariable, applied: ProgramGradient, update: Node, node: Node,
  slot: BuiltVariable | null = null,
): void {
  const slots = slot === null ? [] : [{ name: 'momentum', key: slot.key }];
  const told = { key: variable.key, tensor: variable.ref, origin: 10, trainable: true };
  host.madeTrainingOp({
    node, optimizer: 'Test', updates: [{ variable: told, applied, update, slots }],
    globalStep: null, origin: 9,
  });
}

function group(p: TestProgram, nodes: readonly Node[], name: string): Node {
  return p.graph.make({
    op: 'NoOp', inputs: [], attributes: {}, name, controlInputs: nodes, origin: 9,
  }) as unknown as Node;
}

function nodeOf(tensor: Tensor): Node {
  return tensor.node;
}

describe('the row of a sparse gradient', () => {
  it('names the rows it touches, keeps the others, and has a ledger without residual', () => {
    const { replies } = drive((host, p) => {
      const w = p.variable('w', [1, 2, 3]);
      const a = p.variable('w/Momentum', [4, 8, 16]);
      const values = p.constant([2, 6]);
      const indices = p.constant([2, 0], 'int32');
      const update = nodeOf(p.build.make(
        'SparseApplyMomentum',
        [w.ref, a.ref, p.constant(0.25), values, indices, p.constant(0.5)],
        { ...LOCKING, useNesterov: false },
      ));
      made(host, w, { kind: 'sparse', values, indices }, update, group(p, [update], 'Momentum'), a);
    }, [STEP]);
    const row = stateOf(replies[1]).record!.rows[0]!;
    assert.equal(row.gradient.kind, 'sparse');
    assert.deepEqual(row.gradient.kind === 'sparse' && row.gradient.indices.values, [2, 0]);
    assert.deepEqual(row.gradient.kind === 'sparse' && row.gradient.tensor.values, [2, 6]);
    // a′ = 0.5·16 + 2 = 10 and 0.5·4 + 6 = 8; w′ = 3 − 0.25·10 and 1 − 0.25·8; row 1 stays.
    assert.deepEqual(row.after?.values, [-1, 2, 0.5]);
    assert.deepEqual(row.slots[0]?.after?.values, [8, 8, 10]);
    assert.equal(row.formula, 'w′ = w − lr·a′, for the rows of w');
    assert.deepEqual(
      row.terms.map(({ name, tensor }) => [name, tensor.values]),
      [
        ['rows', [2, 0]],
        ['momentum·a', [8, 2]],
        ['a′ = momentum·a + g', [10, 8]],
        ['lr·a′', [2.5, 2]],
      ],
    );
    assert.equal(row.residual, 0);
  });

  it('says which index is out of range, and nothing is written', () => {
    const { replies } = drive((host, p) => {
      const w = p.variable('w', [1, 2, 3]);
      const a = p.variable('w/Momentum', [4, 8, 16]);
      const values = p.constant([2, 6]);
      const indices = p.constant([0, 3], 'int32');
      const update = nodeOf(p.build.make(
        'SparseApplyMomentum',
        [w.ref, a.ref, p.constant(0.25), values, indices, p.constant(0.5)],
        { ...LOCKING, useNesterov: false },
      ));
      made(host, w, { kind: 'sparse', values, indices }, update, group(p, [update], 'Momentum'), a);
    }, [STEP]);
    const reply = replies[1]!;
    const said = reply.ok ? (reply.state?.error?.message ?? '') : reply.error.message;
    assert.match(said, /Index 3 at offset 1 in indices is out of range/);
  });
});

describe('an update that is a group without output', () => {
  it('shows the variable as its own write left it, not as the run did', () => {
    const { replies } = drive((host, p) => {
      const w = p.variable('w', 10);
      const applied = { kind: 'dense' as const, tensor: p.constant(1) };
      const other = p.variable('other', 0);
      const subtracted = nodeOf(p.build.make('AssignSub', [w.ref, p.constant(1)], LOCKING));
      const beside = nodeOf(p.build.make('AssignAdd', [other.ref, p.constant(5)], LOCKING));
      const first = group(p, [subtracted, beside], 'first');
      made(host, w, applied, first, first);
      const second = nodeOf(p.build.make(
        'ApplyGradientDescent', [w.ref, p.constant(0.5), p.constant(4)], LOCKING,
      ));
      made(host, w, applied, second, second);
      const both = group(p, [first, second], 'both');
      runTarget(host, p.start(), both);
    }, [STEP]);
    const { rows } = stateOf(replies[1]).record!;
    // 10 − 1 = 9, then 9 − 0.5·4 = 7
    assert.deepEqual(rows.map((row) => row.before?.values), [[10], [9]]);
    assert.deepEqual(rows.map((row) => row.after?.values), [[9], [7]]);
    assert.deepEqual(rows.map((row) => row.formula), ['w′ = w − δ', 'w′ = w − lr·g']);
    assert.deepEqual(rows.map((row) => row.residual), [0, 0]);
  });
});
