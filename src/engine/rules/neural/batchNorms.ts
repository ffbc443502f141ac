/**
 * @file FusedBatchNormV3 and its gradient in NHWC: each channel shifted and scaled to mean 0 and
 * variance 1, then scaled and shifted. Formulas and order of sums: TensorFlow's CPU kernels.
 */
import type { Data, DType } from '../../dtypes';
import { EngineError, invalidArgument } from '../../errors';
import { roundingOf } from '../../roundings';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { bracketText, sizeOf } from '../../shape';
import type { Dims, Shape } from '../../shape';
import type { Dim } from '../array/staticShape';
import { mergeDim, withRank } from '../array/staticShape';
import type { ImageFormat } from './windows';
import { axesOf } from './windows';

export interface BatchNormAttributes {
  readonly epsilon: number;
  readonly dataFormat: ImageFormat;
  readonly isTraining: boolean;
}

function checkImage(image: Dims, { dataFormat }: BatchNormAttributes): void {
  if (image.length !== 4) {
    throw invalidArgument(`input must be 4-dimensional${bracketText(image)}`);
  }
  if (dataFormat !== 'NHWC') {
    throw new EngineError(
      'InternalError',
      'The CPU implementation of FusedBatchNorm only supports NHWC tensor format for now.',
    );
  }
}

/** Channels of the image and of the vectors that must have as many. */
function inferChannels(
  image: readonly Dim[], vectors: readonly Shape[], format: ImageFormat,
): Dim {
  const first = image[axesOf(format).channels]!;
  return vectors.reduce<Dim>((dim, shape) => mergeDim(dim, withRank(shape, 1)[0]!), first);
}

/** Σ over rows of `term(row, channel)`, each sum rounded to the type. */
function columnSums(
  rows: number, sums: Data, term: (at: number, channel: number) => number,
): void {
  sums.fill(0);
  const depth = sums.length;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let c = 0; c < depth; c++, at++) sums[c]! += term(at, c);
  }
}

const vector = (dtype: DType, length: number): Float32Array | Float64Array =>
  dtype === 'float32' ? new Float32Array(length) : new Float64Array(length);

export const fusedBatchNorm: Rule<BatchNormAttributes> = {
  infer: ([x, scale, offset, mean, variance], { dataFormat, isTraining }) => {
    const shape = withRank(x!.shape, 4);
    const fixed = isTraining ? [] : [mean!.shape, variance!.shape];
    const channels = inferChannels(shape, [scale!.shape, offset!.shape, ...fixed], dataFormat);
    const at = axesOf(dataFormat).channels;
    const { dtype } = scale!;
    const perChannel = { dtype, shape: [channels] };
    return [
      { dtype: x!.dtype, shape: shape.map((dim, i) => (i === at ? channels : dim)) },
      perChannel, perChannel, perChannel, perChannel,
      { dtype, shape: null },
    ];
  },
  bind: (inputs, attributes) => {
    const [x, scale] = [inputs[0]!, inputs[1]!];
    checkImage(x.dims, attributes);
    const { dtype } = scale;
    const depth = x.dims[3]!;
    const rows = depth === 0 ? 0 : sizeOf(x.dims) / depth;
    const f = roundingOf(dtype);
    const inverse = f(1 / rows);
    const bessel = f(rows / Math.max(1, rows - 1));
    const epsilon = f(attributes.epsilon);
    const factor = vector(dtype, depth);
    const center = vector(dtype, depth);
    const isTraining = attributes.isTraining;
    const channels = [depth];
    return {
      outputs: [x.dims, channels, channels, channels, channels, []],
      run: ([image, gamma, beta, givenMean, givenVariance], outputs) => {
        const [y, mean, variance, savedMean, savedVariance, reserved] = outputs;
        reserved!.fill(0);
        if (isTraining) {
          columnSums(rows, center, (at) => image![at]!);
          for (let c = 0; c < depth; c++) center[c] = center[c]! * inverse;
          columnSums(rows, factor, (at, c) => {
            const away = f(image![at]! - center[c]!);
            return f(away * away);
          });
          for (let c = 0; c < depth; c++) {
            const spread = f(factor[c]! * inverse);
            mean![c] = savedMean![c] = center[c]!;
            savedVariance![c] = spread;
            variance![c] = spread * bessel;
          }
        } else {
          for (let c = 0; c < depth; c++) {
            center[c] = mean![c] = savedMean![c] = givenMean![c]!;
            variance![c] = savedVariance![c] = givenVariance![c]!;
          }
        }
        for (let c = 0; c < depth; c++) {
          factor[c] = f(1 / Math.sqrt(f(savedVariance![c]! + epsilon))) * gamma![c]!;
        }
        for (let row = 0, at = 0; row < rows; row++) {
          for (let c = 0; c < depth; c++, at++) {
            y![at] = f(f(image![at]! - center[c]!) * factor[c]!) + beta![c]!;
          }
        }
      },
    };
  },
  derivative: ({ inputs, outputs, attributes, gradients, build }) => {
    const { isTraining } = attributes;
    const [x, scale, , mean, variance] = inputs;
    const saved = isTraining ? [outputs[3]!, outputs[4]!] : [mean!, variance!];
    const made = build.node(
      'FusedBatchNormGradV3', [gradients[0]!, x!, scale!, ...saved, outputs[5]!], attributes,
    ).outputs;
    // Of a batch's own mean and variance TensorFlow hands on what the kernel leaves empty.
    if (isTraining) return made;
    const unused = none('TensorFlow takes the moving mean and variance as constants');
    return [made[0]!, made[1]!, made[2]!, unused, unused];
  },
};

