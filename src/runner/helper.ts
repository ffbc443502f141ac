/**
 * @file Entry of a helper thread: runs the engine's own kernels on the memory that it is given, and nothing else. No
 * message reaches it, no loss file runs here; it ends with the worker that started it.
 */
import { isMainThread, workerData } from 'node:worker_threads';
import { serveKernels } from '../engine/rules/math/fusedModule';
import { allowRelaxedVectors } from './relaxedVectors';

if (isMainThread) throw new Error('helper.js is the body of a helper thread, not a program');
allowRelaxedVectors();
serveKernels(workerData as WebAssembly.Memory);
