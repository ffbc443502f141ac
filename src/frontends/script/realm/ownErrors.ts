/**
 * @file What a script may get to see of what was thrown. Where the stack ends inside a function of another realm (the
 * engine's, or Node's own that formats `error.stack`) the RangeError is an object of that realm, and by its constructors
 * all of that realm could be reached. Every catch clause of a script and every function that it gives to a promise
 * therefore hears of it as an error of the script's own.
 */
import { Stop } from '../tfjs/runtime';

// The program may put others in their place.
const { getPrototypeOf } = Object;
const { apply } = Reflect;
const OWN = Object.prototype;
const OwnError = Error;
const OwnRangeError = RangeError;
const OwnPromise = Promise;

function isOwn(thrown: unknown): boolean {
  if ((typeof thrown !== 'object' || thrown === null) && typeof thrown !== 'function') return true;
  for (let now: object | null = thrown; now !== null; now = getPrototypeOf(now) as object | null) {
    if (now === OWN) return true;
  }
  return false;
}

/** `thrown`, or an error that says the same. A program that must unwind is not stopped by a catch clause. */
export function caught(thrown: unknown): unknown {
  if (thrown instanceof Stop) throw thrown;
  if (isOwn(thrown)) return thrown;
  const { name, message } = thrown as { readonly name?: unknown; readonly message?: unknown };
  const words = typeof message === 'string' ? message : 'an object without a prototype was thrown';
  return name === 'RangeError' ? new OwnRangeError(words) : new OwnError(words);
}

type Handler = ((value: unknown) => unknown) | null | undefined;

/** `handler` so that neither what it is given nor what it throws is of another realm. */
function guarded(handler: Handler, isForErrors: boolean): Handler {
  if (typeof handler !== 'function') return handler;
  return (value) => {
    const given = isForErrors ? caught(value) : value;
    try {
      return handler(given);
    } catch (thrown) {
      throw caught(thrown);
    }
  };
}

/** Puts guards where promises hand on what was thrown. Call before the program runs. */
export function guardPromises(): void {
  const { then } = OwnPromise.prototype;
  const define = (target: object, name: string, value: (...args: never[]) => unknown): void => {
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  };
  define(OwnPromise.prototype, 'then', function then_(this: Promise<unknown>, fulfilled: Handler, rejected: Handler) {
    // A function that is not there hands on what it is given: to a promise of the program's own class, too.
    const otherwise = typeof rejected === 'function' ? rejected : (thrown: unknown): never => {
      throw thrown;
    };
    return apply(then, this, [guarded(fulfilled, false), guarded(otherwise, true)]) as unknown;
  });
  Object.defineProperty(OwnPromise.prototype.then, 'name', { value: 'then' });
  // Of a class of the program's own they would hand it what their list throws.
  for (const name of ['all', 'allSettled', 'any', 'race'] as const) {
    const native = OwnPromise[name] as (list: unknown) => unknown;
    define(OwnPromise, name, (list: never) => apply(native, OwnPromise, [list]) as unknown);
    Object.defineProperty(OwnPromise[name], 'name', { value: name });
  }
}
