/** @file The emitter: its bytes are modules by the specification's validator, and do what they say. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { get, i32, increase, repeat, set, signed, unsigned, v128, when } from '../../../src/engine/wasm/code';
import { instanceOf, integers, moduleBytes, reserve, type FunctionCode } from '../../../src/engine/wasm/module';

/** The LEB128 of the specification (section 5.2.2), read back. */
function readBack(bytes: readonly number[], isSigned: boolean): number {
  let value = 0n;
  bytes.forEach((byte, i) => (value |= BigInt(byte & 127) << BigInt(7 * i)));
  const isNegative = isSigned && (bytes.at(-1)! & 64) !== 0;
  return Number(isNegative ? value - (1n << BigInt(7 * bytes.length)) : value);
}

/** out[i] = Σ of the first i + 1 of `count` integers at `from`. */
const runningSum: FunctionCode = {
  name: 'runningSum',
  parameters: integers(3),
  body: (frame) => {
    const [from, count, out] = [0, 1, 2];
    const sum = frame.integer();
    return when(get(count), repeat(
      [
        ...increase(sum, i32.load(get(from))),
        ...i32.store(get(out), get(sum)),
        ...increase(from, i32.const(4)),
        ...increase(out, i32.const(4)),
        ...set(count, i32.subtract(get(count), i32.const(1))),
      ],
      get(count),
    ));
  },
};

describe('the emitter of WebAssembly', () => {
  it('writes numbers of every size as LEB128', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 0x7fffffff }), (value) => readBack(unsigned(value), false) === value));
    fc.assert(fc.property(fc.integer(), (value) => readBack(signed(value), true) === value));
    for (const value of [0, 63, 64, -64, -65, 127, 128, 8191, 8192]) assert.equal(readBack(signed(value), true), value);
  });

  it('makes functions with loops, conditions and memory', () => {
    const module = instanceOf<{ runningSum(from: number, count: number, out: number): void }>([runningSum])!;
    const words = new Int32Array(module.memory.buffer);
    words.set([5, -2, 1 << 30, 1 << 30], 0);
    module.runningSum(0, 4, 64);
    assert.deepEqual([...words.subarray(16, 21)], [5, 3, (1 << 30) + 3, (3 - 2 ** 31) | 0, 0]);
    module.runningSum(0, 0, 128);
    assert.equal(words[32], 0);
  });

  it('declares more locals than one byte counts', () => {
    const many: FunctionCode = {
      name: 'many', parameters: integers(1),
      body: (frame) => {
        const vectors = frame.vectors(200);
        const last = frame.integer();
        return [...vectors.slice(0, 3).flatMap((local) => set(local, v128.zero)), ...set(last, get(0))];
      },
    };
    assert.ok(WebAssembly.validate(moduleBytes([many, runningSum])));
  });

  it('is refused by the validator when a body is wrong', () => {
    const wrong: FunctionCode = { name: 'wrong', parameters: integers(1), body: () => v128.zero };
    assert.equal(WebAssembly.validate(moduleBytes([wrong])), false);
    assert.equal(instanceOf([wrong]), null);
  });

  it('grows its memory to what is asked for, and no further', () => {
    const { memory } = instanceOf<object>([runningSum])!;
    reserve(memory, 65_537);
    assert.equal(memory.buffer.byteLength, 131_072);
    reserve(memory, 131_072);
    assert.equal(memory.buffer.byteLength, 131_072);
  });
});
