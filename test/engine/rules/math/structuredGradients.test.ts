/** @file Derivatives of reductions, products of matrices, scans, choices and casts against differences. */
import type { Builder } from '../../../../src/engine/builder';
import type { Tensor } from '../../../../src/engine/graph';
import type { Dims } from '../../../../src/engine/shape';
import type { Knowledge, Point } from '../../finiteDifferences';
import { expectGradientsMatch, expectSecondGradientsMatch } from '../../finiteDifferences';

const everyKnowledge: readonly Knowledge[] = ['full', 'rank', 'none'];

/** Distinct numbers of both signs; none is 0 and no two are closer than 0.05. */
function point(dims: Dims, seed = 0): Point {
  const size = dims.reduce((product, dim) => product * dim, 1);
  const values = Array.from({ length: size }, (_none, i) => {
    const magnitude = 0.3 + (((i + seed) * 17) % 31) * 0.07;
    return (i + seed) % 3 === 0 ? -magnitude : magnitude;
  });
  return { dims, values };
}

function expectAll(
  inputs: readonly Point[],
  build: (build: Builder, inputs: readonly Tensor[]) => Tensor,
): void {
  for (const knowledge of everyKnowledge) expectGradientsMatch({ inputs, build, knowledge });
}

describe('derivatives of reductions', () => {
  const axesOf: readonly (readonly [Dims, readonly number[]])[] = [
    [[], []], [[4], [0]], [[2, 3], [0]], [[2, 3], [1]], [[2, 3], [-1]], [[2, 3], [0, 1]],
    [[2, 3], []], [[2, 3, 2], [1]], [[2, 3, 2], [0, 2]], [[2, 3, 2], [-2, 0]], [[1, 3], [0]],
  ];
  for (const op of ['Sum', 'Mean', 'Prod', 'Max', 'Min'] as const) {
    for (const keepDims of [false, true]) {
      it(`${op} over every set of axes agrees with differences, keepDims ${keepDims}`, () => {
        for (const [dims, axes] of axesOf) {
          expectAll([point(dims)], (build, [x]) =>
            build.make(op, [x!, build.integers(axes)], { keepDims }),
          );
        }
      });
    }
  }

  it('a scalar axis is an axis', () => {
    expectAll([point([2, 3])], (build, [x]) =>
      build.make('Sum', [x!, build.scalar('int32', -1)], { keepDims: false }),
    );
  });

  it('Prod has the right gradient where elements are 0: the product of the others', () => {
    const values = [0, 2, 3, 0, 0, 5];
    expectGradientsMatch({
      inputs: [{ dims: [2, 3], values }],
      build: (build, [x]) => build.make('Prod', [x!, build.integers([1])], { keepDims: false }),
    });
  });

  it('Sum, Mean and Prod have second derivatives', () => {
    for (const op of ['Sum', 'Mean', 'Prod'] as const) {
      expectSecondGradientsMatch({
        inputs: [point([2, 3])],
        build: (build, [x]) => {
          const square = build.make('Square', [x!], {});
          return build.make(op, [square, build.integers([1])], { keepDims: false });
        },
      });
    }
  });
});

describe('derivatives of products of matrices', () => {
  for (const transposeA of [false, true]) {
    for (const transposeB of [false, true]) {
      const [a, b] = [transposeA ? [3, 2] : [2, 3], transposeB ? [4, 3] : [3, 4]];
      const flips = `transposed ${transposeA}, ${transposeB}`;
      it(`MatMul agrees with differences, ${flips}`, () => {
        const build = (builder: Builder, [x, y]: readonly Tensor[]) =>
          builder.make('MatMul', [x!, y!], { transposeA, transposeB });
        expectAll([point(a), point(b, 5)], build);
        expectSecondGradientsMatch({ inputs: [point(a), point(b, 5)], build });
      });
      it(`BatchMatMulV2 agrees with differences for broadcast batches, ${flips}`, () => {
        const batches: readonly (readonly [Dims, Dims])[] = [
          [[], []], [[2], [2]], [[2], []], [[], [2]], [[2, 1], [1, 2]], [[1], [2, 2]],
        ];
        for (const [p, q] of batches) {
          expectAll([point([...p, ...a]), point([...q, ...b], 5)], (builder, [x, y]) =>
            builder.make('BatchMatMulV2', [x!, y!], { adjX: transposeA, adjY: transposeB }),
          );
        }
        expectAll([point([2, ...a]), point([2, ...b], 5)], (builder, [x, y]) =>
          builder.make('BatchMatMul', [x!, y!], { adjX: transposeA, adjY: transposeB }),
        );
      });
    }
  }
});

