/**
 * @file In which slices TensorFlow adds up a long product of float32 matrices: Eigen's thread pool contraction
 * (TensorContractionThreadPool.h) with the MKL-DNN kernel (eigen_contraction_kernel.h), on a machine with two
 * cores and 48 KB of first-level cache, which is the one our recordings are from. A slice is one chain of fused
 * multiply-adds; slices are added one after the other, shards of threads at the end.
 */

const THREADS = 2;
const CACHE = 48 * 1024;
const PACKET = 8;
/** Rows and columns of Eigen's register blocks. */
const [ROWS, COLUMNS] = [16, 4];
/** Longest slice by the cache, and how long one may be when several threads work. */
const LONGEST = Math.trunc((CACHE - ROWS * COLUMNS * 4) / (ROWS * 4 + COLUMNS * 4) / 8) * 8;
const LONGEST_THREADED = 320;
const SHORTEST_SHARD = 12 * PACKET;
/** MKL-DNN halves what is longer than `UNCUT` and shorter than two of `CUT`. */
const [UNCUT, CUT] = [384, 384];

/** Cycles per byte from the second-level cache. */
const PER_BYTE = 11 / 64;

/** Per shard the lengths of its slices; C[rows, columns] = Σ over k. */
export function contractionSlices(
  rows: number, k: number, columns: number,
): readonly (readonly number[])[] {
  if (k <= SHORTEST_SHARD) return [[k]];
  // Eigen's matrices are column-major, so that it computes the transposed product.
  const [m, n] = [columns, rows];
  const threads = threadsFor(m, n, k);
  const shards = threadsAlongK(m, n, k);
  if (isShardedAlongK(m, n, k, threads, shards)) {
    const target = upTo(Math.ceil(k / shards), PACKET);
    const length = Math.min(k, Math.max(SHORTEST_SHARD, target));
    return cut(k, length).map((part) => cut(part, sliceLength(part, THREADS)).flatMap(halved));
  }
  return [cut(k, sliceLength(k, n === 1 ? 1 : threads)).flatMap(halved)];
}

function threadsFor(m: number, n: number, k: number): number {
  const byColumns = isShardedByColumns(m, n);
  const length = sliceLength(k, THREADS);
  const perElement =
    (length * bandwidth(m, n, length)) / PACKET + 4 * PER_BYTE +
    (byColumns ? 4 * (length / m) : 4 * (length / n)) * PER_BYTE;
  const threads = Math.trunc((perElement * m * n - 100000) / 100000 + 0.9);
  return Math.min(THREADS, Math.max(1, threads));
}

/** The shards along k that pay, if any. */
function threadsAlongK(m: number, n: number, k: number): number {
  const perStep = (bandwidth(n, m, k) * m * n) / PACKET + 4 * PER_BYTE + 4 * n * PER_BYTE;
  const alone = perStep * k;
  const adding = m * n * (3 * PER_BYTE + 1 / PACKET);
  const shared = alone / THREADS + 100000 + THREADS * (adding + 3000);
  return shared < alone ? THREADS : 1;
}

function isShardedAlongK(m: number, n: number, k: number, threads: number, shards: number): boolean {
  if (n === 1 || shards < 2 || shards < threads || k / shards < 2 * COLUMNS) return false;
  if (Math.max(m, n) / threads < COLUMNS) return true;
  return k / shards > 8 * COLUMNS && (Math.min(m, n) < 2 * COLUMNS || shards > threads);
}

/** Cycles per multiply-add; more when a block is not full. */
function bandwidth(first: number, second: number, length: number): number {
  if (length === 1) return 4;
  return first < COLUMNS || second < ROWS ? 2 : 1;
}

function isShardedByColumns(m: number, n: number): boolean {
  const [perM, perN] = [Math.trunc(m / THREADS), Math.trunc(n / THREADS)];
  const fits = (size: number) => size % (THREADS * COLUMNS) === 0;
  if (perM >= COLUMNS) {
    if (perN < COLUMNS) return false;
    const isBarely = perN < 4 * COLUMNS && !fits(n);
    if (isBarely && (fits(m) || Math.trunc(m / n) >= 6)) return false;
  }
  return !(perN < 16 * COLUMNS && m > n * 32);
}

/** Eigen's block length, evened out over the slices. */
function sliceLength(k: number, threads: number): number {
  const slices = Math.ceil(k / (threads > 1 ? Math.min(k, LONGEST_THREADED) : alone(k)));
  return Math.min(k, upTo(Math.trunc(k / slices), PACKET));
}

function alone(k: number): number {
  if (k <= LONGEST) return k;
  const rest = k % LONGEST;
  if (rest === 0) return LONGEST;
  const slices = Math.trunc(k / LONGEST) + 1;
  return LONGEST - 8 * Math.trunc((LONGEST - 1 - rest) / (8 * slices));
}

const upTo = (size: number, step: number): number => Math.ceil(size / step) * step;

function cut(k: number, length: number): number[] {
  const parts = new Array<number>(Math.trunc(k / length)).fill(length);
  if (k % length > 0) parts.push(k % length);
  return parts;
}

/** What MKL-DNN makes of one of Eigen's slices. */
function halved(length: number): number[] {
  if (length <= UNCUT) return [length];
  return length < 2 * CUT ? cut(length, Math.ceil(length / 2)) : cut(length, CUT);
}
