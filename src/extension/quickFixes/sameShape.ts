/** @file [n, 1] with [n] made [n, n]: one of the two in the other's shape. */
import { argument, insertBefore, insertBehind, type Fix, type Remedy } from './fix';
import type { PythonSource, Slice } from './pythonSource';

/** By op the operator and TensorFlow's functions. */
const WRITTEN: ReadonlyMap<string, readonly [string, ...string[]]> = new Map([
  ['Sub', ['-', 'subtract']], ['Add', ['+', 'add']], ['AddV2', ['+', 'add']], ['Mul', ['*', 'multiply']],
  ['RealDiv', ['/', 'divide', 'div']], ['SquaredDifference', ['', 'squared_difference']],
  ['Maximum', ['', 'maximum']], ['Minimum', ['', 'minimum']],
]);

export const sameShape: Remedy = (source, { code, message, place }) => {
  const told = /^(\w+) of \[([\d, ]+)\] and \[([\d, ]+)\]/.exec(message);
  const at = source.at(place);
  if (code !== 'silent-broadcast' || !told || !at || source.tf === null) return [];
  const operands = operandsOf(source, at, told[1]!);
  if (!operands) return [];
  const shapes = [told[2]!, told[3]!].map((shape) => shape.split(',').map(Number));
  const wide = shapes.findIndex((shape) => shape.length === 2);
  const flat = shapes.findIndex((shape) => shape.length === 1);
  const axis = shapes[wide]?.[1] === 1 ? 1 : 0;
  // Of [1, n] with [n] nothing is crossed.
  if (wide < 0 || flat < 0 || axis !== 1) return [];
  const keep = keepDims(source, operands[flat]!);
  const wrapped = (kind: 'squeeze' | 'expandDims', slice: Slice, head: string, tail: string): Fix => ({
    kind,
    subject: source.textOf(slice),
    changes: [insertBefore(source, slice.from, `${source.tf}.${head}(`), insertBehind(source, slice, tail)],
    isPreferred: false,
  });
  return [
    ...(keep ? [keep] : []),
    wrapped('squeeze', operands[wide]!, 'squeeze', ', axis=1)'),
    wrapped('expandDims', operands[flat]!, 'expand_dims', ', 1)'),
  ];
};

/** Left and right of the op at `at`, which is an operator or a call. */
function operandsOf(source: PythonSource, at: Slice, op: string): readonly [Slice, Slice] | null {
  const [operator, ...functions] = WRITTEN.get(op) ?? [''];
  const call = source.callOf(at);
  if (call) {
    const [a, b] = [argument(call.args, 0, 'x'), argument(call.args, 1, 'y')];
    return a && b && source.isOfTensorFlow(call, ...functions) ? [a, b] : null;
  }
  const index = lastOperator(source, at);
  if (index === null || operator === '' || source.word(index) !== operator) return null;
  return [{ from: at.from, to: index }, { from: index + 1, to: at.to }];
}

const SUMS: ReadonlySet<string> = new Set(['+', '-']);
const PRODUCTS: ReadonlySet<string> = new Set(['*', '/', '//', '%', '@']);
const ENDS_OPERAND = /^(?:[\w.]*\w|\)|\]|\d+\.)$/;

/** The operator that is evaluated last; null when the slice is more than sums and products. */
function lastOperator(source: PythonSource, at: Slice): number | null {
  const outer = source.outer(at);
  const isKnown = outer.every((i) => source.isName(i) || source.tokens[i]!.kind === 'number' ||
    ['.', '(', ')', '[', ']', '**'].includes(source.word(i)) || SUMS.has(source.word(i)) || PRODUCTS.has(source.word(i)));
  if (!isKnown) return null;
  const isBinary = (i: number) => i > at.from && ENDS_OPERAND.test(source.word(i - 1));
  const last = (set: ReadonlySet<string>) => outer.findLast((i) => set.has(source.word(i)) && isBinary(i));
  return last(SUMS) ?? last(PRODUCTS) ?? null;
}

/** `tf.reduce_sum(h, axis=1)` lost the axis that `keepdims` keeps. */
function keepDims(source: PythonSource, flat: Slice): Fix | null {
  const call = source.callOf(flat);
  if (!call?.args || !source.isOfTensorFlow(call, 'reduce_sum', 'reduce_mean', 'reduce_max', 'reduce_min')) return null;
  const axis = argument(call.args, 1, 'axis');
  if (!axis || call.args.length !== 2 || !['1', '-1'].includes(source.textOf(axis))) return null;
  const changes = [insertBehind(source, axis, ', keepdims=True')];
  return { kind: 'keepDims', subject: 'keepdims=True', changes, isPreferred: true };
}
