/**
 * @file The narrow door between the bare realm and the worker around it: text in, text out. Knows
 * no Python, no session.
 */

/**
 * What the realm may ask of the outside. Every function takes and returns primitives only, so that
 * no object of Node's realm is ever reachable from inside.
 */
export interface RealmHost extends ScriptRealms {
  /** Send one JSON text (an event, or the reply to a command) to the owner of the worker. */
  post(text: string): void;
  /** Block the thread until the next command arrives and return its text. For a parked script. */
  wait(): string;
  /**
   * The entries of the folder `path` below the loss file's own (''), as JSON: [name, bytes or −1 for a folder,
   * ms since 1970]. None where nothing may be seen.
   */
  listFolder(path: string): string;
  /** The bytes of the file `path` there, one character each, after a `=`; else why not: missing, large, many. */
  readFile(path: string): string;
  /** True while the owner asks the running command to stop. Poll it in long loops. */
  interrupted(): boolean;
  /** What all objects of the worker take; above `limit` without what only waits to be collected. */
  heapBytes(limit: number): number;
  /** Milliseconds since some fixed moment, monotonic. */
  now(): number;
  /** Say that boot has finished: from now on commands come to `RealmHandler.handle`. */
  ready(): void;
  /** How many threads may help the engine: 0 where there is one core. */
  helpersToHave(): number;
  /** Starts them over the memory that `Realm.helpedMemory` answers. Only once. */
  startHelpers(): void;
  /** A line for the owner's log; not part of the protocol. */
  log(text: string): void;
  /** The realm works, but should be replaced before the next fresh start (e.g. its memory grew). */
  retire(reason: string): void;
  /** The realm cannot go on (the interpreter died). The owner replaces the worker. */
  fail(reason: string): void;
}

/**
 * Realms for scripts, each for one program and bare as the realm itself. What passes are objects of those realms, never
 * one of Node's.
 */
export interface ScriptRealms {
  /** A new one: the value that the bundle `scriptRealm.js` has in it. The one before is let go of. */
  newScriptRealm(): object;
  /** The value of an expression in it. */
  evaluateScript(code: string, file: string): unknown;
  /** Lets it do what it has put off (the reactions of promises). */
  settleScript(): void;
  /** Whether a promise of it was rejected that nobody takes; `unhandledInScript` gives with what, once. */
  hasUnhandledInScript(): boolean;
  unhandledInScript(): unknown;
}

/** What the realm does with a command when it is not parked in `wait`. */
export interface RealmHandler {
  handle(commandText: string): void;
}

/** Files that the outside copies into the realm before boot. */
export type RealmFile = 'stdlib.zip' | 'packages.zip' | 'pyodide.asm.wasm';

/** What the bundle `realm.js` evaluates to. Called from the outside only, with primitives. */
export interface Realm {
  /** Memory made inside the realm, for the outside to fill with the bytes of NAME. */
  allocate(name: RealmFile, byteLength: number): Uint8Array;
  /** One shared byte: not 0 means "stop the running command". */
  readonly interruptFlag: Uint8Array;
  /** The memory that the engine shares with its helpers, once it has asked for them. */
  helpedMemory(): WebAssembly.Memory | undefined;
  /** Boot; reports through `host.ready()` or `host.fail()`. */
  boot(host: RealmHost): void;
  handle(commandText: string): void;
}
