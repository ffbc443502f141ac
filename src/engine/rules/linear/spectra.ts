/** @file Rules of SelfAdjointEigV2, Svd and Qr. */
import type { Builder } from '../../builder';
import { EngineError, invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import type { Backward, InputGradient, Rule } from '../../rule';
import type { Dim } from '../array/staticShape';
import { expandDims } from '../array/gradientPieces';
import { withLeft, zerosLike } from '../math/gradientNodes';
import { add, adjoint, bandPart, matmul, subtract } from '../written';
import { batchSize, checkRank, matrixAt, matrixShape, squareShape, squareSize } from './batches';
import { orthogonalize } from './reflections';
import { singularValues } from './singularValues';
import { symmetricEigen } from './symmetricEigen';

export interface EigenAttributes {
  readonly computeV: boolean;
}

export const selfAdjointEig: Rule<EigenAttributes> = {
  infer: ([input], { computeV }) => {
    const { dtype } = input!;
    const found = squareShape(input!.shape);
    const values = found === null ? null : [...found.batch, found.rows];
    const vectors = found === null ? null : [...found.batch, found.rows, found.columns];
    return [{ dtype, shape: values }, { dtype, shape: computeV ? vectors : [0] }];
  },
  bind: ([input], { computeV }) => {
    const { dims } = input!;
    const n = squareSize(dims);
    return {
      outputs: [dims.slice(0, -1), computeV ? dims : [0]],
      run: ([a], [values, vectors]) => {
        for (let i = 0; i < batchSize(dims); i++) {
          const found = symmetricEigen(matrixAt(a!, i, n * n), n);
          if (found === null) {
            throw invalidArgument(
              'Self-adjoint eigen decomposition was not successful. The input might not be valid.',
            );
          }
          values!.set(found.values, i * n);
          if (computeV) vectors!.set(found.vectors, i * n * n);
        }
      },
    };
  },
  derivative: eigenDerivative,
};

/** V·(diag(de) + F∘(Vᵀ·dV))·Vᵀ with Fᵢⱼ = 1/(eⱼ − eᵢ) and 0 on the diagonal; lower triangle. */
function eigenDerivative(back: Backward<EigenAttributes>): readonly InputGradient[] {
  const { inputs, outputs, gradients, build, attributes } = back;
  let vectors = outputs[1]!;
  let middle: Tensor;
  if (attributes.computeV) {
    const e = outputs[0]!;
    const across = expandDims(build, e, -2);
    const differences = subtract(build, across, expandDims(build, e, -1));
    const inverse = build.make('Reciprocal', [differences], {});
    const zeros = zerosLike(build, e);
    const f = build.make('MatrixSetDiag', [inverse, zeros], {}, 'set_diag');
    const diagonal = build.make('MatrixDiag', [gradients[0]!], {}, 'diag');
    const turned = matmul(build, vectors, gradients[1]!, true);
    middle = add(build, diagonal, build.make('Mul', [f, turned], {}, 'mul'));
  } else {
    vectors = build.node('SelfAdjointEigV2', [inputs[0]!], { computeV: true }).outputs[1]!;
    middle = build.make('MatrixDiag', [gradients[0]!], {}, 'diag');
  }
  const right = matmul(build, middle, vectors, false, true);
  const whole = matmul(build, vectors, right);
  const lower = bandPart(build, add(build, whole, adjoint(build, whole)), -1, 0);
  const diagonal = build.make('MatrixDiagPart', [lower], {}, 'diag_part');
  const half = withLeft(build, 'Mul', 'mul', 0.5, diagonal);
  return [build.make('MatrixSetDiag', [lower, half], {}, 'set_diag')];
}

export interface SvdAttributes {
  readonly computeUv: boolean;
  readonly fullMatrices: boolean;
}

const least = (a: Dim, b: Dim): Dim => (a === null || b === null ? null : Math.min(a, b));

export const svd: Rule<SvdAttributes> = {
  infer: ([input], { computeUv, fullMatrices }) => {
    const { dtype } = input!;
    const found = matrixShape(input!.shape);
    if (found === null) {
      const unknown = { dtype, shape: null };
      return [unknown, unknown, unknown];
    }
    const { batch, rows, columns } = found;
    const count = least(rows, columns);
    const factor = (size: Dim) =>
      computeUv ? [...batch, size, fullMatrices ? size : count] : [0];
    return [
      { dtype, shape: [...batch, count] },
      { dtype, shape: factor(rows) },
      { dtype, shape: factor(columns) },
    ];
  },
  bind: ([input], { computeUv, fullMatrices }) => {
    const { dims } = input!;
    checkRank(dims, 0);
    const batch = dims.slice(0, -2);
    const [rows, columns] = dims.slice(-2) as [number, number];
    const count = Math.min(rows, columns);
    const width = (size: number) => (fullMatrices ? size : count);
    const factor = (size: number) => (computeUv ? [...batch, size, width(size)] : [0]);
    return {
      outputs: [[...batch, count], factor(rows), factor(columns)],
      run: ([a], [values, left, right]) => {
        for (let i = 0; i < batchSize(dims); i++) {
          const found = singularValues(matrixAt(a!, i, rows * columns), rows, columns);
          values!.set(found.values, i * count);
          if (!computeUv) continue;
          left!.set(firstColumns(found.u, rows, width(rows)), i * rows * width(rows));
          right!.set(
            firstColumns(found.v, columns, width(columns)), i * columns * width(columns),
          );
        }
      },
    };
  },
  derivative: ({ inputs, gradients, build, attributes, node }) => {
    if (attributes.computeUv) {
      throw new EngineError(
        'NotImplementedError',
        'The gradient of tf.svd with compute_uv=True is not evaluated by this engine; that of ' +
          'tf.svd(a, compute_uv=False) is',
        node.id,
      );
    }
    const diagonal = build.make('MatrixDiag', [gradients[0]!], {}, 'diag');
    const found = build.node('Svd', [inputs[0]!], { computeUv: true, fullMatrices: false });
    const right = matmul(build, diagonal, found.outputs[2]!, false, true);
    return [matmul(build, found.outputs[1]!, right)];
  },
};

function firstColumns(matrix: Float64Array, size: number, width: number): Float64Array {
  if (width === size) return matrix;
  const out = new Float64Array(size * width);
  for (let i = 0; i < size; i++) out.set(matrix.subarray(i * size, i * size + width), i * width);
  return out;
}

export interface QrAttributes {
  readonly fullMatrices: boolean;
}

export const qr: Rule<QrAttributes> = {
  infer: ([input], { fullMatrices }) => {
    const { dtype } = input!;
    const found = matrixShape(input!.shape);
    if (found === null) return [{ dtype, shape: null }, { dtype, shape: null }];
    const { batch, rows, columns } = found;
    const width = fullMatrices ? rows : least(rows, columns);
    return [
      { dtype, shape: [...batch, rows, width] },
      { dtype, shape: [...batch, width, columns] },
    ];
  },
  bind: ([input], { fullMatrices }) => {
    const { dims } = input!;
    checkRank(dims, 0);
    const batch = dims.slice(0, -2);
    const [rows, columns] = dims.slice(-2) as [number, number];
    const width = fullMatrices ? rows : Math.min(rows, columns);
    return {
      outputs: [[...batch, rows, width], [...batch, width, columns]],
      run: ([a], [left, right]) => {
        for (let i = 0; i < batchSize(dims); i++) {
          const { q, r } = orthogonalize(matrixAt(a!, i, rows * columns), rows, columns);
          left!.set(firstColumns(q, rows, width), i * rows * width);
          right!.set(r.subarray(0, width * columns), i * width * columns);
        }
      },
    };
  },
  derivative: (back) => {
    const { outputs, gradients, build } = back;
    const [q, r] = [outputs[0]!, outputs[1]!];
    const [dq, dr] = [gradients[0]!, gradients[1]!];
    const shape = matrixShape(r.shape);
    if (shape === null || shape.rows === null || shape.columns === null) {
      throw notImplemented('QrGrad not implemented with dynamic shapes.');
    }
    if (shape.rows !== shape.columns) {
      throw notImplemented(
        'QrGrad not implemented when ncols > nrows or full_matrices is true and ncols != nrows.',
      );
    }
    const qdq = matmul(build, q, dq, true);
    const ofQ = subtract(build, qdq, adjoint(build, qdq));
    const rdr = matmul(build, r, dr, false, true);
    const ofR = subtract(build, rdr, adjoint(build, rdr));
    const lower = bandPart(build, add(build, ofQ, ofR), -1, 0);
    const inner = add(build, dr, solveRight(build, lower, r));
    const ofA = matmul(build, q, inner);
    const rest = subtract(build, dq, matmul(build, q, qdq));
    return [add(build, ofA, solveRight(build, rest, r))];
  },
};

function notImplemented(message: string): EngineError {
  return new EngineError('NotImplementedError', message);
}

/** X·R⁻ᵀ for an upper triangular R. */
function solveRight(build: Builder, x: Tensor, r: Tensor): Tensor {
  const turned = adjoint(build, x);
  const solved = build.make(
    'MatrixTriangularSolve', [r, turned], { lower: false, adjoint: false },
  );
  return adjoint(build, solved);
}
