/** @file The updates of TensorFlow.js's optimizers: each by hand at exact numbers, and reckoned again to the last bit. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Data } from '../../src/engine/dtypes';
import { Graph } from '../../src/engine/graph';
import type { Node } from '../../src/engine/graph';
import type { Op } from '../../src/engine/ops';
import { ruleOf } from '../../src/engine/ops';
import { UPDATE_LAYOUTS } from '../../src/engine/rules/training/layouts';
import { updateLedger } from '../../src/engine/updateLedger';
import type { Value } from '../../src/engine/value';
import { valueOf } from '../../src/engine/value';

type TfjsOp = Extract<keyof typeof UPDATE_LAYOUTS, `ApplyTfjs${string}`>;

const OPS = (Object.keys(UPDATE_LAYOUTS) as string[]).filter((op): op is TfjsOp => op.startsWith('ApplyTfjs'));

/** Inputs of `op` by name, in the order of its layout. */
function inputsOf(op: TfjsOp, numbers: Readonly<Record<string, number | readonly number[]>>): Value[] {
  return UPDATE_LAYOUTS[op].map(({ name, role }) => {
    const given = numbers[name]!;
    const list = typeof given === 'number' ? [given] : given;
    return valueOf('float32', role === 'scalar' ? [] : [list.length], list);
  });
}

/** New values of the variable and the slots, and the ledger of the step. */
function step(op: TfjsOp, inputs: readonly Value[]): { readonly written: readonly Data[]; readonly residual: number } {
  const graph = new Graph();
  const name = `Resource${op}` as Op;
  const tensors = inputs.map((value, i) => {
    const isHandle = UPDATE_LAYOUTS[op][i]!.role === 'variable' || UPDATE_LAYOUTS[op][i]!.role === 'slot';
    const { dtype, dims } = value;
    return isHandle
      ? graph.make({ op: 'VarHandleOp', inputs: [], attributes: { dtype, shape: dims, container: '', sharedName: '' }, origin: -1 }).outputs[0]!
      : graph.make({ op: 'Const', inputs: [], attributes: { value }, origin: -1 }).outputs[0]!;
  });
  const node = graph.make({ op: name, inputs: tensors, attributes: { useLocking: false } as never, origin: -1 }) as unknown as Node;
  const bound = ruleOf(name).bind(inputs, { useLocking: false } as never, inputs);
  const written = bound.outputs.map((dims) => new Float32Array(dims.reduce((a, b) => a * b, 1)));
  bound.run(inputs.map(({ data }) => data), written, null as never);
  const ledger = updateLedger(node, inputs, { ...inputs[0]!, data: written[0]! });
  return { written, residual: ledger.residual };
}

function exact(op: TfjsOp, numbers: Readonly<Record<string, number>>): number[] {
  return step(op, inputsOf(op, numbers)).written.map((data) => data[0]!);
}

describe('updates of TensorFlow.js', () => {
  it('Nesterov: a′ = 0.5·2 + 4 = 5, w′ = 10 − 0.25·(4 + 0.5·5)', () => {
    assert.deepEqual(exact('ApplyTfjsNesterov', { var: 10, accum: 2, lr: 0.25, momentum: 0.5, grad: 4 }), [8.375, 5]);
  });

  it('Adagrad adds ε under the root: A′ = 3 + 2² , w′ = 5 − 2·(2/√(7 + 9))', () => {
    assert.deepEqual(exact('ApplyTfjsAdagrad', { var: 5, accum: 3, lr: 2, epsilon: 9, grad: 2 }), [4, 7]);
  });

  it('Adadelta takes A before its update: u = √(3+1)/√(0+1)·2 = 4, w′ = 10 − 0.5·4', () => {
    const numbers = { var: 10, accum_grad: 0, accum_var: 3, lr: 0.5, rho: 0.5, rest: 0.5, epsilon: 1, grad: 2 };
    // A′ = 0.5·4, U′ = 0.5·3 + 0.5·16
    assert.deepEqual(exact('ApplyTfjsAdadelta', numbers), [8, 2, 9.5]);
  });

  it('Adam divides both moments by their corrections and adds ε to the corrected root', () => {
    const numbers = {
      var: 3, m: 0, v: 0, beta1_power: 0.5, beta2_power: 0.75, lr: 3, beta1: 0.5, beta2: 0.75, rest1: 0.5, rest2: 0.25,
      epsilon: 1, grad: 2,
    };
    // m′ = 1, v′ = 1; m̂ = 1/0.5 = 2, v̂ = 1/0.25 = 4; w′ = 3 − 3·2/(2 + 1)
    assert.deepEqual(exact('ApplyTfjsAdam', numbers), [1, 1, 1]);
  });

  it('Adamax lets the rate decay with t: lr = 2/(4·0.25 + 1) = 1, over 1 − β₁ᵗ = 0.5', () => {
    const numbers = {
      var: 3, m: 0, v: 4, beta1_power: 0.5, iteration: 4, decay: 0.25, lr: 2, beta1: 0.5, beta2: 0.75, rest1: 0.5,
      epsilon: 1, grad: -4,
    };
    // m′ = −2, v′ = max(3, 4) = 4; w′ = 3 + 2·2/5
    assert.deepEqual(exact('ApplyTfjsAdamax', numbers), [Math.fround(3 + Math.fround(2 * Math.fround(0.4))), -2, 4]);
  });

  it('RMSProp begins at 0: q′ = 0.5·0 + 0.5·4 = 2, a′ = 0.5·2 + 2·1/√(2 + 2) = 2', () => {
    const numbers = { var: 5, rms: 0, momentum_accum: 2, lr: 1, rho: 0.5, rest: 0.5, momentum: 0.5, epsilon: 2, grad: 2 };
    assert.deepEqual(exact('ApplyTfjsRMSProp', numbers), [3, 2, 2]);
  });

  it('centered RMSProp takes the squared mean and ε from q′: √(18 − (4 + 5)) = 3', () => {
    const numbers = { var: 5, mg: 0, rms: 20, momentum_accum: 0, lr: 3, rho: 0.5, rest: 0.5, momentum: 0, epsilon: 5, grad: 4 };
    // q′ = 10 + 8 = 18, h′ = 2, a′ = 4·3/3
    assert.deepEqual(exact('ApplyTfjsCenteredRMSProp', numbers), [1, 2, 18, 4]);
  });

  for (const op of OPS) {
    it(`${op}: the terms give the new value bit for bit`, () => {
      const number = fc.oneof(fc.float({ noNaN: true, min: -100, max: 100 }), fc.constantFrom(0, -0, 1e-30, 3e38, Infinity, -Infinity));
      const vector = fc.array(number, { minLength: 5, maxLength: 5 });
      const rate = fc.float({ noNaN: true, min: 0, max: Math.fround(0.99) });
      const layout = UPDATE_LAYOUTS[op];
      const record = Object.fromEntries(layout.map(({ name, role }) => [name, role === 'scalar' ? rate : vector]));
      fc.assert(fc.property(fc.record(record), (numbers) => {
        const { residual } = step(op, inputsOf(op, numbers as Record<string, number>));
        assert.equal(residual, 0);
      }));
    });
  }
});
