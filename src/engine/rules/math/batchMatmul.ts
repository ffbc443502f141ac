/** @file Rules of BatchMatMul and BatchMatMulV2; the second broadcasts its batch dimensions. */
import { invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import type { Backward, Bound, Rule, RuleTable, Spec } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText, broadcastDims, isFullyKnown, sameDims, sizeOf } from '../../shape';
import { halfBatchMultiplier } from '../narrow/halfProducts';
import { broadcastGradientArgs } from './broadcastGradients';
import { broadcastIndices } from './broadcastRows';
import { broadcastStatic } from './elementwise';
import { reshapeLike, sumOver, withoutLastTwo } from './gradientNodes';
import { productGradients, productOf, productShape } from './matmul';
import { multiplier } from './matmulKernel';
import { ALLOWED, checkAllowed, checkSameType, mergeEqual, shapeError } from './operands';

export interface BatchMatMulAttributes {
  readonly adjX: boolean;
  readonly adjY: boolean;
}

type BatchOp = 'BatchMatMul' | 'BatchMatMulV2';

function batchMatMul(op: BatchOp): Rule<BatchMatMulAttributes> {
  return {
    infer: (inputs, { adjX, adjY }) => {
      const [x, y] = [inputs[0]!, inputs[1]!];
      checkAllowed(x, 'x', ALLOWED.signed);
      checkSameType(x, 'x', y, 'y', op);
      return [{ dtype: x.dtype, shape: staticShape(op, x.shape, y.shape, adjX, adjY) }];
    },
    bind: (inputs, { adjX, adjY }) => bind(op, inputs[0]!, inputs[1]!, adjX, adjY),
    derivative: (back) => derivative(op, back),
  };
}

function staticShape(op: BatchOp, x: Shape, y: Shape, adjX: boolean, adjY: boolean): Shape {
  const shapes = [x, y];
  for (const shape of shapes) {
    if (shape !== null && shape.length < 2) {
      throw shapeError(op, `Shape must be at least rank 2 but is rank ${shape.length}`, shapes);
    }
  }
  const product = productShape(op, shapes, adjX, adjY);
  if (x === null || y === null) return null;
  const [batchOfX, batchOfY] = [x.slice(0, -2), y.slice(0, -2)];
  const batch =
    op === 'BatchMatMul'
      ? mergeEqual(batchOfX, batchOfY, op, shapes)
      : broadcastStatic(op, batchOfX, batchOfY, shapes);
  return batch === null ? null : [...batch, ...product];
}

function bind(op: BatchOp, x: Spec, y: Spec, adjX: boolean, adjY: boolean): Bound {
  const batch = concreteBatch(op, x.dims, y.dims);
  const product = productOf(x.dims, y.dims, adjX, adjY);
  if (product === null) {
    const innerOfX = x.dims[x.dims.length - (adjX ? 2 : 1)];
    const innerOfY = y.dims[y.dims.length - (adjY ? 1 : 2)];
    throw invalidArgument(
      `In[0] mismatch In[1] shape: ${innerOfX} vs. ${innerOfY}: ${bracketText(x.dims)} ` +
        `${bracketText(y.dims)} ${adjX ? 1 : 0} ${adjY ? 1 : 0}`,
    );
  }
  const { m, k, n } = product;
  const multiply =
    x.dtype === 'float16' ? halfBatchMultiplier(product) : multiplier(x.dtype, product);
  const ofX = broadcastIndices(x.dims.slice(0, -2), batch);
  const ofY = broadcastIndices(y.dims.slice(0, -2), batch);
  const count = sizeOf(batch);
  return {
    outputs: [[...batch, m, n]],
    run: (inputs, outputs) => {
      for (let i = 0; i < count; i++) {
        multiply(inputs[0]!, ofX[i]! * m * k, inputs[1]!, ofY[i]! * k * n, outputs[0]!, i * m * n);
      }
    },
  };
}

function concreteBatch(op: BatchOp, x: Dims, y: Dims): Dims {
  [x, y].forEach((dims, i) => {
    if (dims.length < 2) throw invalidArgument(`In[${i}] ndims must be >= 2: ${dims.length}`);
  });
  const [batchOfX, batchOfY] = [x.slice(0, -2), y.slice(0, -2)];
  if (sameDims(batchOfX, batchOfY)) return batchOfX;
  const batch = op === 'BatchMatMulV2' ? broadcastDims(batchOfX, batchOfY) : null;
  if (batch !== null) return batch;
  throw invalidArgument(
    'In[0] and In[1] must have compatible batch dimensions: ' +
      `${bracketText(x)} vs. ${bracketText(y)}`,
  );
}

/** As for MatMul, then summed over the batch dimensions that were broadcast. */
function derivative(op: BatchOp, back: Backward<BatchMatMulAttributes>): readonly Tensor[] {
  const { build, inputs, gradients, attributes } = back;
  const make = (a: Tensor, b: Tensor, adjX: boolean, adjY: boolean): Tensor =>
    build.make('BatchMatMulV2', [a, b], { adjX, adjY }, 'MatMul');
  const products = productGradients(
    make, inputs, gradients[0]!, attributes.adjX, attributes.adjY,
  );
  const [x, y] = [inputs[0]!, inputs[1]!];
  const areEqual = isFullyKnown(x.shape) && isFullyKnown(y.shape) && sameDims(x.shape, y.shape);
  if (op === 'BatchMatMul' || areEqual) return products;
  const shapes = [build.shapeOf(x, 'Shape'), build.shapeOf(y, 'Shape')] as const;
  const batchOfX = withoutLastTwo(build, shapes[0]);
  const axes = broadcastGradientArgs(build, batchOfX, withoutLastTwo(build, shapes[1]));
  return products.map((product, i) =>
    reshapeLike(build, sumOver(build, product, axes[i]!), shapes[i]!),
  );
}

export const batchMatMulRules: RuleTable<Record<BatchOp, BatchMatMulAttributes>> = {
  BatchMatMul: batchMatMul('BatchMatMul'),
  BatchMatMulV2: batchMatMul('BatchMatMulV2'),
};
