/**
 * @file Colours of images: contrast, hue, saturation, and RGB to HSV and back, every operation rounded
 * to float32 in the order of TensorFlow's CPU kernels (core/kernels/adjust_*_op.cc, colorspace_op.h).
 */
import type { Data } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import type { Dims } from '../../shape';
import { bracketText, sizeOf } from '../../shape';
import type { NoAttributes } from '../array/attributes';
import { withRank, withRankAtLeast, withValue } from '../array/staticShape';
import { noGradientDefined } from '../noGradientDefined';

const f = Math.fround;

/** Writes the three numbers of a pixel at `at`, which it reads there. */
type PixelLoop = (source: Data, out: Data, at: number, factor: number) => void;

function checkImages(dims: Dims): void {
  if (dims.length < 3) {
    throw invalidArgument(`input must be at least 3-D, got shape${bracketText(dims)}`);
  }
}

function checkColours(dims: Dims): void {
  checkImages(dims);
  const channels = dims[dims.length - 1]!;
  if (channels !== 3) {
    throw invalidArgument(`input must have 3 channels but instead has ${channels} channels.`);
  }
}

function inferAdjusted([images, factor]: readonly Tensor[]) {
  const shape = withRankAtLeast(images!.shape, 3);
  withRank(factor!.shape, 0);
  return [{ dtype: images!.dtype, shape }];
}

const noDerivative: Rule<NoAttributes>['derivative'] = ({ node }) => {
  throw noGradientDefined(node);
};

/** mean + factor·(x − mean) per image and channel. */
export const adjustContrast: Rule<NoAttributes> = {
  infer: inferAdjusted,
  bind: ([images]) => {
    const { dims } = images!;
    checkImages(dims);
    const channels = dims[dims.length - 1]!;
    const pixels = dims[dims.length - 2]! * dims[dims.length - 3]!;
    const size = sizeOf(dims);
    const plane = pixels * channels;
    return {
      outputs: [dims],
      run: ([source, factor], [out]) => {
        const scale = factor![0]!;
        for (let start = 0; start < size; start += plane) {
          const means = meansOf(source!, start, pixels, channels);
          for (let i = 0; i < plane; i++) {
            const mean = means[i % channels]!;
            const change = f(scale * f(source![start + i]! - mean));
            out![start + i] = f(mean + change);
          }
        }
      },
    };
  },
  derivative: noDerivative,
};

/** Sums by adding the second half of the pixels to the first until one is left, as the kernel does. */
function meansOf(source: Data, start: number, pixels: number, channels: number): Float32Array {
  const sums = new Float32Array(pixels * channels);
  for (let i = 0; i < sums.length; i++) sums[i] = source[start + i]!;
  for (let left = pixels; left > 1; ) {
    const right = left >> 1;
    const rest = left - right;
    for (let i = 0; i < right * channels; i++) sums[i] = sums[i]! + sums[rest * channels + i]!;
    left = rest;
  }
  const means = new Float32Array(channels);
  const share = f(1 / pixels);
  for (let c = 0; c < channels; c++) means[c] = sums[c]! * share;
  return means;
}

function adjusting(loop: PixelLoop): Rule<NoAttributes> {
  return {
    infer: inferAdjusted,
    bind: ([images]) => {
      const { dims } = images!;
      checkColours(dims);
      const size = sizeOf(dims);
      return {
        outputs: [dims],
        run: ([source, factor], [out]) => {
          for (let at = 0; at < size; at += 3) loop(source!, out!, at, factor![0]!);
        },
      };
    },
    derivative: noDerivative,
  };
}

/** Greatest, middle and least channel for each sixth of the colour wheel. */
const SIXTHS = [[0, 1, 2], [1, 0, 2], [1, 2, 0], [2, 1, 0], [2, 0, 1], [0, 2, 1]] as const;

function sixthOf(r: number, g: number, b: number): number {
  if (r < g) return b < r ? 1 : b > g ? 3 : 2;
  return b < g ? 0 : b > r ? 4 : 5;
}

/** Turns the colour wheel by `delta` whole turns; the greatest and the least channel stay. */
export const adjustHue = adjusting((source, out, at, delta) => {
  const pixel = [source[at]!, source[at + 1]!, source[at + 2]!] as const;
  const sixth = sixthOf(...pixel);
  const [high, middle, low] = SIXTHS[sixth]!.map((channel) => pixel[channel]!) as [
    number, number, number,
  ];
  let hue = 0;
  if (high !== low) {
    const ratio = f(f(middle - low) / f(high - low));
    hue = f(sixth + (sixth % 2 === 0 ? ratio : f(1 - ratio)));
  }
  hue = f(hue + f(delta * 6));
  while (hue < 0) hue = f(hue + 6);
  while (hue >= 6) hue = f(hue - 6);
  const place = Math.trunc(hue) || 0;
  let ratio = f(hue - place);
  if (place % 2 === 1) ratio = f(1 - ratio);
  const order = SIXTHS[place] ?? SIXTHS[5];
  out[at + order[0]] = high;
  out[at + order[1]] = f(low + f(ratio * f(high - low)));
  out[at + order[2]] = low;
});

