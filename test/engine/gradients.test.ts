/** @file The backward pass: sums over uses, stops, gates, names as TensorFlow gives them, and why there is None. */
import assert from 'node:assert/strict';
import type { GradientResult } from '../../src/engine/gradients';
import { gradients } from '../../src/engine/gradients';
import type { Tensor } from '../../src/engine/graph';
import { fetch, TestProgram } from './buildProgram';

function dense(result: GradientResult | undefined): Tensor {
  assert.equal(result?.kind, 'dense');
  return (result as Extract<GradientResult, { kind: 'dense' }>).tensor;
}

function none(result: GradientResult | undefined): { reason: string; cutBy: string | null } {
  assert.equal(result?.kind, 'none');
  const { reason, cutBy } = result as Extract<GradientResult, { kind: 'none' }>;
  return { reason, cutBy: cutBy?.name ?? null };
}

describe('gradients', () => {
  it("of w·x are x and w: the notes' 10 and 5", () => {
    const p = new TestProgram();
    const x = p.variable('x', 10);
    const w = p.variable('w', 5);
    const y = p.build.make('Mul', [w.read, x.read], {}, 'mul');
    const [gw, gx] = gradients({ graph: p.graph, ys: [y], xs: [w.ref, x.ref], gateGradients: true, origin: -1 });
    assert.deepEqual(fetch(p.start(), [dense(gw), dense(gx)]), [[10], [5]]);
    // TensorFlow 1.15 prints this very name for the first.
    assert.equal(dense(gw).name, 'gradients/mul_grad/tuple/control_dependency:0');
  });

  it('sum over all uses: d(x·x + x)/dx = 2x + 1 = 7 at 3', () => {
    const p = new TestProgram();
    const x = p.variable('x', 3);
    const y = p.build.make('AddV2', [p.build.make('Mul', [x.read, x.read], {}), x.read], {});
    const [g] = gradients({ graph: p.graph, ys: [y], xs: [x.ref], origin: -1 });
    assert.deepEqual(fetch(p.start(), [dense(g)]), [[7]]);
  });

  it('can be differentiated again: d²(x³)/dx² = 6x = 12 at 2', () => {
    const p = new TestProgram();
    const x = p.variable('x', 2);
    const cube = p.build.make('Mul', [x.read, p.build.make('Square', [x.read], {})], {});
    const [first] = gradients({ graph: p.graph, ys: [cube], xs: [x.ref], origin: -1 });
    const [second] = gradients({ graph: p.graph, ys: [dense(first)], xs: [x.ref], origin: -1 });
    assert.deepEqual(fetch(p.start(), [dense(first), dense(second)]), [[12], [12]]);
  });

  it('are total derivatives when one x lies above another: y = 2x, d(x + y)/d[x, y] = [3, 1]', () => {
    const p = new TestProgram();
    const x = p.variable('x', 1);
    const y = p.build.make('Mul', [p.constant(2), x.read], {});
    const sum = p.build.make('AddV2', [x.read, y], {});
    const total = gradients({ graph: p.graph, ys: [sum], xs: [x.read, y], origin: -1 });
    assert.deepEqual(fetch(p.start(), total.map(dense)), [[3], [1]]);
    const partial = gradients({ graph: p.graph, ys: [sum], xs: [x.read, y], stopGradients: [x.read, y], origin: -1 });
    assert.deepEqual(fetch(p.start(), partial.map(dense)), [[1], [1]]);
  });

  it('start from grad_ys where they are given', () => {
    const p = new TestProgram();
    const x = p.variable('x', 3);
    const y = p.build.make('Square', [x.read], {});
    const [g] = gradients({ graph: p.graph, ys: [y], xs: [x.ref], gradYs: [p.constant(10)], origin: -1 });
    assert.deepEqual(fetch(p.start(), [dense(g)]), [[60]]);
    assert.throws(
      () => gradients({ graph: p.graph, ys: [y], xs: [x.ref], gradYs: [], origin: -1 }),
      /Passed 0 grad_ys for 1 ys/,
    );
  });

  it('inherit the origin of the node they come from', () => {
    const p = new TestProgram();
    const x = p.variable('x', 3);
    const y = p.graph.make({ op: 'Square', inputs: [x.read], attributes: {}, origin: 42 }).outputs[0]!;
    const [g] = gradients({ graph: p.graph, ys: [y], xs: [x.ref], origin: 7 });
    assert.equal(dense(g).node.origin, 42);
  });
});

describe('None is explained:', () => {
  it('the loss does not depend on the variable', () => {
    const p = new TestProgram();
    const w = p.variable('w', 1);
    const other = p.variable('other', 1);
    const y = p.build.make('Square', [w.read], {});
    const [g] = gradients({ graph: p.graph, ys: [y], xs: [other.ref], origin: -1 });
    assert.deepEqual(none(g), { reason: 'the loss does not depend on it', cutBy: null });
  });

  it('stop_gradient stands on the only path', () => {
    const p = new TestProgram();
    const w = p.variable('w', 1);
    const stopped = p.build.make('StopGradient', [w.read], {}, 'stopped');
    const y = p.build.make('Square', [stopped], {});
    const [g] = gradients({ graph: p.graph, ys: [y], xs: [w.ref], origin: -1 });
    assert.equal(none(g).cutBy, 'stopped');
    assert.match(none(g).reason, /stop_gradient/);
  });

  it('an integer result cuts the path', () => {
    const p = new TestProgram();
    const w = p.variable('w', [1, 2]);
    const best = p.build.make('ArgMax', [w.read, p.constant(0, 'int32')], { outputType: 'int64' }, 'best');
    const y = p.build.make('Cast', [best], { dstT: 'float32' });
    const [g] = gradients({ graph: p.graph, ys: [y], xs: [w.ref], origin: -1 });
    assert.equal(none(g).cutBy, 'best');
    assert.match(none(g).reason, /index/);
  });

  it('an op without derivative stands between', () => {
    const p = new TestProgram();
    const w = p.variable('w', 1.5);
    const floor = p.build.make('Floor', [w.read], {}, 'floor');
    const y = p.build.make('Square', [floor], {});
    const [g] = gradients({ graph: p.graph, ys: [y], xs: [w.ref], origin: -1 });
    assert.equal(none(g).cutBy, 'floor');
  });

  it('an integer variable carries none', () => {
    const p = new TestProgram();
    const w = p.variable('w', 3, 'int32');
    const y = p.build.make('Cast', [w.read], { dstT: 'float32' });
    const [g] = gradients({ graph: p.graph, ys: [y], xs: [w.ref], origin: -1 });
    assert.match(none(g).reason, /int32 variables carry no gradient/);
  });
});
