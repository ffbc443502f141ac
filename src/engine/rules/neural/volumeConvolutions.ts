/** @file Conv3D and the two ops that are its derivatives; each op's own derivatives are the other two. */
import { none } from '../../rule';
import type { Backward, Rule } from '../../rule';
import type { Dims } from '../../shape';
import { invalidArgument } from '../../errors';
import { integersOf } from '../../value';
import { partialShape } from '../array/partialShape';
import { withRank } from '../array/staticShape';
import type { Tensor } from '../../graph';
import { checkOneType } from './convolutionShapes';
import type { VolumeConvolution } from './volumeShapes';
import { forEachPlace, inferVolumeConvolution, volumeWindows } from './volumeShapes';

type Back = Backward<VolumeConvolution>;

const noSizes = none('the sizes of a volume are integers');

function windowsOf(volume: Dims, filter: Dims, attributes: VolumeConvolution) {
  if (attributes.dilations.some((step) => step !== 1)) {
    throw invalidArgument(
      'Current CPU implementation does not yet support dilation rates larger than 1.',
    );
  }
  if (volume[4] !== filter[3]) {
    throw invalidArgument(`Input depth must be equal to filter depth: ${volume[4]} vs ${filter[3]}`);
  }
  return volumeWindows('Conv3D', volume, filter.slice(0, 3), attributes);
}

/** Sums are made in double precision and rounded once by the store. */
export const conv3d: Rule<VolumeConvolution> = {
  infer: ([volume, filter], attributes) => {
    checkOneType('Conv3D', ['input', 'filter'], [volume!, filter!]);
    const shape = inferVolumeConvolution(volume!.shape, filter!.shape, attributes);
    return [{ dtype: volume!.dtype, shape }];
  },
  bind: ([volume, filter], attributes) => {
    const windows = windowsOf(volume!.dims, filter!.dims, attributes);
    const [batch, channels, filters] = [volume!.dims[0]!, filter!.dims[3]!, filter!.dims[4]!];
    const dims = [batch, ...windows.map(({ output }) => output), filters];
    return {
      outputs: [dims],
      run: ([x, w], [out]) => {
        const sums = new Float64Array(out!.length);
        forEachPlace(batch, windows, (to, from, place) => {
          for (let c = 0; c < channels; c++) {
            const value = x![from * channels + c]!;
            const row = (place * channels + c) * filters;
            for (let f = 0; f < filters; f++) sums[to * filters + f]! += value * w![row + f]!;
          }
        });
        out!.set(sums);
      },
    };
  },
  derivative: (back) => {
    const [volume, filter] = back.inputs;
    const [gradient] = back.gradients;
    const ofVolume = volumeGradient(back, volume!, filter!, gradient!);
    return [ofVolume, filterGradient(back, volume!, filter!, gradient!)];
  },
};

function volumeGradient({ build, attributes }: Back, volume: Tensor, filter: Tensor, g: Tensor) {
  const sizes = build.shapeOf(volume, 'Shape');
  return build.make('Conv3DBackpropInputV2', [sizes, filter, g], attributes);
}

function filterGradient({ build, attributes }: Back, volume: Tensor, filter: Tensor, g: Tensor) {
  const sizes = build.shapeOf(filter, 'Shape');
  return build.make('Conv3DBackpropFilterV2', [volume, sizes, g], attributes);
}

export const conv3dBackpropInput: Rule<VolumeConvolution> = {
  needs: [0],
  infer: ([sizes, filter, gradient], _attributes, known) => {
    checkOneType('Conv3DBackpropInputV2', ['filter', 'out_backprop'], [filter!, gradient!]);
    return [{ dtype: filter!.dtype, shape: withRank(partialShape(sizes!, known(0)), 5) }];
  },
  bind: ([, filter], attributes, values) => {
    const dims = integersOf(values[0]!);
    const windows = windowsOf(dims, filter!.dims, attributes);
    const [batch, channels, filters] = [dims[0]!, filter!.dims[3]!, filter!.dims[4]!];
    return {
      outputs: [dims],
      run: ([, w, g], [out]) => {
        const sums = new Float64Array(out!.length);
        forEachPlace(batch, windows, (at, to, place) => {
          for (let c = 0; c < channels; c++) {
            const row = (place * channels + c) * filters;
            let sum = 0;
            for (let f = 0; f < filters; f++) sum += g![at * filters + f]! * w![row + f]!;
            sums[to * channels + c]! += sum;
          }
        });
        out!.set(sums);
      },
    };
  },
  derivative: (back) => {
    const { build, inputs, gradients, attributes } = back;
    const ofFilter = filterGradient(back, gradients[0]!, inputs[1]!, inputs[2]!);
    const ofGradient = build.make('Conv3D', [gradients[0]!, inputs[1]!], attributes);
    return [noSizes, ofFilter, ofGradient];
  },
};

export const conv3dBackpropFilter: Rule<VolumeConvolution> = {
  needs: [1],
  infer: ([volume, sizes, gradient], _attributes, known) => {
    checkOneType('Conv3DBackpropFilterV2', ['input', 'out_backprop'], [volume!, gradient!]);
    return [{ dtype: volume!.dtype, shape: withRank(partialShape(sizes!, known(1)), 5) }];
  },
  bind: ([volume], attributes, values) => {
    const dims = integersOf(values[1]!);
    const windows = windowsOf(volume!.dims, dims, attributes);
    const [batch, channels, filters] = [volume!.dims[0]!, dims[3]!, dims[4]!];
    return {
      outputs: [dims],
      run: ([x, , g], [out]) => {
        const sums = new Float64Array(out!.length);
        forEachPlace(batch, windows, (at, from, place) => {
          for (let c = 0; c < channels; c++) {
            const value = x![from * channels + c]!;
            const row = (place * channels + c) * filters;
            for (let f = 0; f < filters; f++) sums[row + f]! += value * g![at * filters + f]!;
          }
        });
        out!.set(sums);
      },
    };
  },
  derivative: (back) => {
    const { build, inputs, gradients, attributes } = back;
    const ofVolume = volumeGradient(back, inputs[0]!, gradients[0]!, inputs[2]!);
    const ofGradient = build.make('Conv3D', [inputs[0]!, gradients[0]!], attributes);
    return [ofVolume, noSizes, ofGradient];
  },
};
