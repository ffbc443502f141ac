/** @file Rules of the sums of many tensors of one shape: AddN and AccumulateNV2. */
import type { Data, DType } from '../../dtypes';
import { checkInt64, isFloating } from '../../dtypes';
import { invalidArgument, typeError } from '../../errors';
import type { Tensor } from '../../graph';
import type { Rounding } from '../../roundings';
import { roundingOf } from '../../roundings';
import type { Rule, RuleTable } from '../../rule';
import type { Shape } from '../../shape';
import { bracketText, sameDims, sizeOf } from '../../shape';
import type { NoAttributes } from './operands';
import { ALLOWED, checkAllowed, mergeEqual } from './operands';

/**
 * Inputs per pass of TensorFlow's kernel. The sum of one pass is formed from left to right, then
 * added to what is there already: the order decides the last bits.
 */
const WIDTH = 8;

/** TensorFlow takes the odd ones first, and 9 at once rather than 1 and 8. */
function firstPass(count: number): number {
  const rest = count % WIDTH;
  if (rest > 1) return rest;
  return Math.min(count, WIDTH + rest);
}

function sumReal(
  inputs: readonly Data[], out: Data, n: number, round: Rounding,
): void {
  const first = firstPass(inputs.length);
  out.set(inputs[0]!);
  for (let m = 1; m < first; m++) {
    const term = inputs[m]!;
    for (let k = 0; k < n; k++) out[k] = round(out[k]! + term[k]!);
  }
  for (let start = first; start < inputs.length; start += WIDTH) {
    for (let k = 0; k < n; k++) {
      let sum = inputs[start]![k]!;
      for (let m = start + 1; m < start + WIDTH; m++) {
        sum += inputs[m]![k]!;
        sum = round(sum);
      }
      out[k] = out[k]! + sum;
    }
  }
}

function sumWrapping(inputs: readonly Data[], out: Data, n: number): void {
  out.set(inputs[0]!);
  for (let m = 1; m < inputs.length; m++) {
    const term = inputs[m]!;
    for (let k = 0; k < n; k++) out[k] = (out[k]! + term[k]!) | 0;
  }
}

function sumInt64(inputs: readonly Data[], out: Data, n: number): void {
  out.set(inputs[0]!);
  for (let m = 1; m < inputs.length; m++) {
    const term = inputs[m]!;
    for (let k = 0; k < n; k++) out[k] = checkInt64(out[k]! + term[k]!);
  }
}

function sumFor(dtype: DType): typeof sumReal {
  if (dtype === 'int64') return sumInt64;
  return isFloating(dtype) ? sumReal : sumWrapping;
}

function checkTypes(op: string, inputs: readonly Tensor[], allowed: string): void {
  checkAllowed(inputs[0]!, 'inputs', allowed);
  if (inputs.every((input) => input.dtype === inputs[0]!.dtype)) return;
  const types = inputs.map((input) => input.dtype).join(', ');
  throw typeError(
    `Tensors in list passed to 'inputs' of '${op}' Op have types [${types}] that don't all match.`,
  );
}

function sumRule(op: 'AddN' | 'AccumulateNV2', allowed: string): Rule<NoAttributes> {
  return {
    infer: (inputs) => {
      checkTypes(op, inputs, allowed);
      const shapes = inputs.map((input) => input.shape);
      // From the last to the first, as TensorFlow merges them, so that its message fits.
      let merged: Shape = shapes[shapes.length - 1]!;
      for (let i = shapes.length - 2; i >= 0; i--) {
        const context = `\n\tFrom merging shape ${i} with other shapes.`;
        merged = mergeEqual(shapes[i]!, merged, op, shapes, context);
      }
      return [{ dtype: inputs[0]!.dtype, shape: merged }];
    },
    bind: (inputs) => {
      const first = inputs[0]!;
      const n = sizeOf(first.dims);
      const other = inputs.findIndex((input) => !sameDims(input.dims, first.dims));
      if (other >= 0) {
        throw invalidArgument(
          `Inputs to operation ${op} of type ${op} must have the same size and shape.  ` +
            `Input 0: ${bracketText(first.dims)} != ` +
            `input ${other}: ${bracketText(inputs[other]!.dims)}`,
        );
      }
      const sum = sumFor(first.dtype);
      const round = roundingOf(first.dtype);
      return { outputs: [first.dims], run: (data, outputs) => sum(data, outputs[0]!, n, round) };
    },
    derivative: ({ inputs, gradients }) => inputs.map(() => gradients[0]!),
  };
}

export const addNRules: RuleTable<Record<'AddN' | 'AccumulateNV2', NoAttributes>> = {
  AddN: sumRule('AddN', ALLOWED.addN),
  AccumulateNV2: sumRule('AccumulateNV2', ALLOWED.numbers),
};
