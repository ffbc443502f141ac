/** @file Starts the threads that help a worker's engine. They are worker threads of the worker: they end with it. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';

/** More help little: memory is as fast as it is. */
const MOST = 3;

/** It has no objects to speak of. */
const LIMITS = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4, stackSizeMb: 1 };

/** One for each core that the worker itself does not use. */
export const helperCount = (): number => Math.min(availableParallelism() - 1, MOST);

/** Starts COUNT threads over MEMORY with the `helper.js` of DIRECTORY. One that does not start is not missed. */
export function startHelpers(directory: string, memory: WebAssembly.Memory, count: number): void {
  for (let i = 0; i < count; i++) {
    const helper = new Worker(resolve(directory, 'helper.js'), {
      workerData: memory, resourceLimits: LIMITS, env: {}, execArgv: [], stdin: false,
    });
    // Nobody counts on it before it is there: products are made without it.
    helper.on('error', () => undefined);
    helper.unref();
  }
}
