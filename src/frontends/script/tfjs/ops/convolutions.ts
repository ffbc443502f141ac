/** @file Convolutions: over rows, images, volumes; by depth; transposed. */
import { integers, node, Tensor, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import { assert } from '../types';
import { reshape, transpose } from './shapes';
import { overBlocks } from './spaceBlocks';
import type { Padding, Rounding, Tuple } from './windows';
import { arePositive, batched, checkRounding, checkWhole, eitherIsOne, explicitPads, tuple, withPads } from './windows';

type ImageFormat = 'NHWC' | 'NCHW';

function convolutionAttributes(strides: readonly number[], pad: Padding, dilations: readonly number[]) {
  const pads = explicitPads(pad, 2);
  return {
    strides: [1, ...strides, 1],
    padding: pads !== null ? 'EXPLICIT' : pad === 'same' ? 'SAME' : 'VALID',
    explicitPaddings: pads === null ? [] : [0, 0, ...pads.flat(), 0, 0],
    dataFormat: 'NHWC',
    dilations: [1, ...dilations, 1],
  };
}

/** The engine's kernels have the channels last. */
function channelsLast(x: Tensor, format: ImageFormat, f: (x: Tensor) => Tensor): Tensor {
  return format === 'NCHW' ? transpose(f(transpose(x, [0, 2, 3, 1])), [0, 3, 1, 2]) : f(x);
}

/** Explicit pads in the order of the format, for channels last. */
function padsLast(pad: Padding, format: ImageFormat): Padding {
  return typeof pad === 'object' && format === 'NCHW' ? [pad[0]!, pad[2]!, pad[3]!, pad[1]!] : pad;
}

export function conv2d(
  x: TensorLike, filter: TensorLike, strides: Tuple, pad: Padding, dataFormat: ImageFormat = 'NHWC',
  dilations: Tuple = [1, 1], dimRoundingMode?: Rounding,
): Tensor {
  const given = toTensor(x, 'x', 'conv2d', 'float32');
  const kernel = toTensor(filter, 'filter', 'conv2d', 'float32');
  return batched(given, 4, (images) => {
    assert(images.rank === 4, () => `Error in conv2d: input must be rank 4, but got rank ${images.rank}.`);
    assert(kernel.rank === 4, () => `Error in conv2d: filter must be rank 4, but got rank ${kernel.rank}.`);
    checkRounding('conv2d', pad, dimRoundingMode);
    const depth = images.shape[dataFormat === 'NHWC' ? 3 : 1]!;
    assert(depth === kernel.shape[2], () => `Error in conv2d: depth of input (${depth}) must match input depth for filter ${kernel.shape[2]}.`);
    eitherIsOne(strides, dilations, 'conv2D');
    assert(arePositive(dilations), () => 'Error in conv2D: Dilated rates should be larger than 0.');
    assert(arePositive(strides), () => 'Error in conv2D: Strides should be larger than 0.');
    const attributes = convolutionAttributes(tuple(strides, 2), padsLast(pad, dataFormat), tuple(dilations, 2));
    return channelsLast(images, dataFormat, (last) => {
      const pads = explicitPads(padsLast(pad, dataFormat), 2) ?? [[0, 0], [0, 0]];
      checkWhole(pads.map(([a, b], i) => last.shape[i + 1]! + a + b), kernel.shape, tuple(strides, 2), dimRoundingMode);
      return node('Conv2D', attributes, [last, kernel]);
    });
  });
}

export function conv1d(
  x: TensorLike, filter: TensorLike, stride: number, pad: Padding, dataFormat = 'NWC', dilation = 1, dimRoundingMode?: Rounding,
): Tensor {
  const given = toTensor(x, 'x', 'conv1d');
  const kernel = toTensor(filter, 'filter', 'conv1d');
  return batched(given, 3, (rows) => {
    assert(rows.rank === 3, () => `Error in conv1d: input must be rank 3, but got rank ${rows.rank}.`);
    assert(kernel.rank === 3, () => `Error in conv1d: filter must be rank 3, but got rank ${kernel.rank}.`);
    checkRounding('conv1d', pad, dimRoundingMode);
    const [batch, width, depth] = rows.shape as [number, number, number];
    assert(depth === kernel.shape[1], () => `Error in conv1d: depth of input (${depth}) must match input depth for filter ${kernel.shape[1]}.`);
    assert(
      stride === 1 || dilation === 1,
      () => `Error in conv1D: Either stride or dilation must be 1. Got stride ${stride} and dilation '${dilation}'`,
    );
    assert(dilation > 0, () => 'Error in conv1D: Dilated rates should be larger than 0.');
    assert(stride > 0, () => 'Error in conv1D: Stride should be larger than 0.');
    assert(dataFormat === 'NWC', () => `Error in conv1d: got dataFormat of ${dataFormat} but only NWC is currently supported.`);
    const images = reshape(rows, [batch, 1, width, depth]);
    const result = conv2d(images, reshape(kernel, [1, ...kernel.shape]), [1, stride], pad, 'NHWC', [1, dilation], dimRoundingMode);
    return reshape(result, [result.shape[0]!, result.shape[2]!, result.shape[3]!]);
  });
}

export function conv2dTranspose(
  x: TensorLike, filter: TensorLike, outputShape: readonly number[], strides: Tuple, pad: Padding, dimRoundingMode?: Rounding,
): Tensor {
  const given = toTensor(x, 'x', 'conv2dTranspose');
  const kernel = toTensor(filter, 'filter', 'conv2dTranspose');
  assert(
    outputShape.length === given.rank,
    () => `Length of inShape (${outputShape.length}) and rank of dy (${given.rank}) must match`,
  );
  const shape = given.rank === 3 ? [1, ...outputShape] : outputShape;
  return batched(given, 4, (dy) => {
    assert(shape.length === 4, () => `Error in conv2dDerInput: inShape must be length 4, but got length ${shape.length}.`);
    assert(dy.rank === 4, () => `Error in conv2dDerInput: dy must be rank 4, but got rank ${dy.rank}`);
    assert(kernel.rank === 4, () => `Error in conv2dDerInput: filter must be rank 4, but got rank ${kernel.rank}`);
    assert(shape[3] === kernel.shape[2], () => `Error in conv2dDerInput: depth of input (${shape[3]}) must match input depth for filter ${kernel.shape[2]}.`);
    assert(dy.shape[3] === kernel.shape[3], () => `Error in conv2dDerInput: depth of output (${dy.shape[3]}) must match output depth for filter ${kernel.shape[3]}.`);
    checkRounding('conv2dDerInput', pad, dimRoundingMode);
    return node('Conv2DBackpropInput', convolutionAttributes(tuple(strides, 2), pad, [1, 1]), [integers(shape), kernel, dy]);
  });
}

export function depthwiseConv2d(
  x: TensorLike, filter: TensorLike, strides: Tuple, pad: Padding, dataFormat: ImageFormat = 'NHWC',
  dilations: Tuple = [1, 1], dimRoundingMode?: Rounding,
): Tensor {
  const given = toTensor(x, 'x', 'depthwiseConv2d', 'float32');
  const kernel = toTensor(filter, 'filter', 'depthwiseConv2d', 'float32');
  return batched(given, 4, (images) => {
    assert(images.rank === 4, () => `Error in depthwiseConv2d: input must be rank 4, but got rank ${images.rank}.`);
    assert(kernel.rank === 4, () => `Error in depthwiseConv2d: filter must be rank 4, but got rank ${kernel.rank}.`);
    const depth = images.shape[dataFormat === 'NHWC' ? 3 : 1]!;
    assert(
      depth === kernel.shape[2],
      () => `Error in depthwiseConv2d: number of input channels (${depth}) must match the inChannels dimension in filter ${kernel.shape[2]}.`,
    );
    checkRounding('depthwiseConv2d', pad, dimRoundingMode);
    eitherIsOne(strides, dilations, 'depthwiseConv2d');
    return channelsLast(images, dataFormat, (last) => {
      const pads = explicitPads(padsLast(pad, dataFormat), 2);
      const ready = pads === null ? last : withPads(last, pads);
      const isSame = pads === null && pad === 'same';
      checkWhole(ready.shape.slice(1, 3), kernel.shape, tuple(strides, 2), dimRoundingMode);
      return overBlocks(ready, kernel.shape.slice(0, 2), tuple(dilations, 2), isSame, (blocks, staysSame) => node(
        'DepthwiseConv2dNative',
        { strides: [1, ...tuple(strides, 2), 1], padding: staysSame ? 'SAME' : 'VALID', dataFormat: 'NHWC', dilations: [1, 1, 1, 1] },
        [blocks, kernel],
      ));
    });
  });
}

export function separableConv2d(
  x: TensorLike, depthwiseFilter: TensorLike, pointwiseFilter: TensorLike, strides: Tuple, pad: Padding,
  dilation: Tuple = [1, 1], dataFormat: ImageFormat = 'NHWC',
): Tensor {
  const given = toTensor(x, 'x', 'separableConv2d');
  const byDepth = toTensor(depthwiseFilter, 'depthwiseFilter', 'separableConv2d');
  const byPoint = toTensor(pointwiseFilter, 'pointwiseFilter', 'separableConv2d');
  if (dataFormat === 'NCHW') throw new Error('separableConv2d currently does not support dataFormat NCHW; only NHWC is supported');
  return batched(given, 4, (images) => {
    assert(images.rank === 4, () => `Error in separableConv2d: input must be rank 4, but got rank ${images.rank}.`);
    assert(byDepth.rank === 4, () => `Error in separableConv2d: depthwise filter must be rank 4, but got rank ${byDepth.rank}.`);
    assert(byPoint.rank === 4, () => `Error in separableConv2d: pointwise filter must be rank 4, but got rank ${byDepth.rank}.`);
    assert(byPoint.shape[0] === 1, () => `Error in separableConv2d: the first dimension of pointwise filter  must be 1, but got ${byPoint.shape[0]}.`);
    assert(byPoint.shape[1] === 1, () => `Error in separableConv2d: the second dimension of pointwise filter must be 1, but got ${byPoint.shape[1]}.`);
    const depth = byDepth.shape[2]! * byDepth.shape[3]!;
    assert(byPoint.shape[2] === depth, () => `Error in separableConv2d: the third dimension of pointwise filter must be ${depth}, but got ${byPoint.shape[2]}.`);
    return conv2d(depthwiseConv2d(images, byDepth, strides, pad, dataFormat, dilation), byPoint, 1, 'valid', dataFormat);
  });
}

export function conv3d(
  x: TensorLike, filter: TensorLike, strides: Tuple, pad: 'valid' | 'same', dataFormat = 'NDHWC', dilations: Tuple = [1, 1, 1],
): Tensor {
  const given = toTensor(x, 'x', 'conv3d');
  const kernel = toTensor(filter, 'filter', 'conv3d');
  return batched(given, 5, (volumes) => {
    assert(volumes.rank === 5, () => `Error in conv3d: input must be rank 5, but got rank ${volumes.rank}.`);
    assert(kernel.rank === 5, () => `Error in conv3d: filter must be rank 5, but got rank ${kernel.rank}.`);
    assert(volumes.shape[4] === kernel.shape[3], () => `Error in conv3d: depth of input (${volumes.shape[4]}) must match input depth for filter ${kernel.shape[3]}.`);
    eitherIsOne(strides, dilations, 'conv3D');
    assert(dataFormat === 'NDHWC', () => `Error in conv3d: got dataFormat of ${dataFormat} but only NDHWC is currently supported.`);
    assert(arePositive(dilations), () => 'Error in conv3D: Dilated rates should be larger than 0.');
    assert(arePositive(strides), () => 'Error in conv3D: Strides should be larger than 0.');
    if (tuple(dilations, 3).some((one) => one !== 1)) throw new Error('conv3d with dilations is not evaluated by this engine');
    const attributes = { strides: [1, ...tuple(strides, 3), 1], padding: pad.toUpperCase(), dataFormat: 'NDHWC', dilations: [1, 1, 1, 1, 1] };
    return node('Conv3D', attributes, [volumes, kernel]);
  });
}

export function conv3dTranspose(x: TensorLike, filter: TensorLike, outputShape: readonly number[], strides: Tuple, pad: 'valid' | 'same'): Tensor {
  const given = toTensor(x, 'x', 'conv3dTranspose');
  const kernel = toTensor(filter, 'filter', 'conv3dTranspose');
  const shape = given.rank === 4 ? [1, ...outputShape] : outputShape;
  return batched(given, 5, (dy) => node(
    'Conv3DBackpropInputV2',
    { strides: [1, ...tuple(strides, 3), 1], padding: pad.toUpperCase(), dataFormat: 'NDHWC', dilations: [1, 1, 1, 1, 1] },
    [integers(shape), kernel, dy],
  ));
}
