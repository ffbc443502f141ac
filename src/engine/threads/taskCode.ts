/**
 * @file Tasks of kernel calls that threads take from a shared memory, and the WebAssembly that does them. The thread
 * that has work writes calls into the memory, says how many tasks they are, and takes part; helpers sleep until then.
 * Who does a task, and when, is of no consequence: tasks of one job write what no other of them reads or writes.
 */
import { atomics, call, get, i32, increase, repeat, set, when, type Bytes } from '../wasm/code';
import type { FunctionCode } from '../wasm/module';

/** Addresses; each word in a line of the cache of its own. */
/** How many helpers there are. */
export const READY = 0;
/** Tasks that nobody has taken: 0 until there is a job. Helpers sleep on it. */
export const OPEN = 128;
/** Tasks that are not done. Who gave the job sleeps on it. */
export const PENDING = 256;
/** For each task the addresses of its first call and of the end of its last. */
export const TASKS = 384;
export const MOST_TASKS = 256;
export const CALLS = TASKS + 8 * MOST_TASKS;
/** A call: the number of the function and its arguments. */
export const CALL_WORDS = 9;
export const MOST_CALLS = 8192;
/** Where the memory is free for other things. */
export const TASKS_END = CALLS + 4 * CALL_WORDS * MOST_CALLS;

/** Looks at a word before a thread goes to sleep: some twenty microseconds, more than between two jobs of a product. */
const SPINS = 1 << 14;

/** The kernels, then what threads do: their numbers are those of `kernels`. */
export function withTasks(kernels: readonly FunctionCode[]): readonly FunctionCode[] {
  const work = kernels.length;
  return [...kernels, workOn(kernels), finish(work), serve(work)];
}

/** Does open tasks until there is none. */
function workOn(kernels: readonly FunctionCode[]): FunctionCode {
  return {
    name: 'work',
    parameters: [],
    body: (frame) => {
      const [open, at, end, kernel] = [frame.integer(), frame.integer(), frame.integer(), frame.integer()];
      const argument = (index: number): Bytes => i32.load(get(at), 4 * (1 + index));
      const callIt = kernels.flatMap(({ parameters }, index) =>
        when(i32.equal(get(kernel), i32.const(index)), call(index, ...parameters.map((_, i) => argument(i)))));
      const task: Bytes = [
        ...set(at, i32.load(i32.multiply(get(open), i32.const(8)), TASKS - 8)),
        ...set(end, i32.load(i32.multiply(get(open), i32.const(8)), TASKS - 4)),
        ...repeat(
          [...set(kernel, i32.load(get(at))), ...callIt, ...increase(at, i32.const(4 * CALL_WORDS))],
          i32.lessUnsigned(get(at), get(end)),
        ),
        ...when(i32.equal(atomics.subtract(PENDING, i32.const(1)), i32.const(1)), atomics.notify(PENDING)),
      ];
      return repeat(
        [
          ...set(open, atomics.load(OPEN)),
          ...when(get(open), when(
            i32.equal(atomics.exchangeIf(OPEN, get(open), i32.subtract(get(open), i32.const(1))), get(open)), task,
          )),
        ],
        get(open),
      );
    },
  };
}

/** Does open tasks, and waits for those that others do. */
function finish(work: number): FunctionCode {
  return {
    name: 'finish',
    parameters: [],
    body: (frame) => {
      const [pending, spins] = [frame.integer(), frame.integer()];
      return [
        ...call(work),
        ...repeat(
          [...set(pending, atomics.load(PENDING)), ...increase(spins, i32.const(1))],
          i32.and(i32.lessUnsigned(i32.const(0), get(pending)), i32.lessUnsigned(get(spins), i32.const(SPINS))),
        ),
        ...repeat(
          [...set(pending, atomics.load(PENDING)), ...when(get(pending), atomics.wait(PENDING, get(pending)))],
          get(pending),
        ),
      ];
    },
  };
}

/** What a helper does for ever. */
function serve(work: number): FunctionCode {
  return {
    name: 'serve',
    parameters: [],
    body: (frame) => {
      const [open, spins] = [frame.integer(), frame.integer()];
      return [
        ...atomics.add(READY, i32.const(1)), ...set(open, []),
        ...repeat(
          [
            ...call(work),
            ...set(spins, i32.const(0)),
            ...repeat(
              [...set(open, atomics.load(OPEN)), ...increase(spins, i32.const(1))],
              i32.and(i32.isZero(get(open)), i32.lessUnsigned(get(spins), i32.const(SPINS))),
            ),
            ...when(i32.isZero(get(open)), atomics.wait(OPEN, i32.const(0))),
          ],
          i32.const(1),
        ),
      ];
    },
  };
}
