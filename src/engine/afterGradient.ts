/**
 * @file Derivatives whose nodes wait until the incoming gradient is there, as TensorFlow has them: what
 * is left to compute of the op is computed late, when memory of the forward pass is free again.
 */
import type { Builder } from './builder';
import type { Slices } from './rule';
import { Tensor } from './graph';

/** Ops of which all nodes of the derivative wait (`with ops.control_dependencies([grad])` in math_grad.py). */
const WAITING: ReadonlySet<string> = new Set([
  'Reciprocal', 'Inv', 'InvGrad', 'ReciprocalGrad', 'Square', 'SqrtGrad', 'RsqrtGrad', 'Exp', 'Expm1', 'Log', 'Log1p',
  'Sinh', 'Cosh', 'Tanh', 'Asinh', 'Acosh', 'Atanh', 'TanhGrad', 'Lgamma', 'Digamma', 'BesselI0e',
  'BesselI1e', 'Sigmoid', 'SigmoidGrad', 'Sin', 'Cos', 'Tan', 'Asin', 'Acos', 'Atan', 'Atan2',
  'SoftplusGrad', 'SelfAdjointEigV2', 'RandomGamma',
]);

interface Incoming {
  readonly build: Builder;
  readonly incoming: readonly (Tensor | Slices | null)[];
}

/** From here to the end of the derivative, nodes wait for the gradient. */
export function waitForGradient({ build, incoming }: Incoming): void {
  const arrived = incoming.flatMap((gradient) => (gradient === null ? [] : [gradient]));
  build.graph.pushControl(
    arrived.map((gradient) => (gradient instanceof Tensor ? gradient : gradient.values).node),
  );
}

/** Runs the derivative of the op `op`, and lets go of what it waited for. */
export function withWaiting<T>(op: string, back: Incoming, derive: () => T): T {
  const { graph } = back.build;
  const depth = graph.controlDepth;
  if (WAITING.has(op)) waitForGradient(back);
  try {
    return derive();
  } finally {
    while (graph.controlDepth > depth) graph.popControl();
  }
}
