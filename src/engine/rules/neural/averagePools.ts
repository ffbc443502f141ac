/** @file AvgPool and its gradient: the mean over the part of each window that lies in the image. */
import { invalidArgument } from '../../errors';
import { roundingOf } from '../../roundings';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { sameDims } from '../../shape';
import { integersOf } from '../../value';
import { partialShape } from '../array/partialShape';
import { withRank } from '../array/staticShape';
import { checkFloating } from './elementwise';
import type { PoolAttributes } from './poolShapes';
import { inferPool, poolGrid, spansOf } from './poolShapes';
import type { PatchGrid } from './windows';
import { outputDims } from './windows';

/** Calls `visit(output, input, count)` with each window and each place in it: first channels. */
function overWindows(grid: PatchGrid) {
  const { rows, columns } = spansOf(grid);
  const { batch, channels } = grid;
  const width = grid.columns.input;
  return (visit: (output: number, input: number, count: number) => void): void => {
    let output = 0;
    for (let n = 0; n < batch; n++) {
      const image = n * grid.rows.input;
      for (let y = 0; y < rows.first.length; y++) {
        for (let x = 0; x < columns.first.length; x++, output += channels) {
          const across = columns.end[x]! - columns.first[x]!;
          const count = across * (rows.end[y]! - rows.first[y]!);
          for (let row = rows.first[y]!; row < rows.end[y]!; row++) {
            const from = ((image + row) * width + columns.first[x]!) * channels;
            for (let i = 0; i < across; i++) visit(output, from + i * channels, count);
          }
        }
      }
    }
  };
}

/** Elements of each window that lie in the image, in the order of the outputs of one channel. */
function countsOf(grid: PatchGrid): Float64Array {
  const { rows, columns } = spansOf(grid);
  const across = columns.first.length;
  return Float64Array.from({ length: rows.first.length * across }, (_none, i) => {
    const [y, x] = [Math.floor(i / across), i % across];
    return (rows.end[y]! - rows.first[y]!) * (columns.end[x]! - columns.first[x]!);
  });
}

export const avgPool: Rule<PoolAttributes> = {
  infer: ([image], attributes) => {
    checkFloating('value', image!.dtype);
    return [{ dtype: image!.dtype, shape: inferPool(image!.shape, attributes, false) }];
  },
  bind: ([image], attributes) => {
    const grid = poolGrid('AvgPoolingOp', image!.dims, attributes);
    const windows = overWindows(grid);
    const counts = countsOf(grid);
    const { batch, channels } = grid;
    return {
      outputs: [outputDims(grid, channels)],
      run: ([x], [out]) => {
        out!.fill(0);
        windows((output, input) => {
          for (let c = 0; c < channels; c++) out![output + c]! += x![input + c]!;
        });
        for (let n = 0, at = 0; n < batch; n++) {
          for (let i = 0; i < counts.length; i++) {
            for (let c = 0; c < channels; c++, at++) out![at]! /= counts[i]!;
          }
        }
      },
    };
  },
  derivative: ({ inputs, attributes, gradients, build }) => [
    build.make('AvgPoolGrad', [build.shapeOf(inputs[0]!), gradients[0]!], attributes),
  ],
};

export const avgPoolGrad: Rule<PoolAttributes> = {
  needs: [0],
  infer: ([sizes, gradient], _attributes, known) => {
    checkFloating('grad', gradient!.dtype);
    return [{ dtype: gradient!.dtype, shape: withRank(partialShape(sizes!, known(0)), 4) }];
  },
  bind: ([, gradient], attributes, values) => {
    const dims = integersOf(values[0]!);
    const grid = poolGrid('AvgPoolingGradOp', dims, attributes);
    const pooled = outputDims(grid, grid.channels);
    if (!sameDims(pooled, gradient!.dims)) {
      throw invalidArgument(
        `AvgPoolGrad: expected a gradient of shape [${pooled.join()}], got ` +
          `[${gradient!.dims.join()}]`,
      );
    }
    const windows = overWindows(grid);
    const { channels } = grid;
    const round = roundingOf(gradient!.dtype);
    return {
      outputs: [dims],
      run: ([, dy], [out]) => {
        out!.fill(0);
        windows((output, input, count) => {
          const share = round(1 / count);
          for (let c = 0; c < channels; c++) out![input + c]! += round(dy![output + c]! * share);
        });
      },
    };
  },
  derivative: ({ inputs, attributes, gradients, build }) => {
    build.make('StopGradient', [inputs[0]!], {});
    return [
      none('the sizes of an image are integers'),
      build.make('AvgPool', [gradients[0]!], attributes),
    ];
  },
};
