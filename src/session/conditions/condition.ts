/** @file Whether a condition holds of a step, and in words why. */
import { EngineError } from '../../engine/errors';
import { hasChanged, isClipped, lossOf, notFiniteCount } from '../../protocol/rowFacts';
import { fromWire } from '../../protocol/wireNumber';
import type { RowRecord, StepRecord, TensorRecord } from '../../protocol/records';
import type { Expression } from './syntax';
import { parseCondition, refused } from './syntax';

/** A condition that was read; asked of one step after the other. */
export interface Condition {
  readonly text: string;
  /**
   * Null when it does not hold of `record`; else what holds, for the reader. `before` gives the step
   * before it of the same training op, which may have to be run again: it is asked only by a condition that looks there.
   */
  readonly holds: (record: StepRecord, before: () => StepRecord | null) => string | null;
}

type Row = RowRecord;

/** Names that the program has; more may come while it runs. */
export interface Known {
  readonly trainingOps: () => readonly string[];
  /** Of all training ops: a step has the rows of its own. */
  readonly variables: () => readonly string[];
}

/** Of a whole step. Booleans are 1 and 0. */
const NAMES: { readonly [name: string]: (record: StepRecord, before: () => StepRecord | null) => number } = {
  loss: lossOf,
  step: ({ index }) => index,
  global_step: ({ globalStep }) => (globalStep === null ? NaN : fromWire(globalStep)),
  norm: ({ gradientNorm }) => fromWire(gradientNorm),
  applied_norm: ({ appliedNorm }) => fromWire(appliedNorm),
  nan: ({ rows, loss }) => Number((loss !== null && notFiniteCount(loss) > 0) || rows.some(hasBad)),
  clip_fired: ({ rows }) => Number(rows.some(isClipped)),
  clipped: ({ rows }) => rows.filter(isClipped).length,
  none: ({ rows }) => rows.filter(({ gradient }) => gradient.kind === 'none').length,
  loss_rises: (record, before) => Number(lossOf(record) > lossBefore(before())),
  ratio: ({ rows }) => Math.max(...rows.map(({ updateRatio }) => (updateRatio === null ? 0 : fromWire(updateRatio)))),
};

/** Of one row. */
const FUNCTIONS: { readonly [name: string]: (row: Row) => number } = {
  norm: ({ gradient }) => (gradient.kind === 'none' ? NaN : fromWire(gradient.tensor.health.norm)),
  applied_norm: ({ applied }) => normOf(applied),
  ratio: ({ updateRatio }) => (updateRatio === null ? NaN : fromWire(updateRatio)),
  nan: (row) => Number(hasBad(row)),
  clip_fired: (row) => Number(isClipped(row)),
  factor: ({ stages }) => stages.reduce((product, { factor }) => product * (factor === null ? 1 : fromWire(factor)), 1),
  none: ({ gradient }) => Number(gradient.kind === 'none'),
  changed: (row) => Number(hasChanged(row)),
  value: ({ after, before }) => {
    const tensor = after ?? before;
    return tensor === null || tensor.size !== 1 ? NaN : fromWire(tensor.values[0]!);
  },
  min: ({ after, before }) => (after ?? before)?.health.min ?? NaN,
  max: ({ after, before }) => (after ?? before)?.health.max ?? NaN,
  mean: ({ after, before }) => (after ?? before)?.health.mean ?? NaN,
};

/** Of a row, one of its tensors: `norm(grad(w))`. */
const TENSORS: { readonly [name: string]: (row: Row) => TensorRecord | null } = {
  grad: ({ gradient }) => (gradient.kind === 'none' ? null : gradient.tensor),
  applied: ({ applied }) => applied,
  before: ({ before }) => before,
  after: ({ after }) => after,
};

/** Of a tensor; NaN where there is none. */
const OF_TENSORS: { readonly [name: string]: (tensor: TensorRecord) => number } = {
  norm: ({ health }) => fromWire(health.norm),
  min: ({ health }) => health.min ?? NaN,
  max: ({ health }) => health.max ?? NaN,
  mean: ({ health }) => health.mean ?? NaN,
  std: ({ health }) => health.std ?? NaN,
  value: ({ size, values }) => (size === 1 ? fromWire(values[0]!) : NaN),
  nan: (tensor) => Number(notFiniteCount(tensor) > 0),
  zeros: ({ health }) => health.zero,
};

