/** @file Space to batch and back, and windows with gaps by them: what is every d-th pixel becomes an image of its own. */
import { integers, node, Tensor, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import { assert } from '../types';
import { reshape } from './shapes';

type Pairs = readonly (readonly [number, number])[];

function pairs(list: Pairs): Tensor {
  return reshape(integers(list.flat()), [list.length, 2]);
}

export function spaceToBatchND(x: TensorLike, blockShape: readonly number[], paddings: Pairs): Tensor {
  const given = toTensor(x, 'x', 'spaceToBatchND');
  assert(given.rank >= 1 + blockShape.length, () => `input rank ${given.rank} should be > than [blockShape] ${blockShape.length}`);
  assert(paddings.length === blockShape.length, () => `paddings.shape[0] ${paddings.length} must be equal to [blockShape] ${blockShape.length}`);
  assert(
    blockShape.every((block, i) => (given.shape[i + 1]! + paddings[i]![0] + paddings[i]![1]) % block === 0),
    () => `input spatial dimensions ${given.shape.slice(1).join()} with paddings ${paddings.toString()} must be divisible by blockShapes ${blockShape.toString()}`,
  );
  return node('SpaceToBatchND', null, [given, integers(blockShape), pairs(paddings)]);
}

export function batchToSpaceND(x: TensorLike, blockShape: readonly number[], crops: Pairs): Tensor {
  const given = toTensor(x, 'x', 'batchToSpaceND');
  const blocks = blockShape.reduce((a, b) => a * b, 1);
  assert(given.rank >= 1 + blockShape.length, () => `input rank is ${given.rank} but should be > than blockShape.length ${blockShape.length}`);
  assert(crops.length === blockShape.length, () => `crops.length is ${crops.length} but should be equal to blockShape.length  ${blockShape.length}`);
  assert(
    given.shape[0]! % blocks === 0,
    () => `input tensor batch is ${given.shape[0]} but is not divisible by the product of the elements of blockShape ${blockShape.join(' * ')} === ${blocks}`,
  );
  return node('BatchToSpaceND', null, [given, integers(blockShape), pairs(crops)]);
}

/** Runs the windows of `f` with `dilations` between their elements over [batch, rows, columns, channels]. */
export function overBlocks(
  x: Tensor, windows: readonly number[], dilations: readonly number[], isSame: boolean,
  f: (x: Tensor, isSame: boolean) => Tensor,
): Tensor {
  if (dilations.every((one) => one === 1)) return f(x, isSame);
  const base = windows.map((size, i) => {
    const extra = isSame ? size + (size - 1) * (dilations[i]! - 1) - 1 : 0;
    return [Math.floor(extra / 2), extra - Math.floor(extra / 2)] as const;
  });
  const extra = dilations.map((block, i) => {
    const full = x.shape[i + 1]! + base[i]![0] + base[i]![1];
    return (block - (full % block)) % block;
  });
  const blocks = spaceToBatchND(x, dilations, base.map(([before, after], i) => [before, after + extra[i]!]));
  return batchToSpaceND(f(blocks, false), dilations, extra.map((one) => [0, one]));
}

export function depthToSpace(x: TensorLike, blockSize: number, dataFormat: 'NHWC' | 'NCHW' = 'NHWC'): Tensor {
  const given = toTensor(x, 'x', 'depthToSpace', 'float32');
  const depth = given.shape[dataFormat === 'NHWC' ? 3 : 1]!;
  assert(blockSize > 1, () => `blockSize should be > 1 for depthToSpace, but was: ${blockSize}`);
  assert(
    depth % (blockSize * blockSize) === 0,
    () => `Dimension size must be evenly divisible by ${blockSize * blockSize} but is ${depth} for depthToSpace with input shape ${given.shape.join()}`,
  );
  return node('DepthToSpace', { blockSize, dataFormat }, [given]);
}
