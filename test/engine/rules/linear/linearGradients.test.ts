/** @file Derivatives of linear algebra against central differences; factors that multiply back. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Builder } from '../../../../src/engine/builder';
import type { Tensor } from '../../../../src/engine/graph';
import { transposed } from '../../../../src/engine/rules/linear/decompositions';
import { orthogonalize } from '../../../../src/engine/rules/linear/reflections';
import { singularValues } from '../../../../src/engine/rules/linear/singularValues';
import { symmetricEigen } from '../../../../src/engine/rules/linear/symmetricEigen';
import type { Point } from '../../finiteDifferences';
import { expectGradientsMatch } from '../../finiteDifferences';

/** A + Aᵀ + 4·I of a batch of two: symmetric and positive definite, whatever A is. */
function positive(build: Builder, a: Tensor): Tensor {
  const turned = build.make('Transpose', [a, build.integers([0, 2, 1])], {});
  const sum = build.make('AddV2', [a, turned], {});
  const eye = build.constant({
    dtype: 'float64', dims: [2, 2], data: Float64Array.of(4, 0, 0, 4.5),
  });
  return build.make('AddV2', [sum, eye], {});
}

const matrices: Point = { dims: [2, 2, 2], values: [0.5, -0.2, 0.3, 0.1, 0.7, 0.4, -0.1, 0.9] };
const rights: Point = { dims: [2, 2, 1], values: [1, -2, 0.5, 3] };
const tall: Point = { dims: [3, 2], values: [1, 0.5, -2, 1.5, 0.25, 3] };

interface Example {
  readonly title: string;
  readonly inputs: readonly Point[];
  readonly build: (build: Builder, inputs: readonly Tensor[]) => Tensor;
}

const plain = {};
const examples: readonly Example[] = [
  {
    title: 'Cholesky', inputs: [matrices],
    build: (b, [a]) => b.make('Cholesky', [positive(b, a!)], plain),
  },
  {
    title: 'MatrixInverse', inputs: [matrices],
    build: (b, [a]) => b.make('MatrixInverse', [positive(b, a!)], { adjoint: false }),
  },
  ...[false, true].map((adjoint): Example => ({
    title: `MatrixSolve, adjoint ${adjoint}`, inputs: [matrices, rights],
    build: (b, [a, r]) => b.make('MatrixSolve', [positive(b, a!), r!], { adjoint }),
  })),
  ...[[true, false], [true, true], [false, false], [false, true]].map(
    ([lower, adjoint]): Example => ({
      title: `MatrixTriangularSolve, lower ${lower}, adjoint ${adjoint}`,
      inputs: [matrices, rights],
      build: (b, [a, r]) =>
        b.make('MatrixTriangularSolve', [positive(b, a!), r!], {
          lower: lower!, adjoint: adjoint!,
        }),
    }),
  ),
  {
    title: 'MatrixDeterminant', inputs: [matrices],
    build: (b, [a]) => b.make('MatrixDeterminant', [positive(b, a!)], plain),
  },
  {
    title: 'LogMatrixDeterminant', inputs: [matrices],
    build: (b, [a]) => b.node('LogMatrixDeterminant', [positive(b, a!)], plain).outputs[1]!,
  },
  ...[0, 1].map((output): Example => ({
    title: `SelfAdjointEigV2, output ${output}`, inputs: [matrices],
    build: (b, [a]) =>
      b.node('SelfAdjointEigV2', [positive(b, a!)], { computeV: true }).outputs[output]!,
  })),
  {
    title: 'Svd, values', inputs: [tall],
    build: (b, [a]) => b.make('Svd', [a!], { computeUv: false, fullMatrices: false }),
  },
  ...[0, 1].map((output): Example => ({
    title: `Qr, output ${output}`, inputs: [tall],
    build: (b, [a]) => b.node('Qr', [a!], { fullMatrices: false }).outputs[output]!,
  })),
  {
    title: 'MatrixSetDiag', inputs: [matrices, { dims: [2, 2], values: [1, 2, 3, 4] }],
    build: (b, [a, d]) => b.make('MatrixSetDiag', [a!, d!], plain),
  },
];

describe('derivatives of linear algebra', () => {
  for (const { title, inputs, build } of examples) {
    it(`${title} agrees with differences`, () => {
      expectGradientsMatch({ inputs, build });
    });
  }
});

const entries = (count: number) =>
  fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: count, maxLength: count });

/** The product of an m × k and a k × n matrix. */
function times(a: Float64Array, b: Float64Array, m: number, k: number, n: number): number[] {
  return Array.from({ length: m * n }, (_none, at) => {
    let sum = 0;
    for (let i = 0; i < k; i++) sum += a[Math.floor(at / n) * k + i]! * b[i * n + (at % n)]!;
    return sum;
  });
}

function expectNear(got: readonly number[], wanted: ArrayLike<number>): void {
  got.forEach((value, i) => {
    assert.ok(Math.abs(value - wanted[i]!) < 1e-9, `${i}: ${value}, not ${wanted[i]!}`);
  });
}

const size = fc.integer({ min: 1, max: 5 });
const sizes = fc.record({ rows: size, columns: size });
const squares = size.chain((n) => entries(n * n).map((values) => ({ n, values })));
const shaped = sizes.chain(({ rows, columns }) =>
  entries(rows * columns).map((values) => ({ rows, columns, a: Float64Array.from(values) })),
);

describe('factorizations multiply back to the matrix', () => {
  it('Q·R', () => {
    fc.assert(
      fc.property(shaped, ({ rows, columns, a }) => {
        const { q, r } = orthogonalize(a, rows, columns);
        expectNear(times(q, r, rows, rows, columns), a);
      }),
    );
  });

  it('U·S·Vᵀ', () => {
    fc.assert(
      fc.property(shaped, ({ rows, columns, a }) => {
        const { values, u, v } = singularValues(a, rows, columns);
        const back = Array.from({ length: rows * columns }, (_none, at) => {
          const [i, j] = [Math.floor(at / columns), at % columns];
          let sum = 0;
          values.forEach((value, k) => (sum += u[i * rows + k]! * value * v[j * columns + k]!));
          return sum;
        });
        expectNear(back, a);
      }),
    );
  });

  it('V·E·Vᵀ of a symmetric matrix', () => {
    fc.assert(
      fc.property(squares, ({ n, values }) => {
        const a = Float64Array.from(values, (_value, at) => {
          const [i, j] = [Math.floor(at / n), at % n];
          return values[Math.max(i, j) * n + Math.min(i, j)]!;
        });
        const found = symmetricEigen(a, n);
        // Of numbers 140 orders of magnitude apart TensorFlow 1.15 finds none either.
        fc.pre(found !== null);
        const scaled = found.vectors.map((value, at) => value * found.values[at % n]!);
        const turned = transposed(found.vectors, n, n);
        expectNear(times(scaled, turned, n, n, n), a);
      }),
    );
  });
});
