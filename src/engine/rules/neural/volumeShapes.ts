/** @file Windows that slide over volumes [batch, depth, rows, columns, channels]; knows no op. */
import { EngineError, invalidArgument, valueError } from '../../errors';
import type { Dims, Shape } from '../../shape';
import { bracketText } from '../../shape';
import type { Dim } from '../array/staticShape';
import { withRank } from '../array/staticShape';
import type { Slide } from './windows';
import { inferWindow, slide } from './windows';

export interface VolumeAttributes {
  readonly strides: readonly number[];
  readonly padding: 'SAME' | 'VALID';
  readonly dataFormat: 'NDHWC' | 'NCDHW';
}

export interface VolumeConvolution extends VolumeAttributes {
  readonly dilations: readonly number[];
}

export interface VolumePool extends VolumeAttributes {
  readonly ksize: readonly number[];
}

const AXES = [1, 2, 3] as const;

const plainWindow = { dilation: 1, before: 0, after: 0 } as const;

/** Static shape of a convolution with `filter` [depth, rows, columns, in, out]. */
export function inferVolumeConvolution(
  volume: Shape, filter: Shape, { strides, padding }: VolumeConvolution,
): Shape {
  const dims = withRank(volume, 5);
  const sizes = withRank(filter, 5);
  const [depth, filterDepth] = [dims[4]!, sizes[3]!];
  if (depth !== null && filterDepth !== null && depth % filterDepth !== 0) {
    throw valueError(
      `Depth of input (${depth}) is not a multiple of input depth of filter (${filterDepth})`,
    );
  }
  const sides = AXES.map((axis) =>
    inferWindow(dims[axis]!, sizes[axis - 1]!, { ...plainWindow, stride: strides[axis]!, padding }),
  );
  return [dims[0]!, ...sides, sizes[4]!];
}

export function inferVolumePool(volume: Shape, { ksize, strides, padding }: VolumePool): Shape {
  const dims: Dim[] = [...withRank(volume, 5)];
  for (const axis of AXES) {
    const window = { ...plainWindow, stride: strides[axis]!, padding };
    dims[axis] = inferWindow(dims[axis]!, ksize[axis]!, window);
  }
  return dims;
}

/** Windows along depth, rows and columns. Throws what TensorFlow's CPU kernels refuse. */
export function volumeWindows(
  op: string, volume: Dims, sizes: readonly number[], attributes: VolumeAttributes,
): readonly [Slide, Slide, Slide] {
  const { strides, padding, dataFormat } = attributes;
  if (dataFormat !== 'NDHWC') {
    throw new EngineError(
      'UnimplementedError',
      `The ${op} op currently only supports the NDHWC tensor format on the CPU. The op was given ` +
        `the format: ${dataFormat}`,
    );
  }
  if (volume.length !== 5) {
    throw invalidArgument(`input must be 5-dimensional${bracketText(volume)}`);
  }
  const along = (axis: number) =>
    slide(volume[axis]!, { ...plainWindow, size: sizes[axis - 1]!, stride: strides[axis]!, padding });
  return [along(1), along(2), along(3)];
}

/** First and one-past-last input element under the window at output `o`. */
export function span({ input, stride, before, size }: Slide, o: number): readonly [number, number] {
  const start = o * stride - before;
  return [Math.max(0, start), Math.min(input, start + size)];
}

/**
 * Calls `visit` for every output position (its index without channels) and every input position
 * under its window, with the place within the window: what pools and convolutions share.
 */
export function forEachPlace(
  batch: number,
  [depth, rows, columns]: readonly [Slide, Slide, Slide],
  visit: (output: number, input: number, place: number) => void,
): void {
  let output = 0;
  for (let n = 0; n < batch; n++) {
    for (let d = 0; d < depth.output; d++) {
      const [d0, d1] = span(depth, d);
      for (let r = 0; r < rows.output; r++) {
        const [r0, r1] = span(rows, r);
        for (let c = 0; c < columns.output; c++, output++) {
          const [c0, c1] = span(columns, c);
          for (let i = d0; i < d1; i++) {
            const plane = i - (d * depth.stride - depth.before);
            for (let j = r0; j < r1; j++) {
              const line = plane * rows.size + j - (r * rows.stride - rows.before);
              const from = ((n * depth.input + i) * rows.input + j) * columns.input;
              for (let k = c0; k < c1; k++) {
                const place = line * columns.size + k - (c * columns.stride - columns.before);
                visit(output, from + k, place);
              }
            }
          }
        }
      }
    }
  }
}
