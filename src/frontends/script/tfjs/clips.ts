/**
 * @file The module `gradient-debugger`: TensorFlow's clip functions, which TensorFlow.js lacks, each call told to the
 * debugger. Lists and records of gradients may have null where there is none, and keep it.
 */
import { reportClip } from './clipReport';
import { clipByValue, div, greater, isFinite, maximum, minimum, mul, sqrt, square, where } from './ops/elementwise';
import { sum } from './ops/reductions';
import { stack } from './ops/shapes';
import { number, Tensor, tidy, toTensor } from './tensor';
import { assert } from './types';

type Gradients = readonly (Tensor | null | undefined)[] | Readonly<Record<string, Tensor | null | undefined>>;

export { clipByValue };

/** t·limit / max(‖t‖, limit). */
export function clipByNorm(t: unknown, limit: unknown): Tensor {
  const given = toTensor(t, 't', 'clipByNorm', 'float32');
  return tidy(() => {
    const threshold = toTensor(limit, 'clipNorm', 'clipByNorm', 'float32');
    const total = sum(square(given));
    const isPositive = greater(total, number(0));
    // The root of 0 has no derivative.
    const norm = where(isPositive, sqrt(where(isPositive, total, number(1))), total);
    const clipped = div(mul(given, threshold), maximum(norm, threshold));
    reportClip({ op: 'clip_by_norm', pairs: [[given, clipped]], thresholds: [threshold] });
    return clipped;
  });
}

function present(gradients: Gradients, op: string): Tensor[] {
  assert(typeof gradients === 'object' && gradients !== null, () => `Argument 'gradients' passed to '${op}' must be a list or a record of tensors`);
  const list = Object.values(gradients).filter((one) => one !== null && one !== undefined);
  assert(list.length > 0, () => `Argument 'gradients' passed to '${op}' has no tensor`);
  return list.map((one, i) => toTensor(one, `gradients[${i}]`, op, 'float32'));
}

/** √Σx² over the elements of all gradients. */
export function globalNorm(gradients: Gradients): Tensor {
  const list = present(gradients, 'globalNorm');
  return tidy(() => sqrt(sum(stack(list.map((one) => sum(square(one)))))));
}

/** Each gradient times limit·min(1/norm, 1/limit); NaN everywhere when the norm is not finite. */
export function clipByGlobalNorm<T extends Gradients>(gradients: T, limit: unknown): { clipped: T; norm: Tensor } {
  const list = present(gradients, 'clipByGlobalNorm');
  return tidy(() => {
    const threshold = toTensor(limit, 'clipNorm', 'clipByGlobalNorm', 'float32');
    const norm = globalNorm(list);
    const finite = mul(threshold, minimum(div(number(1), norm), div(number(1), threshold)));
    const scale = where(isFinite(norm), finite, number(NaN));
    const scaled = list.map((one) => mul(one, scale));
    reportClip({ op: 'clip_by_global_norm', pairs: list.map((one, i) => [one, scaled[i]!]), thresholds: [threshold], norm });
    let taken = 0;
    const next = (one: Tensor | null | undefined): Tensor | null | undefined => (one === null || one === undefined ? one : scaled[taken++]);
    const clipped = Array.isArray(gradients)
      ? (gradients as readonly (Tensor | null | undefined)[]).map(next)
      : Object.fromEntries(Object.entries(gradients).map(([name, one]) => [name, next(one as Tensor | null | undefined)]));
    return { clipped: clipped as unknown as T, norm };
  });
}

/** What an import of the module gives. */
export function makeClips(): object {
  const module: Record<string, unknown> = { clipByValue, clipByNorm, globalNorm, clipByGlobalNorm };
  module['default'] = module;
  return Object.defineProperty(module, '__esModule', { value: true });
}
