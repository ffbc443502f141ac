/** @file The traps with names of their own: an op, its operands at the bad element, and what they make. */
import type { Node } from '../../engine/graph';
import type { OperandRecord, Trap } from '../../protocol/explanations';
import { fromWire } from '../../protocol/wireNumber';

/** Ops whose results grow beyond the largest number from operands that are finite. */
const GROWING: ReadonlySet<string> = new Set([
  'Exp', 'Expm1', 'Sinh', 'Cosh', 'Square', 'Mul', 'MatMul', 'BatchMatMul', 'BatchMatMulV2', 'Sum',
  'Add', 'AddV2', 'Sub', 'AddN', 'Prod', 'Pow', 'L2Loss', 'Conv2D', 'Mean', 'SquaredDifference', 'BiasAdd',
]);

const DIVISIONS: ReadonlySet<string> = new Set(['RealDiv', 'Div', 'TruncateDiv', 'FloorDiv', 'Xdivy']);

/**
 * The trap that `node` fell into, or null. `forward`: the node whose derivative it computes, for the
 * backward pass. `isDropped`: a tf.where did not choose the element, so the loss does not have it.
 */
export function trapOf(
  node: Node,
  operands: readonly OperandRecord[],
  forward: Node | null,
  isDropped: boolean,
): Trap | null {
  const [a, b] = operands.map(({ value, min }) => (value === null ? min : fromWire(value)));
  if (isDropped) return 'where-branch';
  const { op } = node;
  if (op === 'Log') return (a ?? 1) < 0 ? 'log-of-negative' : 'log-of-zero';
  if (op === 'Log1p') return (a ?? 0) < -1 ? 'log-of-negative' : 'log-of-zero';
  if (op === 'Sqrt') return 'sqrt-of-negative';
  if (op === 'SqrtGrad' || op === 'RsqrtGrad') return 'sqrt-at-zero';
  if (op === 'Rsqrt') return (a ?? 0) < 0 ? 'sqrt-of-negative' : 'division-by-zero';
  if (op === 'Reciprocal' || op === 'Inv') {
    return forward?.op === 'Log' ? 'log-of-zero' : 'division-by-zero';
  }
  if (DIVISIONS.has(op)) return b === 0 ? 'division-by-zero' : 'overflow';
  if (op === 'Pow' && a === 0 && (b ?? 0) < 0) return 'power-at-zero';
  if (op === 'Pow' && (a ?? 0) < 0) return null;
  return GROWING.has(op) ? 'overflow' : null;
}
