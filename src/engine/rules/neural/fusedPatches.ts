/**
 * @file Images in the memory of fused products, with their padding around them, and the products of their patches,
 * which are packed from there: no matrix of patches is made. Knows no op.
 */
import type { Data } from '../../dtypes';
import type { FusedKernels } from '../math/fusedModule';
import { TILE_ROWS } from '../math/fusedModule';
import type { PackLeft } from '../math/fusedProduct';
import { FusedSums, packsLeft, packsRight, Regions } from '../math/fusedProduct';
import { fusedSlices } from '../math/matmulKernel';
import type { PatchGrid, Slide } from './windows';
import { patchSize, positionsOf } from './windows';

const FLOAT = 4;

/** Multiplies the patches of some images, which begin at `imageStart`, with an operand. */
export type ByPatches = (
  image: Data, imageStart: number, operand: Data, operandStart: number, out: Data, outStart: number,
) => void;

/** Elements along one dimension with the padding that windows reach into. */
function padded({ input, output, size, stride, dilation, before }: Slide): number {
  return Math.max(before + input, (output - 1) * stride + (size - 1) * dilation + 1);
}

class PatchImages {
  /** Neighbours in a patch that are neighbours in the image: how many, and where each run begins, in elements. */
  readonly runLength: number;
  readonly runStarts: readonly number[];
  private readonly width: number;
  private readonly perImage: number;
  private readonly patches: Int32Array;
  private readonly at: number;
  private readonly tableAt: number;

  constructor(private readonly grid: PatchGrid, private readonly images: number, regions: Regions) {
    const { rows, columns, channels } = grid;
    const isTogether = columns.dilation === 1;
    this.width = padded(columns) * channels;
    this.perImage = padded(rows) * this.width;
    this.runLength = (isTogether ? columns.size : 1) * channels;
    this.runStarts = Array.from({ length: rows.size }, (_none, i) =>
      Array.from({ length: isTogether ? 1 : columns.size }, (_one, j) =>
        i * rows.dilation * this.width + j * columns.dilation * channels)).flat();
    this.at = regions.place(images * this.perImage);
    const starts: number[] = [];
    for (let n = 0; n < images; n++) {
      for (let y = 0; y < rows.output; y++) {
        for (let x = 0; x < columns.output; x++) {
          starts.push(this.at + n * this.perImage + y * rows.stride * this.width + x * columns.stride * channels);
        }
      }
    }
    // A panel is full: its last lines may be anything.
    while (starts.length % TILE_ROWS !== 0) starts.push(starts[0]!);
    this.patches = Int32Array.from(starts, (start) => start * FLOAT);
    this.tableAt = regions.place(starts.length);
  }

  /** In bytes: the address of the entry of this patch. */
  entry(patch: number): number {
    return (this.tableAt + patch) * FLOAT;
  }

  /** Zeros, and the table. */
  clear(floats: Float32Array): void {
    floats.fill(0, this.at, this.at + this.images * this.perImage);
    new Int32Array(floats.buffer).set(this.patches, this.tableAt);
  }

  load(floats: Float32Array, image: Data, start: number): void {
    this.clear(floats);
    this.eachRow(start, (row, at, length) => floats.set(image.subarray(row, row + length), at));
  }

  store(floats: Float32Array, image: Data, start: number): void {
    this.eachRow(start, (row, at, length) => image.set(floats.subarray(at, at + length), row));
  }

  private eachRow(start: number, visit: (row: number, at: number, length: number) => void): void {
    const { rows, columns, channels } = this.grid;
    const length = columns.input * channels;
    const first = this.at + rows.before * this.width + columns.before * channels;
    for (let n = 0, row = start; n < this.images; n++) {
      for (let y = 0; y < rows.input; y++, row += length) visit(row, first + n * this.perImage + y * this.width, length);
    }
  }
}

/** Where of a patch the element `k` lies in the image, in bytes from where the patch begins. */
const offsetOf = ({ runStarts, runLength }: PatchImages, k: number): number =>
  (runStarts[Math.floor(k / runLength)]! + (k % runLength)) * FLOAT;

