/**
 * @file Derivatives of the neural ops against central differences, and the edge conventions of
 * TensorFlow 1.15.
 */
import assert from 'node:assert/strict';
import { Builder } from '../../../../src/engine/builder';
import { EngineError } from '../../../../src/engine/errors';
import { Execution } from '../../../../src/engine/execution';
import { gradients } from '../../../../src/engine/gradients';
import type { Tensor } from '../../../../src/engine/graph';
import { Graph } from '../../../../src/engine/graph';
import { valueOf } from '../../../../src/engine/value';
import type { Point } from '../../finiteDifferences';
import { expectGradientsMatch, expectSecondGradientsMatch } from '../../finiteDifferences';

const row: Point = { dims: [6], values: [-2.5, -0.4, 0.3, 1.7, 5.5, 7.25] };
const logits: Point = { dims: [2, 3], values: [1, -2, 0.5, 0.25, 0.75, -1] };
const labels: Point = { dims: [2, 3], values: [0.2, 0.5, 0.3, 0.1, 0.8, 0.1] };
const image: Point = { dims: [1, 2, 1, 2], values: [1, -2, 0.5, 3] };
const bias: Point = { dims: [2], values: [0.5, -1] };

type Build = (build: Builder, inputs: readonly Tensor[]) => Tensor;

interface Example {
  readonly title: string;
  readonly inputs: readonly Point[];
  readonly build: Build;
  readonly once?: true;
}

type Unary =
  | 'Relu' | 'Relu6' | 'Elu' | 'Selu' | 'Softplus' | 'Softsign' | 'Softmax' | 'LogSoftmax';

const unary = (op: Unary) =>
  (build: Builder, [x]: readonly Tensor[]) => build.make(op, [x!], {});

const examples: readonly Example[] = [
  { title: 'Relu', inputs: [row], build: unary('Relu') },
  { title: 'Relu6', inputs: [row], build: unary('Relu6') },
  {
    title: 'LeakyRelu', inputs: [row],
    build: (b, [x]) => b.make('LeakyRelu', [x!], { alpha: 0.25 }),
  },
  { title: 'Elu', inputs: [row], build: unary('Elu') },
  { title: 'Selu', inputs: [row], build: unary('Selu') },
  { title: 'Softplus', inputs: [row], build: unary('Softplus') },
  { title: 'Softsign', inputs: [row], build: unary('Softsign'), once: true },
  { title: 'Softmax', inputs: [logits], build: unary('Softmax') },
  { title: 'LogSoftmax', inputs: [logits], build: unary('LogSoftmax') },
  { title: 'L2Loss', inputs: [logits], build: (b, [x]) => b.make('L2Loss', [x!], {}) },
  {
    // Once: TensorFlow's second derivative leaves out how the backprop depends on the labels.
    title: 'SoftmaxCrossEntropyWithLogits, by logits and labels',
    inputs: [logits, labels], once: true,
    build: (b, inputs) => b.make('SoftmaxCrossEntropyWithLogits', inputs, {}),
  },
  {
    title: 'SoftmaxCrossEntropyWithLogits, by logits', inputs: [logits],
    build: (b, [x]) =>
      b.make(
        'SoftmaxCrossEntropyWithLogits',
        [x!, b.constant(valueOf('float64', [2, 3], labels.values))], {},
      ),
  },
  {
    title: 'SparseSoftmaxCrossEntropyWithLogits', inputs: [logits], once: true,
    build: (b, [x]) => b.make('SparseSoftmaxCrossEntropyWithLogits', [x!, b.integers([2, 0])], {}),
  },
  {
    title: 'BiasAdd', inputs: [logits, { dims: [3], values: [1, 2, 3] }],
    build: (b, inputs) => b.make('BiasAdd', inputs, { dataFormat: 'NHWC' }),
  },
  {
    title: 'BiasAdd with channels first', inputs: [image, bias],
    build: (b, inputs) => b.make('BiasAdd', inputs, { dataFormat: 'NCHW' }),
  },
  {
    title: 'TopKV2', inputs: [logits],
    build: (b, [x]) => b.make('TopKV2', [x!, b.scalar('int32', 2)], { sorted: true }),
  },
];

