/**
 * @file Products of matrices on typed arrays, transposed or not; knows no tensors. float32 sums are
 * formed as TensorFlow's kernels form them on a processor with fused multiply-add, as long as these
 * take one pass; longer ones are summed in double and rounded once, which is closer to the truth.
 */
import type { DType } from '../../dtypes';
import { checkInt64 } from '../../dtypes';
import type { Multiply, Product } from './matrixProduct';
import { stepsOf } from './matrixProduct';
import { bfloatMultiplier, halfMultiplier } from '../narrow/halfProducts';
import { singleVectorMultiplier } from './matrixVectorKernel';
import { packedProduct } from './packedProduct';

/** Longest sum that TensorFlow's blocked kernel formed in one pass on the machine we measured. */
const ONE_PASS = 192;

/** Below this many products, packing the operands costs more than it saves. */
const SMALL = 512;

export function multiplier(dtype: DType, product: Product): Multiply {
  if (dtype === 'int32') return integerMultiplier(product, Math.imul, (sum) => sum | 0);
  if (dtype === 'int64') {
    return integerMultiplier(product, (x, y) => checkInt64(x * y), checkInt64);
  }
  if (dtype === 'float16') return halfMultiplier(product);
  if (dtype === 'bfloat16') return bfloatMultiplier(product);
  const { m, k, n } = product;
  const isVector = m === 1 || n === 1;
  if (dtype === 'float32') {
    if (isVector) return singleVectorMultiplier(product);
    if (m * k * n <= SMALL) return plainFused(product);
    return packedProduct(product, k <= ONE_PASS);
  }
  return isVector || m * k * n <= SMALL ? plain(product) : packedProduct(product, false);
}

/** One dot product per element of C. */
function plain(product: Product): Multiply {
  const { m, k, n } = product;
  const { aRow, aColumn, bRow, bColumn } = stepsOf(product);
  return (a, aStart, b, bStart, c, cStart) => {
    for (let row = 0, out = cStart; row < m; row++) {
      for (let column = 0; column < n; column++) {
        let sum = 0;
        let i = aStart + row * aRow;
        let j = bStart + column * bColumn;
        for (let step = 0; step < k; step++, i += aColumn, j += bRow) sum += a[i]! * b[j]!;
        c[out++] = sum;
      }
    }
  };
}

/** As `plain`; a product of two float32 is exact in double, so each step rounds once. */
function plainFused(product: Product): Multiply {
  const { m, k, n } = product;
  const { aRow, aColumn, bRow, bColumn } = stepsOf(product);
  return (a, aStart, b, bStart, c, cStart) => {
    for (let row = 0, out = cStart; row < m; row++) {
      for (let column = 0; column < n; column++) {
        let sum = 0;
        let i = aStart + row * aRow;
        let j = bStart + column * bColumn;
        for (let step = 0; step < k; step++, i += aColumn, j += bRow) {
          sum = Math.fround(sum + a[i]! * b[j]!);
        }
        c[out++] = sum;
      }
    }
  };
}

function integerMultiplier(
  product: Product,
  times: (x: number, y: number) => number,
  bounded: (sum: number) => number,
): Multiply {
  const { m, k, n } = product;
  const { aRow, aColumn, bRow, bColumn } = stepsOf(product);
  return (a, aStart, b, bStart, c, cStart) => {
    for (let row = 0, out = cStart; row < m; row++) {
      for (let column = 0; column < n; column++) {
        let sum = 0;
        for (let step = 0; step < k; step++) {
          const x = a[aStart + row * aRow + step * aColumn]!;
          const y = b[bStart + step * bRow + column * bColumn]!;
          sum = bounded(sum + times(x, y));
        }
        c[out++] = sum;
      }
    }
  };
}