/** Of a number. */
const OF_NUMBERS: { readonly [name: string]: (x: number) => number } = {
  abs: Math.abs, sqrt: Math.sqrt, log: Math.log, log10: Math.log10,
};

/** Reads a condition. Throws ValueError with the column and what there is for a name that is unknown. */
export function readCondition(text: string, known: Known): Condition {
  const expression = parseCondition(text);
  checkNames(expression, text);
  return {
    text,
    holds: (record, before) => {
      const asked = { record, before, text, known };
      return isTrue(evaluate(expression, asked)) ? reasonOf(expression, asked) : null;
    },
  };
}

/** What in the text is no condition; null when all of it is. */
export function problemOf(text: string, known: Known): string | null {
  try {
    readCondition(text, known);
    return null;
  } catch (error) {
    if (error instanceof EngineError) return error.message;
    throw error;
  }
}

interface Asked {
  readonly record: StepRecord;
  readonly before: () => StepRecord | null;
  readonly text: string;
  readonly known: Known;
}

/** The number that `text` is in `record`. Throws ValueError as `readCondition` does. */
export function numberOf(
  text: string, known: Known, record: StepRecord, before: () => StepRecord | null,
): number {
  const expression = parseCondition(text);
  checkNames(expression, text);
  return evaluate(expression, { record, before, text, known });
}

function evaluate(expression: Expression, asked: Asked): number {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name':
      return NAMES[expression.name]!(asked.record, asked.before);
    case 'unary': {
      const operand = evaluate(expression.operand, asked);
      return expression.operator === '-' ? -operand : Number(!isTrue(operand));
    }
    case 'call':
      return called(expression, asked);
    case 'binary':
      return combined(expression, asked);
  }
}

function called(call: Extract<Expression, { kind: 'call' }>, asked: Asked): number {
  const [argument] = call.arguments;
  if (call.name === 'previous') {
    const record = asked.before();
    return record === null ? NaN : evaluate(argument!, { ...asked, record, before: () => null });
  }
  const numeric = OF_NUMBERS[call.name];
  if (numeric !== undefined) return numeric(evaluate(argument!, asked));
  if (call.name === RAN) return Number(hasRun(argument!, asked));
  if (isTensor(argument!)) {
    const row = rowOf(argument.arguments[0]!, asked);
    const tensor = row === null ? null : TENSORS[argument.name]!(row);
    return tensor === null ? NaN : OF_TENSORS[call.name]!(tensor);
  }
  const row = rowOf(argument!, asked);
  return row === null ? NaN : FUNCTIONS[call.name]!(row);
}

/** `grad(w)`, of which a number can be asked. */
function isTensor(expression: Expression): expression is Extract<Expression, { kind: 'call' }> {
  return expression.kind === 'call' && Object.hasOwn(TENSORS, expression.name);
}

/** Whether the step ran the training op of this name. */
const RAN = 'ran';

function hasRun(argument: Expression, { record, text, known }: Asked): boolean {
  if (argument.kind !== 'name') throw refused(text, 0, 'the name of a training op is expected in ( )');
  const { name, at } = argument;
  if (record.ops.some((op) => op.name === name)) return true;
  const all = known.trainingOps();
  if (all.includes(name)) return false;
  throw refused(text, at, `no training op is called ${name}; there are: ${all.join(', ')}`);
}

/** Null when another training op has the variable: this step says nothing of it. */
function rowOf(argument: Expression, { record, text, known }: Asked): Row | null {
  if (argument.kind !== 'name') throw refused(text, 0, 'the name of a variable is expected in ( )');
  const { name, at } = argument;
  const row = record.rows.find((candidate) =>
    [candidate.name, candidate.variable, candidate.variable.replace(/:0$/, '')].includes(name));
  if (row !== undefined) return row;
  const all = known.variables();
  if (all.includes(name)) return null;
  const names = record.rows.map((candidate) => candidate.name).join(', ');
  throw refused(text, at, `no variable of this step is called ${name}; there are: ${names}`);
}

function combined(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  asked: Asked,
): number {
  const a = evaluate(left, asked);
  if (operator === 'and') return isTrue(a) ? evaluate(right, asked) : 0;
  if (operator === 'or') return isTrue(a) ? a : evaluate(right, asked);
  const b = evaluate(right, asked);
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '<':
      return Number(a < b);
    case '<=':
      return Number(a <= b);
    case '>':
      return Number(a > b);
    case '>=':
      return Number(a >= b);
    case '==':
      return Number(a === b);
    case '!=':
      return Number(a !== b);
  }
}

