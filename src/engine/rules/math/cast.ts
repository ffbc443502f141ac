/** @file The rule of Cast: every element type to every other, as C++ on x86-64 converts. */
import type { DType } from '../../dtypes';
import { checkInt64, isFloating } from '../../dtypes';
import { EngineError } from '../../errors';
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

/** By way of int32, of which the low byte is kept. */
const floatToUint8: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) {
    const x = a[k]!;
    out[k] = x > -2147483649 && x < 2147483648 ? Math.trunc(x) & 0xff : 0;
  }
};

const floatToInt64: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = checkInt64(Math.trunc(a[k]!));
};

/** Texts are not numbers: TensorFlow reads them with tf.strings.to_number only. */
function checkCast(from: DType, to: DType): void {
  if (from === to || (from !== 'string' && to !== 'string')) return;
  const [source, target] = [from, to].map((dtype) => C_NAMES[dtype as string] ?? dtype);
  throw new EngineError('UnimplementedError', `Cast ${source} to ${target} is not supported`);
}

const C_NAMES: Readonly<Record<string, string>> = { float32: 'float', float64: 'double' };

function loopFor(from: DType, to: DType): UnaryLoop {
  if (from === to) return store;
  if (to === 'bool') return toBool;
  if (!isFloating(from)) return store;
  if (to === 'int32') return floatToInt32;
  if (to === 'uint8') return floatToUint8;
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
