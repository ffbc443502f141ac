/** @file Tensors in short, and how large a part one is of another. */
import type { Value } from '../../engine/value';
import type { TensorSummary } from '../../protocol/explanations';
import type { WireNumber } from '../../protocol/wireNumber';
import { toWire } from '../../protocol/wireNumber';
import { jointNorm } from '../tensorHealth';

/** The whole tensor, or with `element` that one of it. */
export function summaryOf(value: Value, element: number | null = null): TensorSummary {
  const one = element ?? (value.data.length === 1 ? 0 : null);
  const number = one === null ? undefined : value.data[one];
  return {
    shape: [...value.dims],
    norm: toWire(number === undefined ? jointNorm([value]) : Math.abs(number)),
    value: number === undefined ? null : toWire(number),
  };
}

/**
 * ⟨part, whole⟩ ÷ ⟨whole, whole⟩, in float64; of one element part ÷ whole. Parts that add up to the
 * whole have shares that add up to 1. Null when the whole is 0 or not finite, or the shapes differ.
 */
export function shareOf(part: Value, whole: Value, element: number | null = null): WireNumber | null {
  const [p, w] = [part.data, whole.data];
  if (p.length !== w.length) return null;
  let product = 0;
  let square = 0;
  const [from, to] = element === null ? [0, w.length] : [element, element + 1];
  for (let i = from; i < to; i++) {
    product += p[i]! * w[i]!;
    square += w[i]! * w[i]!;
  }
  const share = product / square;
  return Number.isFinite(share) ? toWire(share) : null;
}

/** Row, column, … of an element of a tensor of these dims. */
export function indexOf(element: number, dims: readonly number[]): number[] {
  const index: number[] = [];
  let rest = element;
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    index.unshift(rest % dims[axis]!);
    rest = Math.floor(rest / dims[axis]!);
  }
  return index;
}

/** The element of a tensor of `dims` that broadcasting reads for `index` of the result; null when it does not fit. */
export function elementAt(index: readonly number[], dims: readonly number[]): number | null {
  if (dims.length > index.length) return null;
  let element = 0;
  for (let axis = 0; axis < dims.length; axis++) {
    const at = index[index.length - dims.length + axis]!;
    const dim = dims[axis]!;
    if (dim !== 1 && at >= dim) return null;
    element = element * dim + (dim === 1 ? 0 : at);
  }
  return element;
}
