/**
 * @file DepthwiseConv2dNative, where every channel has its own filters [rows, columns, channels,
 * multiplier], and the two ops that are its derivatives.
 */
import { invalidArgument } from '../../errors';
import { none } from '../../rule';
import type { Backward, Rule } from '../../rule';
import type { Dims, Shape } from '../../shape';
import { bracketText } from '../../shape';
import { integersOf } from '../../value';
import { partialShape } from '../array/partialShape';
import type { Dim } from '../array/staticShape';
import { mergeDim, times, withRank } from '../array/staticShape';
import type { ImageFormat, PatchGrid } from './windows';
import { inferWindow, slide } from './windows';

export interface DepthwiseAttributes {
  readonly strides: readonly number[];
  readonly padding: 'SAME' | 'VALID';
  readonly dataFormat: ImageFormat;
  readonly dilations: readonly number[];
}

function along({ strides, padding }: DepthwiseAttributes, axis: number) {
  return { stride: strides[axis]!, dilation: 1, padding, before: 0, after: 0 };
}

function inferShape(image: Shape, filter: Shape, attributes: DepthwiseAttributes): Shape {
  const [batch, rows, columns, channels] = withRank(image, 4) as readonly [Dim, Dim, Dim, Dim];
  const [height, width, depth, multiplier] = withRank(filter, 4) as readonly [Dim, Dim, Dim, Dim];
  return [
    batch,
    inferWindow(rows, height, along(attributes, 1)),
    inferWindow(columns, width, along(attributes, 2)),
    times(mergeDim(channels, depth), multiplier),
  ];
}

function gridOf(image: Dims, filter: Dims, attributes: DepthwiseAttributes): PatchGrid {
  if (attributes.dataFormat !== 'NHWC') {
    throw invalidArgument('Depthwise convolution on CPU is only supported for NHWC format');
  }
  if (image.length !== 4) throw invalidArgument(`input must be 4-dimensional${bracketText(image)}`);
  if (filter.length !== 4) {
    throw invalidArgument(`filter must be 4-dimensional: ${bracketText(filter)}`);
  }
  const channels = image[3]!;
  if (channels !== filter[2]) {
    throw invalidArgument(
      `input and filter must have the same depth: ${channels} vs ${filter[2]!}`,
    );
  }
  return {
    batch: image[0]!,
    channels,
    rows: slide(image[1]!, { ...along(attributes, 1), size: filter[0]! }),
    columns: slide(image[2]!, { ...along(attributes, 2), size: filter[1]! }),
  };
}

/** Calls `visit(pixel, tap, out)` with flat places of pixels (of channel 0) under the window. */
function overTaps(
  { batch, rows, columns }: PatchGrid,
  visit: (pixel: number, tap: number, out: number) => void,
): void {
  let out = 0;
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < rows.output; y++) {
      for (let x = 0; x < columns.output; x++, out++) {
        for (let i = 0; i < rows.size; i++) {
          const row = y * rows.stride - rows.before + i;
          if (row < 0 || row >= rows.input) continue;
          for (let j = 0; j < columns.size; j++) {
            const column = x * columns.stride - columns.before + j;
            if (column < 0 || column >= columns.input) continue;
            visit((n * rows.input + row) * columns.input + column, i * columns.size + j, out);
          }
        }
      }
    }
  }
}

type Back = Backward<DepthwiseAttributes>;

