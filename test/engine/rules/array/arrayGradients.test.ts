/**
 * @file Derivatives of the array ops against central differences, with shapes known fully, in rank,
 * not at all.
 */
import type { Builder } from '../../../../src/engine/builder';
import type { Tensor } from '../../../../src/engine/graph';
import { valueOf } from '../../../../src/engine/value';
import type { Knowledge, Point } from '../../finiteDifferences';
import { expectGradientsMatch, expectSecondGradientsMatch } from '../../finiteDifferences';

const cube: Point = {
  dims: [2, 3, 2], values: [1, -2, 3, 0.5, -0.25, 4, 2, 1.5, -1, 0.75, 5, -3],
};
const matrix: Point = { dims: [2, 3], values: [1, -2, 3, 0.5, -0.25, 4] };
const other: Point = { dims: [2, 2], values: [2, 1.5, -1, 0.75] };
const square: Point = { dims: [2, 2], values: [1, -2, 3, 0.5] };
const vector: Point = { dims: [3], values: [1, -2, 3] };
const number: Point = { dims: [], values: [0.7] };
const empty: Point = { dims: [0, 2], values: [] };

type Build = (build: Builder, inputs: readonly Tensor[]) => Tensor;

interface Example {
  readonly title: string;
  readonly inputs: readonly Point[];
  readonly build: Build;
  /** TensorFlow too needs the static shape here. */
  readonly knowledge?: readonly Knowledge[];
}

const masks = {
  beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0,
} as const;

/** Several outputs, weighted apart so that none can stand for another. */
function weighted(build: Builder, outputs: readonly Tensor[]): Tensor {
  const parts = outputs.map((output, i) =>
    build.make('Mul', [output, build.scalar('float64', i + 1)], {}),
  );
  return parts.reduce((sum, part) => build.make('AddV2', [sum, part], {}));
}

/** A matrix of int32, row by row. */
function integerRows(build: Builder, rows: readonly (readonly number[])[]): Tensor {
  return build.constant(valueOf('int32', [rows.length, rows[0]!.length], rows.flat()));
}

const axis = (build: Builder, number: number) => build.scalar('int32', number);

/** `x·x`, so that what follows is not linear in the input and a gather is not of a variable. */
const squared = (build: Builder, x: Tensor) => build.make('Mul', [x, x], {});

