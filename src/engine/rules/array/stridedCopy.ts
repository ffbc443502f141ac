/**
 * @file Copies between two strided views of the same size: the loop under slice, transpose, tile,
 * pad.
 */
import type { Data } from '../../dtypes';
import type { Dims } from '../../shape';

/** Where an element lies: offset + Σ index·stride, in elements. Strides may be 0 or negative. */
export interface View {
  readonly strides: readonly number[];
  readonly offset: number;
}

/**
 * Makes `(source, target) => void` that copies the box `dims` from view `from` to view `to`, in
 * row-major order of `dims`. Neighbouring dimensions that lie end to end in both are run as one.
 */
export function stridedCopy(
  dims: Dims,
  from: View,
  to: View,
): (source: Data, target: Data) => void {
  const sizes: number[] = [];
  const fromSteps: number[] = [];
  const toSteps: number[] = [];
  dims.forEach((size, i) => {
    if (size === 1) return;
    const last = sizes.length - 1;
    const f = from.strides[i]!;
    const t = to.strides[i]!;
    if (last >= 0 && fromSteps[last] === f * size && toSteps[last] === t * size) {
      sizes[last]! *= size;
      fromSteps[last] = f;
      toSteps[last] = t;
    } else {
      sizes.push(size);
      fromSteps.push(f);
      toSteps.push(t);
    }
  });
  while (sizes.length < 2) {
    sizes.unshift(1);
    fromSteps.unshift(0);
    toSteps.unshift(0);
  }
  const inner = sizes.pop()!;
  const fromInner = fromSteps.pop()!;
  const toInner = toSteps.pop()!;
  if (inner === 0 || sizes.includes(0)) return () => undefined;

  const rank = sizes.length;
  const at = new Int32Array(rank);
  return (source, target) => {
    let f = from.offset;
    let t = to.offset;
    at.fill(0);
    for (;;) {
      for (let i = 0, a = f, b = t; i < inner; i++, a += fromInner, b += toInner) {
        target[b] = source[a]!;
      }
      let d = rank - 1;
      for (; d >= 0; d--) {
        f += fromSteps[d]!;
        t += toSteps[d]!;
        if (++at[d]! < sizes[d]!) break;
        f -= fromSteps[d]! * sizes[d]!;
        t -= toSteps[d]! * sizes[d]!;
        at[d] = 0;
      }
      if (d < 0) return;
    }
  };
}