export const depthwiseConv2d: Rule<DepthwiseAttributes> = {
  infer: ([image, filter], attributes) => [
    { dtype: image!.dtype, shape: inferShape(image!.shape, filter!.shape, attributes) },
  ],
  bind: ([image, filter], attributes) => {
    const grid = gridOf(image!.dims, filter!.dims, attributes);
    const { channels } = grid;
    const multiplier = filter!.dims[3]!;
    const width = channels * multiplier;
    const dims = [grid.batch, grid.rows.output, grid.columns.output, width];
    const sums = new Float64Array(dims.reduce((all, one) => all * one, 1));
    return {
      outputs: [dims],
      run: ([x, w], [out]) => {
        sums.fill(0);
        overTaps(grid, (pixel, tap, at) => {
          for (let c = 0; c < channels; c++) {
            const value = x![pixel * channels + c]!;
            for (let m = 0; m < multiplier; m++) {
              const k = c * multiplier + m;
              sums[at * width + k]! += value * w![tap * width + k]!;
            }
          }
        });
        out!.set(sums);
      },
    };
  },
  derivative: ({ inputs, gradients, build, attributes }) => {
    const [image, filter] = [inputs[0]!, inputs[1]!];
    const gradient = gradients[0]!;
    const ofImage = build.make(
      'DepthwiseConv2dNativeBackpropInput', [build.shapeOf(image), filter, gradient], attributes,
    );
    const filterShape = build.shapeOf(filter);
    return [
      ofImage,
      build.make(
        'DepthwiseConv2dNativeBackpropFilter', [image, filterShape, gradient], attributes,
      ),
    ];
  },
};

const noSizes = none('the sizes of an image or a filter are integers');

export const depthwiseBackpropInput: Rule<DepthwiseAttributes> = {
  infer: ([sizes, filter], _attributes, known) => [
    { dtype: filter!.dtype, shape: withRank(partialShape(sizes!, known(0)), 4) },
  ],
  needs: [0],
  bind: ([, filter], attributes, values) => {
    const dims = integersOf(values[0]!);
    const grid = gridOf(dims, filter!.dims, attributes);
    const { channels } = grid;
    const multiplier = filter!.dims[3]!;
    const width = channels * multiplier;
    const sums = new Float64Array(dims.reduce((all, one) => all * one, 1));
    return {
      outputs: [dims],
      run: ([, w, g], [out]) => {
        sums.fill(0);
        overTaps(grid, (pixel, tap, at) => {
          for (let k = 0; k < width; k++) {
            const c = Math.floor(k / multiplier);
            sums[pixel * channels + c]! += g![at * width + k]! * w![tap * width + k]!;
          }
        });
        out!.set(sums);
      },
    };
  },
  derivative: ({ inputs, gradients, build, attributes }: Back) => {
    const filterShape = build.shapeOf(inputs[1]!);
    return [
      noSizes,
      build.make(
        'DepthwiseConv2dNativeBackpropFilter', [gradients[0]!, filterShape, inputs[2]!], attributes,
      ),
      build.make('DepthwiseConv2dNative', [gradients[0]!, inputs[1]!], attributes),
    ];
  },
};

export const depthwiseBackpropFilter: Rule<DepthwiseAttributes> = {
  infer: ([image, sizes], _attributes, known) => [
    { dtype: image!.dtype, shape: withRank(partialShape(sizes!, known(1)), 4) },
  ],
  needs: [1],
  bind: ([image], attributes, values) => {
    const dims = integersOf(values[1]!);
    const grid = gridOf(image!.dims, dims, attributes);
    const { channels } = grid;
    const multiplier = dims[3]!;
    const width = channels * multiplier;
    const sums = new Float64Array(dims.reduce((all, one) => all * one, 1));
    return {
      outputs: [dims],
      run: ([x, , g], [out]) => {
        sums.fill(0);
        overTaps(grid, (pixel, tap, at) => {
          for (let k = 0; k < width; k++) {
            const c = Math.floor(k / multiplier);
            sums[tap * width + k]! += x![pixel * channels + c]! * g![at * width + k]!;
          }
        });
        out!.set(sums);
      },
    };
  },
  derivative: ({ inputs, gradients, build, attributes }: Back) => {
    const imageShape = build.shapeOf(inputs[0]!);
    return [
      build.make(
        'DepthwiseConv2dNativeBackpropInput', [imageShape, gradients[0]!, inputs[2]!], attributes,
      ),
      noSizes,
      build.make('DepthwiseConv2dNative', [inputs[0]!, gradients[0]!], attributes),
    ];
  },
};
