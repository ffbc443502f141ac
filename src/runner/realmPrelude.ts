/**
 * @file Evaluated first in the bare realm: gives it the few globals of a web worker, in plain
 * JavaScript, and wraps the way out.
 */
import type { RealmHost, ScriptRealms } from './realmHost';
import { PlainTextDecoder, PlainTextEncoder } from '../frontends/python/realm/textCoding';

/** Functions of the outer realm. They are called, never stored where a script could find them. */
export interface OuterFunctions extends ScriptRealms {
  post(text: string): void;
  wait(): string;
  listFolder(path: string): string;
  readFile(path: string): string;
  interrupted(): boolean;
  heapBytes(limit: number): number;
  now(): number;
  ready(): void;
  helpersToHave(): number;
  startHelpers(): void;
  log(text: string): void;
  retire(reason: string): void;
  fail(reason: string): void;
  /** Call BACK once after that many milliseconds; the number is for `cancel`. */
  later(back: () => void, milliseconds: number): number;
  cancel(timer: number): void;
  /** A random integer of 32 bits. */
  entropy(): number;
}

/** An exception of the outer realm is an object of the outer realm: it must not come through. */
function guarded<A extends readonly (string | number | (() => void))[], R>(
  outer: (...args: A) => R,
  convert: (value: R) => R,
): (...args: A) => R {
  return (...args) => {
    let value: R | undefined;
    let isFailed = false;
    try {
      value = outer(...args);
    } catch {
      isFailed = true;
    }
    if (isFailed) throw new Error('the host could not do what it was asked');
    return convert(value as R);
  };
}

const nothing = (): void => undefined;

/** Makes the realm's globals and returns the host that the realm may use. Call once. */
export function furnish(outer: OuterFunctions): RealmHost {
  const later = guarded((back: () => void, after: number) => outer.later(back, after), Number);
  const cancel = guarded((timer: number) => outer.cancel(timer), nothing);
  const entropy = guarded(() => outer.entropy(), Number);
  const now = guarded(() => outer.now(), Number);
  const log = guarded((text: string) => outer.log(text), nothing);
  const post = guarded((text: string) => outer.post(text), nothing);
  const wait = guarded(() => outer.wait(), String);
  const listFolder = guarded((path: string) => outer.listFolder(path), String);
  const readFile = guarded((path: string) => outer.readFile(path), String);
  const interrupted = guarded(() => outer.interrupted(), Boolean);
  const helpersToHave = guarded(() => outer.helpersToHave(), Number);
  const startHelpers = guarded(() => outer.startHelpers(), nothing);
  const heapBytes = guarded((limit: number) => outer.heapBytes(limit), Number);
  const ready = guarded(() => outer.ready(), nothing);
  const retire = guarded((reason: string) => outer.retire(reason), nothing);
  const fail = guarded((reason: string) => outer.fail(reason), nothing);

  // Their values are objects of a script realm, which are as bare as this one's.
  const asItIs = <T>(value: T): T => value;
  const newScriptRealm = guarded(() => outer.newScriptRealm(), asItIs);
  const evaluateScript = guarded((code: string, file: string) => outer.evaluateScript(code, file), asItIs);
  const settleScript = guarded(() => outer.settleScript(), nothing);
  const hasUnhandledInScript = guarded(() => outer.hasUnhandledInScript(), Boolean);
  const unhandledInScript = guarded(() => outer.unhandledInScript(), asItIs);

  const print = (...words: readonly unknown[]): void => log(words.map(String).join(' '));
  define('self', globalThis);
  define('WorkerGlobalScope', WorkerGlobalScope);
  Object.setPrototypeOf(globalThis, WorkerGlobalScope.prototype);
  define('URL', PlainUrl);
  define('location', new PlainUrl('memory://realm/'));
  define('navigator', Object.freeze({ userAgent: 'realm' }));
  define('performance', Object.freeze({ now }));
  define('console', Object.freeze({ log: print, info: print, warn: print, error: print }));
  define('TextEncoder', PlainTextEncoder);
  define('TextDecoder', PlainTextDecoder);
  define('AbortController', class AbortController {});
  define('setTimeout', (back: () => void, after?: number) =>
    later(() => back(), Number(after) || 0),
  );
  define('clearTimeout', (timer: number) => cancel(Number(timer)));
  define('crypto', Object.freeze({ getRandomValues: randomFiller(entropy) }));
  // V8 hands the frames of a stack to this function; those of the outer realm must stay unseen.
  Object.defineProperty(Error, 'prepareStackTrace', { value: undefined });

  return Object.freeze({
    post: (text: string) => post(String(text)),
    wait,
    listFolder: (path: string) => listFolder(String(path)),
    readFile: (path: string) => readFile(String(path)),
    interrupted,
    heapBytes: (limit: number) => heapBytes(Number(limit)),
    now,
    ready,
    helpersToHave,
    startHelpers,
    log: (text: string) => log(String(text)),
    retire: (reason: string) => retire(String(reason)),
    fail: (reason: string) => fail(String(reason)),
    newScriptRealm,
    evaluateScript: (code: string, file: string) => evaluateScript(String(code), String(file)),
    settleScript,
    hasUnhandledInScript,
    unhandledInScript,
  });
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

/** Pyodide takes a global object with this prototype for a web worker's. */
class WorkerGlobalScope {}

/** Joins and shows addresses; nothing in the realm can fetch one. */
class PlainUrl {
  readonly href: string;

  constructor(path: string, base = '') {
    this.href = /^[a-z]+:/.test(path) ? path : String(base) + path;
  }

  toString(): string {
    return this.href;
  }
}

function randomFiller(entropy: () => number): <T extends ArrayBufferView>(view: T) => T {
  return (view) => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let i = 0; i < bytes.length; i++) bytes[i] = entropy() & 0xff;
    return view;
  };
}
