/**
 * @file Square roots as the Eigen of TensorFlow 1.15 takes them: in packets of eight float32 by RSQRTPS and one
 * step of Newton (AVX/MathFunctions.h, psqrt and prsqrt), else by the exact instruction.
 */
import type { Rounding } from '../../roundings';
import { PACKET } from './eigenFloat32';
import { rsqrtps } from './rsqrtTable';

const f = Math.fround;
const SMALLEST_NORMAL = 1.1754943508222875e-38;

/** √x; 0 for denormal numbers. */
export function rootPacket(x: number): number {
  if (x >= 0 && x < SMALLEST_NORMAL) return 0;
  const y = rsqrtps(x);
  return f(x * f(y * f(1.5 - f(f(x * 0.5) * f(y * y)))));
}

/** 1/√x; ∞ for denormal numbers. */
export function inverseRootPacket(x: number): number {
  if (x < SMALLEST_NORMAL) return x < 0 ? NaN : Infinity;
  const y = rsqrtps(x);
  return f(y * f(f(f(x * -0.5) * f(y * y)) + 1.5));
}

/** Roots of the elements of a tensor; those below `packed(n)` of n elements are in packets. */
export interface Roots {
  readonly packed: (n: number) => number;
  readonly root: (x: number, isPacked: boolean) => number;
  readonly inverse: (x: number, isPacked: boolean) => number;
}

const SINGLE: Roots = {
  packed: (n) => n - (n % PACKET),
  root: (x, isPacked) => (isPacked ? rootPacket(x) : f(Math.sqrt(x))),
  inverse: (x, isPacked) => (isPacked ? inverseRootPacket(x) : f(1 / f(Math.sqrt(x)))),
};

/** The roots of the type that `round` rounds to. */
export function rootsOf(round: Rounding): Roots {
  if (round === Math.fround) return SINGLE;
  return {
    packed: () => 0,
    root: (x) => round(Math.sqrt(x)),
    inverse: (x) => round(1 / round(Math.sqrt(x))),
  };
}
