/**
 * @file Products of matrices on typed arrays, transposed or not; knows no tensors. float32 sums are
 * formed as TensorFlow's kernels form them on a processor with fused multiply-add.
 */
import type { DType } from '../../dtypes';
import { checkInt64 } from '../../dtypes';
import type { Multiply, Product } from './matrixProduct';
import { stepsOf } from './matrixProduct';
import { bfloatMultiplier, halfMultiplier } from '../narrow/halfProducts';
import { singleVectorMultiplier } from './matrixVectorKernel';
import { contractionSlices } from './contractionSlices';
import { fusedModule, type FusedModule } from './fusedModule';
import { fusedProduct } from './fusedProduct';
import { packedProduct } from './packedProduct';

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
    return slicedProduct(product, contractionSlices(m, k, n));
  }
  return isVector || m * k * n <= SMALL ? plain(product) : packedProduct(product, false);
}

/** The module and the slices of a float32 product that is made by fused multiply-adds; null for all others. */
export function fusedSlices(
  { m, k, n }: Product,
): { readonly module: FusedModule; readonly shards: readonly (readonly number[])[] } | null {
  const module = m === 1 || n === 1 || m * k * n <= SMALL ? null : fusedModule();
  return module === null ? null : { module, shards: contractionSlices(m, k, n) };
}

/** A float32 product in TensorFlow's slices of k. */
export function slicedProduct(
  product: Product, shards: readonly (readonly number[])[],
): Multiply {
  const { m, k, n } = product;
  const isWhole = shards.length === 1 && shards[0]!.length === 1;
  if (isWhole && m * k * n <= SMALL) return plainFused(product);
  const module = fusedModule();
  if (module !== null) return fusedProduct(module, product, shards);
  if (isWhole) return packedProduct(product, true);
  let from = 0;
  const steps = shards.map((lengths) =>
    lengths.map((length, i) => {
      const slice = { from, length, isAdded: i > 0 };
      from += length;
      return packedProduct(product, true, true, slice);
    }),
  );
  const shard = shards.length > 1 ? new Float32Array(m * n) : null;
  return (a, aStart, b, bStart, c, cStart) => {
    for (const step of steps[0]!) step(a, aStart, b, bStart, c, cStart);
    for (const others of steps.slice(1)) {
      for (const step of others) step(a, aStart, b, bStart, shard!, 0);
      for (let i = 0; i < m * n; i++) c[cStart + i]! += shard![i]!;
    }
  };
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
