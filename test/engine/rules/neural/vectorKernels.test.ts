/** @file What is computed four elements at a time has the bits of its definition: rectifiers, products, biases, maxima. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Op, Attributes } from '../../../../src/engine/ops';
import { ruleOf } from '../../../../src/engine/ops';
import { sizeOf, type Dims } from '../../../../src/engine/shape';

const EDGES = [0, -0, 1e-40, -1e38, 3e38, Infinity, -Infinity, NaN, 1, -1];

/** Few different numbers, so that maxima are equal often. */
function numbers(dims: Dims, seed: number): { dims: Dims; data: Float32Array } {
  let state = seed >>> 0;
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const one = (): number => (next() < 0.05 ? EDGES[Math.floor(next() * EDGES.length)]! : Math.floor(next() * 40) / 7 - 3);
  return { dims, data: Float32Array.from({ length: sizeOf(dims) }, one) };
}

type Given = { readonly dims: Dims; readonly data: Float32Array };

function run<O extends Op>(op: O, attributes: Attributes[O], ...given: readonly Given[]): Float32Array {
  const values = given.map(({ dims, data }) => ({ dtype: 'float32' as const, dims, data }));
  const bound = ruleOf(op).bind(values, attributes as never, values);
  const outputs = bound.outputs.map((dims) => new Float32Array(sizeOf(dims)).fill(7));
  bound.run(given.map(({ data }) => data), outputs, undefined as never);
  return outputs[0]!;
}

const same = (found: Float32Array, wanted: Float32Array): void => assert.deepEqual(found, wanted);

/** Lengths around that from which vectors are used, and around a block of them. */
const length = fc.constantFrom(3, 1023, 1024, 1025, 1027, 4096, 4099, 8195);

describe('kernels of four elements at a time', () => {
  it('rectify and multiply as one by one', () => {
    fc.assert(fc.property(length, fc.integer(), (n, seed) => {
      const [x, y, one] = [numbers([n], seed), numbers([n], seed + 1), numbers([], seed + 2)];
      same(run('Relu', {}, x), x.data.map((value) => (value < 0 ? 0 : value)));
      same(run('ReluGrad', {}, y, x), y.data.map((value, i) => value * (x.data[i]! > 0 ? 1 : 0)));
      same(run('Mul', {}, x, y), x.data.map((value, i) => value * y.data[i]!));
      same(run('Mul', {}, x, one), x.data.map((value) => value * one.data[0]!));
      same(run('Mul', {}, one, x), x.data.map((value) => one.data[0]! * value));
    }), { numRuns: 60 });
  });

  it('add biases, and sum them row after row', () => {
    const rows = fc.constantFrom(1, 2, 33, 300);
    const channels = fc.constantFrom(1, 4, 6, 32, 1024, 9000);
    fc.assert(fc.property(rows, channels, fc.integer(), (outer, inner, seed) => {
      fc.pre(outer * inner < 400_000);
      const [x, bias] = [numbers([outer, inner], seed), numbers([inner], seed + 1)];
      same(run('BiasAdd', { dataFormat: 'NHWC' }, x, bias), x.data.map((value, i) => value + bias.data[i % inner]!));
      const sums = new Float32Array(inner);
      x.data.forEach((value, i) => (sums[i % inner]! += value));
      same(run('BiasAddGrad', { dataFormat: 'NHWC' }, x), sums);
    }), { numRuns: 60 });
  });

  it('find the first maximum of every window, and lead the gradient there', () => {
    const along = fc.record({ input: fc.integer({ min: 1, max: 9 }), size: fc.integer({ min: 1, max: 4 }), stride: fc.integer({ min: 1, max: 4 }) });
    const padding = fc.constantFrom('SAME' as const, 'VALID' as const);
    fc.assert(fc.property(along, along, padding, fc.constantFrom(1, 3, 4, 8), fc.integer(), (rows, columns, pads, channels, seed) => {
      fc.pre(pads === 'SAME' || (rows.size <= rows.input && columns.size <= columns.input));
      const x = numbers([2, rows.input, columns.input, channels], seed);
      const attributes = {
        ksize: [1, rows.size, columns.size, 1], strides: [1, rows.stride, columns.stride, 1], padding: pads, dataFormat: 'NHWC',
      } as const;
      const window = (side: typeof rows, o: number): number[] => {
        const outputs = outputsOf(side, pads);
        const before = pads === 'VALID' ? 0 : Math.max(0, (outputs - 1) * side.stride + side.size - side.input) >> 1;
        return Array.from({ length: side.size }, (_, i) => o * side.stride - before + i).filter((i) => i >= 0 && i < side.input);
      };
      const [height, width] = [outputsOf(rows, pads), outputsOf(columns, pads)];
      const dy = numbers([2, height, width, channels], seed + 1);
      const wanted = new Float32Array(dy.data.length);
      const spread = new Float32Array(x.data.length);
      dy.data.forEach((gradient, o) => {
        const [c, column] = [o % channels, Math.floor(o / channels) % width];
        const [row, n] = [Math.floor(o / channels / width) % height, Math.floor(o / channels / width / height)];
        const places = window(rows, row).flatMap((i) => window(columns, column).map((j) => ((n * rows.input + i) * columns.input + j) * channels + c));
        wanted[o] = places.reduce((most, place) => (x.data[place]! > most ? x.data[place]! : most), -3.4028234663852886e38);
        const first = places.reduce((best, place) => (x.data[place]! > x.data[best]! ? place : best));
        spread[first]! += gradient;
      });
      same(run('MaxPool', attributes, x), wanted);
      same(run('MaxPoolGrad', attributes, x, { dims: dy.dims, data: wanted }, dy), spread);
    }), { numRuns: 200 });
  });
});

function outputsOf({ input, size, stride }: { input: number; size: number; stride: number }, padding: 'SAME' | 'VALID'): number {
  return padding === 'SAME' ? Math.ceil(input / stride) : Math.ceil((input - size + 1) / stride);
}
