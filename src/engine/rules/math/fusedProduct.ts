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

/** Packs `length` steps of k from `from` on, of the row panels that hold the lines `line` …; all places count elements. */
export type PackLeft = (from: number, length: number, line: number, lines: number, out: number) => void;
/** The same for all column panels. */
export type PackRight = (from: number, length: number, out: number) => void;

/** Places regions one behind the other, in elements of the module's memory. */
export class Regions {
  private end = 0;

  place(size: number): number {
    const start = this.end;
    this.end += upTo(size, 4);
    return start;
  }

  /** With room for what is read past the end of an operand. */
  reserve(module: FusedModule, beyond: number): Float32Array {
    reserve(module.memory, (this.end + beyond) * FLOAT);
    return new Float32Array(module.memory.buffer);
  }
}

/** Sums of products of packed operands, without the operands. */
export class FusedSums {
  /** Where the product is, and how far its rows lie apart. */
  readonly out: number;
  readonly rowStep: number;
  private readonly left: number;
  private readonly right: number;
  private readonly shard: number;
  private readonly blockRows: number;

  /** `shards`: for each the lengths of its slices of k, as `contractionSlices` gives them; k ≥ 1, m ≥ 1, n ≥ 1. */
  constructor(
    private readonly module: FusedModule,
    private readonly sizes: { readonly m: number; readonly n: number },
    private readonly shards: readonly (readonly number[])[],
    regions: Regions,
  ) {
    const { m, n } = sizes;
    const longest = Math.max(...shards.flat());
    this.blockRows = Math.max(1, Math.floor(BLOCK / (longest * TILE_ROWS))) * TILE_ROWS;
    this.rowStep = upTo(n, TILE_COLUMNS);
    const whole = upTo(m, TILE_ROWS) * this.rowStep;
    this.left = regions.place(upTo(Math.min(m, this.blockRows), TILE_ROWS) * longest);
    this.right = regions.place(this.rowStep * longest);
    this.out = regions.place(whole);
    this.shard = regions.place(shards.length > 1 ? whole : 0);
  }

  run(packLeft: PackLeft, packRight: PackRight): void {
    const { out, shard } = this;
    let from = 0;
    this.shards.forEach((lengths, s) => {
      lengths.forEach((length, i) => {
        packRight(from, length, this.right);
        this.multiplySlice(packLeft, from, length, s === 0 ? out : shard, i > 0);
        from += length;
      });
      if (s === 0) return;
      const floats = new Float32Array(this.module.memory.buffer);
      for (let i = 0; i < this.sizes.m * this.rowStep; i++) floats[out + i]! += floats[shard + i]!;
    });
  }

  copyOut(floats: Float32Array, c: Data, cStart: number): void {
    copyOut(floats, this.out, this.rowStep, c, cStart, this.sizes.m, this.sizes.n);
  }

  private multiplySlice(packLeft: PackLeft, from: number, length: number, out: number, isAdded: boolean): void {
    const { module, blockRows, rowStep, sizes: { m } } = this;
    for (let row = 0; row < m; row += blockRows) {
      const lines = Math.min(blockRows, m - row);
      packLeft(from, length, row, lines, this.left);
      module.multiply(
        this.left * FLOAT, this.right * FLOAT, length, Math.ceil(lines / TILE_ROWS), rowStep / TILE_COLUMNS,
        (out + row * rowStep) * FLOAT, rowStep * FLOAT, isAdded ? 1 : 0,
      );
    }
  }
}

/** Of a stored matrix whose element (line, step) is `line * aRow + step * aColumn` behind `a`; one of the steps is 1. */
export function packsLeft(module: FusedModule, a: number, aRow: number, aColumn: number): PackLeft {
  return (from, length, line, lines, left) => {
    for (let i = 0; i < lines; i += TILE_ROWS) {
      const source = (a + (line + i) * aRow + from * aColumn) * FLOAT;
      const out = (left + i * length) * FLOAT;
      if (aRow === 1) module.packAcross4(source, aColumn * FLOAT, length, out, TILE_ROWS * FLOAT);
      else module.packAlong(source, aRow * FLOAT, length, out, TILE_ROWS * FLOAT);
    }
  };
}

export function packsRight(module: FusedModule, b: number, bRow: number, bColumn: number, n: number): PackRight {
  return (from, length, right) => {
    for (let j = 0; j < n; j += TILE_COLUMNS) {
      const source = (b + j * bColumn + from * bRow) * FLOAT;
      const out = (right + j * length) * FLOAT;
      const outStep = TILE_COLUMNS * FLOAT;
      if (bColumn === 1) module.packAcross8(source, bRow * FLOAT, length, out, outStep);
      else {
        const half = TILE_ROWS * bColumn * FLOAT;
        module.packAlong(source, bColumn * FLOAT, length, out, outStep);
        module.packAlong(source + half, bColumn * FLOAT, length, out + TILE_ROWS * FLOAT, outStep);
      }
    }
  };
}

export function fusedProduct(
  module: FusedModule, product: Product, shards: readonly (readonly number[])[],
): Multiply {
  const { m, k, n } = product;
  const { aRow, aColumn, bRow, bColumn } = stepsOf(product);
  const regions = new Regions();
  const [aAt, bAt] = [regions.place(m * k), regions.place(k * n)];
  const sums = new FusedSums(module, product, shards, regions);
  const packLeft = packsLeft(module, aAt, aRow, aColumn);
  const packRight = packsRight(module, bAt, bRow, bColumn, n);
  // The last lines of a panel may be read past the end of an operand.
  const beyond = TILE_COLUMNS * Math.max(m, k, n) + TILE_COLUMNS;
  return (a, aStart, b, bStart, c, cStart) => {
    const floats = regions.reserve(module, beyond);
    floats.set(a.subarray(aStart, aStart + m * k), aAt);
    floats.set(b.subarray(bStart, bStart + k * n), bAt);
    sums.run(packLeft, packRight);
    sums.copyOut(floats, c, cStart);
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
