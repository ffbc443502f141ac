/** @file Derivatives of segments, blocks, rolls, partitions, scatters, sparse ops, special functions. */
import type { Builder } from '../../../../src/engine/builder';
import type { Tensor } from '../../../../src/engine/graph';
import { valueOf } from '../../../../src/engine/value';
import type { Point } from '../../finiteDifferences';
import { expectGradientsMatch } from '../../finiteDifferences';

const rows: Point = { dims: [4, 2], values: [1, -2, 3, 0.5, -0.25, 4, 2, 1.5] };
const image: Point = {
  dims: [1, 2, 4, 4], values: Array.from({ length: 32 }, (_none, i) => Math.sin(i) * 2),
};
const positive: Point = { dims: [3], values: [0.7, 1.6, 3.2] };
const shares: Point = { dims: [3], values: [0.2, 0.5, 0.8] };
const plain = {};

const ids = (b: Builder) => b.integers([0, 0, 2, 2]);
const pairs = (b: Builder, numbers: readonly number[]) =>
  b.constant(valueOf('int32', [numbers.length / 2, 2], numbers));
const wide = (b: Builder, dims: readonly number[], numbers: readonly number[]) =>
  b.constant(valueOf('int64', dims, numbers));

interface Example {
  readonly title: string;
  readonly inputs: readonly Point[];
  readonly build: (build: Builder, inputs: readonly Tensor[]) => Tensor;
}

