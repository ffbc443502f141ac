/**
 * @file BiasAdd, which adds one number per channel, and its gradient, the sum over everything else.
 */
import { invalidArgument, valueError } from '../../errors';
import { roundingOf } from '../../roundings';
import type { Rule } from '../../rule';
import { bracketText, sizeOf } from '../../shape';
import { concat, named, reshape, sliceVector } from '../array/gradientPieces';
import { mergeDim, withRank, withRankAtLeast } from '../array/staticShape';
import { addToRows, sumOfRows } from './biasVectors';
import { onesLike } from './gradientPieces';

interface DataFormat {
  readonly dataFormat: 'NHWC' | 'NCHW';
}

/** The channel axis: the last one, or the one after the batch. */
function channelAxis(rank: number, { dataFormat }: DataFormat): number {
  return dataFormat === 'NHWC' ? rank - 1 : 1;
}

export const biasAdd: Rule<DataFormat> = {
  infer: ([value, bias], attributes) => {
    const shape = withRankAtLeast(value!.shape, 2);
    const [channels] = withRank(bias!.shape, 1);
    if (value!.dtype !== bias!.dtype) {
      throw valueError(
        `Input 'bias' of 'BiasAdd' Op has type ${bias!.dtype} that does not match type ` +
          `${value!.dtype} of argument 'value'.`,
      );
    }
    if (shape === null) return [{ dtype: value!.dtype, shape: null }];
    const at = channelAxis(shape.length, attributes);
    const merged = mergeDim(shape[at]!, channels!);
    return [{ dtype: value!.dtype, shape: shape.map((dim, i) => (i === at ? merged : dim)) }];
  },
  bind: ([value, bias], attributes) => {
    const { dims } = value!;
    if (dims.length < 2) {
      throw invalidArgument(`Input tensor must be at least 2D: ${bracketText(dims)}`);
    }
    if (bias!.dims.length !== 1) {
      throw invalidArgument(`Biases must be 1D: ${bracketText(bias!.dims)}`);
    }
    const at = channelAxis(dims.length, attributes);
    const channels = dims[at]!;
    if (bias!.dims[0] !== channels) {
      throw invalidArgument(
        'Must provide as many biases as the last dimension of the input tensor: ' +
          `${bracketText(bias!.dims)} vs. ${bracketText(dims)}`,
      );
    }
    const outer = sizeOf(dims.slice(0, at));
    const inner = sizeOf(dims.slice(at + 1));
    return {
      outputs: [dims],
      run: ([x, b], [out]) => {
        let i = 0;
        if (inner === 1) {
          if (value!.dtype === 'float32' && addToRows(x!, b!, out!, channels)) return;
          // A loop less runs twice as fast.
          for (let o = 0; o < outer; o++) for (let c = 0; c < channels; c++, i++) out![i] = x![i]! + b![c]!;
          return;
        }
        for (let o = 0; o < outer; o++) {
          for (let c = 0; c < channels; c++) {
            const add = b![c]!;
            for (let k = 0; k < inner; k++, i++) out![i] = x![i]! + add;
          }
        }
      },
    };
  },
  derivative: ({ attributes, gradients, build }) => [
    gradients[0]!,
    build.make('BiasAddGrad', [gradients[0]!], attributes),
  ],
};

export const biasAddGrad: Rule<DataFormat> = {
  infer: ([gradient], attributes) => {
    const shape = withRankAtLeast(gradient!.shape, 2);
    const channels = shape?.[channelAxis(shape.length, attributes)] ?? null;
    return [{ dtype: gradient!.dtype, shape: [channels] }];
  },
  bind: ([gradient], attributes) => {
    const { dims } = gradient!;
    if (dims.length < 2) {
      throw invalidArgument(`Input tensor must be at least 2D: ${bracketText(dims)}`);
    }
    const at = channelAxis(dims.length, attributes);
    const channels = dims[at]!;
    const outer = sizeOf(dims.slice(0, at));
    const inner = sizeOf(dims.slice(at + 1));
    // float16 is summed in float32 (TensorFlow's AccumulatorType), bfloat16 in itself.
    const round = roundingOf(gradient!.dtype === 'float16' ? 'float32' : gradient!.dtype);
    return {
      outputs: [[channels]],
      run: ([x], [out]) => {
        if (inner === 1 && gradient!.dtype === 'float32' && sumOfRows(x!, out!, channels)) return;
        out!.fill(0);
        let i = 0;
        if (inner === 1 && gradient!.dtype === 'float32') {
          // A sum in double of two float32, stored as one, is rounded once.
          for (let o = 0; o < outer; o++) for (let c = 0; c < channels; c++) out![c]! += x![i++]!;
          return;
        }
        for (let o = 0; o < outer; o++) {
          for (let c = 0; c < channels; c++) {
            for (let k = 0; k < inner; k++) out![c] = round(out![c]! + x![i++]!);
          }
        }
      },
    };
  },
  derivative: ({ inputs, attributes, gradients, build }) => {
    const shape = build.shapeOf(inputs[0]!);
    const biasShape = build.shapeOf(gradients[0]!);
    const isLast = attributes.dataFormat === 'NHWC';
    const before = () => sliceVector(build, shape, null, isLast ? -1 : 1);
    const after = () => sliceVector(build, shape, 2, null);
    const expanded = isLast
      ? concat(build, [onesLike(build, before()), biasShape], 0)
      : concat(build, [onesLike(build, before()), biasShape, onesLike(build, after())], 0);
    const outer = before();
    const rest = isLast ? [] : [after()];
    const multiples = named(
      build, 'concat',
      () => [outer, build.integers([1], 'values_1'), ...rest, build.scalar('int32', 0, 'axis')],
      (name, list) => build.make('ConcatV2', list, {}, name),
    );
    const column = reshape(build, gradients[0]!, expanded);
    return [build.make('Tile', [column, multiples], {})];
  },
};
