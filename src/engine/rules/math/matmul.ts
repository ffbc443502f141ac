/** @file The rule of MatMul, and what BatchMatMul shares with it. */
import { invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import type { Rule } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText } from '../../shape';
import { multiplier } from './matmulKernel';
import type { Product } from './matrixProduct';
import { ALLOWED, checkAllowed, checkSameType, shapeError } from './operands';

export interface MatMulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export const matMulRule: Rule<MatMulAttributes> = {
  infer: (inputs, { transposeA, transposeB }) => {
    const [a, b] = [inputs[0]!, inputs[1]!];
    checkAllowed(a, 'a', ALLOWED.signed);
    checkSameType(a, 'a', b, 'b', 'MatMul');
    const shapes = [a.shape, b.shape];
    for (const shape of shapes) {
      if (shape !== null && shape.length !== 2) {
        throw shapeError('MatMul', `Shape must be rank 2 but is rank ${shape.length}`, shapes);
      }
    }
    const shape = productShape('MatMul', shapes, transposeA, transposeB);
    return [{ dtype: a.dtype, shape }];
  },
  bind: (inputs, { transposeA, transposeB }) => {
    const [a, b] = [inputs[0]!.dims, inputs[1]!.dims];
    if (a.length !== 2) throw invalidArgument(`In[0] is not a matrix. Instead it has shape ${bracketText(a)}`);
    if (b.length !== 2) throw invalidArgument(`In[1] is not a matrix. Instead it has shape ${bracketText(b)}`);
    const product = productOf(a, b, transposeA, transposeB);
    if (product === null) {
      throw invalidArgument(
        `Matrix size-incompatible: In[0]: ${bracketText(a)}, In[1]: ${bracketText(b)}`,
      );
    }
    const multiply = multiplier(inputs[0]!.dtype, product);
    return {
      outputs: [[product.m, product.n]],
      run: (data, outputs) => multiply(data[0]!, 0, data[1]!, 0, outputs[0]!, 0),
    };
  },
  derivative: ({ build, inputs, gradients, attributes: { transposeA, transposeB } }) => {
    const make = (a: Tensor, b: Tensor, flipA: boolean, flipB: boolean): Tensor =>
      build.make('MatMul', [a, b], { transposeA: flipA, transposeB: flipB }, 'MatMul');
    return productGradients(make, inputs, gradients[0]!, transposeA, transposeB);
  },
};

/** dA = G·Bᵀ and dB = Aᵀ·G, rearranged so that nothing is transposed that need not be. */
export function productGradients(
  make: (a: Tensor, b: Tensor, flipA: boolean, flipB: boolean) => Tensor,
  inputs: readonly Tensor[],
  gradient: Tensor,
  transposeA: boolean,
  transposeB: boolean,
): [Tensor, Tensor] {
  const [a, b] = [inputs[0]!, inputs[1]!];
  const ofA = transposeA
    ? make(b, gradient, transposeB, true)
    : make(gradient, b, false, !transposeB);
  const ofB = transposeB
    ? make(gradient, a, true, transposeA)
    : make(a, gradient, !transposeA, false);
  return [ofA, ofB];
}

/** [m, n] from two matrices. Throws TensorFlow's ValueError when the inner sizes differ. */
export function productShape(
  op: string, shapes: readonly Shape[], transposeA: boolean, transposeB: boolean,
): readonly [number | null, number | null] {
  const lastTwo = (shape: Shape) => (shape === null ? [null, null] : shape.slice(-2));
  const [a, b] = [lastTwo(shapes[0]!), lastTwo(shapes[1]!)];
  const innerOfA = a[transposeA ? 0 : 1]!;
  const innerOfB = b[transposeB ? 1 : 0]!;
  if (innerOfA !== null && innerOfB !== null && innerOfA !== innerOfB) {
    throw shapeError(op, `Dimensions must be equal, but are ${innerOfA} and ${innerOfB}`, shapes);
  }
  return [a[transposeA ? 1 : 0]!, b[transposeB ? 0 : 1]!];
}

/** Sizes of the product of the last two dimensions, or null when the inner sizes differ. */
export function productOf(
  a: Dims, b: Dims, transposeA: boolean, transposeB: boolean,
): Product | null {
  const [aRows, aColumns] = [a[a.length - 2]!, a[a.length - 1]!];
  const [bRows, bColumns] = [b[b.length - 2]!, b[b.length - 1]!];
  const k = transposeA ? aRows : aColumns;
  if (k !== (transposeB ? bColumns : bRows)) return null;
  return {
    m: transposeA ? aColumns : aRows, k, n: transposeB ? bRows : bColumns, transposeA, transposeB,
  };
}
