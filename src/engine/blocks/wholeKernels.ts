/**
 * @file Kernels over whole tensors that lie in a plan's memory: sums, sums of columns, products of a matrix and a
 * vector. Each adds in the order in which the kernel of its op does: the same bits.
 */
import type { Node } from '../graph';
import { isOp } from '../ops';
import { reductionOf } from '../rules/math/reductionAxes';
import type { Dims } from '../shape';
import { sizeOf } from '../shape';
import type { Value } from '../value';
import { f32x4, get, i32, increase, lanes, repeat, set, unrolled, v128, type Bytes, type Local } from '../wasm/code';
import type { Frame } from '../wasm/module';

export interface WholeKernel {
  /** The inputs that are read, in the order of the operands. */
  readonly reads: readonly number[];
  /** Equal where the code is. */
  readonly structure: string;
  /** `operands` and `out` are locals with addresses; `constant` is a number in every lane. */
  readonly emit: (frame: Frame, operands: readonly Local[], out: Local, constant: (value: number) => Bytes) => Bytes;
}

const FLOAT = 4;
const VECTOR = 16;
const PACKET = 8;
/** Eigen sums more elements than this as two halves. */
const LEAF = 8192;
const MOST_LEAVES = 32;
/** Vectors of sums that are kept at once. */
const MOST_SUMS = 4;
/** A vector of at most this many elements stays in locals. */
const SHORT = 32;

const { add, divide, multiply } = f32x4;

/** How `node` is computed from inputs of these shapes by a kernel over whole tensors; null where there is none. */
export function wholeKernelOf(node: Node, dims: readonly Dims[], known: (input: number) => Value | null): WholeKernel | null {
  if (isOp(node, 'Sum') || isOp(node, 'Mean')) {
    const axes = known(1);
    if (axes === null) return null;
    const { outputSize, layout } = reductionOf(dims[0]!, axes, node.attributes.keepDims);
    const { count, kind } = layout;
    if (kind !== 'rows' || outputSize !== 1 || count < 2 || count > LEAF * MOST_LEAVES) return null;
    return sum(count, `${node.op} ${count}`, (x) => x, (total, constant) => (node.op === 'Mean' ? divide(total, constant(count)) : total));
  }
  if (isOp(node, 'L2Loss')) {
    const count = sizeOf(dims[0]!);
    if (count < 2 || count > LEAF * MOST_LEAVES) return null;
    return sum(count, `L2Loss ${count}`, (x, constant) => multiply(multiply(x, x), constant(0.5)), (total) => total);
  }
  if (isOp(node, 'BiasAddGrad')) {
    const [shape] = dims;
    const channels = shape!.at(-1)!;
    const rows = sizeOf(shape!.slice(0, -1));
    if (node.attributes.dataFormat !== 'NHWC' || rows === 0 || channels === 0) return null;
    return { reads: [0], structure: `BiasAddGrad ${rows} ${channels}`, emit: (frame, [x], out) => columnSums(frame, x!, out, rows, channels) };
  }
  if (isOp(node, 'MatMul')) return productWithVector(node, dims);
  return null;
}

type Constant = (value: number) => Bytes;

/** Statements that keep `value` in a local of its own, and the local. */
function kept(frame: Frame, value: Bytes): readonly [Bytes, Local] {
  const local = frame.vector();
  return [set(local, value), local];
}

/** A f32 in all lanes, added up: lanes of equal place first, as Eigen adds the lanes of a packet. */
function acrossLanes(frame: Frame, low: Local, high: Local): readonly [Bytes, Bytes] {
  const [both, four] = kept(frame, add(get(low), get(high)));
  const [pairs, two] = kept(frame, add(get(four), v128.shuffle(get(four), get(four), lanes(2, 3, 0, 1))));
  return [[...both, ...pairs], add(get(two), v128.shuffle(get(two), get(two), lanes(1, 0, 3, 2)))];
}

