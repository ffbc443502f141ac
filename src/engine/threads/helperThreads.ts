/**
 * @file How the engine gets threads that compute with it. It can start none itself: its owner gives it a way, as it
 * gives it the time. A helper has a memory and nothing else, and runs the kernels of `sharedKernels` alone.
 */

export interface HelperThreads {
  /** How many may be had: one for each further core, at most three. */
  readonly most: number;
  /** Starts `most` threads that serve this memory, in a while. Called once, and never when `most` is 0. */
  start(memory: WebAssembly.Memory): void;
}

let given: HelperThreads | null = null;

/** To be called before the first product is made; a second call is for tests. */
export function giveHelperThreads(threads: HelperThreads | null): void {
  given = threads === null || threads.most < 1 ? null : threads;
}

export const helperThreads = (): HelperThreads | null => given;
