/**
 * @file The realm's own side of the door: takes the files, boots asynchronously, then hands
 * commands on. Knows no Python.
 */
import type { HelperThreads } from '../engine/threads/helperThreads';
import type { Realm, RealmFile, RealmHandler, RealmHost } from './realmHost';

/** What a handler gets to boot with. */
export interface RealmBoot {
  readonly host: RealmHost;
  readonly interruptFlag: Uint8Array;
  /** Helper threads that the engine may have, over a memory of its own. */
  readonly helpers: HelperThreads;
  /** Bytes of a file that the outside put in; taken once, then gone. */
  take(name: RealmFile): Uint8Array;
}

/** Makes the value of a realm bundle from the function that boots its handler. */
export function defineRealm(open: (boot: RealmBoot) => Promise<RealmHandler>): Realm {
  const files = new Map<RealmFile, Uint8Array>();
  const interruptFlag = new Uint8Array(new SharedArrayBuffer(1));
  let handler: RealmHandler | undefined;
  let helped: WebAssembly.Memory | undefined;

  const take = (name: RealmFile): Uint8Array => {
    const bytes = files.get(name);
    if (bytes === undefined) throw new Error(`the file ${name} was not put into the realm`);
    files.delete(name);
    return bytes;
  };

  const helpersFrom = (host: RealmHost): HelperThreads => ({
    most: host.helpersToHave(),
    start(memory) {
      helped = memory;
      host.startHelpers();
    },
  });

  return Object.freeze({
    interruptFlag,
    helpedMemory: () => helped,
    allocate(name: RealmFile, byteLength: number): Uint8Array {
      const bytes = new Uint8Array(byteLength);
      files.set(name, bytes);
      return bytes;
    },
    boot(host: RealmHost): void {
      open({ host, interruptFlag, helpers: helpersFrom(host), take }).then(
        (opened) => {
          handler = opened;
          host.ready();
        },
        (error: unknown) => host.fail(`the interpreter did not start: ${describe(error)}`),
      );
    },
    handle(commandText: string): void {
      if (handler === undefined) throw new Error('a command came before the realm was ready');
      handler.handle(commandText);
    },
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