/** patches · filter; null where products have another way. */
export function patchesTimesFilter(grid: PatchGrid, images: number, filters: number): ByPatches | null {
  const product = { m: images * positionsOf(grid), k: patchSize(grid), n: filters, transposeA: false, transposeB: false };
  const slices = fusedSlices(product);
  if (slices === null) return null;
  const { module, shards } = slices;
  const regions = new Regions(module);
  const padded = new PatchImages(grid, images, regions);
  const filterAt = regions.place(product.k * filters);
  const sums = new FusedSums(module, product, shards, regions);
  const packRight = packsRight(filterAt, filters, 1);
  const packLeft: PackLeft = (kernels, from, length, line, lines, out) => {
    const panels = Math.ceil(lines / TILE_ROWS);
    for (let k = from; k < from + length; ) {
      const count = Math.min(from + length - k, padded.runLength - (k % padded.runLength));
      const to = (out + (k - from) * TILE_ROWS) * FLOAT;
      kernels.packPatches(padded.entry(line), panels, offsetOf(padded, k), count, to, length * TILE_ROWS * FLOAT);
      k += count;
    }
  };
  return (image, imageStart, filter, filterStart, out, outStart) => {
    const floats = regions.reserve(beyondOf(product));
    padded.load(floats, image, imageStart);
    floats.set(filter.subarray(filterStart, filterStart + product.k * filters), filterAt);
    sums.run(packLeft, packRight);
    sums.copyOut(floats, out, outStart);
  };
}

/** patchesᵀ · gradient; null where products have another way. */
export function patchesTimesGradient(grid: PatchGrid, images: number, filters: number): ByPatches | null {
  const product = { m: patchSize(grid), k: images * positionsOf(grid), n: filters, transposeA: true, transposeB: false };
  const slices = fusedSlices(product);
  if (slices === null) return null;
  const { module, shards } = slices;
  const regions = new Regions(module);
  const padded = new PatchImages(grid, images, regions);
  const gradientAt = regions.place(product.k * filters);
  const sums = new FusedSums(module, product, shards, regions);
  const packRight = packsRight(gradientAt, filters, 1);
  const packLeft: PackLeft = (kernels, from, length, line, lines, out) => {
    for (let i = 0; i < lines; i += TILE_ROWS) packElements(kernels, padded, product.m, line + i, from, length, out + i * length);
  };
  return (image, imageStart, gradient, gradientStart, out, outStart) => {
    const floats = regions.reserve(beyondOf(product));
    padded.load(floats, image, imageStart);
    floats.set(gradient.subarray(gradientStart, gradientStart + product.k * filters), gradientAt);
    sums.run(packLeft, packRight);
    sums.copyOut(floats, out, outStart);
  };
}

function packElements(
  kernels: FusedKernels, padded: PatchImages, size: number, element: number, from: number, length: number, out: number,
): void {
  const last = size - 1;
  const [a, b, c, d] = [0, 1, 2, 3].map((i) => offsetOf(padded, Math.min(element + i, last))) as [number, number, number, number];
  if (d - a === 3 * FLOAT && (element % padded.runLength) + 3 < padded.runLength) {
    kernels.packNeighbours(padded.entry(from), length, a, out * FLOAT);
  } else kernels.packElements(padded.entry(from), length, a, b, c, d, out * FLOAT);
}

/** Writes images, which begin at `imageStart`. */
export type IntoPatches = (
  gradient: Data, gradientStart: number, filter: Data, image: Data, imageStart: number,
) => void;

/** Patches = gradient · filterᵀ, added up where they overlap in the images; null where products have another way. */
export function gradientInPatches(grid: PatchGrid, images: number, filters: number): IntoPatches | null {
  const product = { m: images * positionsOf(grid), k: filters, n: patchSize(grid), transposeA: false, transposeB: true };
  const slices = fusedSlices(product);
  const { rows, columns } = grid;
  if (slices === null || columns.dilation !== 1) return null;
  const { module, shards } = slices;
  const regions = new Regions(module);
  const padded = new PatchImages(grid, images, regions);
  const [gradientAt, filterAt] = [regions.place(product.m * filters), regions.place(product.n * filters)];
  const sums = new FusedSums(module, product, shards, regions);
  const packLeft = packsLeft(gradientAt, filters, 1);
  const packRight = packsRight(filterAt, 1, filters);
  const positions = positionsOf(grid);
  const runStep = rows.size > 1 ? padded.runStarts[1]! * FLOAT : 0;
  return (gradient, gradientStart, filter, image, imageStart) => {
    const floats = regions.reserve(beyondOf(product));
    padded.clear(floats);
    floats.set(gradient.subarray(gradientStart, gradientStart + product.m * filters), gradientAt);
    floats.set(filter, filterAt);
    sums.run(packLeft, packRight);
    sums.each(images, (kernels, n) => kernels.addPatches(
      padded.entry(n * positions), positions, rows.size, runStep, padded.runLength,
      (sums.out + n * positions * sums.rowStep) * FLOAT, sums.rowStep * FLOAT,
    ));
    padded.store(floats, image, imageStart);
  };
}

/** The last lines of a panel are read past the end of an operand. */
const beyondOf = ({ m, k, n }: { readonly m: number; readonly k: number; readonly n: number }): number => 8 * Math.max(m, k, n) + 8;
