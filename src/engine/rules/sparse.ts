/** @file The family of sparse tensors joined. Names only. */
import type { RuleTable } from '../rule';
import type { NoAttributes } from './array/attributes';
import { withShapesInErrors } from './shapeErrors';
import { sparseFillEmptyRows, sparseFillEmptyRowsGrad } from './sparse/emptyRows';
import { sparseReshape } from './sparse/reshapes';
import type { Adjoints, KeepDims, Validated } from './sparse/sparseOps';
import {
  sparseReduceSum, sparseTensorDenseAdd, sparseTensorDenseMatMul, sparseToDense,
} from './sparse/sparseOps';

/** Attributes of the sparse ops, under TensorFlow's op type names. */
export interface SparseAttributes {
  SparseToDense: Validated;
  SparseTensorDenseAdd: NoAttributes;
  SparseTensorDenseMatMul: Adjoints;
  SparseReduceSum: KeepDims;
  SparseFillEmptyRows: NoAttributes;
  SparseFillEmptyRowsGrad: NoAttributes;
  SparseReshape: NoAttributes;
}

export const sparseRules: RuleTable<SparseAttributes> = withShapesInErrors({
  SparseToDense: sparseToDense,
  SparseTensorDenseAdd: sparseTensorDenseAdd,
  SparseTensorDenseMatMul: sparseTensorDenseMatMul,
  SparseReduceSum: sparseReduceSum,
  SparseFillEmptyRows: sparseFillEmptyRows,
  SparseFillEmptyRowsGrad: sparseFillEmptyRowsGrad,
  SparseReshape: sparseReshape,
});
