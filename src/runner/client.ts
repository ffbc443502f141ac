/**
 * @file Owns the session's worker from outside: queue, deadline, interrupt, replacement. Commands
 * are opaque but for `id`.
 */
import { WorkerHandle, type HandleListener } from './workerHandle';
import type { FolderGrant } from './workerMessages';

/** How a runner is made. */
export interface RunnerOptions {
  /** Folder of the build: holds `worker.js`, `realm.js`, `realmPrelude.js` and `python/`. */
  readonly directory: string;
  /** Keep a second worker warm (65 MB); without it a replacement takes 0.4 s. Default true. */
  readonly spare?: boolean;
  /** Between the interrupt at a deadline and the end of the worker, in ms. Default 500. */
  readonly graceMs?: number;
}

/** How one command is sent. */
export interface SendOptions {
  /** Interrupt the command when it has not been replied to after that many ms. Default: never. */
  readonly deadlineMs?: number;
  /**
   * The command starts from nothing (it opens a file): it may go to a new worker when the present
   * one has grown too large.
   */
  readonly isFreshStart?: boolean;
  /** Which folder the file may read from now on; null: none. Absent: as before, and in a new worker none. */
  readonly folder?: FolderGrant | null;
}

interface Pending {
  readonly command: string;
  readonly id: number;
  readonly options: SendOptions;
  readonly resolve: (reply: string) => void;
  readonly reject: (error: RunnerError) => void;
}

/** A command got no reply: the worker was replaced, or the runner was disposed of. */
export class RunnerError extends Error {
  override readonly name = 'RunnerError';
}

/** Pyodide clears the flag without a lock and loses one store in twenty: it is stored again. */
const REARM_MS = 20;

/**
 * One session at a time in a worker thread that can be lost. Commands are sent one after the
 * other, each when the one before has been replied to; an interrupt therefore hits the right one.
 */
