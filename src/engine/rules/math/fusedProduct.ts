/**
 * @file Products of float32 matrices in TensorFlow's slices of k, by the processor's fused multiply-add. The
 * bits are those of `packedProduct`, whose sums in double round twice in one of some 2²⁹ multiply-adds.
 */
import type { Data } from '../../dtypes';
import { reserve } from '../../wasm/module';
import { TILE_COLUMNS, TILE_ROWS, type FusedModule } from './fusedModule';
import type { Multiply, Product } from './matrixProduct';
import { stepsOf } from './matrixProduct';

const FLOAT = 4;

/** Elements of the left operand that are packed at a time: they stay in the second-level cache. */
const BLOCK = 1 << 16;

/** Narrower rows are copied out one element at a time. */
const NARROW = 32;

const upTo = (size: number, step: number): number => Math.ceil(size / step) * step;

interface Region {
  /** In elements, as all places here. */
  readonly a: number;
  readonly b: number;
  readonly left: number;
  readonly right: number;
  readonly out: number;
  readonly shard: number;
  readonly size: number;
}

/** `shards`: for each the lengths of its slices of k, as `contractionSlices` gives them; k ≥ 1, m ≥ 1, n ≥ 1. */
export function fusedProduct(
  module: FusedModule, product: Product, shards: readonly (readonly number[])[],
): Multiply {
  const { m, k, n } = product;
  const { aRow, aColumn, bRow, bColumn } = stepsOf(product);
  const longest = Math.max(...shards.flat());
  const blockRows = Math.max(1, Math.floor(BLOCK / (longest * TILE_ROWS))) * TILE_ROWS;
  const columnPanels = Math.ceil(n / TILE_COLUMNS);
  const [rowStep, rows] = [columnPanels * TILE_COLUMNS, upTo(m, TILE_ROWS)];
  const at = regions({
    a: m * k, b: k * n,
    left: upTo(Math.min(m, blockRows), TILE_ROWS) * longest, right: rowStep * longest,
    out: rows * rowStep, shard: shards.length > 1 ? rows * rowStep : 0,
    // The last lines of a panel may be read past the end of an operand.
    size: TILE_COLUMNS * Math.max(m, k, n) + TILE_COLUMNS,
  });

  const packLeft = (from: number, line: number, lines: number, length: number): void => {
    for (let i = 0; i < lines; i += TILE_ROWS) {
      const source = (at.a + (line + i) * aRow + from * aColumn) * FLOAT;
      const out = (at.left + i * length) * FLOAT;
      if (aRow === 1) module.packAcross4(source, aColumn * FLOAT, length, out, TILE_ROWS * FLOAT);
      else module.packAlong(source, aRow * FLOAT, length, out, TILE_ROWS * FLOAT);
    }
  };
  const packRight = (from: number, length: number): void => {
    for (let j = 0; j < n; j += TILE_COLUMNS) {
      const source = (at.b + j * bColumn + from * bRow) * FLOAT;
      const out = (at.right + j * length) * FLOAT;
      const outStep = TILE_COLUMNS * FLOAT;
      if (bColumn === 1) module.packAcross8(source, bRow * FLOAT, length, out, outStep);
      else {
        const half = TILE_ROWS * bColumn * FLOAT;
        module.packAlong(source, bColumn * FLOAT, length, out, outStep);
        module.packAlong(source + half, bColumn * FLOAT, length, out + TILE_ROWS * FLOAT, outStep);
      }
    }
  };
  const multiplySlice = (from: number, length: number, out: number, isAdded: boolean): void => {
    packRight(from, length);
    for (let row = 0; row < m; row += blockRows) {
      const lines = Math.min(blockRows, m - row);
      packLeft(from, row, lines, length);
      module.multiply(
        at.left * FLOAT, at.right * FLOAT, length, Math.ceil(lines / TILE_ROWS), columnPanels,
        (out + row * rowStep) * FLOAT, rowStep * FLOAT, isAdded ? 1 : 0,
      );
    }
  };

  return (a, aStart, b, bStart, c, cStart) => {
    reserve(module.memory, at.size * FLOAT);
    const floats = new Float32Array(module.memory.buffer);
    floats.set(a.subarray(aStart, aStart + m * k), at.a);
    floats.set(b.subarray(bStart, bStart + k * n), at.b);
    let from = 0;
    shards.forEach((lengths, shard) => {
      lengths.forEach((length, i) => {
        multiplySlice(from, length, shard === 0 ? at.out : at.shard, i > 0);
        from += length;
      });
      if (shard > 0) for (let i = 0; i < m * rowStep; i++) floats[at.out + i]! += floats[at.shard + i]!;
    });
    copyOut(floats, at.out, rowStep, c, cStart, m, n);
  };
}

/** Places the regions one behind the other. */
function regions(sizes: Region): Region {
  let end = 0;
  const place = (size: number): number => (end += upTo(size, 4)) - upTo(size, 4);
  const { a, b, left, right, out, shard, size } = sizes;
  return {
    a: place(a), b: place(b), left: place(left), right: place(right), out: place(out), shard: place(shard),
    size: end + size,
  };
}

function copyOut(
  floats: Float32Array, from: number, rowStep: number, c: Data, cStart: number, m: number, n: number,
): void {
  if (n === rowStep) {
    c.set(floats.subarray(from, from + m * n), cStart);
    return;
  }
  for (let row = 0; row < m; row++, from += rowStep, cStart += n) {
    if (n >= NARROW) c.set(floats.subarray(from, from + n), cStart);
    else for (let column = 0; column < n; column++) c[cStart + column] = floats[from + column]!;
  }
}
