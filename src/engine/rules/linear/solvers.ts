/** @file Rules of Cholesky, MatrixInverse, MatrixSolve, MatrixTriangularSolve and the determinants. */
import type { Builder } from '../../builder';
import { invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import type { Backward, Rule } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText, sameDims } from '../../shape';
import { elementOf, named } from '../array/gradientPieces';
import type { NoAttributes } from '../array/attributes';
import { mergeDim, mergeEqual } from '../array/staticShape';
import { withLeft, withRight, withoutLastTwo } from '../math/gradientNodes';
import { adjoint, bandPart, matmul } from '../written';
import {
  batchSize, checkRank, matrixAt, matrixShape, squareShape, squareSize,
} from './batches';
import {
  choleskyOf, factor, identityOf, isSingular, solveFactored, solveTriangular, transposed,
} from './decompositions';

export interface Adjoint {
  readonly adjoint: boolean;
}

function squareLike(shape: Shape): Shape {
  const found = squareShape(shape);
  return found === null ? null : [...found.batch, found.rows, found.columns];
}

export const cholesky: Rule<NoAttributes> = {
  infer: ([input]) => [{ dtype: input!.dtype, shape: squareLike(input!.shape) }],
  bind: ([input]) => {
    const n = squareSize(input!.dims);
    return {
      outputs: [input!.dims],
      run: ([a], [out]) => {
        for (let i = 0; i < batchSize(input!.dims); i++) {
          const l = choleskyOf(matrixAt(a!, i, n * n), n);
          if (l === null) {
            throw invalidArgument(
              'Cholesky decomposition was not successful. The input might not be valid.',
            );
          }
          out!.set(l, i * n * n);
        }
      },
    };
  },
  derivative: choleskyDerivative,
};

/** L⁻ᵀ·Φ(Lᵀ·dL)·L⁻¹, symmetrized; Φ keeps the lower triangle and halves its diagonal. */
function choleskyDerivative({ outputs, gradients, build }: Backward<NoAttributes>): [Tensor] {
  const l = outputs[0]!;
  const rows = elementOf(build, build.shapeOf(l), -1);
  const batch = withoutLastTwo(build, build.shapeOf(l));
  const inverse = build.make(
    'MatrixTriangularSolve', [l, eye(build, rows, batch, l)], { lower: true, adjoint: false },
  );
  let middle = matmul(build, l, gradients[0]!, true);
  const diagonal = build.make('MatrixDiagPart', [middle], {}, 'diag_part');
  const half = withLeft(build, 'Mul', 'mul', 0.5, diagonal);
  middle = build.make('MatrixSetDiag', [middle, half], {}, 'set_diag');
  middle = bandPart(build, middle, -1, 0);
  const left = matmul(build, inverse, middle, true);
  const ofA = matmul(build, left, inverse);
  const sum = build.make('AddV2', [ofA, adjoint(build, ofA)], {}, 'add');
  return [withRight(build, 'Mul', 'mul', sum, 0.5)];
}

/** `tf.eye(rows, batch_shape=batch)` of the type of `like`. */
function eye(build: Builder, rows: Tensor, batch: Tensor, like: Tensor): Tensor {
  return build.inScope('eye', () => {
    const size = build.make('Minimum', [rows, rows], {});
    const shape = named(
      build, 'concat',
      () => [
        batch, build.make('Pack', [size], { axis: 0 }, 'values_1'),
        build.scalar('int32', 0, 'axis'),
      ],
      (name, list) => build.make('ConcatV2', list, {}, name),
    );
    const ones = named(
      build, 'ones', () => [shape, build.scalar(like.dtype, 1, 'Const')],
      (name, list) => build.make('Fill', list, {}, name),
    );
    return build.make('MatrixDiag', [ones], {}, 'diag');
  });
}