export class Runner {
  readonly #options: Required<RunnerOptions>;
  readonly #listeners = new Set<(text: string) => void>();
  readonly #logs = new Set<(text: string) => void>();
  readonly #queue: Pending[] = [];
  /** Never read, only held: see `BareRealm.compiled`. */
  #compiled: WebAssembly.Module | undefined;
  #worker: WorkerHandle | undefined;
  #spare: WorkerHandle | undefined;
  #running: Pending | undefined;
  #timers: readonly NodeJS.Timeout[] = [];
  #rearm: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor(options: RunnerOptions) {
    this.#options = { spare: true, graceMs: 500, ...options };
  }

  /** Starts the worker. Resolves when it takes commands; rejects when it cannot start. */
  async start(): Promise<void> {
    this.#worker ??= this.#open();
    await this.#worker.ready;
  }

  /**
   * Sends one command (JSON text with a numeric `id`). Resolves to the text of its reply; rejects
   * with RunnerError when the worker was lost before. Starts the worker if need be.
   */
  send(command: string, options: SendOptions = {}): Promise<string> {
    const id: unknown = (JSON.parse(command) as { id?: unknown }).id;
    if (typeof id !== 'number') {
      return Promise.reject(new RunnerError(`a command needs a numeric "id": ${command}`));
    }
    if (this.#isDisposed) return Promise.reject(new RunnerError('the runner was disposed of'));
    return new Promise((resolve, reject) => {
      this.#queue.push({ command, id, options, resolve, reject });
      this.#next();
    });
  }

  /** Stops the running command: KeyboardInterrupt in Python, `interrupted()` in the engine. */
  interrupt(): void {
    if (this.#running === undefined || this.#rearm !== undefined) return;
    this.#worker?.raiseFlag();
    this.#rearm = setInterval(() => this.#worker?.raiseFlag(), REARM_MS);
  }

  /**
   * Hears every text of the worker, replies too, and `{"kind":"crashed","id","reason"}`. Returns
   * the way to stop.
   */
  onMessage(listener: (text: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hears lines for a log: what the interpreter complains about, restarts. */
  onLog(listener: (text: string) => void): () => void {
    this.#logs.add(listener);
    return () => this.#logs.delete(listener);
  }

  /**
   * Ends the worker at once, whatever it does. What was not replied to rejects; the next command
   * gets a new one.
   */
  restart(reason: string): void {
    this.#lose(reason);
  }

  /** Ends all threads. What was not replied to rejects. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    const ending = [this.#worker?.end(), this.#spare?.end()];
    this.#settle()?.reject(new RunnerError('the runner was disposed of'));
    for (const pending of this.#queue.splice(0)) {
      pending.reject(new RunnerError('the runner was disposed of'));
    }
    this.#worker = this.#spare = undefined;
    await Promise.all(ending);
  }

  #open(): WorkerHandle {
    const listener: HandleListener = {
      text: (worker, text) => {
        if (worker === this.#worker) this.#receive(text);
      },
      log: (_seat, text) => this.#log(text),
      retire: (_seat, reason) => this.#log(`a new worker takes the next file: ${reason}`),
      lost: (worker, reason) => {
        if (worker === this.#spare) this.#spare = undefined;
        if (worker === this.#worker) this.#lose(reason);
        else this.#log(reason);
      },
    };
    const worker = new WorkerHandle(this.#options.directory, listener);
    worker.ready.then(
      (compiled) => {
        this.#compiled = compiled;
      },
      () => undefined, // `lost` has told it.
    );
    return worker;
  }

  /** Only at rest: the start of a spare must not slow down the first run. */
  #keepSpare(): void {
    const isWanted = this.#options.spare && !this.#isDisposed && this.#worker !== undefined;
    if (isWanted) this.#spare ??= this.#open();
  }

  /** The worker in use, a fresh one where that is wanted and the old one is worn out. */
  #take(isFreshStart: boolean): WorkerHandle {
    if (isFreshStart && this.#worker?.isWornOut === true) {
      void this.#worker.end();
      this.#worker = undefined;
    }
    this.#worker ??= this.#takeSpare() ?? this.#open();
    return this.#worker;
  }

  #takeSpare(): WorkerHandle | undefined {
    const spare = this.#spare;
    this.#spare = undefined;
    return spare;
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const pending = this.#queue.shift();
    if (pending === undefined) {
      this.#keepSpare();
      return;
    }
    this.#running = pending;
    const worker = this.#take(pending.options.isFreshStart === true);
    worker.ready.then(
      () => {
        if (this.#running !== pending || this.#worker !== worker) return;
        worker.send(pending.command, pending.options.folder);
        this.#watch(pending.options.deadlineMs);
      },
      () => undefined, // `lost` rejects the command.
    );
  }

  #watch(deadlineMs: number | undefined): void {
    if (deadlineMs === undefined) return;
    const seconds = (deadlineMs / 1000).toString();
    const interrupt = setTimeout(() => this.interrupt(), deadlineMs);
    const end = setTimeout(() => {
      this.#lose(
        `the run took longer than ${seconds} s and did not stop when it was interrupted ` +
          '(a bare "except:" or time.sleep in a loop?)',
      );
    }, deadlineMs + this.#options.graceMs);
    this.#timers = [interrupt, end];
  }

  #receive(text: string): void {
    const running = this.#running;
    if (running !== undefined && repliesTo(text, running.id)) {
      this.#settle();
      this.#emit(text);
      running.resolve(text);
      this.#next();
    } else {
      this.#emit(text);
    }
  }

  /** Ends the watch over the running command and returns it. */
  #settle(): Pending | undefined {
    for (const timer of this.#timers) clearTimeout(timer);
    clearInterval(this.#rearm);
    this.#rearm = undefined;
    this.#timers = [];
    this.#worker?.lowerFlag();
    const running = this.#running;
    this.#running = undefined;
    return running;
  }

  #lose(reason: string): void {
    const running = this.#settle();
    const hadStarted = this.#worker?.isReady === true;
    void this.#worker?.end();
    this.#worker = undefined;
    if (this.#isDisposed) return;
    // One that never started is not tried again until somebody asks for it.
    this.#worker = this.#takeSpare() ?? (hadStarted ? this.#open() : undefined);
    this.#emit(JSON.stringify({ kind: 'crashed', id: running?.id ?? null, reason }));
    running?.reject(new RunnerError(reason));
    this.#next();
  }

  #emit(text: string): void {
    for (const listener of this.#listeners) listener(text);
  }

  #log(text: string): void {
    for (const listener of this.#logs) listener(text);
  }
}

/** The session writes kind and id first: a large reply is parsed once, by whoever asked. */
function repliesTo(text: string, id: number): boolean {
  return /^\{"kind":"reply","id":(\d+)[,}]/.exec(text)?.[1] === String(id);
}
