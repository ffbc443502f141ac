/** @file Turns inner loops of one or two operands into rules: types, broadcasting, binding. */
import type { Data, DType } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { Derivative, Kernel, Rule } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText, broadcastDims, broadcastShapes, sameDims, sizeOf } from '../../shape';
import { halfBinaryLoop, halfUnaryLoop } from '../narrow/halfLoops';
import { broadcastRows } from './broadcastRows';
import type { NoAttributes } from './operands';
import { checkAllowed, checkSameType, shapeError } from './operands';

/** `out[k] = f(a[k])` for all k < n. */
export type UnaryLoop = (out: Data, a: Data, n: number) => void;

/**
 * `out[k] = f(a[i], b[j])` for from ≤ k < to; i and j begin as given and advance by di and dj.
 * Every op has its own loop, so that the compiler sees one operation and one element type in it.
 */
export type BinaryLoop = (
  out: Data,
  a: Data,
  b: Data,
  from: number,
  to: number,
  i: number,
  di: number,
  j: number,
  dj: number,
) => void;

/** A loop per element type; a type that is missing has no kernel. */
export type Loops<L> = Readonly<Partial<Record<DType, L>>>;

interface Definition<L> {
  /** TensorFlow's op type. */
  readonly op: string;
  /** TensorFlow's list of types for the operands. */
  readonly allowed: string;
  readonly loops: Loops<L>;
  /** Element type of the result when it is not that of the operands. */
  readonly result?: DType;
  /** Names of the parameters in TensorFlow's op definition; `x`, `y` unless given. */
  readonly parameters?: readonly [string, string];
  readonly derivative: Derivative<NoAttributes>;
}

export function unaryRule(definition: Definition<UnaryLoop>): Rule<NoAttributes> {
  const { op, allowed, loops, result, derivative } = definition;
  return {
    infer: ([x]) => {
      checkAllowed(x!, 'x', allowed);
      return [{ dtype: result ?? x!.dtype, shape: x!.shape }];
    },
    bind: ([x]) => {
      const loop = halfUnary(op, x!.dtype) ?? loopOf(op, loops, x!.dtype);
      const n = sizeOf(x!.dims);
      return {
        outputs: [x!.dims],
        run: (inputs, outputs) => loop(outputs[0]!, inputs[0]!, n),
      };
    },
    derivative,
  };
}

export function binaryRule(definition: Definition<BinaryLoop>): Rule<NoAttributes> {
  const { op, allowed, loops, result, derivative } = definition;
  const [first, second] = definition.parameters ?? ['x', 'y'];
  return {
    infer: (inputs) => {
      const [x, y] = [inputs[0]!, inputs[1]!];
      checkAllowed(x, first, allowed);
      checkSameType(x, first, y, second, op);
      return [{ dtype: result ?? x.dtype, shape: broadcastStatic(op, x.shape, y.shape) }];
    },
    bind: (inputs) => {
      const [x, y] = [inputs[0]!, inputs[1]!];
      const dims = broadcastConcrete(x.dims, y.dims);
      const loop = halfBinary(op, x.dtype) ?? loopOf(op, loops, x.dtype);
      return { outputs: [dims], run: binaryKernel(loop, x.dims, y.dims, dims) };
    },
    derivative,
  };
}

/**
 * Static shape of a broadcast. Throws TensorFlow's ValueError when the shapes cannot agree; it
 * shows `shapes`, the whole shapes of the inputs.
 */
export function broadcastStatic(
  op: string, a: Shape, b: Shape, shapes: readonly Shape[] = [a, b],
): Shape {
  const merged = broadcastShapes(a, b);
  if (merged !== undefined) return merged;
  const [x, y] = [a ?? [], b ?? []];
  for (let i = Math.max(x.length, y.length); i >= 1; i--) {
    const m = x[x.length - i] ?? 1;
    const n = y[y.length - i] ?? 1;
    if (m !== n && m !== 1 && n !== 1) {
      throw shapeError(op, `Dimensions must be equal, but are ${m} and ${n}`, shapes);
    }
  }
  throw shapeError(op, 'Dimensions must be equal', shapes);
}

/** Shape of a broadcast. Throws TensorFlow's InvalidArgumentError when there is none. */
export function broadcastConcrete(a: Dims, b: Dims): Dims {
  const dims = broadcastDims(a, b);
  if (dims !== null) return dims;
  throw invalidArgument(`Incompatible shapes: ${bracketText(a)} vs. ${bracketText(b)}`);
}

/** A kernel that runs `loop` over operands of shapes `a` and `b`, broadcast to `out`. */
export function binaryKernel(loop: BinaryLoop, a: Dims, b: Dims, out: Dims): Kernel {
  const n = sizeOf(out);
  if (n === 0) return () => undefined;
  if (sameDims(a, b) || sizeOf(a) === 1 || sizeOf(b) === 1) {
    const di = n === 1 || sizeOf(a) > 1 ? 1 : 0;
    const dj = n === 1 || sizeOf(b) > 1 ? 1 : 0;
    return (inputs, outputs) => loop(outputs[0]!, inputs[0]!, inputs[1]!, 0, n, 0, di, 0, dj);
  }
  const { length, rows, aStep, bStep, aStarts, bStarts } = broadcastRows(a, b, out);
  return (inputs, outputs) => {
    const x = inputs[0]!;
    const y = inputs[1]!;
    const z = outputs[0]!;
    for (let row = 0, from = 0; row < rows; row++, from += length) {
      loop(z, x, y, from, from + length, aStarts[row]!, aStep, bStarts[row]!, bStep);
    }
  };
}

const isHalf = (dtype: DType): boolean => dtype === 'float16' || dtype === 'bfloat16';

const halfUnary = (op: string, dtype: DType): UnaryLoop | undefined =>
  isHalf(dtype) ? halfUnaryLoop(op, dtype) : undefined;

const halfBinary = (op: string, dtype: DType): BinaryLoop | undefined =>
  isHalf(dtype) ? halfBinaryLoop(op, dtype) : undefined;

/** The loop for `dtype`. Throws InvalidArgumentError when the op has no kernel for it. */
export function loopOf<L>(op: string, loops: Loops<L>, dtype: DType): L {
  const loop = loops[dtype];
  if (loop !== undefined) return loop;
  throw invalidArgument(
    `No OpKernel was registered to support Op '${op}' with T=${dtype}. ` +
      `Registered: ${Object.keys(loops).join(', ')}.`,
  );
}
