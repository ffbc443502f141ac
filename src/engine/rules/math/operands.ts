/** @file What TensorFlow accepts as operands, and its words when it does not; knows no kernel. */
import type { DType } from '../../dtypes';
import type { EngineError } from '../../errors';
import { typeError, valueError } from '../../errors';
import type { Tensor } from '../../graph';
import type { Shape } from '../../shape';
import { bracketText, inferredText } from '../../shape';

/** An op that has inputs only. */
export type NoAttributes = Readonly<Record<string, never>>;

/** Type lists of TensorFlow 1.15's op definitions, in the order of its messages. */
export const ALLOWED = {
  add:
    'bfloat16, float16, float32, float64, uint8, int8, int16, int32, int64, complex64, ' +
    'complex128',
  arithmetic:
    'bfloat16, float16, float32, float64, uint8, int8, uint16, int16, int32, int64, ' +
    'complex64, complex128',
  modulo: 'int32, int64, bfloat16, float16, float32, float64',
  mod: 'int32, int64, float16, float16, bfloat16, float32, float64',
  pow: 'bfloat16, float32, float16, float64, int32, int64, complex64, complex128',
  ordered: 'bfloat16, float16, float32, float64, int32, int64',
  signed: 'bfloat16, float16, float32, float64, int32, int64, complex64, complex128',
  abs: 'bfloat16, float16, float32, float64, int8, int16, int32, int64',
  noNan: 'float16, float32, float64, complex64, complex128',
  real: 'bfloat16, float16, float32, float64',
  floating: 'bfloat16, float16, float32, float64, complex64, complex128',
  equality:
    'bfloat16, float16, float32, float64, uint8, int8, int16, int32, int64, complex64, ' +
    'quint8, qint8, qint32, string, bool, complex128',
  comparison:
    'float32, float64, int32, uint8, int16, int8, int64, bfloat16, uint16, float16, ' +
    'uint32, uint64',
  numbers:
    'float32, float64, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32, ' +
    'bfloat16, uint16, complex128, float16, uint32, uint64',
  addN:
    'float32, float64, int32, uint8, int16, int8, complex64, int64, qint8, quint8, qint32, ' +
    'bfloat16, uint16, complex128, float16, uint32, uint64, variant',
  index: 'int32, int64',
  range: 'bfloat16, float32, float64, int32, int64',
  linSpace: 'bfloat16, float32, float64',
} as const;

/** Throws TensorFlow's TypeError when `tensor` is not of one of the types in the list `allowed`. */
export function checkAllowed(tensor: Tensor, parameter: string, allowed: string): void {
  if (allowed.split(', ').includes(tensor.dtype)) return;
  throw typeError(
    `Value passed to parameter '${parameter}' has DataType ${tensor.dtype} not in list of ` +
      `allowed values: ${allowed}`,
  );
}

/** Throws TensorFlow's TypeError when `tensor` is not of the type that the op prescribes. */
export function checkExpected(tensor: Tensor, parameter: string, op: string, dtype: DType): void {
  if (tensor.dtype === dtype) return;
  throw typeError(
    `Input '${parameter}' of '${op}' Op has type ${tensor.dtype} that does not match ` +
      `expected type of ${dtype}.`,
  );
}

/** Throws TensorFlow's TypeError when two inputs that share one type attribute differ. */
export function checkSameType(
  first: Tensor,
  firstName: string,
  other: Tensor,
  otherName: string,
  op: string,
): void {
  if (first.dtype === other.dtype) return;
  throw typeError(
    `Input '${otherName}' of '${op}' Op has type ${other.dtype} that does not match ` +
      `type ${first.dtype} of argument '${firstName}'.`,
  );
}

/**
 * TensorFlow's ValueError of shape inference. A rule does not know the name of the node, so the
 * first quoted word is the op type; whoever makes the node may put its name there.
 */
export function shapeError(op: string, detail: string, shapes: readonly Shape[]): EngineError {
  const texts = shapes.map(inferredText).join(', ');
  return valueError(`${detail} for '${op}' (op: '${op}') with input shapes: ${texts}.`);
}

/** `shapeError` for an op that also looked at the values of some inputs. */
export function shapeErrorWithValues(
  op: string,
  detail: string,
  shapes: readonly Shape[],
  computed: readonly (readonly [input: number, text: string])[],
): EngineError {
  const texts = shapes.map(inferredText).join(', ');
  const values = computed.map(([input, text]) => `input[${input}] = <${text}>`).join(', ');
  return valueError(
    `${detail} for '${op}' (op: '${op}') with input shapes: ${texts} ` +
      `and with computed input tensors: ${values}.`,
  );
}

/**
 * Merges two shapes that must be equal. Throws TensorFlow's ValueError about `op`, whose inputs
 * have `shapes`; `context` is what TensorFlow adds to say where the merge came from.
 */
export function mergeEqual(
  a: Shape,
  b: Shape,
  op: string,
  shapes: readonly Shape[],
  context = '',
): Shape {
  if (a === null) return b;
  if (b === null) return a;
  if (a.length !== b.length) {
    throw shapeError(
      op, `Shapes must be equal rank, but are ${a.length} and ${b.length}${context}`, shapes,
    );
  }
  return a.map((x, i) => {
    const y = b[i]!;
    if (x !== null && y !== null && x !== y) {
      throw shapeError(
        op,
        `Dimension ${i} in both shapes must be equal, but are ${x} and ${y}. ` +
          `Shapes are ${bracketText(a)} and ${bracketText(b)}.${context}`,
        shapes,
      );
    }
    return x ?? y;
  });
}
