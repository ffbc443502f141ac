/** @file Helper threads: they do tasks, give the bits of one thread, sleep when idle, and end with their worker. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { SHARED_KERNELS, fusedModule, type FusedModule, type SharedKernels } from '../../src/engine/rules/math/fusedModule';
import { multiplier } from '../../src/engine/rules/math/matmulKernel';
import { eigenVectors } from '../../src/engine/rules/math/eigenVectors';
import { sharedAdam } from '../../src/engine/rules/math/sharedAdam';
import type { Product } from '../../src/engine/rules/math/matrixProduct';
import { patchesTimesFilter, patchesTimesGradient, gradientInPatches } from '../../src/engine/rules/neural/fusedPatches';
import type { PatchGrid } from '../../src/engine/rules/neural/windows';
import { imageSize, patchSize, positionsOf, slide } from '../../src/engine/rules/neural/windows';
import { giveHelperThreads } from '../../src/engine/threads/helperThreads';
import { OPEN, PENDING, READY } from '../../src/engine/threads/taskCode';
import { TaskQueue } from '../../src/engine/threads/taskQueue';
import type { RunLoop } from '../../src/engine/wasm/vectorLoops';
import { startHelpers } from '../../src/runner/helperWorkers';

const directory = join(process.cwd(), 'dist');

/** Asks again and again, a turn of the event loop apart: the test's own time limit ends it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

function numbers(count: number, seed: number): Float32Array {
  let state = seed >>> 0;
  const next = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return Float32Array.from({ length: count }, () => (next() - 0.5) * 8);
}

const bitsOf = (floats: Float32Array): Buffer => Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength);

function product({ m, k, n, ...rest }: Product): Float32Array {
  const c = new Float32Array(m * n);
  multiplier('float32', { m, k, n, ...rest })(numbers(m * k, 1), 0, numbers(k * n, 2), 0, c, 0);
  return c;
}

const wordsOf = ({ memory }: FusedModule): Int32Array => new Int32Array(memory.buffer);

/** Multiplies large matrices until the engine has asked for its helpers and they are there. */
async function helped(count: number): Promise<FusedModule> {
  let isStarted = false;
  giveHelperThreads({ most: count, start: (memory) => {
    isStarted = true;
    startHelpers(directory, memory, count);
  } });
  while (!isStarted) product({ m: 256, k: 256, n: 256, transposeA: false, transposeB: false });
  const module = fusedModule()!;
  await until(() => Atomics.load(wordsOf(module), READY / 4) === count);
  return module;
}

/** A worker with helpers of its own: this very file, see its end. */
function startOwner(memory: WebAssembly.Memory): Worker {
  return new Worker(__filename, { workerData: { memory }, env: {}, execArgv: [] });
}

