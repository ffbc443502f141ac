/**
 * @file MaxPool, its gradient and that gradient's gradient. Among equal maxima of a window the
 * first in row-major order counts, as in TensorFlow's CPU kernels; MaxPool passes over NaN.
 */
import type { Data, NumberType } from '../../dtypes';
import { numberType } from '../../dtypes';
import { invalidArgument } from '../../errors';
import type { Rule } from '../../rule';
import type { Dims } from '../../shape';
import { sameDims, sizeOf } from '../../shape';
import { withRank } from '../array/staticShape';
import { zerosOf } from './gradientPieces';
import type { PoolAttributes } from './poolShapes';
import { inferPool, poolGrid, spansOf } from './poolShapes';
import { poolByVectors, spreadByVectors } from './poolVectors';
import type { PatchGrid } from './windows';
import { outputDims } from './windows';

const LOWEST: Readonly<Record<NumberType, number>> = {
  float32: -3.4028234663852886e38,
  float64: -Number.MAX_VALUE,
  int32: -(2 ** 31),
  int64: Number.MIN_SAFE_INTEGER,
  uint8: 0,
  float16: -65504,
  bfloat16: -(2 - 2 ** -7) * 2 ** 127,
  int8: -128,
  int16: -32768,
  uint16: 0,
  uint32: 0,
  uint64: 0,
  bool: 0,
};

/** Where the maximum of no element is, all being NaN or −∞. */
const NOWHERE = -1;

/**
 * Writes the flat place of the first maximum of every window. A window starts from its first element, or from
 * `lowest`, which then wins over NaN and −∞.
 */
function overMaxima(grid: PatchGrid, lowest?: number) {
  const { rows, columns } = spansOf(grid);
  const { batch, channels } = grid;
  const width = grid.columns.input;
  const imageStep = grid.rows.input * width * channels;
  let places: Int32Array | undefined;
  return (image: Data): Int32Array => {
    places ??= new Int32Array(sizeOf(outputDims(grid, channels)));
    let output = 0;
    for (let n = 0; n < batch; n++) {
      for (let y = 0; y < rows.first.length; y++) {
        for (let x = 0; x < columns.first.length; x++) {
          const start = n * imageStep + (rows.first[y]! * width + columns.first[x]!) * channels;
          const across = (columns.end[x]! - columns.first[x]!) * channels;
          const height = rows.end[y]! - rows.first[y]!;
          for (let c = 0; c < channels; c++, output++) {
            let best = lowest === undefined ? start + c : NOWHERE;
            let most = lowest ?? image[best]!;
            for (let i = 0; i < height; i++) {
              const from = start + c + i * width * channels;
              for (let at = from; at < from + across; at += channels) {
                if (image[at]! > most) {
                  most = image[at]!;
                  best = at;
                }
              }
            }
            places[output] = best;
          }
        }
      }
    }
    return places;
  };
}

export const maxPool: Rule<PoolAttributes> = {
  infer: ([image], attributes) => [
    { dtype: image!.dtype, shape: inferPool(image!.shape, attributes, true) },
  ],
  bind: ([image], attributes) => {
    const grid = poolGrid('MaxPoolingOp', image!.dims, attributes);
    // From the lowest finite number on: of NaNs and −∞ alone that is TensorFlow's maximum.
    const lowest = LOWEST[numberType(image!.dtype)];
    const maxima = overMaxima(grid, lowest);
    return {
      outputs: [outputDims(grid, grid.channels)],
      run: ([x], [out]) => {
        if (image!.dtype === 'float32' && poolByVectors(grid, x!, out!)) return;
        const places = maxima(x!);
        for (let o = 0; o < places.length; o++) out![o] = places[o] === NOWHERE ? lowest : x![places[o]!]!;
      },
    };
  },
  derivative: ({ inputs, outputs, attributes, gradients, build }) => [
    build.make('MaxPoolGrad', [inputs[0]!, outputs[0]!, gradients[0]!], attributes),
  ],
};

/** Throws unless the pooled tensors have the shape that the image and the windows give. */
function checkPooled(op: string, wanted: Dims, pooled: readonly Dims[]): void {
  for (const dims of pooled) {
    if (sameDims(wanted, dims)) continue;
    throw invalidArgument(
      `${op}: expected a pooled shape of [${wanted.join()}], got [${dims.join()}]`,
    );
  }
}

export const maxPoolGrad: Rule<PoolAttributes> = {
  infer: ([image]) => [{ dtype: image!.dtype, shape: withRank(image!.shape, 4) }],
  bind: ([image, pooled, gradient], attributes) => {
    const grid = poolGrid('MaxPoolingGradOp', image!.dims, attributes);
    const maxima = overMaxima(grid);
    checkPooled('MaxPoolGrad', outputDims(grid, grid.channels), [pooled!.dims, gradient!.dims]);
    return {
      outputs: [image!.dims],
      run: ([x, , dy], [out]) => {
        if (image!.dtype === 'float32' && spreadByVectors(grid, x!, dy!, out!)) return;
        out!.fill(0);
        const places = maxima(x!);
        for (let o = 0; o < places.length; o++) out![places[o]!]! += dy![o]!;
      },
    };
  },
  derivative: ({ inputs, attributes, gradients, build }) => {
    const [image, pooled] = inputs;
    const ofImage = zerosOf(build, image!);
    const ofPooled = zerosOf(build, pooled!);
    const ofGradient = build.make('MaxPoolGradGrad', [image!, pooled!, gradients[0]!], attributes);
    return [ofImage, ofPooled, ofGradient];
  },
};

export const maxPoolGradGrad: Rule<PoolAttributes> = {
  infer: ([image], attributes) => [
    { dtype: image!.dtype, shape: inferPool(image!.shape, attributes, true) },
  ],
  bind: ([image, pooled, gradient], attributes) => {
    const grid = poolGrid('MaxPoolingGradGradOp', image!.dims, attributes);
    const maxima = overMaxima(grid);
    const dims = outputDims(grid, grid.channels);
    checkPooled('MaxPoolGradGrad', dims, [pooled!.dims]);
    checkPooled('MaxPoolGradGrad', image!.dims, [gradient!.dims]);
    return {
      outputs: [dims],
      run: ([x, , dx], [out]) => {
        const places = maxima(x!);
        for (let o = 0; o < places.length; o++) out![o] = dx![places[o]!]!;
      },
    };
  },
  derivative: ({ inputs, attributes, gradients, build }) => {
    const [image, pooled] = inputs;
    const ofImage = zerosOf(build, image!);
    const ofPooled = zerosOf(build, pooled!);
    return [
      ofImage, ofPooled,
      build.make('MaxPoolGrad', [image!, pooled!, gradients[0]!], attributes),
    ];
  },
};
