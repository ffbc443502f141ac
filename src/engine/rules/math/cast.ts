/** @file The rule of Cast: every element type to every other, as C++ on x86-64 converts. */
import type { DType } from '../../dtypes';
import { checkInt64, isFloating } from '../../dtypes';
import { EngineError } from '../../errors';
import { roundingOf } from '../../roundings';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { sizeOf } from '../../shape';
import type { UnaryLoop } from './elementwise';

export interface CastAttributes {
  /** The type to convert to. */
  readonly dstT: DType;
}

/** What `cvttss2si` gives for NaN and for numbers outside int32. */
const INDEFINITE_INT32 = -(2 ** 31);

/** The store rounds (float32) or wraps (int32, uint8), which is what the conversion does. */
const store: UnaryLoop = (out, a) => {
  out.set(a);
};

const toBool: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = a[k] === 0 ? 0 : 1;
};

/** Float to int32 cuts the fraction off; what does not fit becomes −2³¹. */
const floatToInt32: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) {
    const x = a[k]!;
    out[k] = x > -2147483649 && x < 2147483648 ? Math.trunc(x) : INDEFINITE_INT32;
  }
};

/** By way of int32, of which the store keeps the low bits. */
const floatToShort: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) {
    const x = a[k]!;
    out[k] = x > -2147483649 && x < 2147483648 ? Math.trunc(x) : 0;
  }
};

/** By way of int64: below 2⁶³ the store keeps the low 32 bits, beyond it they are 0. */
const floatToUint32: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) {
    const x = a[k]!;
    out[k] = Math.abs(x) < 2 ** 63 ? Math.trunc(x) : 0;
  }
};

/** A negative number wraps to one near 2⁶⁴, of which only some are held exactly. */
const toUint64: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) {
    const x = a[k]!;
    const whole = Math.abs(x) < 2 ** 63 ? Math.trunc(x) + 0 : x > 0 ? (x < 2 ** 64 ? x : 0) : 2 ** 63;
    const wrapped = whole < 0 ? whole + 2 ** 64 : whole;
    out[k] = whole < 0 && wrapped - 2 ** 64 !== whole ? checkInt64(wrapped) : wrapped;
  }
};

/** A wide number passes through float32 on its way to a half. */
const toHalf = (dtype: DType): UnaryLoop => {
  const round = roundingOf(dtype);
  return (out, a, n) => {
    for (let k = 0; k < n; k++) out[k] = round(a[k]!);
  };
};

/** A real number without its fraction is held exactly, however large; what does not fit is −2⁶³. */
const floatToInt64: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) {
    const x = a[k]!;
    out[k] = Math.abs(x) < 2 ** 63 ? Math.trunc(x) + 0 : -(2 ** 63);
  }
};

/** Texts are not numbers: TensorFlow reads them with tf.strings.to_number only. */
function checkCast(from: DType, to: DType): void {
  if (from === to || (from !== 'string' && to !== 'string')) return;
  const [source, target] = [from, to].map((dtype) => C_NAMES[dtype as string] ?? dtype);
  throw new EngineError('UnimplementedError', `Cast ${source} to ${target} is not supported`);
}

const C_NAMES: Readonly<Record<string, string>> = { float32: 'float', float64: 'double', float16: 'half' };

const SHORT: ReadonlySet<DType> = new Set(['int8', 'uint8', 'int16', 'uint16']);

function loopFor(from: DType, to: DType): UnaryLoop {
  if (from === to) return store;
  if (to === 'bool') return toBool;
  if (to === 'float16' || to === 'bfloat16') return toHalf(to);
  if (to === 'uint64') return toUint64;
  if (!isFloating(from)) return store;
  if (to === 'int32') return floatToInt32;
  if (to === 'uint32') return floatToUint32;
  if (SHORT.has(to)) return floatToShort;
  return to === 'int64' ? floatToInt64 : store;
}

export const castRule: Rule<CastAttributes> = {
  infer: ([x], { dstT }) => [{ dtype: dstT, shape: x!.shape }],
  bind: ([x], { dstT }) => {
    checkCast(x!.dtype, dstT);
    const loop = loopFor(x!.dtype, dstT);
    const n = sizeOf(x!.dims);
    return {
      outputs: [x!.dims],
      run: (inputs, outputs) => loop(outputs[0]!, inputs[0]!, n),
    };
  },
  derivative: ({ build, inputs, gradients }) => {
    const [x, gradient] = [inputs[0]!, gradients[0]!];
    if (!isFloating(x.dtype) || !isFloating(gradient.dtype)) {
      return [none(`a cast from ${x.dtype} to ${gradient.dtype} has no slope`)];
    }
    return [build.make('Cast', [gradient], { dstT: x.dtype }, 'Cast')];
  },
};
