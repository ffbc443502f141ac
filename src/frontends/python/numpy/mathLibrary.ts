/** @file The C mathematics functions that kernels use, from the host's libm where it offers one. */
import { roundHalfEven } from './halfFloat';

/** Functions of a C mathematics library (Pyodide exports musl's). All take and return doubles. */
export interface MathLibrary {
  readonly exp: (x: number) => number;
  readonly log: (x: number) => number;
  readonly log1p: (x: number) => number;
  readonly pow: (x: number, y: number) => number;
}

/**
 * C99 `pow` on the JavaScript one: 1 to any power, and −1 to an infinite one, are 1 in C.
 */
export function powC99(x: number, y: number): number {
  return x === 1 || (x === -1 && (y === Infinity || y === -Infinity)) ? 1 : x ** y;
}

/**
 * The JavaScript engine's own functions: at most 1 unit in the last place off. musl's `log`, `exp`
 * and `pow` are the same algorithms as glibc's (at most 0.52), which NumPy's random streams use.
 */
export const ENGINE_MATH: MathLibrary = {
  exp: Math.exp, log: Math.log, log1p: Math.log1p, pow: powC99,
};

/** Python's and NumPy's remainder: the sign of the divisor. Source: `npy_divmod`. */
export function remainderPython(a: number, b: number): number {
  const mod = a % b;
  if (b === 0 || mod !== mod) return mod;
  if (mod === 0) return b < 0 || Object.is(b, -0) ? -0 : 0;
  return b < 0 !== mod < 0 ? mod + b : mod;
}

/** NumPy's floor division of floats. Source: `npy_divmod`. */
export function floorDivide(a: number, b: number): number {
  const mod = a % b;
  if (b === 0) return a / b;
  const adjusted = mod !== 0 && b < 0 !== mod < 0;
  const quotient = (a - mod) / b - (adjusted ? 1 : 0);
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floored = Math.floor(quotient);
  return quotient - floored > 0.5 ? floored + 1 : floored;
}

/** log(e^a + e^b) without overflow. */
export function logAddExp(a: number, b: number): number {
  if (a === b) return a + Math.LN2;
  const difference = a - b;
  if (difference > 0) return a + Math.log1p(Math.exp(-difference));
  return difference <= 0 ? b + Math.log1p(Math.exp(difference)) : difference;
}

/** `exp2` that is exact at integers. */
export function exp2(x: number): number {
  return 2 ** x;
}

/** `rint`: nearest integer, ties to even; large values and non-finite ones are their own. */
export function rint(x: number): number {
  return Math.abs(x) < 4503599627370496 ? roundHalfEven(x) : x;
}
