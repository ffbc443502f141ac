/** @file Entry of a realm for tests: multiplies with the help of threads, as the product's engine does, and never stops. */
import { fusedModule } from '../../src/engine/rules/math/fusedModule';
import { multiplier } from '../../src/engine/rules/math/matmulKernel';
import { giveHelperThreads } from '../../src/engine/threads/helperThreads';
import { READY } from '../../src/engine/threads/taskCode';
import { defineRealm } from '../../src/runner/defineRealm';

const SIZE = 256;

/** The bundle's value. */
export const realm = defineRealm(async ({ host, helpers }) => {
  giveHelperThreads(helpers);
  const multiply = multiplier('float32', { m: SIZE, k: SIZE, n: SIZE, transposeA: false, transposeB: false });
  const [a, b, c] = [1, 2, 0].map((value) => new Float32Array(SIZE * SIZE).fill(value)) as [Float32Array, Float32Array, Float32Array];
  const ready = (): number => {
    multiply(a, 0, b, 0, c, 0);
    return Atomics.load(new Int32Array(fusedModule()!.memory.buffer), READY / 4);
  };
  return {
    handle(text) {
      const { id } = JSON.parse(text) as { id: number };
      while (ready() < helpers.most) if (host.interrupted()) return;
      host.post(JSON.stringify({ kind: 'reply', id, helpers: helpers.most, sum: c[SIZE * SIZE - 1] }));
      for (;;) ready();
    },
  };
});
