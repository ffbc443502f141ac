/** @file Normalizations with given moments, and by neighbouring channels. */
import { customOp } from '../customOp';
import { node, number, Tensor, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import { assert, sameShape } from '../types';
import { add, div, mul, rsqrt, sqrt, sub } from './elementwise';
import { sum } from './reductions';
import { reshape } from './shapes';
import { batched } from './windows';

type Optional = TensorLike | null;

/** (x − mean)·scale/√(variance + ε) + offset, with tfjs's gradients. */
export function batchNorm(
  x: TensorLike, mean: TensorLike, variance: TensorLike, offset?: Optional, scale?: Optional, varianceEpsilon?: number | null,
): Tensor {
  const given = toTensor(x, 'x', 'batchNorm');
  const middle = toTensor(mean, 'mean', 'batchNorm');
  const spread = toTensor(variance, 'variance', 'batchNorm');
  const factor = scale === undefined || scale === null ? null : toTensor(scale, 'scale', 'batchNorm');
  const shift = offset === undefined || offset === null ? null : toTensor(offset, 'offset', 'batchNorm');
  const equal = (words: string, other: Tensor | null): void =>
    assert(other === null || middle.rank === other.rank, () => `Batch normalization gradient requires mean and ${words} to have equal ranks.`);
  equal('variance', spread);
  equal('offset', shift);
  equal('scale', factor);
  const epsilon = number(varianceEpsilon ?? 0.001);
  const inputs = [given, middle, spread, ...(factor === null ? [] : [factor]), ...(shift === null ? [] : [shift])];
  return customOp(inputs, () => {
    const centered = sub(given, middle);
    const scaled = div(factor === null ? centered : mul(centered, factor), sqrt(add(spread, epsilon)));
    return shift === null ? scaled : add(shift, scaled);
  }, (dy, [given, middle, spread, third]) => {
    // What was given may be disposed by now: the engine hands the inputs over again.
    return gradientsOf(dy, { given: given!, middle: middle!, spread: spread!, factor: factor === null ? null : third! }, shift === null ? [] : [dy]);
  });

  function gradientsOf(
    dy: Tensor, { given, middle, spread, factor }: { given: Tensor; middle: Tensor; spread: Tensor; factor: Tensor | null }, shifts: readonly Tensor[],
  ): readonly Tensor[] {
    const epsilon = number(varianceEpsilon ?? 0.001);
    const share = rsqrt(add(spread, epsilon));
    const centered = sub(given, middle);
    const scaled = factor === null ? dy : mul(dy, factor);
    const toMean = (gradient: Tensor): Tensor => summed(gradient, middle.shape);
    const halfCube = mul(mul(mul(share, share), share), number(-0.5));
    return [
      factor === null ? mul(dy, share) : mul(mul(dy, share), factor),
      toMean(mul(mul(share, number(-1)), scaled)),
      toMean(mul(mul(halfCube, centered), scaled)),
      ...(factor === null ? [] : [toMean(mul(dy, mul(centered, share)))]),
      ...shifts.map(toMean),
    ];
  }
}

function summed(gradient: Tensor, shape: readonly number[]): Tensor {
  if (sameShape(gradient.shape, shape)) return gradient;
  const extra = gradient.rank - shape.length;
  const axes = gradient.shape.flatMap((_, i) => (i < extra || shape[i - extra] === 1 ? [i] : []));
  return reshape(sum(gradient, axes), shape);
}

function ofRank(rank: number) {
  return (
    x: TensorLike, mean: TensorLike, variance: TensorLike, offset?: Optional, scale?: Optional, varianceEpsilon?: number | null,
  ): Tensor => {
    const given = toTensor(x, 'x', 'batchNorm');
    assert(given.rank === rank, () => `Error in batchNorm${rank}D: x must be rank ${rank} but got rank ${given.rank}.`);
    for (const [name, value] of [['mean', mean], ['variance', variance], ['scale', scale], ['offset', offset]] as const) {
      if (value === undefined || value === null) continue;
      const one = toTensor(value, name, 'batchNorm');
      assert(
        one.rank === rank || one.rank === 1,
        () => `Error in batchNorm${rank}D: ${name} must be rank ${rank} or rank 1 but got rank ${one.rank}.`,
      );
    }
    return batchNorm(given, mean, variance, offset, scale, varianceEpsilon);
  };
}

export const batchNorm2d = ofRank(2);
export const batchNorm3d = ofRank(3);
export const batchNorm4d = ofRank(4);

export function localResponseNormalization(x: TensorLike, depthRadius = 5, bias = 1, alpha = 1, beta = 0.5): Tensor {
  const given = toTensor(x, 'x', 'localResponseNormalization');
  assert(
    given.rank === 4 || given.rank === 3,
    () => `Error in localResponseNormalization: x must be rank 3 or 4 but got\n               rank ${given.rank}.`,
  );
  assert(
    Number.isInteger(depthRadius),
    () => `Error in localResponseNormalization: depthRadius must be an integer but got depthRadius ${depthRadius}.`,
  );
  return batched(given, 4, (images) => node('LRN', { depthRadius, bias, alpha, beta }, [images]));
}