function sum(count: number, structure: string, each: (x: Bytes, constant: Constant) => Bytes, last: (total: Bytes, constant: Constant) => Bytes): WholeKernel {
  return {
    reads: [0],
    structure,
    emit: (frame, [x], out, constant) => {
      const bytes: number[] = [];
      const at = frame.integer();
      const [low, high] = [frame.vector(), frame.vector()];
      const leaf = (from: number, length: number): Local => {
        const packed = length - (length % PACKET);
        const [start, rest] = kept(frame, v128.zero);
        bytes.push(...start);
        for (let i = from + packed; i < from + length; i++) {
          bytes.push(...set(rest, add(get(rest), each(v128.splat32(get(x!), FLOAT * i), constant))));
        }
        if (packed === 0) return rest;
        bytes.push(
          ...set(low, v128.zero), ...set(high, v128.zero), ...set(at, i32.add(get(x!), i32.const(FLOAT * from))),
          ...repeat(
            [
              ...set(low, add(get(low), each(v128.load(get(at)), constant))),
              ...set(high, add(get(high), each(v128.load(get(at), VECTOR), constant))),
              ...increase(at, i32.const(2 * VECTOR)),
            ],
            i32.lessUnsigned(get(at), i32.add(get(x!), i32.const(FLOAT * (from + packed)))),
          ),
        );
        const [steps, total] = acrossLanes(frame, low, high);
        bytes.push(...steps, ...set(rest, add(get(rest), total)));
        return rest;
      };
      const tree = (from: number, length: number): Local => {
        if (length <= LEAF) return leaf(from, length);
        const half = PACKET * Math.ceil(Math.ceil(length / 2) / PACKET);
        const [left, right] = [tree(from, half), tree(from + half, length - half)];
        bytes.push(...set(left, add(get(left), get(right))));
        return left;
      };
      const total = tree(0, count);
      return [...bytes, ...v128.store(get(out), last(get(total), constant))];
    },
  };
}

/** Groups of four columns, so many at a time that their sums stay in locals. */
function eachGroups(columns: number, body: (first: number, groups: number) => Bytes): Bytes {
  const groups = Math.ceil(columns / 4);
  const bytes: number[] = [];
  for (let first = 0; first < groups; first += MOST_SUMS) bytes.push(...body(first, Math.min(MOST_SUMS, groups - first)));
  return bytes;
}

/** Row after row is added. Reads a vector's length beyond the last row, and writes to the end of the last vector. */
function columnSums(frame: Frame, x: Local, out: Local, rows: number, columns: number): Bytes {
  const at = frame.integer();
  const sums = frame.vectors(MOST_SUMS);
  return eachGroups(columns, (first, groups) => [
    ...unrolled(groups, (g) => set(sums[g]!, v128.zero)),
    ...set(at, get(x)),
    ...repeat(
      [
        ...unrolled(groups, (g) => set(sums[g]!, add(get(sums[g]!), v128.load(get(at), VECTOR * (first + g))))),
        ...increase(at, i32.const(FLOAT * columns)),
      ],
      i32.lessUnsigned(get(at), i32.add(get(x), i32.const(FLOAT * rows * columns))),
    ),
    ...unrolled(groups, (g) => v128.store(get(out), get(sums[g]!), VECTOR * (first + g))),
  ]);
}

/** As `singleVectorMultiplier` decides: which operand is the matrix, and whether its rows or its columns lie together. */
function productWithVector(node: Node<'MatMul'> & Node, [a, b]: readonly Dims[]): WholeKernel | null {
  const { transposeA, transposeB } = node.attributes;
  const [m, k] = transposeA ? [a![1]!, a![0]!] : [a![0]!, a![1]!];
  const n = transposeB ? b![0]! : b![1]!;
  if ((m !== 1 && n !== 1) || m * n * k === 0) return null;
  const isRows = n === 1 ? !transposeA || (m === 1 && transposeB) : transposeB;
  const rows = n === 1 ? m : n;
  const make = isRows ? rowsTimesVector : columnsTimesVector;
  return {
    reads: n === 1 ? [0, 1] : [1, 0],
    structure: `${isRows ? 'rows' : 'columns'} ${rows} ${k}`,
    emit: (frame, [matrix, vector], out) => make(frame, matrix!, vector!, out, rows, k),
  };
}

