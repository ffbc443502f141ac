/** @file Pools: the largest or the mean of each window. */
import { customOp } from '../customOp';
import { integers, node, Tensor, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import { assert } from '../types';
import { div } from './elementwise';
import { ones } from './creation';
import { slice } from './shapes';
import { overBlocks } from './spaceBlocks';
import type { Padding, Rounding, Tuple } from './windows';
import { batched, checkRounding, checkWhole, eitherIsOne, explicitPads, tuple, withPads } from './windows';

interface Windows {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly isSame: boolean;
}

const FORMATS = ['', '', '', '', 'NHWC', 'NDHWC'];

function poolNode(op: string, { sizes, strides, isSame }: Windows, inputs: readonly Tensor[]): Tensor {
  return node(op, {
    ksize: [1, ...sizes, 1], strides: [1, ...strides, 1], padding: isSame ? 'SAME' : 'VALID', dataFormat: FORMATS[sizes.length + 2],
  }, inputs);
}

const suffix = (windows: Windows): string => (windows.sizes.length === 3 ? '3D' : '');

function largest(x: Tensor, windows: Windows, pads: readonly (readonly [number, number])[] | null): Tensor {
  const ready = pads === null ? x : withPads(x, pads, x.dtype === 'float32' ? -Infinity : -2147483648);
  return poolNode(`MaxPool${suffix(windows)}`, windows, [ready]);
}

/** Zeros before and after each axis that TensorFlow's SAME means. */
function samePads(x: Tensor, { sizes, strides }: Windows): (readonly [number, number])[] {
  return sizes.map((size, i) => {
    const length = x.shape[i + 1]!;
    const total = Math.max(0, (Math.ceil(length / strides[i]!) - 1) * strides[i]! + size - length);
    return [Math.floor(total / 2), total - Math.floor(total / 2)];
  });
}

/** The mean counts what lies inside; its gradient shares among all of the window, as tfjs's does. */
function means(x: Tensor, windows: Windows, pads: readonly (readonly [number, number])[] | null): Tensor {
  const op = `AvgPool${suffix(windows)}`;
  if (pads === null && !windows.isSame) return poolNode(op, windows, [x]);
  const around = pads ?? samePads(x, windows);
  const whole = { ...windows, isSame: false };
  return customOp([x], (one) => {
    if (pads === null) return poolNode(op, windows, [one!]);
    const share = poolNode(op, whole, [withPads(ones(one!.shape), around)]);
    return div(poolNode(op, whole, [withPads(one!, around)]), share);
  }, (dy) => {
    const shape = x.shape.map((dim, i) => (i === 0 || i > around.length ? dim : dim + around[i - 1]![0] + around[i - 1]![1]));
    const spread = poolNode(`${op}Grad`, whole, [integers(shape), dy]);
    return [slice(spread, [0, ...around.map(([before]) => before), 0], x.shape)];
  });
}

export function maxPool(x: TensorLike, filterSize: Tuple, strides: Tuple, pad: Padding, dimRoundingMode?: Rounding): Tensor {
  const given = toTensor(x, 'x', 'maxPool');
  return batched(given, 4, (images) => {
    assert(images.rank === 4, () => `Error in maxPool: input must be rank 4 but got rank ${images.rank}.`);
    checkRounding('maxPool', pad, dimRoundingMode);
    return largest(images, windowsOf(images, filterSize, strides, pad, 2, dimRoundingMode), explicitPads(pad, 2));
  });
}

export function avgPool(x: TensorLike, filterSize: Tuple, strides: Tuple, pad: Padding, dimRoundingMode?: Rounding): Tensor {
  const given = toTensor(x, 'x', 'avgPool', 'float32');
  return batched(given, 4, (images) => {
    assert(images.rank === 4, () => `Error in avgPool: x must be rank 4 but got rank ${images.rank}.`);
    checkRounding('avgPool', pad, dimRoundingMode);
    return means(images, windowsOf(images, filterSize, strides, pad, 2, dimRoundingMode), explicitPads(pad, 2));
  });
}

function windowsOf(x: Tensor, size: Tuple, strides: Tuple, pad: Padding, count: number, rounding?: Rounding): Windows {
  const windows = { sizes: tuple(size, count), strides: tuple(strides, count), isSame: pad === 'same' };
  const pads = explicitPads(pad, count) ?? windows.sizes.map(() => [0, 0] as const);
  if (!windows.isSame) checkWhole(pads.map(([a, b], i) => x.shape[i + 1]! + a + b), windows.sizes, windows.strides, rounding);
  return windows;
}

export function pool(
  input: TensorLike, windowShape: Tuple, poolingType: 'avg' | 'max', pad: Padding, dilations?: Tuple | null,
  strides?: Tuple | null, dimRoundingMode?: Rounding,
): Tensor {
  const between = dilations ?? [1, 1];
  const steps = strides ?? 1;
  const given = toTensor(input, 'x', 'maxPool');
  return batched(given, 4, (images) => {
    eitherIsOne(steps, between, 'pool');
    const way = poolingType === 'avg' ? avgPool : maxPool;
    return overBlocks(images, tuple(windowShape, 2), tuple(between, 2), pad === 'same', (blocks, isSame) =>
      way(blocks, windowShape, steps, tuple(between, 2).every((one) => one === 1) ? (isSame ? 'same' : pad) : 'valid', dimRoundingMode));
  });
}

function pool3d(name: 'maxPool3d' | 'avgPool3d') {
  return (
    x: TensorLike, filterSize: Tuple = [1, 1, 1], strides: Tuple = 1, pad: Padding = 'valid', dimRoundingMode?: Rounding, dataFormat = 'NDHWC',
  ): Tensor => {
    const given = toTensor(x, 'x', name, name === 'avgPool3d' ? 'float32' : undefined);
    return batched(given, 5, (volumes) => {
      assert(volumes.rank === 5, () => `Error in ${name}: x must be rank 5 but got rank ${volumes.rank}.`);
      assert(dataFormat === 'NDHWC', () => `Error in ${name}: Only NDHWC is currently supported, but got dataFormat of ${dataFormat}`);
      checkRounding(name, pad, dimRoundingMode);
      const windows = windowsOf(volumes, filterSize, strides, pad, 3, dimRoundingMode);
      return (name === 'maxPool3d' ? largest : means)(volumes, windows, explicitPads(pad, 3));
    });
  };
}

export const maxPool3d = pool3d('maxPool3d');
export const avgPool3d = pool3d('avgPool3d');
