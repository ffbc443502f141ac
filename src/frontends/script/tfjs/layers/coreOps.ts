/**
 * @file The public ops of tf that layers are made of and that are found by name when they are called: those that the
 * namespace lacks say so by their name.
 */
import type { Tensor } from '../tensor';

interface CoreOps {
  batchNorm(x: Tensor, mean: Tensor, variance: Tensor, offset: Tensor | null, scale: Tensor | null, varianceEpsilon: number): Tensor;
  clipByValue(x: Tensor, min: number, max: number): Tensor;
  conv1d(x: Tensor, filter: Tensor, stride: number, pad: string, dataFormat: string, dilation: number): Tensor;
  conv2d(x: Tensor, filter: Tensor, strides: readonly number[], pad: string, dataFormat: string, dilations: readonly number[]): Tensor;
  maxPool(x: Tensor, filterSize: readonly number[], strides: readonly number[], pad: string): Tensor;
  avgPool(x: Tensor, filterSize: readonly number[], strides: readonly number[], pad: string): Tensor;
  depthwiseConv2d(x: Tensor, filter: Tensor, strides: readonly number[], pad: string, dataFormat: string, dilations: readonly number[]): Tensor;
  dropout(x: Tensor, rate: number, noiseShape?: readonly number[], seed?: number): Tensor;
  prelu(x: Tensor, alpha: Tensor): Tensor;
  randomNormal(shape: readonly number[], mean: number, deviation: number, dtype?: string, seed?: number): Tensor;
  randomUniform(shape: readonly number[], min: number, max: number, dtype?: string, seed?: number): Tensor;
  truncatedNormal(shape: readonly number[], mean: number, deviation: number, dtype?: string, seed?: number): Tensor;
}

let all: Readonly<Record<string, unknown>> = {};

/** The namespace hands over its ops. */
export function provideOps(ops: Readonly<Record<string, unknown>>): void {
  all = ops;
}

export function coreOp<K extends keyof CoreOps>(name: K): CoreOps[K] {
  const op = all[name];
  if (op === undefined) throw new Error(`tf.${name} is not evaluated by this engine`);
  return op as CoreOps[K];
}