/** Rows lie together: dot products in eight lanes, then the lanes, then what is left over. */
function rowsTimesVector(frame: Frame, matrix: Local, vector: Local, out: Local, rows: number, k: number): Bytes {
  const packed = k - (k % PACKET);
  const isShort = packed <= SHORT;
  const [row, to, at, by, end] = [frame.integer(), frame.integer(), frame.integer(), frame.integer(), frame.integer()];
  const [low, high, total] = [frame.vector(), frame.vector(), frame.vector()];
  const before: number[] = [];
  const once = (value: Bytes): Bytes => {
    const [steps, local] = kept(frame, value);
    before.push(...steps);
    return get(local);
  };
  const short = isShort ? Array.from({ length: packed / 4 }, (_, i) => once(v128.load(get(vector), VECTOR * i))) : [];
  const rest = Array.from({ length: k - packed }, (_, i) => once(v128.splat32(get(vector), FLOAT * (packed + i))));
  const addPacket = (lowFactor: Bytes, highFactor: Bytes, from: Local, offset: number): Bytes => [
    ...set(low, add(get(low), multiply(v128.load(get(from), offset), lowFactor))),
    ...set(high, add(get(high), multiply(v128.load(get(from), offset + VECTOR), highFactor))),
  ];
  const long: Bytes = [
    ...set(at, get(row)),
    ...set(by, get(vector)),
    ...set(end, i32.add(get(row), i32.const(FLOAT * packed))),
    ...repeat(
      [
        ...addPacket(v128.load(get(by)), v128.load(get(by), VECTOR), at, 0),
        ...increase(at, i32.const(2 * VECTOR)),
        ...increase(by, i32.const(2 * VECTOR)),
      ],
      i32.lessUnsigned(get(at), get(end)),
    ),
  ];
  const [across, sumOfLanes] = acrossLanes(frame, low, high);
  const body: Bytes = [
    ...set(low, v128.zero),
    ...set(high, v128.zero),
    ...(isShort ? unrolled(packed / PACKET, (i) => addPacket(short[2 * i]!, short[2 * i + 1]!, row, 2 * VECTOR * i)) : long),
    ...across,
    ...set(total, sumOfLanes),
    ...rest.flatMap((factor, i) => set(total, add(get(total), multiply(v128.splat32(get(row), FLOAT * (packed + i)), factor)))),
    ...v128.storeLane32(get(to), get(total), 0),
    ...increase(to, i32.const(FLOAT)),
    ...increase(row, i32.const(FLOAT * k)),
  ];
  return [
    ...before,
    ...set(row, get(matrix)),
    ...set(to, get(out)),
    ...repeat(body, i32.lessUnsigned(get(to), i32.add(get(out), i32.const(FLOAT * rows)))),
  ];
}

/** Columns lie together: some columns at a time are summed, then added to what is there. */
function columnsTimesVector(frame: Frame, matrix: Local, vector: Local, out: Local, rows: number, k: number): Bytes {
  const width = k < 128 ? k : rows * FLOAT < 32000 ? 16 : 4;
  const [at, by, end, stop] = [frame.integer(), frame.integer(), frame.integer(), frame.integer()];
  const [sums, totals] = [frame.vectors(MOST_SUMS), frame.vectors(MOST_SUMS)];
  const factor = frame.vector();
  return [
    ...set(stop, i32.add(get(vector), i32.const(FLOAT * k))),
    ...eachGroups(rows, (first, groups) => [
      ...unrolled(groups, (g) => set(totals[g]!, v128.zero)),
      ...set(at, get(matrix)),
      ...set(by, get(vector)),
      ...repeat(
        [
          ...unrolled(groups, (g) => set(sums[g]!, v128.zero)),
          ...set(end, i32.least(i32.add(get(by), i32.const(FLOAT * width)), get(stop))),
          ...repeat(
            [
              ...set(factor, v128.splat32(get(by))),
              ...unrolled(groups, (g) =>
                set(sums[g]!, add(get(sums[g]!), multiply(v128.load(get(at), VECTOR * (first + g)), get(factor))))),
              ...increase(at, i32.const(FLOAT * rows)),
              ...increase(by, i32.const(FLOAT)),
            ],
            i32.lessUnsigned(get(by), get(end)),
          ),
          ...unrolled(groups, (g) => set(totals[g]!, add(get(totals[g]!), get(sums[g]!)))),
        ],
        i32.lessUnsigned(get(by), get(stop)),
      ),
      ...unrolled(groups, (g) => v128.store(get(out), get(totals[g]!), VECTOR * (first + g))),
    ]),
  ];
}
