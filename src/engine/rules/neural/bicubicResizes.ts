/**
 * @file ResizeBicubic and its gradient: four neighbours a side, weights from a table of 1024 steps
 * (core/kernels/resize_bicubic_op.cc), without half-pixel centres.
 */
import type { Rule } from '../../rule';
import { none } from '../../rule';
import { partialShape } from '../array/partialShape';
import { withRank, withValue } from '../array/staticShape';
import { noGradientDefined } from '../noGradientDefined';
import type { ResizeAttributes } from './resizes';
import { resizedShape, scaleOf, wantedSize } from './resizes';

const f = Math.fround;
const STEPS = 1024;
const A = -0.75;

/** For each step the weight of the near neighbour and of the far one. */
const TABLE = (() => {
  const table = new Float32Array((STEPS + 1) * 2);
  for (let i = 0; i <= STEPS; i++) {
    const near = f(i / STEPS);
    table[i * 2] = ((A + 2) * near - (A + 3)) * near * near + 1;
    const far = f(near + 1);
    table[i * 2 + 1] = ((A * far - 5 * A) * far + 8 * A) * far - 4 * A;
  }
  return table;
})();

/** lrintf: halves to the even number. */
function rounded(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

interface Four {
  readonly places: Int32Array;
  readonly weights: Float32Array;
}

/** Four places and weights for each output element of one axis. */
function fourOf(input: number, output: number, alignCorners: boolean): Four {
  const scale = scaleOf(input, output, alignCorners);
  const places = new Int32Array(output * 4);
  const weights = new Float32Array(output * 4);
  for (let i = 0; i < output; i++) {
    const place = f(i * scale);
    const floor = Math.floor(place);
    const step = rounded(f(f(place - floor) * STEPS));
    weights[i * 4] = TABLE[step * 2 + 1]!;
    weights[i * 4 + 1] = TABLE[step * 2]!;
    weights[i * 4 + 2] = TABLE[(STEPS - step) * 2]!;
    weights[i * 4 + 3] = TABLE[(STEPS - step) * 2 + 1]!;
    for (let k = 0; k < 4; k++) {
      places[i * 4 + k] = Math.min(input - 1, Math.max(0, floor - 1 + k));
    }
  }
  return { places, weights };
}

/** w₀v₀ + w₁v₁ + w₂v₂ + w₃v₃ in single precision. */
function mixed(weights: Float32Array, i: number, a: number, b: number, c: number, d: number) {
  let sum = f(a * weights[i]!);
  sum = f(sum + f(b * weights[i + 1]!));
  sum = f(sum + f(c * weights[i + 2]!));
  return f(sum + f(d * weights[i + 3]!));
}

export const resizeBicubic: Rule<ResizeAttributes> = {
  infer: ([image, size], _attributes, known) => {
    const [length] = withRank(size!.shape, 1);
    if (length !== null) withValue(length!, 2);
    return [{ dtype: 'float32', shape: resizedShape(image!.shape, partialShape(size!, known(1))) }];
  },
  needs: [1],
  bind: ([image], { alignCorners }, values) => {
    const { dims } = image!;
    const [rows, columns] = wantedSize(dims, values[1]!);
    const [batch, height, width, channels] = dims as readonly [number, number, number, number];
    const y = fourOf(height, rows, alignCorners);
    const x = fourOf(width, columns, alignCorners);
    const line = width * channels;
    const column = new Float32Array(line);
    return {
      outputs: [[batch, rows, columns, channels]],
      run: ([source], [out]) => {
        let at = 0;
        for (let n = 0; n < batch; n++) {
          for (let r = 0; r < rows; r++) {
            const [a, b, c, d] = [0, 1, 2, 3].map(
              (k) => (n * height + y.places[r * 4 + k]!) * line,
            ) as [number, number, number, number];
            for (let i = 0; i < line; i++) {
              column[i] = mixed(
                y.weights, r * 4, source![a + i]!, source![b + i]!, source![c + i]!, source![d + i]!,
              );
            }
            for (let q = 0; q < columns * 4; q += 4) {
              for (let k = 0; k < channels; k++) {
                out![at++] = mixed(
                  x.weights, q, column[x.places[q]! * channels + k]!,
                  column[x.places[q + 1]! * channels + k]!,
                  column[x.places[q + 2]! * channels + k]!,
                  column[x.places[q + 3]! * channels + k]!,
                );
              }
            }
          }
        }
      },
    };
  },
  derivative: ({ inputs, gradients, build, attributes }) => [
    build.make('ResizeBicubicGrad', [gradients[0]!, inputs[0]!], attributes),
    none('the size of an image is made of integers'),
  ],
};

export const resizeBicubicGrad: Rule<ResizeAttributes> = {
  infer: ([, original]) => [{ dtype: original!.dtype, shape: original!.shape }],
  bind: ([gradient, original], { alignCorners }) => {
    const { dims } = original!;
    const [batch, height, width, channels] = dims as readonly [number, number, number, number];
    const [rows, columns] = gradient!.dims.slice(1, 3) as [number, number];
    const y = fourOf(height, rows, alignCorners);
    const x = fourOf(width, columns, alignCorners);
    const round = original!.dtype === 'float64' ? (v: number) => v : f;
    return {
      outputs: [dims],
      run: ([g], [out]) => {
        out!.fill(0);
        let at = 0;
        for (let n = 0; n < batch; n++) {
          for (let r = 0; r < rows * 4; r += 4) {
            for (let q = 0; q < columns * 4; q += 4) {
              for (let k = 0; k < channels; k++) {
                const value = g![at++]!;
                for (let i = r; i < r + 4; i++) {
                  const part = f(value * y.weights[i]!);
                  const row = (n * height + y.places[i]!) * width;
                  for (let j = q; j < q + 4; j++) {
                    out![(row + x.places[j]!) * channels + k]! += round(f(part * x.weights[j]!));
                  }
                }
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