/** What made the condition true: of `a or b` the side that holds, of a comparison its two numbers. */
function reasonOf(expression: Expression, asked: Asked): string {
  if (expression.kind === 'binary') {
    const { operator, left, right } = expression;
    if (operator === 'or') return reasonOf(isTrue(evaluate(left, asked)) ? left : right, asked);
    if (operator === 'and') return `${reasonOf(left, asked)} and ${reasonOf(right, asked)}`;
    const side = (part: Expression) => {
      const number = evaluate(part, asked);
      return part.kind === 'number' ? String(number) : `${textOf(part)} (${Number(number.toPrecision(6))})`;
    };
    return `${side(left)} ${operator} ${side(right)}`;
  }
  const rows = asked.record.rows;
  const those = (test: (row: Row) => boolean) => rows.filter(test).map(({ name }) => name).join(', ');
  if (expression.kind === 'name') {
    if (expression.name === 'clip_fired') return `a clip fired (${those(isClipped)})`;
    if (expression.name === 'nan') return `NaN or infinity (${those(hasBad) || 'loss'})`;
    if (expression.name === 'loss_rises') {
      return `the loss rises (${lossBefore(asked.before())} → ${lossOf(asked.record)})`;
    }
  }
  return textOf(expression);
}

function textOf(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'name':
      return expression.name;
    case 'unary':
      return `${expression.operator}${expression.operator === 'not' ? ' ' : ''}${textOf(expression.operand)}`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(textOf).join(', ')})`;
    case 'binary':
      return `${textOf(expression.left)} ${expression.operator} ${textOf(expression.right)}`;
  }
}

/** Names are checked when the condition is read; variables when there is a step. */
function checkNames(expression: Expression, text: string): void {
  switch (expression.kind) {
    case 'number':
      return;
    case 'name':
      if (Object.hasOwn(NAMES, expression.name)) return;
      throw refused(text, expression.at, `${expression.name} is not known; there are: ${Object.keys(NAMES).join(', ')}`);
    case 'unary':
      return checkNames(expression.operand, text);
    case 'binary':
      checkNames(expression.left, text);
      return checkNames(expression.right, text);
    case 'call': {
      const { name, at, arguments: args } = expression;
      if (args.length === 1 && isTensor(args[0]!) && Object.hasOwn(OF_TENSORS, name)) {
        const { name: tensor, arguments: of } = args[0];
        if (of.length === 1 && of[0]!.kind === 'name') return;
        throw refused(text, args[0].at, `${tensor} takes the name of a variable`);
      }
      if (Object.hasOwn(TENSORS, name)) {
        const asked = Object.keys(OF_TENSORS).map((f) => `${f}(${name}(…))`);
        throw refused(text, at, `${name}(…) is a tensor; ask for a number of it: ${asked.join(', ')}`);
      }
      const ofRow = Object.hasOwn(FUNCTIONS, name) || name === RAN;
      if (!ofRow && name !== 'previous' && !Object.hasOwn(OF_NUMBERS, name)) {
        const known = [...Object.keys(FUNCTIONS), ...Object.keys(OF_NUMBERS), RAN, 'previous'].map((f) => `${f}(…)`);
        throw refused(text, at, `${name}(…) is not known; there are: ${known.join(', ')}`);
      }
      if (args.length !== 1) throw refused(text, at, `${name} takes one argument, not ${args.length}`);
      if (ofRow && args[0]!.kind !== 'name') throw refused(text, at, `${name} takes the name of a ${name === RAN ? 'training op' : 'variable'}`);
      if (!ofRow) checkNames(args[0]!, text);
    }
  }
}

/** As in C: everything but 0; a NaN is no yes. */
function isTrue(number: number): boolean {
  return number !== 0 && !Number.isNaN(number);
}

function lossBefore(record: StepRecord | null): number {
  return record === null ? NaN : lossOf(record);
}

function normOf(tensor: TensorRecord | null): number {
  return tensor === null ? NaN : fromWire(tensor.health.norm);
}

function hasBad({ gradient, stages, applied, after }: Row): boolean {
  const raw = gradient.kind === 'none' ? null : gradient.tensor;
  return [raw, applied, after, ...stages.map(({ output }) => output)].some((tensor) => tensor !== null && notFiniteCount(tensor) > 0);
}