function tests(): void {
  afterEach(() => giveHelperThreads(null));

  it('do what is given to them, while the thread that gave it does nothing', async () => {
    const module = await helped(1);
    const words = wordsOf(module);
    const waitOnly = (): void => {
      for (let left = Atomics.load(words, PENDING / 4); left > 0; left = Atomics.load(words, PENDING / 4)) {
        assert.notEqual(Atomics.wait(words, PENDING / 4, left, 10_000), 'timed-out');
      }
    };
    const queue = new TaskQueue<SharedKernels>(module.memory, { most: 1, start: () => undefined }, SHARED_KERNELS, waitOnly);
    const floats = new Float32Array(module.memory.buffer, module.start, 64);
    floats.set(numbers(16, 3));
    for (let i = 0; i < 4; i++) {
      queue.kernels.packAcross4(module.start + 16 * i, 16, 1, module.start + 128 + 16 * i, 16);
      if (i % 2 === 1) queue.endTask();
    }
    queue.finish();
    assert.deepEqual(floats.slice(32, 48), floats.slice(0, 16));
  });

  it('sleep when there is nothing to do', async () => {
    const words = wordsOf(await helped(2));
    // Who is woken without work goes to sleep again.
    await until(() => Atomics.notify(words, OPEN / 4) === 2);
    await until(() => Atomics.notify(words, OPEN / 4) === 2);
  });

  it('give the bits of one thread, of sizes around that from which products are shared', async () => {
    const products: Product[] = [];
    for (const [m, k, n] of [
      [102, 102, 100], [101, 103, 101], [64, 128, 128], [1, 2048, 1024], [2, 1024, 1024], [613, 301, 37], [25, 6272, 32],
      [31, 3137, 65], [1025, 33, 129], [4100, 9, 34], [257, 1024, 1023],
    ] as const) {
      for (const transposeA of [false, true]) for (const transposeB of [false, true]) products.push({ m, k, n, transposeA, transposeB });
    }
    const alone = products.map(product);
    for (const count of [1, 3]) {
      await helped(count);
      products.forEach((one, i) => assert.ok(bitsOf(product(one)).equals(bitsOf(alone[i]!)), JSON.stringify(one)));
    }
  });

  it('give the bits of one thread in convolutions, forward and backward', async () => {
    const grid: PatchGrid = {
      batch: 4, channels: 24,
      rows: slide(15, { size: 5, stride: 1, dilation: 1, padding: 'SAME', before: 0, after: 0 }),
      columns: slide(14, { size: 5, stride: 1, dilation: 1, padding: 'SAME', before: 0, after: 0 }),
    };
    const filters = 33;
    const [k, positions, size] = [patchSize(grid), positionsOf(grid), imageSize(grid)];
    const [image, filter, gradient] = [numbers(4 * size, 1), numbers(k * filters, 2), numbers(4 * positions * filters, 3)];
    const results = (): Float32Array[] => {
      const outs = [4 * positions * filters, k * filters, 4 * size].map((length) => new Float32Array(length));
      patchesTimesFilter(grid, 4, filters)!(image, 0, filter, 0, outs[0]!, 0);
      patchesTimesGradient(grid, 4, filters)!(image, 0, gradient, 0, outs[1]!, 0);
      gradientInPatches(grid, 4, filters)!(gradient, 0, filter, outs[2]!, 0);
      return outs;
    };
    const alone = results();
    await helped(1);
    results().forEach((out, i) => assert.ok(bitsOf(out).equals(bitsOf(alone[i]!)), `result ${i}`));
  });

  it('give the bits of one thread in Adam’s update, and leave the same blocks to the loop of one element', async () => {
    const count = (1 << 17) + 4100;
    const [w, m, g] = [numbers(count, 1), numbers(count, 2), numbers(count, 3)] as const;
    const v = numbers(count, 4).map(Math.abs);
    // Its root is not for vectors.
    v[70_000] = -9;
    const update = (run: RunLoop): readonly [readonly Float32Array[], readonly (readonly number[])[]] => {
      const outs = [0, 1, 2].map(() => new Float32Array(count));
      const left: number[][] = [];
      run([w, m, v, g], outs, 0, count, [0.1, 0.001, 1e-8, 0.01], (from, to) => left.push([from, to]));
      return [outs, left];
    };
    assert.equal(sharedAdam(count), null);
    const [alone, leftAlone] = update(eigenVectors()!.adam);
    assert.equal(leftAlone.length, 1);
    for (const helpers of [1, 3]) {
      await helped(helpers);
      const [found, left] = update(sharedAdam(count)!);
      assert.deepEqual(left, leftAlone);
      found.forEach((out, i) => assert.ok(bitsOf(out).equals(bitsOf(alone[i]!)), `output ${i}`));
    }
    assert.equal(sharedAdam(1000), null);
  });

  it('end with the worker that started them', async () => {
    const { memory } = await helped(1);
    const words = new Int32Array(memory.buffer);
    await until(() => Atomics.notify(words, OPEN / 4) === 1);
    const owner = startOwner(memory);
    await until(() => Atomics.load(words, READY / 4) === 3);
    await until(() => Atomics.notify(words, OPEN / 4) === 3);
    await owner.terminate();
    // The one that is left is this thread's own.
    let most = 0;
    for (let i = 0; i < 50; i++) {
      most = Math.max(most, Atomics.notify(words, OPEN / 4));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    assert.equal(most, 1);
  });

  it('are not asked for before there was much to do, nor where there is one core', () => {
    let asked = 0;
    const threads = (most: number) => ({ most, start: () => asked++ });
    giveHelperThreads(threads(1));
    const one: Product = { m: 256, k: 256, n: 256, transposeA: false, transposeB: false };
    for (let i = 0; i < 8; i++) product(one);
    assert.equal(asked, 0);
    for (let i = 0; i < 40; i++) product(one);
    assert.equal(asked, 1);
    giveHelperThreads(threads(0));
    for (let i = 0; i < 40; i++) product(one);
    assert.equal(asked, 1);
  });

  it('are done without where memory cannot be shared, or no thread comes', () => {
    const one: Product = { m: 257, k: 300, n: 301, transposeA: false, transposeB: true };
    const alone = product(one);
    giveHelperThreads({ most: 1, start: () => undefined });
    for (let i = 0; i < 20; i++) assert.ok(bitsOf(product(one)).equals(bitsOf(alone)));
    giveHelperThreads({ most: 1, start: () => assert.fail('there is no memory to share') });
    const shared = globalThis.SharedArrayBuffer;
    try {
      Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
      for (let i = 0; i < 20; i++) assert.ok(bitsOf(product(one)).equals(bitsOf(alone)));
    } finally {
      globalThis.SharedArrayBuffer = shared;
    }
  });
}

if (isMainThread) {
  describe('helper threads', tests);
} else {
  startHelpers(directory, (workerData as { memory: WebAssembly.Memory }).memory, 2);
  setInterval(() => undefined, 1000);
}
