/**
 * @file Variables that ops name by a handle (TensorFlow's ResourceVariable): which one a handle stands
 * for, and what is known of it. Unlike a reference a handle is no value: an op reads the variable when
 * it runs.
 */
import type { DType } from './dtypes';
import { EngineError } from './errors';
import { Tensor } from './graph';
import type { Node } from './graph';
import type { Shape } from './shape';

/** The VarHandleOp node behind a handle, through what only hands it on; null for other tensors. */
export function variableBehind(handle: Tensor): Node | null {
  let { node, dtype } = handle;
  while (dtype === 'resource') {
    if (node.op === 'VarHandleOp') return node;
    const [first] = node.inputs;
    if (first === undefined) return null;
    ({ node, dtype } = first);
  }
  return null;
}

/** The value that a handle stands for, as `infer` looks at inputs: a reference of its type and shape. */
export function valueBehind(handle: Tensor): Tensor {
  const variable = variableBehind(handle);
  if (variable === null) return handle;
  const { dtype, shape } = variableSpec(variable);
  return new Tensor(variable, 0, dtype, shape, true);
}

/** Element type and static shape of the variable that a VariableV2 or VarHandleOp node holds. */
export function variableSpec(variable: Node): { readonly dtype: DType; readonly shape: Shape } {
  const [output] = variable.outputs;
  if (variable.op !== 'VarHandleOp') return output!;
  return variable.attributes as { readonly dtype: DType; readonly shape: Shape };
}

/** Ops whose failure on a variable without value TensorFlow words as a failed read. */
const READS: ReadonlySet<string> = new Set(['ReadVariableOp', 'VariableShape']);

/** `reader` wants the variable `key`, which has no value; `isFirst`: no variable has one. */
export function uninitialized(key: string, reader: Node, isFirst: boolean): EngineError {
  const isHandle = reader.inputs.some((input) => variableBehind(input)?.name === key);
  if (!isHandle) {
    const message = `Attempting to use uninitialized value ${key}`;
    return new EngineError('FailedPreconditionError', message, reader.id);
  }
  const missing = isFirst
    ? `Container localhost does not exist. (Could not find resource: localhost/${key})`
    : `Resource localhost/${key}/N10tensorflow3VarE does not exist.`;
  if (!READS.has(reader.op)) return new EngineError('NotFoundError', missing, reader.id);
  return new EngineError(
    'FailedPreconditionError',
    `Error while reading resource variable ${key} from Container: localhost. This could mean that ` +
      `the variable was uninitialized. Not found: ${missing}`,
    reader.id,
  );
}

/** The op on references that does what `op` does on handles; `op` itself where there is none. */
export function byReference(op: string): string {
  let found = REFERRING.get(op);
  if (found === undefined) {
    const assigned = /^(Assign|AssignAdd|AssignSub)VariableOp$/.exec(op);
    found = assigned?.[1] ?? op.replace(/^Resource(?=Apply|Sparse|Scatter)/, '');
    REFERRING.set(op, found);
  }
  return found;
}

/** Asked for every row of every step. */
const REFERRING = new Map<string, string>();

/** True for the tensor of a variable itself: the reference, or the handle. */
export function isVariableTensor({ node }: Tensor): boolean {
  return node.op === 'VariableV2' || node.op === 'VarHandleOp';
}
