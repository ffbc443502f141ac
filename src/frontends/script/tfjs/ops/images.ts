/** @file tf.image: sizes, mirrors and colours of images. */
import { integers, node, Tensor, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import { assert } from '../types';
import { cast, mul } from './elementwise';
import { sum } from './reductions';
import { reverse, tile } from './shapes';
import { tensor1d } from './creation';
import { batched } from './windows';

function resize(name: string, op: string) {
  return (images: TensorLike, size: readonly [number, number], alignCorners = false, halfPixelCenters = false): Tensor => {
    const given = toTensor(images, 'images', name);
    assert(given.rank === 3 || given.rank === 4, () => `Error in ${name}: x must be rank 3 or 4, but got rank ${given.rank}.`);
    assert(size.length === 2, () => `Error in ${name}: new shape must 2D, but got shape ${String(size)}.`);
    if (op !== 'ResizeBilinear') assert(given.dtype !== 'bool', () => '`images` must have `int32` or `float32` as dtype');
    assert(!halfPixelCenters || !alignCorners, () => `Error in ${name}: If halfPixelCenters is true, alignCorners must be false.`);
    return batched(given, 4, (batch) => node(op, { alignCorners, halfPixelCenters }, [batch, integers(size)]));
  };
}

export const image = {
  resizeBilinear: resize('resizeBilinear', 'ResizeBilinear'),
  resizeNearestNeighbor: resize('resizeNearestNeighbor', 'ResizeNearestNeighbor'),

  flipLeftRight(images: TensorLike): Tensor {
    const given = toTensor(images, 'image', 'flipLeftRight', 'float32');
    assert(given.rank === 4, () => `Error in flipLeftRight: image must be rank 4,but got rank ${given.rank}.`);
    return reverse(given, 2);
  },

  grayscaleToRGB(images: TensorLike): Tensor {
    const given = toTensor(images, 'image', 'grayscaleToRGB');
    const depth = given.shape.at(-1);
    assert(given.rank >= 2, () => `Error in grayscaleToRGB: images must be at least rank 2, but got rank ${given.rank}.`);
    assert(depth === 1, () => `Error in grayscaleToRGB: last dimension of a grayscale image should be size 1, but got size ${depth}.`);
    return tile(given, [...given.shape.slice(0, -1).map(() => 1), 3]);
  },

  /** Rec. 601 luma: 0.2989 R + 0.5870 G + 0.1140 B. */
  rgbToGrayscale(images: TensorLike): Tensor {
    const given = toTensor(images, 'image', 'RGBToGrayscale');
    const depth = given.shape.at(-1);
    assert(given.rank >= 2, () => `Error in RGBToGrayscale: images must be at least rank 2, but got rank ${given.rank}.`);
    assert(depth === 3, () => `Error in RGBToGrayscale: last dimension of an RGB image should be size 3, but got size ${depth}.`);
    return cast(sum(mul(cast(given, 'float32'), tensor1d([0.2989, 0.587, 0.114])), -1, true), given.dtype);
  },
};

export function resizeBilinear(x: TensorLike, size: readonly [number, number], alignCorners?: boolean, halfPixelCenters?: boolean): Tensor {
  return image.resizeBilinear(x, size, alignCorners, halfPixelCenters);
}

export function resizeNearestNeighbor(x: TensorLike, size: readonly [number, number], alignCorners?: boolean, halfPixelCenters?: boolean): Tensor {
  return image.resizeNearestNeighbor(x, size, alignCorners, halfPixelCenters);
}
