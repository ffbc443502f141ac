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
import { FolderFiles } from './folderFiles';
import { helperCount, startHelpers } from './helperWorkers';
import { allowRelaxedVectors } from './relaxedVectors';
import type { WorkerCommand, WorkerMessage, WorkerStart } from './workerMessages';

if (parentPort === null) throw new Error('worker.js is the body of a worker thread, not a program');
allowRelaxedVectors();
start(parentPort, workerData as WorkerStart);

function start(port: MessagePort, settings: WorkerStart): void {
  const send = (message: WorkerMessage): void => port.postMessage(message);
  let files = new FolderFiles(null);
  /** A command that says which folder is a new run: its limits begin again. */
  const textOf = ({ text, folder }: WorkerCommand): string => {
    if (folder !== undefined) files = new FolderFiles(folder);
    return text;
  };
  let hasHelpers = false;
  const bell = new Int32Array(settings.bell);
  const { realm, host, compiled } = makeBareRealm(settings.directory, {
    post: (text) => send({ kind: 'text', text }),
    wait: () => textOf(waitForCommand(port, bell)),
    listFolder: (path) => JSON.stringify(files.list(path)),
    readFile: (path) => {
      const bytes = files.read(path);
      return typeof bytes === 'string' ? bytes : `=${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')}`;
    },
    log: (text) => send({ kind: 'log', text }),
    retire: (reason) => send({ kind: 'retire', reason }),
    fail: (reason) => send({ kind: 'fail', reason }),
    helpersToHave: helperCount,
    startHelpers: () => {
      const memory = hasHelpers ? undefined : realm.helpedMemory();
      if (memory !== undefined) startHelpers(settings.directory, memory, helperCount());
      hasHelpers = true;
    },
    ready: () => {
      send({ kind: 'ready', flag: realm.interruptFlag.buffer as SharedArrayBuffer, compiled });
    },
  });
  port.on('message', (command: WorkerCommand) => {
    try {
      realm.handle(textOf(command));
    } catch (error) {
      send({ kind: 'fail', reason: `the session failed: ${describe(error)}` });
    }
  });
  realm.boot(host);
}

/** Sleeps until a command is in the port. The bell is rung after the command was posted. */
function waitForCommand(port: MessagePort, bell: Int32Array): WorkerCommand {
  for (;;) {
    const rung = Atomics.load(bell, 0);
    const received = receiveMessageOnPort(port) as { message: WorkerCommand } | undefined;
    if (received !== undefined) return received.message;
    Atomics.wait(bell, 0, rung);
  }
}

function describe(error: unknown): string {
  const text: unknown = (error as { stack?: unknown } | null)?.stack;
  return typeof text === 'string' ? text : String(error);
}
