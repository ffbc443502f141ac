/** @file The update ledger: terms in the field's letters, reckoned again to the last bit. */
import assert from 'node:assert/strict';
import { Graph } from '../../src/engine/graph';
import type { Node } from '../../src/engine/graph';
import type { Attributes, Op } from '../../src/engine/ops';
import { ruleOf } from '../../src/engine/ops';
import { updateLedger } from '../../src/engine/updateLedger';
import type { Value } from '../../src/engine/value';
import { scalar, valueOf } from '../../src/engine/value';
import { recordedUpdates } from '../oracle/engine/recordedUpdates';

/** A node of `op` on variables and constants that fit `inputs`. */
function nodeOf<P extends Op>(op: P, inputs: readonly Value[], attributes: Attributes[P]): Node {
  const graph = new Graph();
  const origin = -1;
  const written = ruleOf(op).writes ?? [];
  const tensors = inputs.map(({ dtype, dims, ...rest }, i) =>
    written.includes(i)
      ? graph.make({
          op: 'VariableV2', inputs: [], origin,
          attributes: { dtype, shape: dims, container: '', sharedName: '' },
        }).outputs[0]!
      : graph.make({
          op: 'Const', inputs: [], origin, attributes: { value: { dtype, dims, ...rest } },
        }).outputs[0]!,
  );
  return graph.node(graph.make({ op, inputs: tensors, attributes, origin }).id);
}

function shown(ledger: ReturnType<typeof updateLedger>): Record<string, number[]> {
  return Object.fromEntries(ledger.terms.map(({ name, value }) => [name, Array.from(value.data)]));
}

describe('update ledger', () => {
  it('gradient descent: 5 − 0.1·6 with lr·g as its one term', () => {
    const inputs = [scalar('float64', 5), scalar('float64', 0.125), scalar('float64', 6)];
    const ledger = updateLedger(
      nodeOf('ApplyGradientDescent', inputs, { useLocking: false }), inputs,
      scalar('float64', 4.25),
    );
    // 0.125 · 6 = 0.75; 5 − 0.75 = 4.25
    assert.deepEqual(shown(ledger), { 'lr·g': [0.75] });
    assert.equal(ledger.formula, 'w′ = w − lr·g');
    assert.equal(ledger.residual, 0);
  });

  it('a kernel that went wrong by 0.5 shows as residual 0.5', () => {
    const inputs = [scalar('float64', 5), scalar('float64', 0.125), scalar('float64', 6)];
    const ledger = updateLedger(
      nodeOf('ApplyGradientDescent', inputs, { useLocking: false }), inputs,
      scalar('float64', 4.75),
    );
    assert.equal(ledger.residual, 0.5);
  });

  it('momentum keeps a share of the old direction', () => {
    // a = 2, momentum 0.5, g = 4, lr 0.25: momentum·a = 1, a′ = 5, lr·a′ = 1.25, w′ = 10 − 1.25
    const inputs = [10, 2, 0.25, 4, 0.5].map((x) => scalar('float32', x));
    const node = nodeOf('ApplyMomentum', inputs, { useLocking: false, useNesterov: false });
    const ledger = updateLedger(node, inputs, scalar('float32', 8.75));
    assert.deepEqual(shown(ledger), {
      'momentum·a': [1], 'a′ = momentum·a + g': [5], 'lr·a′': [1.25],
    });
    assert.equal(ledger.residual, 0);
  });

  it('Nesterov momentum looks ahead: both parts are terms', () => {
    // lr·g = 1, lr·momentum·a′ = 5·0.5·0.25 = 0.625, w′ = 10 − 1.625
    const inputs = [10, 2, 0.25, 4, 0.5].map((x) => scalar('float32', x));
    const node = nodeOf('ApplyMomentum', inputs, { useLocking: false, useNesterov: true });
    const ledger = updateLedger(node, inputs, scalar('float32', 8.375));
    assert.deepEqual(shown(ledger), {
      'momentum·a': [1],
      'a′ = momentum·a + g': [5],
      'lr·g': [1],
      'lr·momentum·a′': [0.625],
      'lr·g + lr·momentum·a′': [1.625],
    });
    assert.equal(ledger.residual, 0);
  });

  it('Adam: first step from rest, with powers of two so that every number is exact', () => {
    // β₁ = 0.5, β₂ = 0.75, t = 1, lr = 1, ε = 0, g = 2:
    // m′ = 0 + (2 − 0)·0.5 = 1; v′ = (4 − 0)·0.25 = 1; 1−β₁ᵗ = 0.5; 1−β₂ᵗ = 0.25
    // lr_t = 1·0.5/0.5 = 1; √v′+ε = 1; w′ = 3 − 1
    const inputs = [3, 0, 0, 0.5, 0.75, 1, 0.5, 0.75, 0, 2].map((x) => scalar('float32', x));
    const node = nodeOf('ApplyAdam', inputs, { useLocking: false, useNesterov: false });
    const ledger = updateLedger(node, inputs, scalar('float32', 2));
    assert.deepEqual(shown(ledger), {
      lr: [1],
      'm′': [1],
      'v′': [1],
      '1−β₁ᵗ': [0.5],
      '1−β₂ᵗ': [0.25],
      'lr_t': [1],
      '√v′+ε': [1],
      'lr_t·m′/(√v′+ε)': [1],
    });
    assert.equal(ledger.residual, 0);
  });

  it('NaN against NaN and ∞ against ∞ leave no residual; NaN against a number does', () => {
    const gradient = valueOf('float32', [3], [NaN, -Infinity, 1]);
    const inputs = [valueOf('float32', [3], [1, 1, 1]), scalar('float32', 1), gradient];
    const node = nodeOf('ApplyGradientDescent', inputs, { useLocking: false });
    const residual = (after: readonly number[]) =>
      updateLedger(node, inputs, valueOf('float32', [3], after)).residual;
    assert.equal(residual([NaN, Infinity, 0]), 0);
    assert.ok(Number.isNaN(residual([2, Infinity, 0])));
  });

  it('refuses a node that is no optimizer update, by name', () => {
    const inputs = [scalar('float32', 1), scalar('float32', 2)];
    const node = nodeOf('Mul', inputs, {});
    assert.throws(() => updateLedger(node, inputs, inputs[0]!), /Mul\) is not an optimizer update/);
  });

  it('an assignment that the program writes is w − δ, w + δ or a value as a whole', () => {
    const inputs = [scalar('float32', 10), scalar('float32', 4)];
    const minus = updateLedger(nodeOf('AssignSub', inputs, { useLocking: false }), inputs, scalar('float32', 6));
    assert.deepEqual([minus.formula, shown(minus), minus.residual], ['w′ = w − δ', { δ: [4] }, 0]);
    const plus = updateLedger(nodeOf('AssignAdd', inputs, { useLocking: false }), inputs, scalar('float32', 15));
    assert.deepEqual([plus.formula, shown(plus), plus.residual], ['w′ = w + δ', { δ: [4] }, 1]);
    const whole = nodeOf('Assign', inputs, { useLocking: true, validateShape: true });
    const value = updateLedger(whole, inputs, scalar('float32', 4));
    assert.deepEqual([shown(value), value.residual], [{ 'assigned value': [4] }, 0]);
  });

  for (const { title, op, attributes, inputs, after } of recordedUpdates) {
    it(`finds TensorFlow's own result again: ${title}`, () => {
      const node = nodeOf(op, inputs, attributes as never);
      const ledger = updateLedger(node, inputs, after[0]!);
      assert.equal(ledger.residual, 0);
      assert.ok(ledger.terms.length > 0);
    });
  }
});
