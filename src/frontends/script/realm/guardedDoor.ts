/** @file The door as the script realm calls it: what the engine's realm throws does not come through. */
import type { Door } from '../door';

const OwnError = Error;
const OwnRangeError = RangeError;

/** The engine ran out of stack, or found itself asked for what is not there. */
function refusal(thrown: unknown): Error {
  const { name, message } = (thrown ?? {}) as { readonly name?: unknown; readonly message?: unknown };
  const words = typeof message === 'string' ? message : 'the engine could not do what it was asked';
  return name === 'RangeError' ? new OwnRangeError(words) : new OwnError(words);
}

type Primitive = string | number | boolean | void;

/** None of the door's functions has more than four arguments. */
export function guardedDoor(door: Door): Door {
  const guarded: Record<string, (a: never, b: never, c: never, d: never) => Primitive> = {};
  for (const [name, outer] of Object.entries(door) as [string, (a: never, b: never, c: never, d: never) => Primitive][]) {
    guarded[name] = (a, b, c, d) => {
      try {
        return outer(a, b, c, d);
      } catch (thrown) {
        throw refusal(thrown);
      }
    };
  }
  return Object.freeze(guarded) as unknown as Door;
}
