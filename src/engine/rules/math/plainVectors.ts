/** @file Loops of a single operation or two over many float32, four at a time: each element has the bits of the plain loop. */
import type { Data } from '../../dtypes';
import { f32x4, v128 } from '../../wasm/code';
import { vectorLoops, type RunLoop, type VectorLoop } from '../../wasm/vectorLoops';

const { greater, less, multiply } = f32x4;

const LOOPS = {
  scale: {
    inputs: 1, outputs: 1, scalars: 1,
    body: ({ input, output, scalar }) => output(0, multiply(input(0), scalar(0))),
  },
  multiply: { inputs: 2, outputs: 1, body: ({ input, output }) => output(0, multiply(input(0), input(1))) },
  relu: { inputs: 1, outputs: 1, body: ({ input, output }) => output(0, v128.andNot(input(0), less(input(0), v128.zero))) },
  reluGrad: {
    inputs: 2, outputs: 1,
    body: ({ input, output, constant }) => output(0, multiply(input(0), v128.and(constant(1), greater(input(1), v128.zero)))),
  },
} satisfies { readonly [name: string]: VectorLoop };

type Loops = { readonly [L in keyof typeof LOOPS]: RunLoop };

let made: Loops | null | undefined;

/** Fewer are not worth the copies. */
const FEW = 1024;

const refusesNothing = (): void => undefined;

/** How many elements were done, from the first on: what is left is for the plain loop. */
export function byPlainVectors(name: keyof Loops, inputs: readonly Data[], out: Data, scalars: readonly number[] = []): number {
  if (out.length < FEW || !(out instanceof Float32Array)) return 0;
  if (made === undefined) made = vectorLoops(LOOPS);
  if (made === null) return 0;
  const count = out.length - (out.length % 4);
  made[name](inputs, [out], 0, count, scalars, refusesNothing);
  return count;
}