describe('derivatives of scans, choices, casts and sums of many', () => {
  for (const exclusive of [false, true]) {
    for (const reverse of [false, true]) {
      it(`Cumsum and Cumprod agree with differences, exclusive ${exclusive}, reverse ${reverse}`, () => {
        for (const op of ['Cumsum', 'Cumprod'] as const) {
          for (const axis of [0, 1, -1]) {
            expectAll([point([3, 2])], (build, [x]) =>
              build.make(op, [x!, build.scalar('int32', axis)], { exclusive, reverse }),
            );
          }
        }
      });
    }
  }

  it('Select hands the gradient to the branch that was chosen, elementwise, by row and by scalar', () => {
    const conditions: readonly Dims[] = [[], [2], [2, 3]];
    for (const dims of conditions) {
      expectAll([point([2, 3]), point([2, 3], 4)], (build, [x, y]) => {
        const size = dims.reduce((product, dim) => product * dim, 1);
        const data = Uint8Array.from({ length: size }, (_none, i) => (i % 2 === 0 ? 1 : 0));
        const condition = build.constant({ dtype: 'bool', dims, data });
        return build.make('Select', [condition, x!, y!], {});
      });
    }
  });

  it('SelectV2 sums the gradient over what was repeated', () => {
    const shapes: readonly (readonly [Dims, Dims, Dims])[] = [
      [[], [2, 3], [2, 3]], [[3], [2, 1], [3]], [[2, 3], [], [1, 3]], [[2, 1], [3], [2, 3]],
      [[2, 3], [1], []],
    ];
    for (const [dims, a, b] of shapes) {
      expectAll([point(a), point(b, 4)], (build, [x, y]) => {
        const size = dims.reduce((product, dim) => product * dim, 1);
        const data = Uint8Array.from({ length: size }, (_none, i) => (i % 2 === 0 ? 1 : 0));
        const condition = build.constant({ dtype: 'bool', dims, data });
        return build.make('SelectV2', [condition, x!, y!], {});
      });
    }
  });

  it('a cast to the same kind of number passes the gradient; by way of float32 within its precision', () => {
    expectGradientsMatch({
      inputs: [point([3])], step: 1e-2, tolerance: 1e-4,
      build: (build, [x]) => {
        const single = build.make('Cast', [x!], { dstT: 'float32' });
        return build.make('Cast', [build.make('Square', [single], {})], { dstT: 'float64' });
      },
    });
  });

  it('every term of AddN and AccumulateNV2 gets the whole gradient', () => {
    for (const op of ['AddN', 'AccumulateNV2'] as const) {
      const inputs = [point([2, 3]), point([2, 3], 1), point([2, 3], 2)];
      expectGradientsMatch({ inputs, build: (build, xs) => build.make(op, xs, {}) });
    }
  });

  it('ops that only choose, compare or round hand back nothing, and differences are 0', () => {
    expectGradientsMatch({
      inputs: [point([6])],
      build: (build, [x]) => build.make('Floor', [x!], {}),
    });
    expectGradientsMatch({
      inputs: [point([6])],
      build: (build, [x]) => {
        const index = build.make('ArgMax', [x!, build.scalar('int32', 0)], { outputType: 'int64' });
        return build.make('Cast', [index], { dstT: 'float64' });
      },
    });
  });
});
