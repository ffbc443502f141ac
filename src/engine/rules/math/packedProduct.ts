/** @file Products of larger matrices: both operands are copied into panels that are read in order. */
import type { Data } from '../../dtypes';
import { reserve } from '../../wasm/module';
import type { Multiply, Product } from './matrixProduct';
import { stepsOf } from './matrixProduct';
import { multiplyTile, multiplyTileFused, TILE } from './matmulTiles';
import type { TileModule } from './tileModule';
import { makeTileModule } from './tileModule';

/** Elements of the left operand that are packed at a time: they stay in the cache. */
const BLOCK = 1 << 16;

const TILE_SIZE = TILE * TILE;

/** Memory of the panels, shared by all products: one is computed at a time. */
class Scratch {
  doubles = new Float64Array(0);

  constructor(private readonly module: TileModule | null) {}

  /** At least SIZE doubles; what they hold is anything. */
  reserve(size: number): Float64Array {
    if (this.module === null) {
      if (this.doubles.length < size) this.doubles = new Float64Array(size);
      return this.doubles;
    }
    const { memory } = this.module;
    reserve(memory, size * 8);
    if (this.doubles.buffer !== memory.buffer) this.doubles = new Float64Array(memory.buffer);
    return this.doubles;
  }

  /** The tiles of `panels` row panels and one column panel; all places count doubles. */
  multiply(
    isFused: boolean, left: number, right: number, k: number, panels: number, out: number,
  ): void {
    if (this.module !== null) {
      const multiply = isFused ? this.module.fused : this.module.plain;
      multiply(left * 8, right * 8, k, panels, out * 8);
      return;
    }
    const multiply = isFused ? multiplyTileFused : multiplyTile;
    for (let p = 0; p < panels; p++) {
      const tile = this.doubles.subarray(out + p * TILE_SIZE, out + (p + 1) * TILE_SIZE);
      multiply(this.doubles, left + p * TILE * k, this.doubles, right, k, tile);
    }
  }
}

let shared: Scratch | undefined;

/**
 * The product by 4×4 tiles, each element a sum in the order of k: in double and rounded once, or with
 * every partial sum rounded to float32 (`isFused`); over a slice of k only, if one is given.
 * `withVectors` false: without WebAssembly, for those who compare the two.
 */
export function packedProduct(
  product: Product, isFused: boolean, withVectors = true, slice = wholeOf(product),
): Multiply {
  const { m, n } = product;
  const { from, length: k, isAdded } = slice;
  const { aRow, aColumn, bRow, bColumn } = stepsOf(product);
  const columnPanels = Math.ceil(n / TILE);
  const blockRows = Math.max(1, Math.floor(BLOCK / (k * TILE))) * TILE;
  const blockPanels = Math.ceil(Math.min(m, blockRows) / TILE);
  const left = columnPanels * TILE * k;
  const tiles = left + blockPanels * TILE * k;
  return (a, aStart, b, bStart, c, cStart) => {
    const scratch = withVectors ? (shared ??= new Scratch(makeTileModule())) : new Scratch(null);
    const doubles = scratch.reserve(tiles + blockPanels * TILE_SIZE);
    pack(doubles, 0, b, bStart + from * bRow, bColumn, bRow, n, k);
    for (let row = 0; row < m; row += blockRows) {
      const rows = Math.min(blockRows, m - row);
      const panels = Math.ceil(rows / TILE);
      pack(doubles, left, a, aStart + row * aRow + from * aColumn, aRow, aColumn, rows, k);
      for (let q = 0; q < columnPanels; q++) {
        scratch.multiply(isFused, left, q * TILE * k, k, panels, tiles);
        const columns = Math.min(TILE, n - q * TILE);
        const put = isAdded ? add : store;
        put(doubles, tiles, c, cStart + row * n + q * TILE, rows, columns, n);
      }
    }
  };
}

/** Steps of k that are summed, and whether the sums are added to what C holds. */
export interface Slice {
  readonly from: number;
  readonly length: number;
  readonly isAdded: boolean;
}

const wholeOf = ({ k }: Product): Slice => ({ from: 0, length: k, isAdded: false });

/** As `store`, added to what is there. */
function add(
  doubles: Float64Array, from: number, c: Data, out: number, rows: number, columns: number, n: number,
): void {
  for (let r = 0; r < rows; r++, from += TILE, out += n) {
    for (let s = 0; s < columns; s++) c[out + s]! += doubles[from + s]!;
  }
}

/** The rows of the tiles from FROM on, COLUMNS of each, to every N-th place of C from OUT on. */
function store(
  doubles: Float64Array, from: number, c: Data, out: number, rows: number, columns: number, n: number,
): void {
  if (columns === TILE) {
    for (let r = 0; r < rows; r++, from += TILE, out += n) {
      c[out] = doubles[from]!;
      c[out + 1] = doubles[from + 1]!;
      c[out + 2] = doubles[from + 2]!;
      c[out + 3] = doubles[from + 3]!;
    }
    return;
  }
  for (let r = 0; r < rows; r++, from += TILE, out += n) {
    for (let s = 0; s < columns; s++) c[out + s] = doubles[from + s]!;
  }
}

/**
 * panel[(line / 4), step, (line mod 4)] = source[line, step], widened to double; lines past the end
 * are 0: what they give is not stored.
 */
function pack(
  panel: Float64Array, out: number, source: Data, start: number, lineStep: number, step: number,
  lines: number, k: number,
): void {
  let line = 0;
  for (; line + TILE <= lines; line += TILE) {
    let i = start + line * lineStep;
    let j = i + lineStep;
    let g = j + lineStep;
    let h = g + lineStep;
    for (const end = out + k * TILE; out < end; out += TILE) {
      panel[out] = source[i]!;
      panel[out + 1] = source[j]!;
      panel[out + 2] = source[g]!;
      panel[out + 3] = source[h]!;
      i += step;
      j += step;
      g += step;
      h += step;
    }
  }
  if (line === lines) return;
  for (let at = 0; at < k; at++) {
    for (let r = 0; r < TILE; r++) {
      const isThere = line + r < lines;
      panel[out++] = isThere ? source[start + (line + r) * lineStep + at * step]! : 0;
    }
  }
}
