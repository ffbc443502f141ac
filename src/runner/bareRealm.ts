/**
 * @file Makes the bare realm: an own global object without anything of Node's, furnished, filled
 * with its files. Runs on any thread.
 */
import { randomFillSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createContext, Script, type Context } from 'node:vm';
import { heapBytes } from './heapBytes';
import type { Realm, RealmFile, RealmHost } from './realmHost';
import { scriptRealms } from './scriptRealms';
import type { OuterFunctions } from './realmPrelude';

/** What the owner of the realm does for it; the rest of `OuterFunctions` is the same everywhere. */
export type RealmOwner = Pick<
  OuterFunctions,
  'post' | 'wait' | 'ready' | 'log' | 'retire' | 'fail' | 'listFolder' | 'readFile' | 'helpersToHave' | 'startHelpers'
>;

/** A realm before its boot, with what the audit looks at. */
export interface BareRealm {
  readonly realm: Realm;
  readonly host: RealmHost;
  readonly context: Context;
  /** All that `realm.js` exports. */
  readonly bundle: object;
  /**
   * The interpreter compiled outside. Only to be kept alive: while it is, V8 gives a realm that
   * compiles the same bytes the machine code that exists already (the start takes half the time).
   */
  readonly compiled: WebAssembly.Module;
}

const INTERPRETER = 'pyodide.asm.wasm';
const FILES: readonly RealmFile[] = ['stdlib.zip', 'packages.zip', INTERPRETER];

/** Evaluates the bundles of DIRECTORY in a new realm. Call `realm.boot(host)` next. */
export function makeBareRealm(directory: string, owner: RealmOwner): BareRealm {
  // No code from strings; WebAssembly yes. The context object has no prototype, so nothing of
  // Node's realm hangs on it.
  const context = createContext(Object.create(null) as object, {
    name: 'loss file',
    codeGeneration: { strings: false, wasm: true },
  });
  const evaluate = (name: string): unknown => {
    const text = readFileSync(join(directory, name), 'utf8');
    return new Script(text, { filename: name }).runInContext(context);
  };
  const { furnish } = evaluate('realmPrelude.js') as {
    readonly furnish: (outer: OuterFunctions) => RealmHost;
  };
  let flag: Uint8Array | undefined;
  const host = furnish({
    post: (text) => owner.post(text),
    wait: () => owner.wait(),
    listFolder: (path) => owner.listFolder(path),
    readFile: (path) => owner.readFile(path),
    ready: () => owner.ready(),
    helpersToHave: () => owner.helpersToHave(),
    startHelpers: () => owner.startHelpers(),
    log: (text) => owner.log(text),
    retire: (reason) => owner.retire(reason),
    fail: (reason) => owner.fail(reason),
    interrupted: () => flag !== undefined && Atomics.load(flag, 0) !== 0,
    heapBytes,
    now: () => performance.now(),
    entropy: randomIntegers(),
    ...timers(),
    ...scriptRealms(directory),
  });
  const bundle = evaluate('realm.js') as { readonly realm: Realm };
  const { realm } = bundle;
  flag = realm.interruptFlag;
  for (const name of FILES) {
    const bytes = readFileSync(join(directory, 'python', name));
    // Our own `set`, applied to the realm's array: only bytes pass.
    Uint8Array.prototype.set.call(realm.allocate(name, bytes.length), bytes);
  }
  const compiled = new WebAssembly.Module(readFileSync(join(directory, 'python', INTERPRETER)));
  return { realm, host, context, bundle, compiled };
}

/** Timers by number: Node's own timer objects stay outside. */
function timers(): Pick<OuterFunctions, 'later' | 'cancel'> {
  const running = new Map<number, NodeJS.Timeout>();
  let made = 0;
  return {
    later(back, milliseconds) {
      const timer = ++made;
      const fire = (): void => {
        running.delete(timer);
        back();
      };
      running.set(timer, setTimeout(fire, milliseconds));
      return timer;
    },
    cancel(timer) {
      clearTimeout(running.get(timer));
      running.delete(timer);
    },
  };
}

function randomIntegers(): () => number {
  const pool = new Uint32Array(256);
  let next = pool.length;
  return () => {
    if (next === pool.length) {
      randomFillSync(pool);
      next = 0;
    }
    return pool[next++] ?? 0;
  };
}
