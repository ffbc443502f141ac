/**
 * @file Derivatives of convolutions, pools and batch normalization against central differences, and
 * the conventions of TensorFlow 1.15 at ties.
 */
import assert from 'node:assert/strict';
import { Builder } from '../../../../src/engine/builder';
import { EngineError } from '../../../../src/engine/errors';
import { Execution } from '../../../../src/engine/execution';
import { gradients } from '../../../../src/engine/gradients';
import type { Tensor } from '../../../../src/engine/graph';
import { Graph } from '../../../../src/engine/graph';
import type { ConvolutionAttributes } from '../../../../src/engine/rules/neural/convolutionShapes';
import type { PoolAttributes } from '../../../../src/engine/rules/neural/poolShapes';
import type { Dims } from '../../../../src/engine/shape';
import { sizeOf } from '../../../../src/engine/shape';
import { valueOf } from '../../../../src/engine/value';
import type { Point } from '../../finiteDifferences';
import { expectGradientsMatch, expectSecondGradientsMatch } from '../../finiteDifferences';

/** Different numbers, none close to another, so that a maximum stays one when it is moved a bit. */
function point(dims: Dims): Point {
  const size = sizeOf(dims);
  return { dims, values: Array.from({ length: size }, (_none, i) => ((i * 37) % 101) / 25 - 2) };
}

const convolution = (
  stride: number, padding: ConvolutionAttributes['padding'],
  explicitPaddings: readonly number[] = [],
): ConvolutionAttributes => ({
  strides: [1, stride, stride, 1], padding, explicitPaddings, dataFormat: 'NHWC',
  dilations: [1, 1, 1, 1],
});

const pool = (size: number, stride: number, padding: 'SAME' | 'VALID'): PoolAttributes => ({
  ksize: [1, size, size, 1], strides: [1, stride, stride, 1], padding, dataFormat: 'NHWC',
});

interface Example {
  readonly title: string;
  readonly inputs: readonly Point[];
  readonly build: (build: Builder, inputs: readonly Tensor[]) => Tensor;
  readonly once?: true;
}

const sizes = (b: Builder, dims: Dims): Tensor => b.integers(dims);

const examples: readonly Example[] = [
  ...(['SAME', 'VALID'] as const).flatMap((padding): Example[] => [
    {
      title: `Conv2D, ${padding}`, inputs: [point([2, 4, 3, 2]), point([3, 2, 2, 2])],
      build: (b, inputs) => b.make('Conv2D', inputs, convolution(1, padding)),
    },
    {
      title: `Conv2D, ${padding}, stride 2`, inputs: [point([1, 5, 4, 2]), point([2, 3, 2, 1])],
      build: (b, inputs) => b.make('Conv2D', inputs, convolution(2, padding)),
    },
    {
      title: `MaxPool, ${padding}`, inputs: [point([2, 4, 3, 2])],
      build: (b, inputs) => b.make('MaxPool', inputs, pool(2, 1, padding)),
    },
    {
      title: `AvgPool, ${padding}`, inputs: [point([2, 5, 4, 2])],
      build: (b, inputs) => b.make('AvgPool', inputs, pool(3, 2, padding)),
    },
  ]),
  {
    title: 'Conv2D, explicit padding', inputs: [point([1, 3, 3, 1]), point([2, 2, 1, 2])],
    build: (b, inputs) =>
      b.make('Conv2D', inputs, convolution(2, 'EXPLICIT', [0, 0, 1, 2, 0, 1, 0, 0])),
  },
  {
    title: 'Conv2DBackpropInput', inputs: [point([3, 3, 2, 1]), point([1, 2, 2, 1])],
    build: (b, [filter, dy]) =>
      b.make(
        'Conv2DBackpropInput', [sizes(b, [1, 4, 3, 2]), filter!, dy!], convolution(2, 'SAME'),
      ),
  },
  {
    title: 'Conv2DBackpropFilter', inputs: [point([1, 4, 3, 2]), point([1, 2, 2, 1])],
    build: (b, [image, dy]) =>
      b.make(
        'Conv2DBackpropFilter', [image!, sizes(b, [3, 3, 2, 1]), dy!], convolution(2, 'SAME'),
      ),
  },
  {
    title: 'FusedBatchNormV3, training', once: true,
    inputs: [point([2, 2, 2, 2]), point([2]), point([2])],
    build: (b, [x, scale, offset]) => {
      const none = b.constant(valueOf('float64', [0], []));
      return b.make(
        'FusedBatchNormV3', [x!, scale!, offset!, none, none],
        { epsilon: 0.01, dataFormat: 'NHWC', isTraining: true },
      );
    },
  },
  {
    title: 'FusedBatchNormV3, inference', once: true,
    inputs: [point([2, 2, 2, 2]), point([2]), point([2])],
    build: (b, [x, scale, offset]) => {
      const mean = b.constant(valueOf('float64', [2], [0.5, -1]));
      const variance = b.constant(valueOf('float64', [2], [2, 0.5]));
      return b.make(
        'FusedBatchNormV3', [x!, scale!, offset!, mean, variance],
        { epsilon: 0.01, dataFormat: 'NHWC', isTraining: false },
      );
    },
  },
];

