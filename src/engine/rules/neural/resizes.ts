/** @file Images made larger or smaller: ResizeBilinear, ResizeNearestNeighbor, their gradients. */
import { invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { isFullyKnown } from '../../shape';
import type { Value } from '../../value';
import { sliceVector } from '../array/gradientPieces';
import { partialShape } from '../array/partialShape';
import { withRank, withValue } from '../array/staticShape';
import { noGradientDefined } from '../noGradientDefined';

export interface ResizeAttributes {
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

const f = Math.fround;

export function scaleOf(input: number, output: number, alignCorners: boolean): number {
  return alignCorners && output > 1 ? f((input - 1) / f(output - 1)) : f(input / f(output));
}

/** Where output element `at` lies in the input, as a fraction of elements. */
function placeOf(at: number, scale: number, isHalf: boolean): number {
  return isHalf ? f(f(f(at + 0.5) * scale) - 0.5) : f(at * scale);
}

/** Two neighbours and the weight of the second, for each output element of one axis. */
interface Mix {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly weight: Float32Array;
}

function mixOf(input: number, output: number, attributes: ResizeAttributes): Mix {
  const scale = scaleOf(input, output, attributes.alignCorners);
  const low = new Int32Array(output);
  const high = new Int32Array(output);
  const weight = new Float32Array(output);
  for (let i = 0; i < output; i++) {
    const place = placeOf(i, scale, attributes.halfPixelCenters);
    const floor = Math.floor(place);
    low[i] = Math.max(0, floor);
    high[i] = Math.min(input - 1, attributes.halfPixelCenters ? Math.ceil(place) : floor + 1);
    weight[i] = place - floor;
  }
  return { low, high, weight };
}

function nearestOf(input: number, output: number, attributes: ResizeAttributes): Int32Array {
  const { alignCorners, halfPixelCenters } = attributes;
  const scale = scaleOf(input, output, alignCorners);
  return Int32Array.from({ length: output }, (_none, i) => {
    const place = halfPixelCenters ? f(f(i + 0.5) * scale) : f(i * scale);
    // roundf: halves away from zero.
    const whole = alignCorners ? Math.floor(place + 0.5) : Math.floor(place);
    return Math.max(0, Math.min(whole, input - 1));
  });
}

export function resizedShape(image: Shape, size: Shape): Shape {
  const [batch, , , channels] = withRank(image, 4);
  const [rows, columns] = withRank(size, 2);
  return [batch!, rows!, columns!, channels!];
}

/** [rows, columns] of the wanted size. Throws TensorFlow's InvalidArgumentError. */
export function wantedSize(image: Dims, value: Value): readonly [number, number] {
  if (image.length !== 4) throw invalidArgument('input must be 4-dimensional');
  const [rows, columns] = Array.from(value.data, Number) as [number, number];
  if (!(rows > 0 && columns > 0)) throw invalidArgument('output dimensions must be positive');
  return [rows, columns];
}

const noSize = none('the size of an image is made of integers');

export const resizeBilinear: Rule<ResizeAttributes> = {
  infer: ([image, size], _attributes, known) => {
    const [length] = withRank(size!.shape, 1);
    if (length !== null) withValue(length!, 2);
    return [{ dtype: 'float32', shape: resizedShape(image!.shape, partialShape(size!, known(1))) }];
  },
  needs: [1],
  bind: ([image], attributes, values) => {
    const { dims } = image!;
    const [rows, columns] = wantedSize(dims, values[1]!);
    const [batch, height, width, channels] = dims as readonly [number, number, number, number];
    const [y, x] = [mixOf(height, rows, attributes), mixOf(width, columns, attributes)];
    return {
      outputs: [[batch, rows, columns, channels]],
      run: ([source], [out]) => {
        let at = 0;
        for (let n = 0; n < batch; n++) {
          for (let r = 0; r < rows; r++) {
            const top = (n * height + y.low[r]!) * width;
            const bottom = (n * height + y.high[r]!) * width;
            for (let c = 0; c < columns; c++) {
              const [left, right, across] = [x.low[c]!, x.high[c]!, x.weight[c]!];
              for (let k = 0; k < channels; k++) {
                const upper = mixed(
                  source![(top + left) * channels + k]!,
                  source![(top + right) * channels + k]!, across,
                );
                const lower = mixed(
                  source![(bottom + left) * channels + k]!,
                  source![(bottom + right) * channels + k]!, across,
                );
                out![at++] = mixed(upper, lower, y.weight[r]!);
              }
            }
          }
        }
      },
    };
  },
  derivative: ({ inputs, gradients, build, attributes }) => [
    build.make('ResizeBilinearGrad', [gradients[0]!, inputs[0]!], attributes), noSize,
  ],
};

/** a + (b − a)·t in single precision. */
function mixed(a: number, b: number, t: number): number {
  return f(f(a) + f(f(f(b) - f(a)) * t));
}

export const resizeBilinearGrad: Rule<ResizeAttributes> = {
  infer: ([, original]) => [{ dtype: original!.dtype, shape: original!.shape }],
  bind: ([gradient, original], attributes) => {
    const { dims } = original!;
    const [batch, height, width, channels] = dims as readonly [number, number, number, number];
    const [rows, columns] = gradient!.dims.slice(1, 3) as [number, number];
    const [y, x] = [mixOf(height, rows, attributes), mixOf(width, columns, attributes)];
    return {
      outputs: [dims],
      run: ([g], [out]) => {
        out!.fill(0);
        let at = 0;
        for (let n = 0; n < batch; n++) {
          for (let r = 0; r < rows; r++) {
            const top = (n * height + y.low[r]!) * width;
            const bottom = (n * height + y.high[r]!) * width;
            const [down, up] = [y.weight[r]!, f(1 - y.weight[r]!)];
            for (let c = 0; c < columns; c++) {
              const [left, right] = [x.low[c]!, x.high[c]!];
              const [to, from] = [x.weight[c]!, f(1 - x.weight[c]!)];
              for (let k = 0; k < channels; k++) {
                const value = g![at++]!;
                out![(top + left) * channels + k]! += f(value * f(up * from));
                out![(top + right) * channels + k]! += f(value * f(up * to));
                out![(bottom + left) * channels + k]! += f(value * f(down * from));
                out![(bottom + right) * channels + k]! += f(value * f(down * to));
              }
            }
          }
        }
      },
    };
  },
  derivative: ({ node }) => {
    throw noGradientDefined(node);
  },
};

export const resizeNearest: Rule<ResizeAttributes> = {
  infer: ([image, size], _attributes, known) => {
    const [length] = withRank(size!.shape, 1);
    if (length !== null) withValue(length!, 2);
    const shape = resizedShape(image!.shape, partialShape(size!, known(1)));
    return [{ dtype: image!.dtype, shape }];
  },
  needs: [1],
  bind: ([image], attributes, values) => {
    const { dims } = image!;
    const [rows, columns] = wantedSize(dims, values[1]!);
    const [batch, height, width, channels] = dims as readonly [number, number, number, number];
    const [y, x] = [nearestOf(height, rows, attributes), nearestOf(width, columns, attributes)];
    return {
      outputs: [[batch, rows, columns, channels]],
      run: ([source], [out]) => {
        let at = 0;
        for (let n = 0; n < batch; n++) {
          for (const r of y) {
            for (const c of x) {
              const from = ((n * height + r) * width + c) * channels;
              for (let k = 0; k < channels; k++) out![at++] = source![from + k]!;
            }
          }
        }
      },
    };
  },
  derivative: ({ inputs, gradients, build, attributes }) => {
    const sides = inputs[0]!.shape?.slice(1, 3) ?? null;
    const make = (size: Tensor, name?: string) =>
      build.make('ResizeNearestNeighborGrad', [gradients[0]!, size], attributes, name);
    if (isFullyKnown(sides)) {
      const made = build.inScope('ResizeNearestNeighborGrad', () =>
        make(build.integers(sides, 'size'), `${build.graph.scope}/`),
      );
      return [made, noSize];
    }
    return [make(sliceVector(build, build.shapeOf(inputs[0]!), 1, 3)), noSize];
  },
};

export const resizeNearestGrad: Rule<ResizeAttributes> = {
  infer: ([gradient, size], _attributes, known) => {
    const shape = resizedShape(gradient!.shape, partialShape(size!, known(1)));
    return [{ dtype: gradient!.dtype, shape }];
  },
  needs: [1],
  bind: ([gradient], attributes, values) => {
    const [height, width] = wantedSize(gradient!.dims, values[1]!);
    const [batch, rows, columns, channels] = gradient!.dims as readonly [
      number, number, number, number,
    ];
    const [y, x] = [nearestOf(height, rows, attributes), nearestOf(width, columns, attributes)];
    return {
      outputs: [[batch, height, width, channels]],
      run: ([g], [out]) => {
        out!.fill(0);
        let at = 0;
        for (let n = 0; n < batch; n++) {
          for (const r of y) {
            for (const c of x) {
              const to = ((n * height + r) * width + c) * channels;
              for (let k = 0; k < channels; k++) out![to + k]! += g![at++]!;
            }
          }
        }
      },
    };
  },
  derivative: ({ node }) => {
    throw noGradientDefined(node);
  },
};
