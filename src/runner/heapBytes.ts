/** @file What the objects of this thread take, without what only waits to be collected. */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | undefined;

/** Looks quickly; above LIMIT again, after V8 has let go of what nobody holds. */
export function heapBytes(limit: number): number {
  const { used_heap_size: used } = getHeapStatistics();
  if (used <= limit) return used;
  if (collect === undefined) {
    // The function is a global of contexts that are made while the flag is set: of this one.
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
    setFlagsFromString('--no-expose-gc');
  }
  collect();
  return getHeapStatistics().used_heap_size;
}
