/**
 * @file The update ledger: an optimizer step written as named terms, and evaluated again from them.
 */
import { EngineError } from './errors';
import type { Node, Tensor } from './graph';
import { byReference } from './resourceVariables';
import type { UpdateInput } from './rules/training/layouts';
import { isUpdateOp, UPDATE_LAYOUTS } from './rules/training/layouts';
import { isSparseUpdateOp, SPARSE_LAYOUTS } from './rules/training/sparseLayouts';
import type { Account, Note } from './updateLedger/accounts';
import { ACCOUNTS } from './updateLedger/accounts';
import { arithmeticOf } from './updateLedger/arithmetic';
import { assignedPart, assignment } from './updateLedger/assignments';
import type { Scratch } from './updateLedger/scratch';
import { rowsOf, subtractRows, withRows } from './updateLedger/scattered';
import { SPARSE_ACCOUNTS } from './updateLedger/sparseAccounts';
import { sparseAdam, sparseAdamParts } from './updateLedger/sparseAdam';
import { sizeOf } from './shape';
import type { Value } from './value';

/** A part of the update: the shape of the variable or of the rows it touches, or a scalar. */
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

/**
 * The tensors whose values `updateLedger` wants: the inputs of an optimizer op, or what the step of
 * sparse Adam or an assignment is made of, the variable first. Null when no ledger can be made of
 * this node.
 */
export function ledgerInputs(node: Node): readonly Tensor[] | null {
  const op = byReference(node.op);
  if (op === 'ScatterSub' || op === 'ScatterAdd' || isUpdateOp(op) || isSparseUpdateOp(op)) {
    return node.inputs;
  }
  const part = assignedPart(node);
  const parts = sparseAdamParts(node) ?? (part === null ? null : [part]);
  return parts === null ? null : [node.inputs[0]!, ...parts];
}

/**
 * The step of an optimizer's node as terms. `inputs` are the values of its `ledgerInputs`, the
 * variable and its slots before the step; `after` is the variable after it. The new value is
 * reckoned again from the terms in the variable's dtype and the optimizer's order, without the
 * kernel. The rows of a Sparse… op must differ, as TensorFlow's optimizers see to. Throws
 * ValueError when the node is no optimizer update.
 */
export function updateLedger(node: Node, inputs: readonly Value[], after: Value): Ledger {
  return chainLedger([{ node, inputs }], after);
}

/** One write of a variable: its node, and the values of its `ledgerInputs`. */
export interface Write {
  readonly node: Node;
  readonly inputs: readonly Value[];
}

/**
 * As `updateLedger` for a step that writes its variable several times: a decay of the weights before
 * the update, a constraint after it. The first write begins with its own input, each other one with
 * what the one before left. Terms are in arrays of `scratch`, if there is one: read them before it is released.
 */
export function chainLedger(writes: readonly Write[], after: Value, scratch: Scratch | null = null): Ledger {
  const terms: Term[] = [];
  const note = (name: string, value: Value): Value => {
    terms.push({ name, value });
    return value;
  };
  const formulas: string[] = [];
  let reckoned: Value | null = null;
  for (const { node, inputs } of writes) {
    const [own, ...others] = inputs;
    const account = accountOf(node, [reckoned ?? own!, ...others], note, scratch);
    formulas.push(account.formula);
    reckoned = account.after;
  }
  const isExact = scratch?.isSame(after.data, reckoned!.data) === true;
  const formula = formulas.length === 1 ? formulas[0]! : formulas.join('; then ');
  return { terms, formula, residual: isExact ? 0 : residualOf(after, reckoned!) };
}

function accountOf(node: Node, inputs: readonly Value[], note: Note, scratch: Scratch | null): Account {
  const op = byReference(node.op);
  const before = inputs[0]!;
  const by = arithmeticOf(before.dtype, scratch);
  const attributes = node.attributes as Readonly<Record<string, unknown>>;
  if (op === 'ScatterSub' || op === 'ScatterAdd') {
    const rows = note('rows', inputs[1]!);
    const isDescent = op === 'ScatterSub' && isRateTimesGradient(node.inputs[2]!);
    const delta = note(isDescent ? 'lr·g' : 'δ', inputs[2]!);
    if (op === 'ScatterAdd') {
      return { formula: 'w′[rows] = w[rows] + δ', after: subtractRows(before, rows, by.negate(delta)) };
    }
    return {
      formula: `w′[rows] = w[rows] − ${isDescent ? 'lr·g' : 'δ'}`,
      after: subtractRows(before, rows, delta),
    };
  }
  if (isUpdateOp(op)) {
    return ACCOUNTS[op](by, named(UPDATE_LAYOUTS[op], inputs), note, attributes);
  }
  if (isSparseUpdateOp(op)) {
    const layout: readonly UpdateInput[] = SPARSE_LAYOUTS[op];
    const rows = note('rows', inputs[layout.findIndex(({ role }) => role === 'indices')]!);
    const touched = inputs.map((value, i) => {
      const { role } = layout[i]!;
      return role === 'variable' || role === 'slot' ? rowsOf(value, rows) : value;
    });
    const byRows = arithmeticOf(before.dtype, scratch, sizeOf(before.dims.slice(1)));
    const account = SPARSE_ACCOUNTS[op](byRows, named(layout, touched), note, attributes);
    return {
      formula: `${account.formula}, for the rows of w`,
      after: withRows(before, rows, account.after),
    };
  }
  if (sparseAdamParts(node) !== null) return sparseAdam(by, inputs, note);
  if (assignedPart(node) !== null) return assignment(by, node, inputs, note);
  throw new EngineError(
    'ValueError',
    `${node.name} (${op}) is not an optimizer update; a ledger can be made of ` +
      `${[...Object.keys(UPDATE_LAYOUTS), ...Object.keys(SPARSE_LAYOUTS)].join(', ')}.`,
    node.id,
  );
}

/** As gradient descent scales the rows of a gradient: by one number. */
function isRateTimesGradient({ node }: Tensor): boolean {
  return node.op === 'Mul' && node.inputs.some(({ shape }) => shape?.length === 0);
}

/** `inputs` by the names of their layout. */
function named(
  layout: readonly UpdateInput[],
  inputs: readonly Value[],
): Readonly<Record<string, Value>> {
  const record: Record<string, Value> = {};
  for (let i = 0; i < layout.length; i++) record[layout[i]!.name] = inputs[i]!;
  return record;
}

/**
 * Largest difference; equal elements count 0, also NaN and NaN, ∞ and ∞. NaN against a number: NaN.
 */
function residualOf(a: Value, b: Value): number {
  let largest = 0;
  for (let i = 0; i < a.data.length; i++) {
    const x = a.data[i]!;
    const y = b.data[i]!;
    if (x === y || Object.is(x, y)) continue;
    const difference = Math.abs(x - y);
    if (Number.isNaN(difference)) return NaN;
    largest = Math.max(largest, difference);
  }
  return largest;
}