export const matrixInverse: Rule<Adjoint> = {
  infer: ([input]) => [{ dtype: input!.dtype, shape: squareLike(input!.shape) }],
  bind: ([input], { adjoint: isAdjoint }) => {
    const n = squareSize(input!.dims);
    return {
      outputs: [input!.dims],
      run: ([a], [out]) => {
        for (let i = 0; i < batchSize(input!.dims); i++) {
          const matrix = matrixAt(a!, i, n * n);
          const factored = factor(isAdjoint ? transposed(matrix, n, n) : matrix, n);
          if (isSingular(factored, n)) throw invalidArgument('Input is not invertible.');
          out!.set(solveFactored(factored, n, identityOf(n), n), i * n * n);
        }
      },
    };
  },
  derivative: ({ outputs, gradients, build }) => {
    const inverse = outputs[0]!;
    const right = matmul(build, gradients[0]!, inverse, false, true);
    const product = matmul(build, inverse, right, true);
    return [build.make('Neg', [product], {}, 'Neg')];
  },
};

/** Shape of X in A·X = B, both batches alike. */
function solutionShape(a: Shape, b: Shape): Shape {
  const square = squareShape(a);
  const given = matrixShape(b);
  if (square === null || given === null) return null;
  const batch = mergeEqual(square.batch, given.batch)!;
  return [...batch, mergeDim(square.rows, given.rows), given.columns];
}

/** [n, columns] of a system. Throws TensorFlow's InvalidArgumentError when the shapes do not fit. */
function systemSize(a: Dims, b: Dims): readonly [number, number] {
  checkRank(a, 0);
  checkRank(b, 1);
  if (!sameDims(a.slice(0, -2), b.slice(0, -2))) {
    throw invalidArgument(
      `All input tensors must have the same outer dimensions, got ${bracketText(a)} and ` +
        bracketText(b),
    );
  }
  const n = squareSize(a);
  const [rows, columns] = b.slice(-2) as [number, number];
  if (rows !== n) throw invalidArgument('Input matrix and rhs are incompatible.');
  return [n, columns];
}

/** dA = −dB·Xᵀ (or its mirror image where the system was transposed). */
function solutionGradient(
  build: Builder, x: Tensor, ofB: Tensor, isAdjoint: boolean,
): Tensor {
  const product = isAdjoint
    ? matmul(build, x, ofB, false, true)
    : matmul(build, ofB, x, false, true);
  return build.make('Neg', [product], {}, 'Neg');
}

export const matrixSolve: Rule<Adjoint> = {
  infer: ([a, b]) => [{ dtype: a!.dtype, shape: solutionShape(a!.shape, b!.shape) }],
  bind: ([a, b], { adjoint: isAdjoint }) => {
    const [n, columns] = systemSize(a!.dims, b!.dims);
    return {
      outputs: [b!.dims],
      run: ([matrices, rights], [out]) => {
        for (let i = 0; i < batchSize(a!.dims); i++) {
          const matrix = matrixAt(matrices!, i, n * n);
          const factored = factor(isAdjoint ? transposed(matrix, n, n) : matrix, n);
          if (isSingular(factored, n)) throw invalidArgument('Input matrix is not invertible.');
          const right = matrixAt(rights!, i, n * columns);
          out!.set(solveFactored(factored, n, right, columns), i * n * columns);
        }
      },
    };
  },
  derivative: ({ inputs, outputs, gradients, build, attributes }) => {
    const isAdjoint = attributes.adjoint;
    const ofB = build.make('MatrixSolve', [inputs[0]!, gradients[0]!], { adjoint: !isAdjoint });
    return [solutionGradient(build, outputs[0]!, ofB, isAdjoint), ofB];
  },
};

export interface TriangularAttributes extends Adjoint {
  readonly lower: boolean;
}

