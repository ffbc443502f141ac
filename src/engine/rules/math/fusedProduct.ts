/**
 * @file Products of float32 matrices in TensorFlow's slices of k, by the processor's fused multiply-add. The
 * bits are those of `packedProduct`, whose sums in double round twice in one of some 2²⁹ multiply-adds.
 */
import type { Data } from '../../dtypes';
import { reserve } from '../../wasm/module';
import { TILE_COLUMNS, TILE_ROWS, type FusedKernels, type FusedModule } from './fusedModule';
import type { Multiply, Product } from './matrixProduct';
import { stepsOf } from './matrixProduct';

const FLOAT = 4;

/** Elements of the left operand that are packed at a time: they stay in the second-level cache. */
const BLOCK = 1 << 16;

/** Narrower rows are copied out one element at a time. */
const NARROW = 32;

const upTo = (size: number, step: number): number => Math.ceil(size / step) * step;

/** As many multiply-adds pay for handing a part of them to another thread. */
const SHARED = 1 << 20;
/** Tasks for each thread: so many that one which is held up leaves its share to the others. */
const TASKS_EACH = 4;
/** A task's calls are written down before it is done. */
const MOST_TASK_LINES = 4096;

/** Packs `length` steps of k from `from` on, of the row panels that hold the lines `line` …; all places count elements. */
export type PackLeft = (kernels: FusedKernels, from: number, length: number, line: number, lines: number, out: number) => void;
/** The same for the column panels of the columns `column` …. */
export type PackRight = (kernels: FusedKernels, from: number, length: number, column: number, columns: number, out: number) => void;

/** Places regions one behind the other, in elements of the module's memory. */
export class Regions {
  private end: number;

  constructor(private readonly module: FusedModule) {
    this.end = module.start / FLOAT;
  }

  place(size: number): number {
    const start = this.end;
    this.end += upTo(size, 4);
    return start;
  }

  /** With room for what is read past the end of an operand. */
  reserve(beyond: number): Float32Array {
    reserve(this.module.memory, (this.end + beyond) * FLOAT);
    return new Float32Array(this.module.memory.buffer);
  }
}

type Queue = NonNullable<FusedModule['queue']>;

/** Sums of products of packed operands, without the operands. */
export class FusedSums {
  /** Where the product is, and how far its rows lie apart. */
  readonly out: number;
  readonly rowStep: number;
  private readonly left: number;
  private readonly right: number;
  private readonly shard: number;
  private readonly blockRows: number;
  /** Multiply-adds. */
  private readonly work: number;
  /** That took part in the last run. */
  private threads = 1;

  /** `shards`: for each the lengths of its slices of k, as `contractionSlices` gives them; k ≥ 1, m ≥ 1, n ≥ 1. */
  constructor(
    private readonly module: FusedModule,
    private readonly sizes: { readonly m: number; readonly k: number; readonly n: number },
    private readonly shards: readonly (readonly number[])[],
    regions: Regions,
  ) {
    const { m, k, n } = sizes;
    this.work = m * k * n;
    const longest = Math.max(...shards.flat());
    this.blockRows = Math.max(1, Math.floor(BLOCK / (longest * TILE_ROWS))) * TILE_ROWS;
    this.rowStep = upTo(n, TILE_COLUMNS);
    const whole = upTo(m, TILE_ROWS) * this.rowStep;
    // Threads pack their rows each for itself.
    const packed = this.mayShare ? m : Math.min(m, this.blockRows);
    this.left = regions.place(upTo(packed, TILE_ROWS) * longest);
    this.right = regions.place(this.rowStep * longest);
    this.out = regions.place(whole);
    this.shard = regions.place(shards.length > 1 ? whole : 0);
  }

  private get mayShare(): boolean {
    return this.module.queue !== null && this.work >= SHARED;
  }

  run(packLeft: PackLeft, packRight: PackRight): void {
    const { out, shard, module } = this;
    const threads = this.mayShare ? module.queue!.threadsFor(this.work) : 1;
    this.threads = threads;
    const multiply = (from: number, length: number, to: number, isAdded: boolean): void => {
      if (threads > 1) this.shareSlice(module.queue!, threads, packLeft, packRight, from, length, to, isAdded);
      else this.multiplySlice(packLeft, packRight, from, length, to, isAdded);
    };
    let from = 0;
    this.shards.forEach((lengths, s) => {
      lengths.forEach((length, i) => {
        multiply(from, length, s === 0 ? out : shard, i > 0);
        from += length;
      });
      if (s === 0) return;
      const floats = new Float32Array(this.module.memory.buffer);
      for (let i = 0; i < this.sizes.m * this.rowStep; i++) floats[out + i]! += floats[shard + i]!;
    });
  }