const examples: readonly Example[] = [
  ...(['SegmentMean', 'SegmentMax', 'SegmentMin'] as const).map((op): Example => ({
    title: op, inputs: [rows], build: (b, [x]) => b.make(op, [x!, ids(b)], plain),
  })),
  ...(['UnsortedSegmentMax', 'UnsortedSegmentMin', 'UnsortedSegmentProd'] as const).map(
    (op): Example => ({
      title: op, inputs: [rows],
      build: (b, [x]) => {
        const made = b.make(op, [x!, b.integers([2, 0, -1, 2]), b.scalar('int32', 3)], plain);
        // The segment without rows holds the type's extreme, which no difference survives.
        return b.make('GatherV2', [made, b.integers([0, 2]), b.scalar('int32', 0)], plain);
      },
    }),
  ),
  ...(['SparseSegmentSum', 'SparseSegmentMean', 'SparseSegmentSqrtN'] as const).map(
    (op): Example => ({
      title: op, inputs: [rows],
      build: (b, [x]) => b.make(op, [x!, b.integers([3, 0, 0, 1]), ids(b)], plain),
    }),
  ),
  {
    title: 'SparseFillEmptyRows', inputs: [positive, { dims: [], values: [0.4] }],
    build: (b, [x, fill]) => {
      const at = wide(b, [3, 2], [2, 1, 0, 0, 2, 0]);
      const made = b.make('SparseFillEmptyRows', [at, x!, wide(b, [2], [5, 4]), fill!], plain);
      return b.make('Square', [made.node.outputs[1]!], plain);
    },
  },
  ...(['SpaceToDepth', 'DepthToSpace'] as const).map((op): Example => ({
    title: op, inputs: [image],
    build: (b, [x]) => b.make(op, [x!], { blockSize: 2, dataFormat: 'NHWC' }),
  })),
  {
    title: 'SpaceToBatchND and BatchToSpaceND', inputs: [image],
    build: (b, [x]) => {
      const block = b.integers([2, 2]);
      const made = b.make('SpaceToBatchND', [x!, block, pairs(b, [0, 2, 2, 0])], plain);
      const square = b.make('Square', [made], plain);
      return b.make('BatchToSpaceND', [square, block, pairs(b, [1, 0, 0, 1])], plain);
    },
  },
  {
    title: 'Roll', inputs: [rows],
    build: (b, [x]) => b.make('Roll', [x!, b.integers([1, -3]), b.integers([0, 1])], plain),
  },
  {
    title: 'ReverseSequence', inputs: [rows],
    build: (b, [x]) =>
      b.make('ReverseSequence', [x!, b.integers([3, 2])], { seqDim: 0, batchDim: 1 }),
  },
  {
    title: 'DynamicPartition', inputs: [rows],
    build: (b, [x]) => {
      const parts = b.node('DynamicPartition', [x!, b.integers([1, 0, 1, 1])], { numPartitions: 2 });
      return b.make('Square', [parts.outputs[1]!], plain);
    },
  },
  ...(['TensorScatterUpdate', 'TensorScatterAdd', 'TensorScatterSub'] as const).map(
    (op): Example => ({
      title: op, inputs: [rows, { dims: [2], values: [5, -6] }],
      build: (b, [x, u]) => b.make(op, [x!, pairs(b, [0, 1, 3, 0]), u!], plain),
    }),
  ),
  {
    title: 'SparseToDense', inputs: [{ dims: [2], values: [5, -6] }, { dims: [], values: [2] }],
    build: (b, [v, d]) =>
      b.make(
        'SparseToDense', [wide(b, [2, 2], [0, 1, 1, 0]), wide(b, [2], [2, 2]), v!, d!],
        { validateIndices: true },
      ),
  },
  ...[false, true].map((adjointA): Example => ({
    title: `SparseTensorDenseMatMul, adjoint ${adjointA}`,
    inputs: [{ dims: [2], values: [5, -6] }, { dims: [2, 2], values: [1, 2, 3, 4] }],
    build: (b, [v, d]) =>
      b.make(
        'SparseTensorDenseMatMul', [wide(b, [2, 2], [0, 1, 1, 0]), v!, wide(b, [2], [2, 2]), d!],
        { adjointA, adjointB: !adjointA },
      ),
  })),
  {
    title: 'SparseReduceSum', inputs: [{ dims: [2], values: [5, -6] }],
    build: (b, [v]) =>
      b.make(
        'SparseReduceSum',
        [wide(b, [2, 2], [0, 1, 1, 1]), v!, wide(b, [2], [2, 3]), b.integers([0])],
        { keepDims: false },
      ),
  },
  {
    title: 'SparseTensorDenseAdd', inputs: [{ dims: [1], values: [5] }, rows],
    build: (b, [v, d]) =>
      b.make(
        'SparseTensorDenseAdd', [wide(b, [1, 2], [2, 1]), v!, wide(b, [2], [4, 2]), d!], plain,
      ),
  },
  ...(['Lgamma', 'Digamma', 'BesselI0e', 'BesselI1e'] as const).map((op): Example => ({
    title: op, inputs: [positive], build: (b, [x]) => b.make(op, [x!], plain),
  })),
  ...(['Igamma', 'Igammac'] as const).map((op): Example => ({
    title: op, inputs: [positive, { dims: [3], values: [1.1, 0.4, 6] }],
    build: (b, [a, x]) => b.make(op, [a!, x!], plain),
  })),
  {
    title: 'Polygamma', inputs: [positive],
    build: (b, [x]) => b.make('Polygamma', [b.scalar('float64', 2), x!], plain),
  },
  {
    title: 'Zeta', inputs: [positive],
    build: (b, [q]) => b.make('Zeta', [b.scalar('float64', 2.5), q!], plain),
  },
  {
    title: 'Betainc', inputs: [shares],
    build: (b, [x]) =>
      b.make('Betainc', [b.scalar('float64', 2), b.scalar('float64', 1.5), x!], plain),
  },
  {
    title: 'Cross', inputs: [positive, { dims: [3], values: [1, -2, 0.5] }],
    build: (b, [x, y]) => b.make('Cross', [x!, y!], plain),
  },
];

describe('derivatives of ops that rearrange, fold and look up', () => {
  for (const { title, inputs, build } of examples) {
    it(`${title} agrees with differences`, () => {
      expectGradientsMatch({ inputs, build, tolerance: 1e-5 });
    });
  }
});
