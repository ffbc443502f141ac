/**
 * @file What crosses from Python to the kernels: numbers and short texts, failures as −1 and a
 * text.
 */

/** A function that Python calls; it never throws for a reason that the user's program can have. */
export type BorderFunction = (...values: never[]) => number | string;

export type BorderFunctions = Readonly<Record<string, BorderFunction>>;

/** The text of the last failure, read by `error()` after a −1. */
export interface Failures {
  /** Keeps the text and gives −1. */
  readonly fail: (text: string) => -1;
  readonly last: () => string;
}

export function failures(): Failures {
  let text = '';
  return {
    fail: (reason) => {
      text = reason;
      return -1;
    },
    last: () => text,
  };
}
