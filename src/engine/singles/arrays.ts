/** @file Arrays in the kernels' memory, taken one after the other and given back from the last on. */
import { ARRAYS_FROM, ARRAYS_TO, kernels } from './kernels';

/** Below this a kernel is not worth its call. */
export const SHORTEST = 32;

let next = ARRAYS_FROM;

/** What is taken from here on is given back by `giveBack` of this. */
export function placeOfNext(): number {
  return next;
}

/** Nobody reads any more what was taken since `placeOfNext` gave `place`. */
export function giveBack(place: number): void {
  next = place;
}

/** `size` floats with whatever is in them, from a multiple of 16 bytes on; null when there is no room or no kernel. */
export function takeSingles(size: number): Float32Array | null {
  const kernel = kernels();
  const end = next + 16 * Math.ceil(size / 4);
  if (kernel === null || end > ARRAYS_TO) return null;
  let taken = views.get(next);
  if (taken?.length !== size) {
    taken = new Float32Array(kernel.singles.buffer, next, size);
    if (views.size >= MOST_VIEWS) views.clear();
    views.set(next, taken);
  }
  next = end;
  return taken;
}

/** By place: one row after the other takes arrays of the same sizes. */
const views = new Map<number, Float32Array>();
const MOST_VIEWS = 256;
