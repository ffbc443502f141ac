/**
 * @file Entry of the worker thread: connects the bare realm with the message port. Runs no loss
 * file itself.
 */
import {
  parentPort,
  receiveMessageOnPort,
  workerData,
  type MessagePort,
} from 'node:worker_threads';
import { makeBareRealm } from './bareRealm';
import type { WorkerMessage, WorkerStart } from './workerMessages';

if (parentPort === null) throw new Error('worker.js is the body of a worker thread, not a program');
start(parentPort, workerData as WorkerStart);

function start(port: MessagePort, settings: WorkerStart): void {
  const send = (message: WorkerMessage): void => port.postMessage(message);
  const bell = new Int32Array(settings.bell);
  const { realm, host, compiled } = makeBareRealm(settings.directory, {
    post: (text) => send({ kind: 'text', text }),
    wait: () => waitForCommand(port, bell),
    log: (text) => send({ kind: 'log', text }),
    retire: (reason) => send({ kind: 'retire', reason }),
    fail: (reason) => send({ kind: 'fail', reason }),
    ready: () => {
      send({ kind: 'ready', flag: realm.interruptFlag.buffer as SharedArrayBuffer, compiled });
    },
  });
  port.on('message', (command: string) => {
    try {
      realm.handle(command);
    } catch (error) {
      send({ kind: 'fail', reason: `the session failed: ${describe(error)}` });
    }
  });
  realm.boot(host);
}

/** Sleeps until a command is in the port. The bell is rung after the command was posted. */
function waitForCommand(port: MessagePort, bell: Int32Array): string {
  for (;;) {
    const rung = Atomics.load(bell, 0);
    const received = receiveMessageOnPort(port) as { message: string } | undefined;
    if (received !== undefined) return received.message;
    Atomics.wait(bell, 0, rung);
  }
}

function describe(error: unknown): string {
  const text: unknown = (error as { stack?: unknown } | null)?.stack;
  return typeof text === 'string' ? text : String(error);
}
