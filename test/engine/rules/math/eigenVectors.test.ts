/** @file Functions by vectors: the bits of the same functions element by element, at every kind of number. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cosPacket, expPacket, sigmoidPacket, sinPacket, tanh32 } from '../../../../src/engine/rules/math/eigenFloat32';
import { rootPacket } from '../../../../src/engine/rules/math/eigenRoots';
import { byVectors, eigenVectors } from '../../../../src/engine/rules/math/eigenVectors';

const FUNCTIONS = {
  exp: expPacket, sin: sinPacket, cos: cosPacket, tanh: tanh32, sigmoid: sigmoidPacket, root: rootPacket,
} as const;

const EDGES = [
  0, -0, NaN, Infinity, -Infinity, 1e-45, -1e-45, 1.1754942e-38, 1.1754943508222875e-38, -1.2e-38, 3.4e38, -3.4e38,
  9, -9, 18, -18, 88.37, 88.3763, 89, -87.34, -88.3763, -104, 18837, 18838, 25965, 25966, -25966, Math.PI, 0.5, 1, 2, 4,
];

const sameBits = (a: Float32Array, b: Float32Array, of: Float32Array, name: string): void =>
  a.forEach((value, i) => assert.ok(Object.is(value, b[i]), `${name}(${of[i]}) is ${b[i]} and by vectors ${value}`));

/** 40 numbers of every size and sign. */
const someNumbers = fc.array(
  fc.oneof(
    fc.constantFrom(...EDGES), fc.float({ noDefaultInfinity: true }), fc.float({ min: -30, max: 30 }), fc.float({ min: -1, max: 1 }),
  ),
  { minLength: 40, maxLength: 40 },
);

describe('functions by vectors', () => {
  it('are made in this JavaScript engine', () => assert.notEqual(eigenVectors(), null));

  for (const [name, packet] of Object.entries(FUNCTIONS) as [keyof typeof FUNCTIONS, (x: number) => number][]) {
    it(`give the bits of ${name} element by element`, () => {
      const check = (numbers: readonly number[]): void => {
        const a = Float32Array.from(numbers);
        const out = new Float32Array(a.length).fill(7);
        byVectors(name, (to, from, first, end) => {
          for (let k = first; k < end; k++) to[k] = packet(from[k]!);
        }, out, a, a.length);
        sameBits(out, a.map((x) => packet(x)), a, name);
      };
      fc.assert(fc.property(someNumbers, check), { numRuns: 300 });
      // More than a block, without what a loop refuses: the loop itself has computed every element.
      const a = Float32Array.from({ length: 9004 }, (_, i) => (i * 7.3) % 17);
      const out = new Float32Array(a.length);
      byVectors(name, () => assert.fail('an element by itself'), out, a, a.length);
      sameBits(out, a.map((x) => packet(x)), a, name);
    });
  }

  it('leave what a block refuses to the function itself, and nothing else', () => {
    const a = new Float32Array(8192).fill(2);
    a[5000] = -1;
    const out = new Float32Array(a.length);
    const asked: number[][] = [];
    byVectors('root', (_to, _from, first, end) => asked.push([first, end]), out, a, a.length);
    assert.deepEqual(asked, [[4096, 8192]]);
    assert.equal(out[4095], rootPacket(2));
    assert.equal(out[4096], 0);
  });

  it('give the bits of Adam’s update element by element', () => {
    const f = Math.fround;
    const scalars = [0.1, 0.001, 1e-8, 0.01].map(f) as [number, number, number, number];
    const [rest1, rest2, epsilon, rate] = scalars;
    fc.assert(
      fc.property(fc.array(fc.tuple(...Array.from({ length: 4 }, () => fc.oneof(fc.constantFrom(...EDGES), fc.float()))), { minLength: 24, maxLength: 24 }), (rows) => {
        const [w, m, v, g] = [0, 1, 2, 3].map((i) => Float32Array.from(rows, (row) => row[i]!)) as [Float32Array, Float32Array, Float32Array, Float32Array];
        const outputs = [0, 1, 2].map(() => new Float32Array(w.length)) as [Float32Array, Float32Array, Float32Array];
        const plain = (to: readonly Float32Array[], from: number, end: number): void => {
          for (let i = from; i < end; i++) {
            to[1]![i] = f(m[i]! + f(f(g[i]! - m[i]!) * rest1));
            to[2]![i] = f(v[i]! + f(f(f(g[i]! * g[i]!) - v[i]!) * rest2));
            to[0]![i] = w[i]! - f(f(to[1]![i]! * rate) / f(rootPacket(to[2]![i]!) + epsilon));
          }
        };
        const expected = outputs.map((out) => out.slice());
        plain(expected, 0, w.length);
        eigenVectors()!.adam([w, m, v, g], outputs, 0, w.length, scalars, (from, to) => plain(outputs, from, to));
        outputs.forEach((out, i) => sameBits(out, expected[i]!, w, `output ${i}`));
      }),
      { numRuns: 300 },
    );
  });
});
