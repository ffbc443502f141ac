/** @file The way to the runner: evaluated when the first file is opened, not at activation. */
import { Runner } from '../runner/client';
import type { RunnerPort } from './lossSession';

/** `directory`: the folder of the build, with the worker's files. */
export function openRunner(directory: string): RunnerPort {
  return new Runner({ directory });
}