const examples: readonly Example[] = [
  {
    title: 'Reshape', inputs: [matrix],
    build: (b, [x]) => b.make('Reshape', [x!, b.integers([3, -1])], {}),
  },
  {
    title: 'ExpandDims', inputs: [matrix],
    build: (b, [x]) => b.make('ExpandDims', [x!, axis(b, -2)], {}),
  },
  {
    title: 'Squeeze', inputs: [{ dims: [1, 2, 1], values: [1, 2] }],
    build: (b, [x]) => b.make('Squeeze', [x!], { squeezeDims: [0] }),
  },
  {
    title: 'Transpose of three axes', inputs: [cube],
    build: (b, [x]) => b.make('Transpose', [x!, b.integers([2, 0, 1])], {}),
  },
  {
    title: 'ConcatV2 along the last axis', inputs: [matrix, other],
    build: (b, [x, y]) => b.make('ConcatV2', [x!, y!, axis(b, -1)], {}),
  },
  {
    title: 'ConcatV2 of one tensor with itself', inputs: [matrix],
    build: (b, [x]) => b.make('ConcatV2', [x!, x!, axis(b, 0)], {}),
  },
  {
    title: 'ConcatV2 of 18 tensors, which goes back through a split', inputs: [matrix],
    build: (b, [x]) =>
      b.make('ConcatV2', [...new Array<Tensor>(18).fill(x!), axis(b, 1)], {}),
  },
  { title: 'ConcatV2 with an empty part', inputs: [empty, other],
    build: (b, [x, y]) => b.make('ConcatV2', [x!, y!, axis(b, 0)], {}) },
  {
    title: 'Pack along axis 1', inputs: [vector, vector],
    build: (b, [x, y]) => b.make('Pack', [x!, y!], { axis: 1 }),
  },
  {
    title: 'Unpack along axis 1', inputs: [matrix],
    build: (b, [x]) => weighted(b, b.node('Unpack', [x!], { num: 3, axis: 1 }).outputs),
  },
  {
    title: 'Split', inputs: [matrix],
    build: (b, [x]) => weighted(b, b.node('Split', [axis(b, 1), x!], { numSplit: 3 }).outputs),
  },
  {
    title: 'SplitV', inputs: [matrix],
    build: (b, [x]) =>
      b.node('SplitV', [x!, b.integers([1, 2]), axis(b, 1)], { numSplit: 2 }).outputs[1]!,
  },
  {
    title: 'Slice', inputs: [matrix],
    build: (b, [x]) => b.make('Slice', [x!, b.integers([1, 0]), b.integers([-1, 2])], {}),
  },
  {
    title: 'StridedSlice backwards with a step', inputs: [cube],
    build: (b, [x]) =>
      b.make(
        'StridedSlice',
        [x!, b.integers([1, 2]), b.integers([0, -4]), b.integers([-1, -2])],
        { ...masks, shrinkAxisMask: 0 },
      ),
  },
  {
    title: 'StridedSlice with ellipsis, new axis and index', inputs: [cube],
    build: (b, [x]) =>
      b.make(
        'StridedSlice',
        [x!, b.integers([0, 0, 1]), b.integers([0, 0, 2]), b.integers([1, 1, 1])],
        { ...masks, ellipsisMask: 1, newAxisMask: 2, shrinkAxisMask: 4 },
      ),
  },
  {
    title: 'Pad', inputs: [matrix],
    build: (b, [x]) => b.make('Pad', [x!, integerRows(b, [[1, 0], [0, 2]])], {}),
  },
  {
    title: 'PadV2', inputs: [matrix],
    build: (b, [x]) =>
      b.make('PadV2', [x!, integerRows(b, [[1, 0], [0, 2]]), b.scalar('float64', 9)], {}),
  },
  ...(['REFLECT', 'SYMMETRIC'] as const).map((mode): Example => ({
    title: `MirrorPad ${mode}`, inputs: [matrix],
    build: (b, [x]) => b.make('MirrorPad', [x!, integerRows(b, [[1, 1], [2, 1]])], { mode }),
  })),
  {
    title: 'Tile', inputs: [matrix],
    build: (b, [x]) => b.make('Tile', [x!, b.integers([2, 3])], {}),
  },
  {
    title: 'BroadcastTo', inputs: [{ dims: [2, 1], values: [1, -2] }],
    build: (b, [x]) => b.make('BroadcastTo', [x!, b.integers([3, 2, 2])], {}),
  },
  {
    title: 'ReverseV2', inputs: [matrix],
    build: (b, [x]) => b.make('ReverseV2', [x!, b.integers([1, 0])], {}),
  },
  {
    title: 'Gather of repeated rows', inputs: [matrix],
    build: (b, [x]) => b.make('Gather', [squared(b, x!), b.integers([1, 1, 0])], {}),
  },
  {
    title: 'GatherV2 along axis 0', inputs: [cube],
    build: (b, [x]) =>
      b.make('GatherV2', [squared(b, x!), integerRows(b, [[1, 1]]), axis(b, 0)], {}),
  },
  {
    title: 'GatherV2 along axis 1', inputs: [cube],
    build: (b, [x]) =>
      b.make('GatherV2', [squared(b, x!), b.integers([2, 0, 2]), axis(b, 1)], {}),
  },
  {
    title: 'GatherV2 of batches', inputs: [cube],
    build: (b, [x]) =>
      b.make('GatherV2', [squared(b, x!), integerRows(b, [[2, 0], [1, 1]]), axis(b, 1)], {
        batchDims: 1,
      }),
  },
  {
    title: 'GatherNd with whole index vectors', inputs: [matrix],
    build: (b, [x]) =>
      b.make('GatherNd', [squared(b, x!), integerRows(b, [[0, 1], [1, 2], [0, 1]])], {}),
  },
  {
    title: 'GatherNd of rows', inputs: [matrix],
    build: (b, [x]) => b.make('GatherNd', [squared(b, x!), integerRows(b, [[1], [1]])], {}),
  },
  {
    title: 'ScatterNd', inputs: [vector],
    build: (b, [x]) =>
      b.make('ScatterNd', [integerRows(b, [[3], [0], [3]]), x!, b.integers([5])], {}),
  },
  {
    title: 'Fill', inputs: [number],
    build: (b, [x]) => b.make('Fill', [b.integers([2, 2]), x!], {}),
  },
  {
    title: 'UnsortedSegmentSum', inputs: [matrix], knowledge: ['full', 'rank'],
    build: (b, [x]) =>
      b.make('UnsortedSegmentSum', [x!, b.integers([2, -1]), axis(b, 3)], {}),
  },
  {
    title: 'SegmentSum', inputs: [matrix],
    build: (b, [x]) => b.make('SegmentSum', [squared(b, x!), b.integers([0, 0])], {}),
  },
  { title: 'MatrixDiag', inputs: [matrix], build: (b, [x]) => b.make('MatrixDiag', [x!], {}) },
  {
    title: 'MatrixDiagPart', inputs: [square], knowledge: ['full'],
    build: (b, [x]) => b.make('MatrixDiagPart', [x!], {}),
  },
  { title: 'Diag', inputs: [vector], build: (b, [x]) => b.make('Diag', [x!], {}) },
  { title: 'DiagPart', inputs: [square], build: (b, [x]) => b.make('DiagPart', [x!], {}) },
  {
    title: 'DynamicStitch', inputs: [vector, { dims: [2], values: [5, 6] }],
    build: (b, [x, y]) =>
      b.make('DynamicStitch', [b.integers([0, 3, 1]), b.integers([4, 2]), x!, y!], {}),
  },
  {
    title: 'ParallelDynamicStitch', inputs: [vector, { dims: [2], values: [5, 6] }],
    build: (b, [x, y]) =>
      b.make('ParallelDynamicStitch', [b.integers([0, 3, 1]), b.integers([4, 2]), x!, y!], {}),
  },
  {
    title: 'Identity, PlaceholderWithDefault and CheckNumerics', inputs: [vector],
    build: (b, [x]) =>
      b.make('CheckNumerics', [
        b.make('PlaceholderWithDefault', [b.make('Identity', [x!], {})], { shape: null }),
      ], { message: '' }),
  },
  {
    title: 'IdentityN', inputs: [vector, vector],
    build: (b, inputs) => weighted(b, b.node('IdentityN', inputs, {}).outputs),
  },
];

describe('array gradients agree with central differences', () => {
  for (const { title, inputs, build, knowledge } of examples) {
    for (const known of knowledge ?? (['full', 'rank', 'none'] as const)) {
      it(`${title}, static shape: ${known}`, () => {
        expectGradientsMatch({ inputs, build, knowledge: known });
      });
    }
    it(`${title}, the gradient's own gradient`, () => {
      const first = inputs.filter(({ values }) => values.length > 0);
      if (first.length < inputs.length) return;
      expectSecondGradientsMatch({
        inputs, build: (b, xs) => squared(b, build(b, xs)), tolerance: 1e-5,
      });
    });
  }
});
