/**
 * @file The update ledger: an optimizer step written as named terms, and evaluated again from them.
 */
import { EngineError } from './errors';
import type { Node } from './graph';
import type { Op } from './ops';
import type { UpdateInput } from './rules/training/layouts';
import { isUpdateOp, UPDATE_LAYOUTS } from './rules/training/layouts';
import { ACCOUNTS } from './updateLedger/accounts';
import { arithmeticOf } from './updateLedger/arithmetic';
import { subtractRows } from './updateLedger/scattered';
import type { Value } from './value';

/** A part of the update: the variable's shape, or a scalar. */
export interface Term {
  readonly name: string;
  readonly value: Value;
}

export interface Ledger {
  readonly terms: readonly Term[];
  /** How the terms make the new value; w is the variable before, w′ after. */
  readonly formula: string;
  /** max |after − recomputed| over the elements; 0 when every bit agrees. */
  readonly residual: number;
}

/** True when `updateLedger` can account for this op. */
export function hasLedger(op: Op): boolean {
  return op === 'ScatterSub' || isUpdateOp(op);
}

/**
 * The step of an Apply… node as terms. `inputs` are the values of the node's inputs before the
 * step, in order; `after` is the variable after it. The new value is reckoned again from the terms
 * in the variable's dtype and the optimizer's order, without the kernel. Throws ValueError when
 * the node is no optimizer update.
 */
export function updateLedger(node: Node, inputs: readonly Value[], after: Value): Ledger {
  if (node.op === 'ScatterSub') {
    const [before, rows, updates] = inputs as readonly [Value, Value, Value];
    return {
      terms: [{ name: 'rows', value: rows }, { name: 'lr·g', value: updates }],
      formula: 'w′[rows] = w[rows] − lr·g',
      residual: residualOf(after, subtractRows(before, rows, updates)),
    };
  }
  if (!isUpdateOp(node.op)) {
    throw new EngineError(
      'ValueError',
      `${node.name} (${node.op}) is not an optimizer update; a ledger can be made of ` +
        `${Object.keys(UPDATE_LAYOUTS).join(', ')}.`,
      node.id,
    );
  }
  const layout: readonly UpdateInput[] = UPDATE_LAYOUTS[node.op];
  const byName: Record<string, Value> = {};
  layout.forEach(({ name }, i) => (byName[name] = inputs[i]!));
  const terms: Term[] = [];
  const note = (name: string, value: Value): Value => {
    terms.push({ name, value });
    return value;
  };
  const account = ACCOUNTS[node.op](
    arithmeticOf(after.dtype), byName, note, node.attributes as Readonly<Record<string, unknown>>,
  );
  return { terms, formula: account.formula, residual: residualOf(after, account.after) };
}

/**
 * Largest difference; equal elements count 0, also NaN and NaN, ∞ and ∞. NaN against a number: NaN.
 */
function residualOf(a: Value, b: Value): number {
  let largest = 0;
  for (let i = 0; i < a.data.length; i++) {
    const x = a.data[i]!;
    const y = b.data[i]!;
    if (Object.is(x, y) || x === y) continue;
    const difference = Math.abs(x - y);
    if (Number.isNaN(difference)) return NaN;
    largest = Math.max(largest, difference);
  }
  return largest;
}