  /** What follows a run: calls of which none reads or writes what another writes, by the threads that made the sums. */
  each(count: number, call: (kernels: FusedKernels, index: number) => void): void {
    const queue = this.threads > 1 ? this.module.queue : null;
    for (let i = 0; i < count; i++) {
      call(queue?.kernels ?? this.module, i);
      queue?.endTask();
    }
    queue?.finish();
  }

  copyOut(floats: Float32Array, c: Data, cStart: number): void {
    copyOut(floats, this.out, this.rowStep, c, cStart, this.sizes.m, this.sizes.n);
  }

  private multiplySlice(
    packLeft: PackLeft, packRight: PackRight, from: number, length: number, out: number, isAdded: boolean,
  ): void {
    const { module, blockRows, sizes: { m, n } } = this;
    packRight(module, from, length, 0, n, this.right);
    for (let row = 0; row < m; row += blockRows) {
      const lines = Math.min(blockRows, m - row);
      packLeft(module, from, length, row, lines, this.left);
      this.multiplyRows(module, this.left, length, row, lines, out, isAdded);
    }
  }

  /** The same by several threads: first the column panels, then the rows. */
  private shareSlice(
    queue: Queue, threads: number, packLeft: PackLeft, packRight: PackRight, from: number, length: number, out: number, isAdded: boolean,
  ): void {
    const { sizes: { m, n }, blockRows } = this;
    const tasks = threads * TASKS_EACH;
    const columns = Math.min(upTo(Math.ceil(n / tasks), TILE_COLUMNS), MOST_TASK_LINES);
    for (let column = 0; column < n; column += columns) {
      packRight(queue.kernels, from, length, column, Math.min(columns, n - column), this.right + column * length);
      queue.endTask();
    }
    queue.finish();
    const rows = Math.min(upTo(Math.ceil(m / tasks), TILE_ROWS), blockRows, MOST_TASK_LINES);
    for (let row = 0; row < m; row += rows) {
      const lines = Math.min(rows, m - row);
      const left = this.left + row * length;
      packLeft(queue.kernels, from, length, row, lines, left);
      this.multiplyRows(queue.kernels, left, length, row, lines, out, isAdded);
      queue.endTask();
    }
    queue.finish();
  }

  private multiplyRows(
    kernels: FusedKernels, left: number, length: number, row: number, lines: number, out: number, isAdded: boolean,
  ): void {
    const { rowStep } = this;
    kernels.multiply(
      left * FLOAT, this.right * FLOAT, length, Math.ceil(lines / TILE_ROWS), rowStep / TILE_COLUMNS,
      (out + row * rowStep) * FLOAT, rowStep * FLOAT, isAdded ? 1 : 0,
    );
  }
}

/** Of a stored matrix whose element (line, step) is `line * aRow + step * aColumn` behind `a`; one of the steps is 1. */
export function packsLeft(a: number, aRow: number, aColumn: number): PackLeft {
  return (kernels, from, length, line, lines, left) => {
    for (let i = 0; i < lines; i += TILE_ROWS) {
      const source = (a + (line + i) * aRow + from * aColumn) * FLOAT;
      const out = (left + i * length) * FLOAT;
      if (aRow === 1) kernels.packAcross4(source, aColumn * FLOAT, length, out, TILE_ROWS * FLOAT);
      else kernels.packAlong(source, aRow * FLOAT, length, out, TILE_ROWS * FLOAT);
    }
  };
}

export function packsRight(b: number, bRow: number, bColumn: number): PackRight {
  return (kernels, from, length, column, columns, right) => {
    for (let j = 0; j < columns; j += TILE_COLUMNS) {
      const source = (b + (column + j) * bColumn + from * bRow) * FLOAT;
      const out = (right + j * length) * FLOAT;
      const outStep = TILE_COLUMNS * FLOAT;
      if (bColumn === 1) kernels.packAcross8(source, bRow * FLOAT, length, out, outStep);
      else {
        const half = TILE_ROWS * bColumn * FLOAT;
        kernels.packAlong(source, bColumn * FLOAT, length, out, outStep);
        kernels.packAlong(source + half, bColumn * FLOAT, length, out + TILE_ROWS * FLOAT, outStep);
      }
    }
  };
}

export function fusedProduct(
  module: FusedModule, product: Product, shards: readonly (readonly number[])[],
): Multiply {
  const { m, k, n } = product;
  const { aRow, aColumn, bRow, bColumn } = stepsOf(product);
  const regions = new Regions(module);
  const [aAt, bAt] = [regions.place(m * k), regions.place(k * n)];
  const sums = new FusedSums(module, product, shards, regions);
  const packLeft = packsLeft(aAt, aRow, aColumn);
  const packRight = packsRight(bAt, bRow, bColumn);
  // The last lines of a panel may be read past the end of an operand.
  const beyond = TILE_COLUMNS * Math.max(m, k, n) + TILE_COLUMNS;
  return (a, aStart, b, bStart, c, cStart) => {
    const floats = regions.reserve(beyond);
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