describe('neural gradients agree with central differences', () => {
  for (const { title, inputs, build, once } of examples) {
    for (const knowledge of ['full', 'rank', 'none'] as const) {
      it(`${title}, static shape: ${knowledge}`, () => {
        expectGradientsMatch({ inputs, build, knowledge });
      });
    }
    if (once) continue;
    it(`${title}, the gradient's own gradient`, () => {
      const squared: Build = (b, xs) => {
        const y = build(b, xs);
        return b.make('Mul', [y, y], {});
      };
      expectSecondGradientsMatch({ inputs, build: squared, tolerance: 1e-5 });
    });
  }

  it('Relu6 has slope 0 at 0 and at 6, LeakyRelu alpha at 0', () => {
    assert.deepEqual(gradientOf((b, x) => b.make('Relu', [x], {}), [-1, 0, 1]), [0, 0, 1]);
    assert.deepEqual(gradientOf((b, x) => b.make('Relu6', [x], {}), [0, 3, 6, 7]), [0, 1, 0, 0]);
    assert.deepEqual(
      gradientOf((b, x) => b.make('LeakyRelu', [x], { alpha: 0.25 }), [-1, 0, 1]), [0.25, 0.25, 1],
    );
  });

  it('an infinite gradient at a dead unit becomes NaN: ∞ · 0', () => {
    // d(1/relu(x))/dx at x = −1: relu = 0, d(1/y)/dy = −1/0² = −∞, times the mask 0.
    const build = (b: Builder, x: Tensor) => {
      const y = b.make('Relu', [x], {});
      return b.make('RealDiv', [b.scalar('float64', 1), y], {});
    };
    assert.deepEqual(gradientOf(build, [-1, 2]), [NaN, -0.25]);
  });

  it('the second derivative of sparse cross-entropy is refused in TensorFlow\'s words', () => {
    const graph = new Graph();
    const b = new Builder(graph, -1);
    const x = b.make('Placeholder', [], { dtype: 'float32', shape: [2, 3] });
    const loss = b.make('SparseSoftmaxCrossEntropyWithLogits', [x, b.integers([0, 1])], {});
    const [first] = gradients({ graph, ys: [loss], xs: [x], origin: -1 });
    assert.ok(first?.kind === 'dense');
    assert.throws(
      () => gradients({ graph, ys: [first.tensor], xs: [x], origin: -1 }),
      (error) =>
        error instanceof EngineError &&
        error.kind === 'LookupError' &&
        error.message ===
          'Gradient explicitly disabled. Reason: b"Currently there is no way to take the second ' +
            'derivative of sparse_softmax_cross_entropy_with_logits due to the fused ' +
            'implementation\'s interaction with tf.gradients()"',
    );
  });

  it('the second derivative of softsign has no registration, as in TensorFlow 1.15', () => {
    const graph = new Graph();
    const b = new Builder(graph, -1);
    const x = b.make('Placeholder', [], { dtype: 'float32', shape: [2] });
    const [first] = gradients({ graph, ys: [b.make('Softsign', [x], {})], xs: [x], origin: -1 });
    assert.ok(first?.kind === 'dense');
    assert.throws(
      () => gradients({ graph, ys: [first.tensor], xs: [x], origin: -1 }),
      /No gradient defined for operation '.*\/SoftsignGrad' \(op type: SoftsignGrad\)/,
    );
  });
});

function gradientOf(build: (b: Builder, x: Tensor) => Tensor, at: readonly number[]): number[] {
  const graph = new Graph();
  const b = new Builder(graph, -1);
  const x = b.make('Placeholder', [], { dtype: 'float64', shape: [at.length] });
  const [result] = gradients({ graph, ys: [build(b, x)], xs: [x], origin: -1 });
  assert.ok(result?.kind === 'dense');
  const execution = new Execution(graph, { seed: 0, isCancelled: () => false });
  const [value] = execution.run({
    fetches: [result.tensor], targets: [],
    feeds: new Map([[x, valueOf('float64', [at.length], at)]]),
  });
  return Array.from(value!.data);
}
