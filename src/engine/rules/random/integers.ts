/** @file Random ops with integer results: RandomUniformInt, RandomShuffle, Multinomial. */
import type { Data } from '../../dtypes';
import { checkInt64 } from '../../dtypes';
import { invalidArgument, typeError } from '../../errors';
import type { Philox } from '../../random';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { noGradientDefined } from '../noGradientDefined';
import { bracketText, sizeOf } from '../../shape';
import { withRank } from '../array/staticShape';
import { SingleSamples, uniformDouble } from './distributions';
import type { Seeds } from './shapedDraw';
import { BLOCKS_PER_OUTPUT, inferShaped, wantedDims } from './shapedDraw';

const TWO32 = 2 ** 32;

/** Uniform over [minval, maxval): low + bits modulo (high − low). */
export const randomUniformInt: Rule<Seeds> = {
  infer: ([shape, low, high], _attributes, known) => {
    if (low!.dtype !== high!.dtype) {
      throw typeError(
        `Input 'maxval' of 'RandomUniformInt' Op has type ${high!.dtype} that does not match ` +
          `type ${low!.dtype} of argument 'minval'.`,
      );
    }
    withRank(low!.shape, 0);
    withRank(high!.shape, 0);
    return inferShaped(shape!, known(0), low!.dtype);
  },
  needs: [0],
  bind: ([shape, low], { seed, seed2 }, values) => {
    const dims = wantedDims(shape!, values[0]!);
    const size = sizeOf(dims);
    const fill = low!.dtype === 'int64' ? fillWide : fillNarrow;
    return {
      outputs: [dims],
      run: ([, from, to], [out], random) => {
        if (size === 0) return;
        const minimum = from![0]!;
        const maximum = to![0]!;
        if (minimum >= maximum) {
          throw invalidArgument(`Need minval < maxval, got ${minimum} >= ${maximum}`);
        }
        const generator = random.reserve(seed, seed2, size * BLOCKS_PER_OUTPUT);
        fill(generator, minimum, maximum - minimum, out!);
      },
    };
  },
  random: true,
  derivative: none('random integers do not depend on the values of the inputs smoothly'),
};

export function fillNarrow(generator: Philox, low: number, range: number, out: Data): void {
  for (let i = 0; i < out.length; ) {
    const block = generator.next();
    for (let k = 0; k < 4 && i < out.length; k++) out[i++] = low + (block[k]! % range);
  }
}

/** Two 64-bit numbers per block, the first word of each the low one. */
export function fillWide(generator: Philox, low: number, range: number, out: Data): void {
  for (let i = 0; i < out.length; ) {
    const block = generator.next();
    for (let k = 0; k < 4 && i < out.length; k += 2) {
      out[i++] = checkInt64(low + wideModulo(block[k + 1]!, block[k]!, range));
    }
  }
}

/** (high·2³² + low) modulo `range`. */
export function wideModulo(high: number, low: number, range: number): number {
  // Every product below stays under 2⁵³ when the range has at most 21 bits.
  if (range <= 2 ** 21) return (((high % range) * (TWO32 % range)) % range + (low % range)) % range;
  return Number(((BigInt(high) << 32n) | BigInt(low)) % BigInt(range));
}

/** Rows in random order: Fisher–Yates from the front with one 32-bit number per swap. */
export const randomShuffle: Rule<Seeds> = {
  infer: ([value]) => [{ dtype: value!.dtype, shape: value!.shape }],
  bind: ([value], { seed, seed2 }) => {
    const { dims } = value!;
    const rows = dims[0] ?? 0;
    const width = sizeOf(dims.slice(1));
    const order = new Int32Array(rows);
    return {
      outputs: [dims],
      run: ([source], [out], random) => {
        if (source!.length <= 1 || rows <= 1) {
          out!.set(source!);
          return;
        }
        const samples = new SingleSamples(random.reserve(seed, seed2, Math.ceil((rows - 1) / 4)));
        for (let r = 0; r < rows; r++) order[r] = r;
        for (let r = 0; r < rows - 1; r++) {
          const other = r + (samples.next() % (rows - r));
          const row = order[r]!;
          order[r] = order[other]!;
          order[other] = row;
        }
        for (let r = 0, to = 0; r < rows; r++) {
          const from = order[r]! * width;
          for (let k = 0; k < width; k++) out![to++] = source![from + k]!;
        }
      },
    };
  },
  random: true,
  derivative: ({ node }) => {
    throw noGradientDefined(node);
  },
};

/** Class indices drawn with probabilities softmax(logits), row by row. */
export const multinomial: Rule<Seeds & { readonly outputDtype: 'int32' | 'int64' }> = {
  infer: ([logits, count], { outputDtype }, known) => {
    const [rows] = withRank(logits!.shape, 2);
    withRank(count!.shape, 0);
    return [{ dtype: outputDtype, shape: [rows!, known(1)?.data[0] ?? null] }];
  },
  needs: [1],
  bind: ([logits], { seed, seed2 }, values) => {
    const { dims } = logits!;
    if (dims.length !== 2) {
      throw invalidArgument(`logits should be a matrix, got shape ${bracketText(dims)}`);
    }
    const count = values[1]!.data[0]!;
    if (count < 0) throw invalidArgument(`num_samples should be nonnegative, got ${count}`);
    const [rows, classes] = dims as readonly [number, number];
    if (classes <= 0) throw invalidArgument(`num_classes should be positive, got ${classes}`);
    // The CPU kernel counts two single numbers per draw, rounded up to whole blocks per row.
    const blocks = rows * 2 * Math.ceil(count / 4) * 4 * BLOCKS_PER_OUTPUT;
    return {
      outputs: [[rows, count]],
      run: ([x], [out], random) => {
        if (rows * count === 0) return;
        drawClasses(x!, classes, count, random.reserve(seed, seed2, blocks), out!);
      },
    };
  },
  random: true,
  derivative: none('a draw of class indices has no derivative'),
};

/** `count` classes for each row of `logits`, two single numbers a draw. */
export function drawClasses(
  logits: Data, classes: number, count: number, generator: Philox, out: Data,
): void {
  const cumulative = new Float64Array(classes);
  const samples = new SingleSamples(generator);
  for (let start = 0, to = 0; to < out.length; start += classes) {
    const total = accumulate(logits, start, cumulative);
    for (let j = 0; j < count; j++) {
      const high = samples.next();
      out[to++] = firstAbove(cumulative, uniformDouble(high, samples.next()) * total);
    }
  }
}

/** Running sums of exp(logit − max) of a row, non-finite logits left out. */
function accumulate(logits: Data, start: number, cumulative: Float64Array): number {
  let largest = -Number.MAX_VALUE;
  for (let c = 0; c < cumulative.length; c++) {
    const v = logits[start + c]!;
    if (Number.isFinite(v) && v > largest) largest = v;
  }
  let total = 0;
  for (let c = 0; c < cumulative.length; c++) {
    const v = logits[start + c]!;
    if (Number.isFinite(v)) total += Math.exp(v - largest);
    cumulative[c] = total;
  }
  return total;
}

function firstAbove(cumulative: Float64Array, wanted: number): number {
  let low = 0;
  let high = cumulative.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (wanted < cumulative[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