export const matrixTriangularSolve: Rule<TriangularAttributes> = {
  infer: ([a, b]) => [{ dtype: a!.dtype, shape: solutionShape(a!.shape, b!.shape) }],
  bind: ([a, b], { lower, adjoint: isAdjoint }) => {
    const [n, columns] = systemSize(a!.dims, b!.dims);
    return {
      outputs: [b!.dims],
      run: ([matrices, rights], [out]) => {
        for (let i = 0; i < batchSize(a!.dims); i++) {
          const matrix = matrixAt(matrices!, i, n * n);
          for (let k = 0; k < n; k++) {
            if (matrix[k * (n + 1)] === 0) {
              throw invalidArgument('Input matrix is not invertible.');
            }
          }
          const x = matrixAt(rights!, i, n * columns);
          const turned = isAdjoint ? transposed(matrix, n, n) : matrix;
          solveTriangular(turned, n, x, columns, { lower: lower !== isAdjoint });
          out!.set(x, i * n * columns);
        }
      },
    };
  },
  derivative: ({ inputs, outputs, gradients, build, attributes }) => {
    const { lower, adjoint: isAdjoint } = attributes;
    const ofB = build.make(
      'MatrixTriangularSolve', [inputs[0]!, gradients[0]!], { lower, adjoint: !isAdjoint },
    );
    const ofA = solutionGradient(build, outputs[0]!, ofB, isAdjoint);
    return [bandPart(build, ofA, lower ? -1 : 0, lower ? 0 : -1), ofB];
  },
};

/** sign and log|det| of each matrix. */
function signedLogarithm(matrix: Float64Array, n: number): readonly [number, number] {
  const { lu, sign } = factor(matrix, n);
  let total = 0;
  let direction = sign;
  for (let k = 0; k < n; k++) {
    const pivot = lu[k * (n + 1)]!;
    direction *= Math.sign(pivot);
    total += Math.log(Math.abs(pivot));
    if (pivot === 0) return [0, -Infinity];
  }
  return [direction, total];
}

function determinantShape(shape: Shape): Shape {
  return squareShape(shape)?.batch ?? null;
}

/** g · det (or g) as a [.., 1, 1] factor of A⁻ᵀ. */
function timesInverse(build: Builder, a: Tensor, factorOf: () => Tensor, like: Tensor): [Tensor] {
  const inverse = build.make('MatrixInverse', [a], { adjoint: true });
  const factors = factorOf();
  const shape = build.shapeOf(like);
  const ones = build.inScope('concat', () => {
    const { scope } = build.graph;
    const list = [shape, build.integers([1, 1], 'values_1'), build.scalar('int32', 0, 'axis')];
    return build.make('ConcatV2', list, {}, `${scope}/`);
  });
  const wide = build.make('Reshape', [factors, ones], {}, 'Reshape');
  return [build.make('Mul', [wide, inverse], {}, 'mul')];
}

export const matrixDeterminant: Rule<NoAttributes> = {
  infer: ([input]) => [{ dtype: input!.dtype, shape: determinantShape(input!.shape) }],
  bind: ([input]) => {
    const n = squareSize(input!.dims);
    return {
      outputs: [input!.dims.slice(0, -2)],
      run: ([a], [out]) => {
        for (let i = 0; i < batchSize(input!.dims); i++) {
          const [sign, logarithm] = signedLogarithm(matrixAt(a!, i, n * n), n);
          out![i] = sign * Math.exp(logarithm);
        }
      },
    };
  },
  derivative: ({ inputs, outputs, gradients, build }) =>
    timesInverse(
      build, inputs[0]!,
      () => build.make('Mul', [gradients[0]!, outputs[0]!], {}, 'mul'), outputs[0]!,
    ),
};

export const logMatrixDeterminant: Rule<NoAttributes> = {
  infer: ([input]) => {
    const spec = { dtype: input!.dtype, shape: determinantShape(input!.shape) };
    return [spec, spec];
  },
  bind: ([input]) => {
    const n = squareSize(input!.dims);
    const batch = input!.dims.slice(0, -2);
    return {
      outputs: [batch, batch],
      run: ([a], [sign, logarithm]) => {
        for (let i = 0; i < batchSize(input!.dims); i++) {
          [sign![i], logarithm![i]] = signedLogarithm(matrixAt(a!, i, n * n), n);
        }
      },
    };
  },
  derivative: ({ inputs, outputs, gradients, build }) =>
    timesInverse(build, inputs[0]!, () => gradients[1]!, outputs[1]!),
};
