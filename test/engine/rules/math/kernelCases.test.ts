/**
 * @file Every kernel against what TensorFlow 1.15.5 returned for the same inputs, recorded by
 * recordKernelCases.py: NaN, ±∞, −0, ties, and arrays that are longer than Eigen's packets.
 */
import assert from 'node:assert/strict';
import type { Data, DType } from '../../../../src/engine/dtypes';
import { allocate } from '../../../../src/engine/dtypes';
import { isOpName, ruleOf } from '../../../../src/engine/ops';
import { sizeOf } from '../../../../src/engine/shape';
import type { Value } from '../../../../src/engine/value';
import { valueOf } from '../../../../src/engine/value';
import recorded from './kernelCases.json';

interface RecordedTensor {
  readonly dtype: string;
  readonly dims: readonly number[];
  readonly data: readonly (number | string)[];
}

interface RecordedCase {
  readonly op: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly inputs: readonly RecordedTensor[];
  readonly output: RecordedTensor;
  readonly second?: RecordedTensor;
}

const cases = recorded as readonly RecordedCase[];

/**
 * Units in the last place by which a result may differ, where TensorFlow's own is not the rounded
 * exact one: the C library's float32 functions are within one unit, and so are V8's in float64.
 */
const UNITS32: Readonly<Record<string, number>> = {
  Tan: 1, Asin: 1, Acos: 1, Atan: 1, Atan2: 1, Sinh: 1, Cosh: 1, Asinh: 1, Acosh: 2, Atanh: 1,
  Erf: 1, Erfc: 1, Expm1: 1, Log1p: 1, Sin: 1, Cos: 1, Log: 1,
  // AVX computes √ of packets from a table of the processor: TensorFlow's differ between machines.
  Sqrt: 4, Rsqrt: 4,
};

const UNITS64: Readonly<Record<string, number>> = {
  Exp: 1, Log: 1, Sin: 1, Cos: 1, Tan: 1, Asin: 1, Acos: 1, Atan: 1, Atan2: 1, Sinh: 1, Cosh: 1,
  Tanh: 4, Asinh: 1, Acosh: 1, Atanh: 1, Expm1: 1, Log1p: 1, Sigmoid: 4, Erf: 1, Erfc: 4, Pow: 1,
  Xlogy: 1,
  // Sums of up to 40 products near 1 that may cancel: 2⁻⁵³·40 is 4e-15, a thousand units near 0.
  MatMul: 1000,
};

/** The same table makes √∞ NaN and √−0 = 0; we keep what IEEE 754 says. */
function isTableArtefact(op: string, dtype: string, input: number): boolean {
  return (
    (op === 'Sqrt' || op === 'Rsqrt') && dtype === 'float32' &&
    (input === Infinity || input === 0)
  );
}

function number(recordedNumber: number | string): number {
  return typeof recordedNumber === 'number' ? recordedNumber : Number(recordedNumber);
}

function value({ dtype, dims, data }: RecordedTensor): Value {
  return valueOf(dtype as DType, dims, data.map(number));
}

/** Steps between two numbers of one float type; 0 for the same bits, NaN for NaN and a number. */
function unitsApart(a: number, b: number, dtype: string): number {
  if (Object.is(a, b)) return 0;
  if (!Number.isFinite(a) || !Number.isFinite(b) || a === b) return NaN;
  const ordered = (x: number): bigint => {
    const view = new DataView(new ArrayBuffer(8));
    if (dtype === 'float32') {
      view.setFloat32(0, x);
      const bits = BigInt(view.getInt32(0));
      return bits < 0n ? -(bits & 0x7fffffffn) : bits;
    }
    view.setFloat64(0, x);
    const bits = view.getBigInt64(0);
    return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
  };
  const distance = ordered(a) - ordered(b);
  return Number(distance < 0n ? -distance : distance);
}

const noRandom = {
  reserve(): never {
    throw new Error('no kernel here draws random numbers');
  },
  recall: () => undefined,
  remember: () => undefined,
};

function compute({ op, attributes, inputs, output }: RecordedCase): readonly Data[] {
  assert.ok(isOpName(op), op);
  const values = inputs.map(value);
  const bound = ruleOf(op).bind(values, attributes, values);
  const outputs = bound.outputs.map((dims) => allocate(output.dtype as DType, sizeOf(dims)));
  bound.run(values.map(({ data }) => data), outputs, noRandom);
  assert.deepEqual(bound.outputs[0], output.dims);
  return outputs;
}

function check(recordedCase: RecordedCase, expected: RecordedTensor, actual: Data): void {
  const { op, inputs } = recordedCase;
  const { dtype } = expected;
  const units = (dtype === 'float32' ? UNITS32[op] : dtype === 'float64' ? UNITS64[op] : 0) ?? 0;
  assert.equal(actual.length, expected.data.length);
  expected.data.forEach((entry, i) => {
    const wanted = number(entry);
    const operand = (k: number): number => number(inputs[k]!.data[i] ?? NaN);
    if (inputs.length === 1 && isTableArtefact(op, dtype, operand(0))) return;
    const apart = unitsApart(actual[i]!, wanted, dtype);
    assert.ok(
      apart <= units,
      `${op} ${inputs[0]!.dtype} ${JSON.stringify(recordedCase.attributes)} [${i}] of ` +
        `${inputs.map((_input, k) => operand(k)).join(', ')}: ${actual[i]}, TensorFlow ${wanted}`,
    );
  });
}

describe('kernels and TensorFlow 1.15.5', () => {
  const names = [...new Set(cases.map(({ op }) => op))];
  for (const name of names) {
    const own = cases.filter(({ op }) => op === name);
    it(`${name} gives TensorFlow's numbers in ${own.length} recorded cases`, () => {
      for (const recordedCase of own) {
        const outputs = compute(recordedCase);
        check(recordedCase, recordedCase.output, outputs[0]!);
        if (recordedCase.second) check(recordedCase, recordedCase.second, outputs[1]!);
      }
    });
  }
});
