/** @file The way to the runner: a bundle of its own, loaded when the first file is opened. */
import { Runner } from '../runner/client';
import type { RunnerPort } from './lossSession';

/** `directory`: the folder of the build, with the worker's files. */
export function openRunner(directory: string): RunnerPort {
  return new Runner({ directory });
}