// The kernel adds these as doubles and rounds once.
const THIRD = 2 / 6;
const TWO_THIRDS = 4 / 6;

export const adjustSaturation = adjusting((source, out, at, scale) => {
  const [r, g, b] = [source[at]!, source[at + 1]!, source[at + 2]!];
  const value = Math.max(r, g, b);
  const range = f(value - Math.min(r, g, b));
  let saturation = value > 0 ? f(range / value) : 0;
  let hue = 0;
  if (range > 0) {
    const norm = f(1 / f(6 * range));
    if (r === value) hue = f(norm * f(g - b));
    else if (g === value) hue = f(f(norm * f(b - r)) + THIRD);
    else hue = f(f(norm * f(r - g)) + TWO_THIRDS);
    if (hue < 0) hue = f(hue + 1);
  }
  saturation = Math.min(1, Math.max(0, f(saturation * scale)));
  const c = f(saturation * value);
  const m = f(value - c);
  const turned = f(hue * 6);
  let within = turned;
  while (within <= 0) within = f(within + 2);
  while (within >= 2) within = f(within - 2);
  const x = f(c * f(1 - Math.abs(f(within - 1))));
  const order = SIXTHS[Math.trunc(turned)];
  out[at] = out[at + 1] = out[at + 2] = m;
  if (order === undefined) return;
  out[at + order[0]] = f(c + m);
  out[at + order[1]] = f(x + m);
});

function converting(
  loop: PixelLoop, derivative: Rule<NoAttributes>['derivative'],
): Rule<NoAttributes> {
  return {
    infer: ([images]) => {
      const shape = withRankAtLeast(images!.shape, 1);
      const last = shape?.at(-1) ?? null;
      if (last !== null) withValue(last, 3);
      return [{ dtype: images!.dtype, shape }];
    },
    bind: ([images]) => {
      const { dims } = images!;
      const channels = dims[dims.length - 1];
      if (channels === undefined) {
        throw invalidArgument(`input must be at least 1D${bracketText(dims)}`);
      }
      if (channels !== 3) {
        throw invalidArgument(`input must have 3 channels but input only has ${channels} channels.`);
      }
      const size = sizeOf(dims);
      // Every step is rounded to the element type.
      const isDouble = images!.dtype === 'float64' ? 1 : 0;
      return {
        outputs: [dims],
        run: ([source], [out]) => {
          for (let at = 0; at < size; at += 3) loop(source!, out!, at, isDouble);
        },
      };
    },
    derivative,
  };
}

const same = (x: number) => x;

export const rgbToHsv = converting((source, out, at, isDouble) => {
  const t = isDouble === 1 ? same : f;
  const [r, g, b] = [source[at]!, source[at + 1]!, source[at + 2]!];
  const value = Math.max(r, g, b);
  const range = t(value - Math.min(r, g, b));
  const norm = t(t(1 / range) * t(t(1) / t(6)));
  let hue = 0;
  if (range > 0) {
    if (r === value) hue = t(norm * t(g - b));
    else if (g === value) hue = t(t(norm * t(b - r)) + t(2 / 6));
    else hue = t(t(norm * t(r - g)) + t(4 / 6));
    if (hue < 0) hue = t(hue + 1);
  }
  out[at] = hue;
  out[at + 1] = value > 0 ? t(range / value) : 0;
  out[at + 2] = value;
}, noDerivative);

const clamp = (x: number) => Math.min(Math.max(x, 0), 1);

export const hsvToRgb = converting((source, out, at, isDouble) => {
  const t = isDouble === 1 ? same : f;
  const [hue, saturation, value] = [source[at]!, source[at + 1]!, source[at + 2]!];
  const turned = t(hue * 6);
  const rest = t(1 - saturation);
  const red = clamp(t(Math.abs(t(turned - 3)) - 1));
  const green = clamp(t(2 - Math.abs(t(turned - 2))));
  const blue = clamp(t(2 - Math.abs(t(turned - 4))));
  out[at] = t(t(rest + t(saturation * red)) * value);
  out[at + 1] = t(t(rest + t(saturation * green)) * value);
  out[at + 2] = t(t(rest + t(saturation * blue)) * value);
}, none('TensorFlow declares HSVToRGB as not differentiable'));
