/**
 * @file The nodes that derivatives build, against the ones TensorFlow 1.15.5 built for the same
 * program: names, types, inputs, order. Op seeds are counted from them.
 */
import assert from 'node:assert/strict';
import { Builder } from '../../../../src/engine/builder';
import { gradients } from '../../../../src/engine/gradients';
import type { Tensor } from '../../../../src/engine/graph';
import { Graph } from '../../../../src/engine/graph';
import type { Op } from '../../../../src/engine/ops';
import type { Shape } from '../../../../src/engine/shape';
import recorded from './gradientNodes.json';

type Program = (build: Builder, inputs: readonly Tensor[]) => Tensor;

const expected = recorded as Readonly<Record<string, readonly string[]>>;

/** `name type [inputs]` of every node of the backward pass that belongs to one op. */
function gradientNodes(shapes: readonly Shape[], program: Program): string[] {
  const graph = new Graph();
  const build = new Builder(graph, -1);
  const xs = shapes.map((shape) => build.make('Placeholder', [], { dtype: 'float32', shape }));
  const y = program(build, xs);
  const arriving = build.make('Placeholder', [], { dtype: y.dtype, shape: y.shape }, 'GO');
  const before = graph.nodes.length;
  gradients({ graph, ys: [y], xs, gradYs: [arriving], origin: -1 });
  const short = (name: string): string =>
    name.replace('gradients/', '').replace(/^(GO|grad_ys_0):0$/, 'arriving');
  return graph.nodes
    .slice(before)
    .map(({ name, op, inputs }) => `${short(name)} ${op} [${inputs.map((x) => short(x.name)).join(', ')}]`)
    .filter((line) => line.includes('_grad/'));
}

function expectRecorded(title: string, shapes: readonly Shape[], program: Program): void {
  const lines = expected[title]!.map((line) => line.replaceAll('grad_ys_0:0', 'arriving'));
  assert.deepEqual(gradientNodes(shapes, program), lines, title);
}

/** An op without attributes under the name that Python gave it. */
function plain(op: Op, name: string = op): Program {
  return (build, inputs) => build.make(op, inputs, {}, name);
}

/** A node named `name` whose last input is a constant `name/constant`. */
function withConstant(
  name: string, constant: string, number: number, make: (name: string, x: Tensor) => Tensor,
): Program {
  return (build, _inputs) =>
    build.inScope(name, () => {
      const axis = build.scalar('int32', number, constant);
      return make(`${build.graph.scope}/`, axis);
    });
}

const S = [2, 3];

const UNARY = [
  'Neg', 'Abs', 'Sign', 'Square', 'Sqrt', 'Rsqrt', 'Reciprocal', 'Exp', 'Expm1', 'Log', 'Log1p',
  'Sin', 'Cos', 'Tan', 'Asin', 'Acos', 'Atan', 'Sinh', 'Cosh', 'Tanh', 'Asinh', 'Acosh', 'Atanh',
  'Sigmoid', 'Erf', 'Erfc', 'Floor',
] as const;

describe('nodes of derivatives and TensorFlow 1.15.5', () => {
  it('broadcasting ops reduce with the same nodes, for known and unknown shapes', () => {
    expectRecorded('mul bcast static', [S, [3]], plain('Mul', 'mul'));
    expectRecorded('mul bcast dyn', [[null, 3], [3]], plain('Mul', 'mul'));
    expectRecorded('add bcast static', [S, [3]], plain('AddV2', 'add'));
    expectRecorded('sub dyn', [[null, 3], [3]], plain('Sub', 'sub'));
    expectRecorded('sub static eq', [S, S], plain('Sub', 'sub'));
    expectRecorded('div', [S, S], plain('RealDiv', 'truediv'));
    expectRecorded('pow', [S, S], plain('Pow'));
    expectRecorded('max', [S, S], plain('Maximum'));
    expectRecorded('max dyn', [[null], [null]], plain('Maximum'));
    expectRecorded('sqdiff', [S, S], plain('SquaredDifference'));
    expectRecorded('sqdiff bc', [S, [3]], plain('SquaredDifference'));
    expectRecorded('floormod', [S, S], plain('FloorMod'));
    expectRecorded('atan2', [S, S], plain('Atan2'));
    expectRecorded('xlogy', [S, S], plain('Xlogy'));
    expectRecorded('xdivy', [S, S], plain('Xdivy'));
    expectRecorded('mulnonan', [S, S], plain('MulNoNan', 'multiply_no_nan'));
  });

  it('ops of one operand and TensorFlow’s gradient ops have the same nodes', () => {
    for (const op of UNARY) {
      expectRecorded(op === 'Neg' ? 'negative' : op.toLowerCase(), [S], plain(op));
    }
    for (const op of ['Sqrt', 'Rsqrt', 'Reciprocal', 'Inv', 'Tanh', 'Sigmoid'] as const) {
      expectRecorded(`${op.toLowerCase()}_grad`, [S, S], plain(`${op}Grad`));
    }
    expectRecorded('sign dyn', [[null]], plain('Sign'));
  });

  it('products of matrices have the same nodes', () => {
    for (const [a, b] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
      const [flipA, flipB] = [a === 1, b === 1];
      expectRecorded(`matmul${a}${b}`, [[2, 2], [2, 2]], (build, inputs) =>
        build.make('MatMul', inputs, { transposeA: flipA, transposeB: flipB }),
      );
      expectRecorded(`bmatmul${a}${b}`, [[4, 2, 2], [4, 2, 2]], (build, inputs) =>
        build.make('BatchMatMulV2', inputs, { adjX: flipA, adjY: flipB }, 'MatMul'),
      );
    }
    expectRecorded('bmatmul bc', [[4, 2, 2], [1, 2, 2]], (build, inputs) =>
      build.make('BatchMatMulV2', inputs, { adjX: false, adjY: false }, 'MatMul'),
    );
  });

  for (const op of ['Sum', 'Mean', 'Max', 'Prod'] as const) {
    it(`${op} has the same nodes, whatever is known of the shape`, () => {
      const title = op.toLowerCase();
      const overAll: Program = (build, [x]) =>
        build.make(op, [x!, build.integers([0, 1], 'Const')], { keepDims: false });
      const overRows: Program = (build, inputs) =>
        withConstant(op, 'reduction_indices', 1, (name, axis) =>
          build.make(op, [inputs[0]!, axis], { keepDims: false }, name),
        )(build, inputs);
      expectRecorded(`${title} all`, [S], overAll);
      expectRecorded(`${title} all dyn`, [[null, 3]], overAll);
      expectRecorded(`${title} ax`, [S], overRows);
      expectRecorded(`${title} ax dyn`, [[null, 3]], overRows);
      expectRecorded(`${title} unk`, [null], overRows);
    });
  }

  it('Cumsum, Cumprod and Cast have the same nodes', () => {
    for (const op of ['Cumsum', 'Cumprod'] as const) {
      expectRecorded(op.toLowerCase(), [S], (build, inputs) =>
        withConstant(op, 'axis', 0, (name, axis) =>
          build.make(op, [inputs[0]!, axis], { exclusive: false, reverse: false }, name),
        )(build, inputs),
      );
    }
    expectRecorded('cast', [S], (build, [x]) => build.make('Cast', [x!], { dstT: 'float64' }));
  });
});