describe('gradients of image ops agree with central differences', () => {
  for (const { title, inputs, build, once } of examples) {
    for (const knowledge of ['full', 'rank', 'none'] as const) {
      it(`${title}, static shape: ${knowledge}`, () => {
        expectGradientsMatch({ inputs, build, knowledge });
      });
    }
    if (once) continue;
    it(`${title}, the gradient's own gradient`, () => {
      const squared = (b: Builder, xs: readonly Tensor[]) => {
        const y = build(b, xs);
        return b.make('Mul', [y, y], {});
      };
      expectSecondGradientsMatch({ inputs, build: squared, tolerance: 1e-5 });
    });
  }

  it('the gradient of a maximum that is there twice goes to the first one', () => {
    // Rows 3 1 / 1 3: one window, the first 3 is at place 0.
    const graph = new Graph();
    const b = new Builder(graph, -1);
    const x = b.constant(valueOf('float64', [1, 2, 2, 1], [3, 1, 1, 3]));
    const y = b.make('MaxPool', [x], pool(2, 2, 'VALID'));
    assert.deepEqual(gradientOf(graph, y, x), [1, 0, 0, 0]);
  });

  it('a sum over many images at a time is that over one image at a time', () => {
    // 3·256·256 patches of 9 numbers do not fit the scratch of 2¹⁸ numbers: three runs.
    const dims = [3, 256, 256, 1];
    const image = point(dims);
    const graph = new Graph();
    const b = new Builder(graph, -1);
    const x = b.constant(valueOf('float64', dims, image.values));
    const filter = b.constant(valueOf('float64', [3, 3, 1, 1], [0, 0, 0, 0, 1, 0, 0, 0, 0]));
    const y = b.make('Conv2D', [x, filter], convolution(1, 'SAME'));
    const execution = new Execution(graph, { seed: 0, isCancelled: () => false });
    const [value] = execution.run({ fetches: [y], targets: [], feeds: new Map() });
    assert.deepEqual(Array.from(value!.data), image.values);
    // The middle of the filter meets every pixel: its gradient is the sum of the image.
    const total = image.values.reduce((sum, v) => sum + v, 0);
    assert.ok(Math.abs(gradientOf(graph, y, filter)[4]! - total) < 1e-6 * Math.abs(total));
  });

  it('the second derivative of a fused batch normalization is refused by name', () => {
    const graph = new Graph();
    const b = new Builder(graph, -1);
    const x = b.make('Placeholder', [], { dtype: 'float32', shape: [1, 2, 2, 1] });
    const one = b.constant(valueOf('float32', [1], [1]));
    const none = b.constant(valueOf('float32', [0], []));
    const y = b.make(
      'FusedBatchNormV3', [x, one, one, none, none],
      { epsilon: 0.001, dataFormat: 'NHWC', isTraining: true },
    );
    const [first] = gradients({ graph, ys: [y], xs: [x], origin: -1 });
    assert.ok(first?.kind === 'dense');
    assert.throws(
      () => gradients({ graph, ys: [first.tensor], xs: [x], origin: -1 }),
      (error) => error instanceof EngineError && error.kind === 'NotImplementedError',
    );
  });
});

function gradientOf(graph: Graph, y: Tensor, x: Tensor): number[] {
  const [result] = gradients({ graph, ys: [y], xs: [x], origin: -1 });
  assert.ok(result?.kind === 'dense');
  const execution = new Execution(graph, { seed: 0, isCancelled: () => false });
  const [value] = execution.run({ fetches: [result.tensor], targets: [], feeds: new Map() });
  return Array.from(value!.data);
}
