/** @file MaxPool3D, AvgPool3D and the ops of their gradients. */
import { EngineError } from '../../errors';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import type { Dims } from '../../shape';
import { integersOf } from '../../value';
import { partialShape } from '../array/partialShape';
import { withRank } from '../array/staticShape';
import type { VolumePool } from './volumeShapes';
import { forEachPlace, inferVolumePool, volumeWindows } from './volumeShapes';

function poolOf(op: string, volume: Dims, attributes: VolumePool) {
  const windows = volumeWindows(op, volume, attributes.ksize.slice(1, 4), attributes);
  const dims = [volume[0]!, ...windows.map(({ output }) => output), volume[4]!];
  return { windows, dims, batch: volume[0]!, channels: volume[4]! };
}

export const maxPool3d: Rule<VolumePool> = {
  infer: ([volume], attributes) => [
    { dtype: volume!.dtype, shape: inferVolumePool(volume!.shape, attributes) },
  ],
  bind: ([volume], attributes) => {
    const { windows, dims, batch, channels } = poolOf('MaxPool3D', volume!.dims, attributes);
    return {
      outputs: [dims],
      run: ([x], [out]) => {
        out!.fill(-Infinity);
        forEachPlace(batch, windows, (to, from) => {
          for (let c = 0; c < channels; c++) {
            const value = x![from * channels + c]!;
            if (value > out![to * channels + c]!) out![to * channels + c] = value;
          }
        });
      },
    };
  },
  derivative: ({ build, inputs, outputs, gradients, attributes }) => [
    build.make('MaxPool3DGrad', [inputs[0]!, outputs[0]!, gradients[0]!], attributes),
  ],
};

/** Unlike MaxPool's, the gradient goes to every element of the window that is the greatest. */
export const maxPool3dGrad: Rule<VolumePool> = {
  infer: ([volume]) => [{ dtype: volume!.dtype, shape: volume!.shape }],
  bind: ([volume], attributes) => {
    const { windows, batch, channels } = poolOf('MaxPool3D', volume!.dims, attributes);
    return {
      outputs: [volume!.dims],
      run: ([x, y, g], [out]) => {
        out!.fill(0);
        forEachPlace(batch, windows, (at, from) => {
          for (let c = 0; c < channels; c++) {
            const place = from * channels + c;
            if (x![place] === y![at * channels + c]) out![place]! += g![at * channels + c]!;
          }
        });
      },
    };
  },
  derivative: () => {
    throw new EngineError(
      'NotImplementedError', 'The op MaxPool3DGradGrad is not evaluated by this engine',
    );
  },
};

export const avgPool3d: Rule<VolumePool> = {
  infer: ([volume], attributes) => [
    { dtype: volume!.dtype, shape: inferVolumePool(volume!.shape, attributes) },
  ],
  bind: ([volume], attributes) => {
    const { windows, dims, batch, channels } = poolOf('AvgPool3D', volume!.dims, attributes);
    const counts = countsOf(batch, windows, dims);
    return {
      outputs: [dims],
      run: ([x], [out]) => {
        out!.fill(0);
        forEachPlace(batch, windows, (to, from) => {
          for (let c = 0; c < channels; c++) out![to * channels + c]! += x![from * channels + c]!;
        });
        for (let i = 0; i < out!.length; i++) out![i]! /= counts[Math.floor(i / channels)]!;
      },
    };
  },
  derivative: ({ build, inputs, gradients, attributes }) => [
    build.make(
      'AvgPool3DGrad', [build.shapeOf(inputs[0]!, 'Shape'), gradients[0]!], attributes,
    ),
  ],
};

/** How many elements each window covers: zeros of the padding are not counted. */
function countsOf(
  batch: number, windows: ReturnType<typeof poolOf>['windows'], dims: Dims,
): Int32Array {
  const counts = new Int32Array(dims.slice(0, 4).reduce((product, dim) => product * dim, 1));
  forEachPlace(batch, windows, (to) => counts[to]!++);
  return counts;
}

export const avgPool3dGrad: Rule<VolumePool> = {
  needs: [0],
  infer: ([sizes, gradient], _attributes, known) => [
    { dtype: gradient!.dtype, shape: withRank(partialShape(sizes!, known(0)), 5) },
  ],
  bind: (_inputs, attributes, values) => {
    const volume = integersOf(values[0]!);
    const { windows, dims, batch, channels } = poolOf('AvgPool3D', volume, attributes);
    const counts = countsOf(batch, windows, dims);
    return {
      outputs: [volume],
      run: ([, g], [out]) => {
        out!.fill(0);
        forEachPlace(batch, windows, (at, to) => {
          for (let c = 0; c < channels; c++) {
            out![to * channels + c]! += g![at * channels + c]! / counts[at]!;
          }
        });
      },
    };
  },
  derivative: ({ build, inputs, gradients, attributes }) => {
    // TensorFlow makes this node as the gradient of the sizes, which nobody reads.
    build.make('StopGradient', [inputs[0]!], {});
    return [
      none('the sizes of a volume are integers'),
      build.make('AvgPool3D', [gradients[0]!], attributes),
    ];
  },
};