export const fusedBatchNormGrad: Rule<BatchNormAttributes> = {
  infer: ([gradient, x, scale, mean, variance], { dataFormat, isTraining }) => {
    const shape = withRank(gradient!.shape, 4);
    const channels = inferChannels(
      withRank(x!.shape, 4), [scale!.shape, mean!.shape, variance!.shape], dataFormat,
    );
    const at = axesOf(dataFormat).channels;
    const { dtype } = scale!;
    return [
      { dtype: gradient!.dtype, shape: shape.map((dim, i) => (i === at ? channels : dim)) },
      { dtype, shape: [channels] },
      { dtype, shape: [channels] },
      { dtype, shape: [isTraining ? 0 : channels] },
      { dtype, shape: [isTraining ? 0 : channels] },
    ];
  },
  bind: (inputs, attributes) => {
    const x = inputs[1]!;
    checkImage(x.dims, attributes);
    const { dtype } = inputs[2]!;
    const depth = x.dims[3]!;
    const rows = depth === 0 ? 0 : sizeOf(x.dims) / depth;
    const f = roundingOf(dtype);
    const epsilon = f(attributes.epsilon);
    const inverse = f(1 / rows);
    const slope = vector(dtype, depth);
    const along = vector(dtype, depth);
    const unused = [attributes.isTraining ? 0 : depth];
    return {
      outputs: [x.dims, [depth], [depth], unused, unused],
      run: ([dy, image, gamma, mean, variance], [dx, dGamma, dBeta, ...zeros]) => {
        for (const zero of zeros) zero.fill(0);
        for (let c = 0; c < depth; c++) {
          slope[c] = 1 / Math.sqrt(f(variance![c]! + epsilon));
        }
        columnSums(rows, dBeta!, (at) => dy![at]!);
        columnSums(rows, dGamma!, (at, c) =>
          f(dy![at]! * f(f(image![at]! - mean![c]!) * slope[c]!)),
        );
        if (!attributes.isTraining) {
          for (let at = 0; at < dx!.length; at++) {
            const c = at % depth;
            dx![at] = dy![at]! * f(slope[c]! * gamma![c]!);
          }
          return;
        }
        columnSums(rows, along, (at, c) => f(dy![at]! * f(image![at]! - mean![c]!)));
        for (let c = 0; c < depth; c++) {
          along[c] = f(f(slope[c]! * slope[c]!) * f(along[c]! / rows));
        }
        for (let at = 0; at < dx!.length; at++) {
          const c = at % depth;
          const centered = f(dy![at]! - f(dBeta![c]! * inverse));
          const away = f(f(image![at]! - mean![c]!) * along[c]!);
          dx![at] = f(gamma![c]! * slope[c]!) * f(centered - away);
        }
      },
    };
  },
  derivative: ({ node }) => {
    throw new EngineError(
      'NotImplementedError',
      'The second derivative of a fused batch normalization is not evaluated by this engine; ' +
        'tf.layers.batch_normalization(..., fused=False) has one.',
      node.id,
    );
  },
};
