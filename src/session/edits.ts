/** @file What-if: a changed variable, slot, learning rate, threshold or seed, as the state and feeds of a fork. */
import type { State } from '../engine/execution';
import type { Tensor } from '../engine/graph';
import { byReference } from '../engine/resourceVariables';
import { isUpdateOp, UPDATE_LAYOUTS } from '../engine/rules/training/layouts';
import { isSparseUpdateOp, SPARSE_LAYOUTS } from '../engine/rules/training/sparseLayouts';
import type { Value } from '../engine/value';
import { valueOf } from '../engine/value';
import type { Edit } from '../protocol/messages';
import { fullText } from '../protocol/numberText';
import { fromWire, toWire } from '../protocol/wireNumber';
import { indexOf } from './explain/summaries';
import type { ObservedUpdate } from './recordMaker';
import { userError } from './refusals';

/** The names that optimizers' ops have for the learning rate. */
const RATES: ReadonlySet<string> = new Set(['lr', 'alpha']);

/** What an edit changes: the state that a fork begins with, and values of tensors in every later step. */
export interface Changed {
  readonly state: State;
  readonly overrides: ReadonlyMap<Tensor, Value>;
  /** In words, with the number as it was stored. */
  readonly text: string;
}

/** Throws ValueError, with what there is, when the edit names nothing of this step or its number does not fit. */
export function edited(edit: Edit, state: State, rows: readonly ObservedUpdate[]): Changed {
  switch (edit.kind) {
    case 'value':
      return withValue(edit, state);
    case 'learningRate':
      return withRate(edit, state, rows);
    case 'threshold':
      return withThreshold(edit, state, rows);
    case 'seed':
      if (!Number.isSafeInteger(edit.seed)) throw userError(`A seed is a whole number, not ${edit.seed}.`);
      return { state: { ...state, reseed: edit.seed }, overrides: new Map(), text: `seeds + ${edit.seed}` };
  }
}

function withValue(edit: Extract<Edit, { kind: 'value' }>, state: State): Changed {
  const key = edit.variable.replace(/:0$/, '');
  const before = state.variables.get(key);
  if (before === undefined) throw userError(`No variable or slot is called ${edit.variable} here.`);
  const { element } = edit;
  if (element !== null && !(Number.isInteger(element) && element >= 0 && element < before.data.length)) {
    throw userError(`${edit.variable} has no element ${element}: it has ${before.data.length}.`);
  }
  const data = before.data.slice();
  if (element === null) data.fill(fromWire(edit.value));
  else data[element] = fromWire(edit.value);
  const stored = shortest(before.dtype, data[element ?? 0]!);
  const place = element === null || before.dims.length === 0 ? '' : `[${indexOf(element, before.dims).join(', ')}]`;
  return {
    state: { ...state, variables: new Map([...state.variables, [key, { ...before, data }]]) },
    overrides: new Map(),
    text: `${edit.variable}${place} = ${stored}`,
  };
}

function withRate(
  edit: Extract<Edit, { kind: 'learningRate' }>,
  state: State,
  rows: readonly ObservedUpdate[],
): Changed {
  const chosen = edit.variable === null
    ? rows
    : rows.filter(({ update }) => update.variable.tensor.name === edit.variable);
  const overrides = new Map<Tensor, Value>();
  for (const { chain } of chosen) {
    for (const node of chain) {
      const op = byReference(node.op);
      const layout = isUpdateOp(op) ? UPDATE_LAYOUTS[op] : isSparseUpdateOp(op) ? SPARSE_LAYOUTS[op] : [];
      // AddSign's alpha is no rate: it has an lr besides.
      const names = layout.map(({ name }) => name);
      const at = names.includes('lr') ? names.indexOf('lr') : names.findIndex((name) => RATES.has(name));
      if (at >= 0) put(overrides, node.inputs[at]!, fromWire(edit.rate));
    }
  }
  if (overrides.size === 0) {
    const whose = edit.variable === null ? 'this training op' : edit.variable;
    throw userError(`The update of ${whose} has no learning rate of its own that could be changed.`);
  }
  const whose = edit.variable === null ? '' : ` of ${edit.variable}`;
  return { state, overrides, text: `learning rate${whose} = ${textOf(overrides)}` };
}

function withThreshold(
  edit: Extract<Edit, { kind: 'threshold' }>,
  state: State,
  rows: readonly ObservedUpdate[],
): Changed {
  const row = rows.find(({ update }) => update.variable.tensor.name === edit.variable);
  const clip = row?.stages[edit.stage]?.clip;
  if (clip == null) throw userError(`Stage ${edit.stage + 1} of ${edit.variable} is no clip with a threshold.`);
  if (edit.thresholds.length !== clip.thresholds.length) {
    throw userError(`${clip.op} has ${clip.thresholds.length} thresholds, not ${edit.thresholds.length}.`);
  }
  const overrides = new Map<Tensor, Value>();
  clip.thresholds.forEach((tensor, i) => put(overrides, tensor, fromWire(edit.thresholds[i]!)));
  for (const tensor of clip.copies ?? []) put(overrides, tensor, fromWire(edit.thresholds[0]!));
  return { state, overrides, text: `${clip.op} threshold = ${textOf(overrides)}` };
}

/** Feeds `number` for `tensor`; a shape that is not known is a scalar's. */
function put(overrides: Map<Tensor, Value>, tensor: Tensor, number: number): void {
  const dims = (tensor.shape ?? []).map((dim) => dim ?? 1);
  const size = dims.reduce((product, dim) => product * dim, 1);
  overrides.set(tensor, valueOf(tensor.dtype, dims, new Array<number>(size).fill(number)));
}

/** The numbers as they are stored, each once. */
function textOf(overrides: ReadonlyMap<Tensor, Value>): string {
  return [...new Set([...overrides.values()].map(({ dtype, data }) => shortest(dtype, data[0]!)))].join(', ');
}

/** As few digits as give the stored number again: 0.1 of float32, not 0.10000000149011612. */
function shortest(dtype: Value['dtype'], number: number): string {
  return fullText(toWire(number), dtype);
}
