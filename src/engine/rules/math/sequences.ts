/** @file Rules of Range and LinSpace: vectors of evenly spaced numbers. */
import type { EngineError } from '../../errors';
import { invalidArgument, typeError } from '../../errors';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Rule, RuleTable } from '../../rule';
import { bracketText } from '../../shape';
import { integersOf } from '../../value';
import type { Value } from '../../value';
import type { NoAttributes } from './operands';
import { ALLOWED, checkAllowed, checkSameType, shapeError, shapeErrorWithValues } from './operands';

const sequenceHasNone = none('a sequence is made of numbers that are fixed before any step');

/** Throws TensorFlow's ValueError for an input that is known not to be a scalar. */
function checkScalars(op: string, inputs: readonly Tensor[], names: readonly string[]): void {
  inputs.forEach((input, i) => {
    if (input.shape === null || input.shape.length === 0) return;
    throw shapeError(
      op,
      `Shape must be rank 0 but is rank ${input.shape.length}\n\t for '${names[i]}'`,
      inputs.map(({ shape }) => shape),
    );
  });
}

/** How many numbers a range has; the text of TensorFlow's complaint when it has none. */
function rangeLength(
  start: number, limit: number, delta: number, isReal: boolean,
): number | { readonly complaint: string } {
  if (delta === 0) return { complaint: 'Requires delta != 0' };
  if (delta > 0 && start > limit) {
    return { complaint: `Requires start <= limit when delta > 0: ${start}/${limit}` };
  }
  if (delta < 0 && start < limit) {
    return { complaint: `Requires start >= limit when delta < 0: ${start}/${limit}` };
  }
  if (isReal) return Math.ceil(Math.abs((limit - start) / delta));
  return Math.floor((Math.abs(limit - start) + Math.abs(delta) - 1) / Math.abs(delta));
}

const RANGE_INPUTS = ['start', 'limit', 'delta'];

const range: Rule<NoAttributes> = {
  infer: (inputs, _attributes, known) => {
    const [start, limit, delta] = [inputs[0]!, inputs[1]!, inputs[2]!];
    checkAllowed(start, 'start', ALLOWED.range);
    checkSameType(start, 'start', limit, 'limit', 'Range');
    checkSameType(start, 'start', delta, 'delta', 'Range');
    checkScalars('Range', inputs, RANGE_INPUTS);
    const values = [known(0), known(1), known(2)];
    if (values.some((value) => value === null)) return [{ dtype: start.dtype, shape: [null] }];
    const [from, to, by] = values.map((value) => value!.data[0]!);
    const length = rangeLength(from!, to!, by!, start.dtype.startsWith('float'));
    if (typeof length === 'number') return [{ dtype: start.dtype, shape: [length] }];
    throw shapeErrorWithValues(
      'Range', length.complaint, inputs.map(({ shape }) => shape),
      [[0, String(from)], [1, String(to)], [2, String(by)]],
    );
  },
  needs: [0, 1, 2],
  bind: (inputs, _attributes, values) => {
    inputs.forEach(({ dims }, i) => {
      if (dims.length === 0) return;
      throw invalidArgument(`${RANGE_INPUTS[i]} must be a scalar, not shape ${bracketText(dims)}`);
    });
    const [from, to, by] = [values[0]!.data[0]!, values[1]!.data[0]!, values[2]!.data[0]!];
    const isSingle = inputs[0]!.dtype === 'float32';
    const length = rangeLength(from, to, by, inputs[0]!.dtype.startsWith('float'));
    if (typeof length !== 'number') {
      throw invalidArgument(by === 0 ? `${length.complaint}: 0` : length.complaint);
    }
    return {
      outputs: [[length]],
      run: (data, outputs) => {
        const out = outputs[0]!;
        const step = data[2]![0]!;
        // Step by step, rounded each time: 0.7 in steps of 0.1 is 0.70000005, as in TensorFlow.
        let value = data[0]![0]!;
        for (let k = 0; k < length; k++) {
          out[k] = value;
          value = isSingle ? Math.fround(value + step) : value + step;
        }
      },
    };
  },
  derivative: sequenceHasNone,
};

const LIN_SPACE_INPUTS = ['start', 'stop', 'num'];

/** The number of elements, or TensorFlow's complaint made into an error by `fail`. */
function elementCount(value: Value, fail: (text: string) => EngineError): number {
  const count = integersOf(value)[0]!;
  if (count <= 0) throw fail(`Requires num > 0: ${count}`);
  return count;
}

const linSpace: Rule<NoAttributes> = {
  infer: (inputs, _attributes, known) => {
    const [start, stop, num] = [inputs[0]!, inputs[1]!, inputs[2]!];
    checkAllowed(start, 'start', ALLOWED.linSpace);
    checkSameType(start, 'start', stop, 'stop', 'LinSpace');
    checkAllowed(num, 'num', ALLOWED.index);
    checkScalars('LinSpace', inputs, LIN_SPACE_INPUTS);
    const value = known(2);
    if (value === null) return [{ dtype: start.dtype, shape: [null] }];
    const shapes = inputs.map(({ shape }) => shape);
    const count = elementCount(value, (text) =>
      shapeErrorWithValues('LinSpace', text, shapes, [[2, String(value.data[0])]]),
    );
    return [{ dtype: start.dtype, shape: [count] }];
  },
  needs: [2],
  bind: (inputs, _attributes, values) => {
    inputs.forEach(({ dims }, i) => {
      if (dims.length === 0) return;
      throw invalidArgument(
        `${LIN_SPACE_INPUTS[i]} must be a scalar, not shape ${bracketText(dims)}`,
      );
    });
    const count = elementCount(values[2]!, invalidArgument);
    const round = inputs[0]!.dtype === 'float32' ? Math.fround : (x: number) => x;
    return {
      outputs: [[count]],
      run: (data, outputs) => {
        const out = outputs[0]!;
        const start = data[0]![0]!;
        const stop = data[1]![0]!;
        const step = round(round(stop - start) / (count - 1));
        for (let k = 0; k < count; k++) out[k] = start + round(step * k);
        // The last one is exact, whatever the steps added up to.
        if (count > 1) out[count - 1] = stop;
        else out[0] = start;
      },
    };
  },
  derivative: sequenceHasNone,
};

export const sequenceRules: RuleTable<Record<'Range' | 'LinSpace', NoAttributes>> = {
  Range: range,
  LinSpace: linSpace,
};
