/**
 * @file Adam's update of many elements by several threads: while helpers compute some blocks in the shared memory, the
 * calling thread copies the blocks before out and the next ones in. The bits are those of `eigenVectors`.
 */
import type { Data } from '../../dtypes';
import { reserve } from '../../wasm/module';
import { BLOCK, PLACE, type RunLoop } from '../../wasm/vectorLoops';
import { fusedModule, SHARED_ADAM, type FusedModule } from './fusedModule';

const FLOAT = 4;
const { inputs: INPUTS, outputs: OUTPUTS } = SHARED_ADAM;
/** Bytes of a block with all its arrays. */
const STEP = PLACE.arrays + (INPUTS + OUTPUTS) * BLOCK * FLOAT;
/** Blocks that are handed over at a time. */
const TOGETHER = 4;
/** Fewer elements are done before a helper has woken up. */
const MANY = 1 << 16;
/** What an element costs, in multiply-adds of a product. */
const WORK = 32;

/** Null where one thread is all there is, or enough. */
export function sharedAdam(count: number): RunLoop | null {
  const module = count < MANY ? null : fusedModule();
  if (module === null || module.queue === null || module.queue.threadsFor(count * WORK) < 2) return null;
  return loopOver(module, module.queue);
}

function loopOver(module: FusedModule, queue: NonNullable<FusedModule['queue']>): RunLoop {
  return (inputs, outputs, from, to, scalars, instead) => {
    reserve(module.memory, module.start + 2 * TOGETHER * STEP);
    const floats = new Float32Array(module.memory.buffer);
    const words = new Int32Array(module.memory.buffer);
    const arrayAt = (base: number, array: number): number => (base + PLACE.arrays) / FLOAT + array * BLOCK;
    /** Blocks that were handed over, and where they are. */
    let handed: { readonly at: number; readonly end: number; readonly base: number }[] = [];
    for (let at = from, half = 0; at < to; half = 1 - half) {
      const next: typeof handed = [];
      for (; next.length < TOGETHER && at < to; at += BLOCK) {
        const base = module.start + (half * TOGETHER + next.length) * STEP;
        const end = Math.min(at + BLOCK, to);
        copyIn(at, end, base);
        next.push({ at, end, base });
      }
      queue.finish();
      for (const block of next) {
        queue.kernels.adam((block.end - block.at) * FLOAT, block.base);
        queue.endTask();
      }
      queue.open();
      handed.forEach(copyOut);
      handed = next;
    }
    queue.finish();
    handed.forEach(copyOut);

    function copyIn(at: number, end: number, base: number): void {
      words.fill(0, base / FLOAT, base / FLOAT + 4);
      const firstScalar = (base + PLACE.scalars) / FLOAT;
      scalars.forEach((scalar, i) => floats.fill(scalar, firstScalar + 4 * i, firstScalar + 4 * i + 4));
      for (let i = 0; i < INPUTS; i++) floats.set((inputs[i] as Data).subarray(at, end), arrayAt(base, i));
    }

    function copyOut({ at, end, base }: (typeof handed)[number]): void {
      const refused = (base + PLACE.refused) / FLOAT;
      if ((words[refused]! | words[refused + 1]! | words[refused + 2]! | words[refused + 3]!) !== 0) {
        instead(at, end);
        return;
      }
      for (let i = 0; i < OUTPUTS; i++) {
        const out = arrayAt(base, INPUTS + i);
        outputs[i]!.set(floats.subarray(out, out + end - at), at);
      }
    }
  };
}
