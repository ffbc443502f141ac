/** @file The family of linear algebra joined: factorizations, solvers, spectra. Names only. */
import type { RuleTable } from '../rule';
import type { NoAttributes } from './array/attributes';
import type { Adjoint, TriangularAttributes } from './linear/solvers';
import {
  cholesky, logMatrixDeterminant, matrixDeterminant, matrixInverse, matrixSolve,
  matrixTriangularSolve,
} from './linear/solvers';
import type { EigenAttributes, QrAttributes, SvdAttributes } from './linear/spectra';
import { qr, selfAdjointEig, svd } from './linear/spectra';
import { withShapesInErrors } from './shapeErrors';

/** Attributes of the ops of linear algebra, under TensorFlow's op type names. */
export interface LinearAttributes {
  Cholesky: NoAttributes;
  MatrixInverse: Adjoint;
  MatrixSolve: Adjoint;
  MatrixTriangularSolve: TriangularAttributes;
  MatrixDeterminant: NoAttributes;
  LogMatrixDeterminant: NoAttributes;
  SelfAdjointEigV2: EigenAttributes;
  Svd: SvdAttributes;
  Qr: QrAttributes;
}

export const linearRules: RuleTable<LinearAttributes> = withShapesInErrors({
  Cholesky: cholesky,
  MatrixInverse: matrixInverse,
  MatrixSolve: matrixSolve,
  MatrixTriangularSolve: matrixTriangularSolve,
  MatrixDeterminant: matrixDeterminant,
  LogMatrixDeterminant: logMatrixDeterminant,
  SelfAdjointEigV2: selfAdjointEig,
  Svd: svd,
  Qr: qr,
});
