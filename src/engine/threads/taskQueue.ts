/** @file Kernel calls that are written down as tasks, for whichever thread is free. */
import type { FunctionCode } from '../wasm/module';
import type { HelperThreads } from './helperThreads';
import { CALL_WORDS, CALLS, MOST_CALLS, MOST_TASKS, OPEN, PENDING, READY, TASKS } from './taskCode';

/** A helper costs some ten milliseconds and some megabytes: it comes when the work so far took longer. */
const WORTH_STARTING = 2 ** 28;

export class TaskQueue<Kernels> {
  /** Each is as the kernel of this name, but done at the latest by `finish`. */
  readonly kernels: Kernels;
  private words: Int32Array;
  private tasks = 0;
  private calls = 0;
  private firstCall = 0;
  private worked = 0;
  private isStarted = false;
  private isOpen = false;

  constructor(
    private readonly memory: WebAssembly.Memory,
    private readonly threads: HelperThreads,
    kernels: readonly FunctionCode[],
    private readonly finishTasks: () => void,
  ) {
    this.words = new Int32Array(memory.buffer);
    this.kernels = Object.fromEntries(kernels.map(({ name }, index) => [
      name,
      (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number) =>
        this.record(index, a, b, c, d, e, f, g, h),
    ])) as Kernels;
  }

  /** How many threads would take part in `work` multiply-adds, the calling one included. */
  threadsFor(work: number): number {
    if (!this.isStarted) {
      this.worked += work;
      if (this.worked < WORTH_STARTING) return 1;
      this.isStarted = true;
      this.threads.start(this.memory);
    }
    return 1 + Atomics.load(this.words, READY / 4);
  }

  /** The calls since the last one are a task: done in this order by one thread. */
  endTask(): void {
    if (this.calls === this.firstCall) return;
    const at = TASKS / 4 + 2 * this.tasks++;
    this.words[at] = addressOf(this.firstCall);
    this.words[at + 1] = addressOf(this.calls);
    this.firstCall = this.calls;
    if (this.tasks === MOST_TASKS || this.calls > MOST_CALLS / 2) this.finish();
  }

  /** All tasks are done after this. */
  finish(): void {
    this.open();
    if (!this.isOpen) return;
    this.isOpen = false;
    this.finishTasks();
  }

  /** Helpers may begin. Nothing more is written down until `finish`. */
  open(): void {
    this.endTask();
    if (this.tasks === 0) return;
    Atomics.store(this.words, PENDING / 4, this.tasks);
    Atomics.store(this.words, OPEN / 4, this.tasks);
    Atomics.notify(this.words, OPEN / 4);
    this.tasks = this.calls = this.firstCall = 0;
    this.isOpen = true;
  }

  private record(
    kernel: number, a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number,
  ): void {
    if (this.calls === MOST_CALLS) throw new RangeError('A task has more calls than fit.');
    const { words } = this;
    let at = addressOf(this.calls++) / 4;
    words[at++] = kernel;
    words[at++] = a;
    words[at++] = b;
    words[at++] = c;
    words[at++] = d;
    words[at++] = e;
    words[at++] = f;
    words[at++] = g;
    words[at] = h;
  }
}

const addressOf = (call: number): number => CALLS + 4 * CALL_WORDS * call;
