/**
 * @file Rules for activations: one input element, or a gradient and an element, to one output
 * element.
 */
import type { Data, DType } from '../../dtypes';
import { isFloating } from '../../dtypes';
import { invalidArgument, typeError } from '../../errors';
import type { Derivative, Rule } from '../../rule';
import { bracketText, sameDims } from '../../shape';
import { mergeEqual } from '../array/staticShape';

type UnaryLoop = (x: Data, out: Data) => void;
type BinaryLoop = (gradient: Data, x: Data, out: Data) => void;

/** A rule for an op that maps each element of a floating tensor; `loop` is chosen by dtype. */
export function unary<A>(
  op: string,
  loop: (dtype: DType, attributes: A) => UnaryLoop,
  derivative: Derivative<A>,
): Rule<A> {
  return {
    infer: ([x]) => {
      // Relu and Relu6 take every real type in TensorFlow; the others floating ones only.
      if (!op.startsWith('Relu') || x!.dtype === 'bool') checkFloating('features', x!.dtype);
      return [{ dtype: x!.dtype, shape: x!.shape }];
    },
    bind: ([x], attributes) => {
      const apply = loop(x!.dtype, attributes);
      return { outputs: [x!.dims], run: (data, [out]) => apply(data[0]!, out!) };
    },
    derivative,
  };
}

/** A rule for an op of (gradients, features), both of one shape. */
export function gradientOp<A>(
  op: string,
  loop: (dtype: DType, attributes: A) => BinaryLoop,
  derivative: Derivative<A>,
): Rule<A> {
  return {
    infer: ([gradient, x]) => {
      if (!op.startsWith('Relu')) checkFloating('gradients', gradient!.dtype);
      return [{ dtype: x!.dtype, shape: mergeEqual(gradient!.shape, x!.shape) }];
    },
    bind: ([gradient, x], attributes) => {
      if (!sameDims(gradient!.dims, x!.dims)) {
        throw invalidArgument(
          `Inputs to operation of type ${op} must have the same size and shape.  ` +
            `Input 0: ${bracketText(gradient!.dims)} != input 1: ${bracketText(x!.dims)}`,
        );
      }
      const apply = loop(x!.dtype, attributes);
      return {
        outputs: [x!.dims],
        run: (data, [out]) => apply(data[0]!, data[1]!, out!),
      };
    },
    derivative,
  };
}

/** Throws TypeError, as TensorFlow's op definitions do, when a parameter is not floating. */
export function checkFloating(parameter: string, dtype: DType): void {
  if (isFloating(dtype)) return;
  throw typeError(
    `Value passed to parameter '${parameter}' has DataType ${dtype} not in list of allowed ` +
      'values: float16, bfloat16, float32, float64',
  );
}
