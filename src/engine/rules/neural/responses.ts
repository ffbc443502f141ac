/** @file LRN, local response normalization over neighbouring channels, and its gradient. */
import type { Data } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { Rule } from '../../rule';
import { mergeEqual, withRank } from '../array/staticShape';
import { noGradientDefined } from '../noGradientDefined';

export interface ResponseAttributes {
  readonly depthRadius: number;
  readonly bias: number;
  readonly alpha: number;
  readonly beta: number;
}

/** bias + α·Σ x² over the channels within the radius, for each channel of the pixel at `start`. */
function norms(
  x: Data, start: number, channels: number, attributes: ResponseAttributes, out: Float64Array,
): void {
  const { depthRadius, bias, alpha } = attributes;
  for (let c = 0; c < channels; c++) {
    let sum = 0;
    const end = Math.min(channels, c + depthRadius + 1);
    for (let k = Math.max(0, c - depthRadius); k < end; k++) sum += x[start + k]! ** 2;
    out[c] = bias + alpha * sum;
  }
}

/** y = x / normᵝ */
export const lrn: Rule<ResponseAttributes> = {
  infer: ([input]) => [{ dtype: input!.dtype, shape: withRank(input!.shape, 4) }],
  bind: ([input], attributes) => {
    const { dims } = input!;
    if (dims.length !== 4) throw invalidArgument('in must be 4-dimensional');
    const channels = dims[3]!;
    const norm = new Float64Array(channels);
    return {
      outputs: [dims],
      run: ([x], [out]) => {
        for (let start = 0; start < x!.length; start += channels) {
          norms(x!, start, channels, attributes, norm);
          for (let c = 0; c < channels; c++) {
            out![start + c] = x![start + c]! * norm[c]! ** -attributes.beta;
          }
        }
      },
    };
  },
  derivative: ({ inputs, outputs, gradients, build, attributes }) => [
    build.make('LRNGrad', [gradients[0]!, inputs[0]!, outputs[0]!], attributes),
  ],
};

/** dxₖ = Σⱼ gⱼ·([j = k]·normⱼ⁻ᵝ − 2αβ·xₖ·yⱼ/normⱼ) over the j within the radius of k. */
export const lrnGrad: Rule<ResponseAttributes> = {
  infer: ([gradient, image, output]) => {
    const shape = mergeEqual(mergeEqual(gradient!.shape, image!.shape), output!.shape);
    return [{ dtype: gradient!.dtype, shape: withRank(shape, 4) }];
  },
  bind: ([, image], attributes) => {
    const { dims } = image!;
    const channels = dims[3]!;
    const { depthRadius, alpha, beta } = attributes;
    const norm = new Float64Array(channels);
    const sums = new Float64Array(channels);
    return {
      outputs: [dims],
      run: ([g, x, y], [out]) => {
        for (let start = 0; start < x!.length; start += channels) {
          norms(x!, start, channels, attributes, norm);
          sums.fill(0);
          for (let j = 0; j < channels; j++) {
            const end = Math.min(channels, j + depthRadius + 1);
            for (let k = Math.max(0, j - depthRadius); k < end; k++) {
              let slope = (-2 * alpha * beta * x![start + k]! * y![start + j]!) / norm[j]!;
              if (k === j) slope += norm[j]! ** -beta;
              sums[k]! += slope * g![start + j]!;
            }
          }
          out!.set(sums, start);
        }
      },
    };
  },
  derivative: ({ node }) => {
    throw noGradientDefined(node);
  },
};
