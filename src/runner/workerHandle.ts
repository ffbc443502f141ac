/**
 * @file One worker thread of a runner: its start, its flag and bell, its end. Knows no queue and
 * no deadline.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FolderGrant, WorkerCommand, WorkerMessage, WorkerStart } from './workerMessages';

/** What happens to a worker. `lost` is called at most once, and not after `end`. */
export interface HandleListener {
  text(worker: WorkerHandle, text: string): void;
  log(worker: WorkerHandle, text: string): void;
  retire(worker: WorkerHandle, reason: string): void;
  lost(worker: WorkerHandle, reason: string): void;
}

/**
 * Python recurses in C for nested data: with 4 MB (the default) the thread dies, with 64 MB the
 * interpreter raises its own RecursionError first. The heap limit is for graphs that grow for ever.
 */
const LIMITS = { stackSizeMb: 64, maxOldGenerationSizeMb: 1024 };

/** SIGINT, as Pyodide reads it. */
const INTERRUPT = 2;

/** A thread with a realm in it. */
export class WorkerHandle {
  /**
   * Resolves when commands are taken, to the compiled interpreter; rejects when the start failed.
   */
  readonly ready: Promise<WebAssembly.Module>;
  readonly #worker: Worker;
  readonly #bell = new Int32Array(new SharedArrayBuffer(4));
  readonly #listener: HandleListener;
  #flag: Uint8Array | undefined;
  #isOver = false;
  #isWornOut = false;

  constructor(directory: string, listener: HandleListener) {
    this.#listener = listener;
    const start: WorkerStart = { directory, bell: this.#bell.buffer as SharedArrayBuffer };
    this.#worker = new Worker(join(directory, 'worker.js'), {
      workerData: start,
      resourceLimits: LIMITS,
      env: {},
      execArgv: [],
      stdin: false,
    });
    this.ready = new Promise((resolve, reject) => {
      const lose = (reason: string): void => {
        reject(new Error(reason));
        this.#lose(reason);
      };
      this.#worker.on('message', (message: WorkerMessage) => {
        if (this.#isOver) return;
        switch (message.kind) {
          case 'ready':
            this.#flag = new Uint8Array(message.flag);
            resolve(message.compiled);
            break;
          case 'text':
            listener.text(this, message.text);
            break;
          case 'log':
            listener.log(this, message.text);
            break;
          case 'retire':
            this.#isWornOut = true;
            listener.retire(this, message.reason);
            break;
          case 'fail':
            lose(message.reason);
            break;
        }
      });
      this.#worker.on('error', (error: NodeJS.ErrnoException) => lose(explainError(error)));
      this.#worker.on('exit', (code) => lose(`the worker ended by itself (exit code ${code})`));
    });
    // Who does not await `ready` hears of a failure through `lost`.
    this.ready.catch(() => undefined);
  }

  /** True when the realm asked to be replaced before the next fresh start. */
  get isWornOut(): boolean {
    return this.#isWornOut;
  }

  /** True once commands are taken. */
  get isReady(): boolean {
    return this.#flag !== undefined;
  }

  /** Posts a command and wakes the thread if its script is parked. */
  send(text: string, folder?: FolderGrant | null): void {
    const command: WorkerCommand = folder === undefined ? { text } : { text, folder };
    this.#worker.postMessage(command);
    Atomics.add(this.#bell, 0, 1);
    Atomics.notify(this.#bell, 0);
  }

  raiseFlag(): void {
    if (this.#flag !== undefined) Atomics.store(this.#flag, 0, INTERRUPT);
  }

  lowerFlag(): void {
    if (this.#flag !== undefined) Atomics.store(this.#flag, 0, 0);
  }

  /** Ends the thread at once. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#worker.terminate();
  }

  #lose(reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    void this.#worker.terminate();
    this.#listener.lost(this, reason);
  }
}

function explainError(error: NodeJS.ErrnoException): string {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return `the run needed more than ${LIMITS.maxOldGenerationSizeMb} MB for its graph`;
  }
  return `the worker failed: ${error.stack ?? error.message}`;
}
