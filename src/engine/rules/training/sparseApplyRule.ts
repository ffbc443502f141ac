/**
 * @file Makes the rule of a fused optimizer op that updates some rows, from its layout and the step
 * of one element: the checks they all share.
 */
import type { Data, DType } from '../../dtypes';
import { isFloating } from '../../dtypes';
import { invalidArgument, typeError } from '../../errors';
import type { Tensor } from '../../graph';
import { roundingOf } from '../../roundings';
import { none } from '../../rule';
import type { Rule, Spec } from '../../rule';
import type { Shape } from '../../shape';
import { bracketText, sameDims, sizeOf } from '../../shape';
import { mergeDim, mergeEqual, withRank, withRankAtLeast } from '../array/staticShape';
import type { Roots } from '../math/eigenRoots';
import { rootsOf } from '../math/eigenRoots';
import type { Round } from './applyRule';
import type { UpdateInput } from './layouts';
import type { SparseUpdateOp } from './sparseLayouts';
import { SPARSE_LAYOUTS } from './sparseLayouts';

/** What a step works on. `written` holds the values before, and takes the new ones in place. */
export interface SparseInputs {
  /** The scalars in the order of the layout. */
  readonly scalars: readonly number[];
  /** The variable and its slots in the order of the layout. */
  readonly written: readonly Data[];
  readonly gradient: Data;
  /** Square roots; Eigen takes the elements of one row in packets. */
  readonly roots: Roots;
}

/** Updates element `to` of the variable with element `from` of the gradient. */
export type ElementStep = (to: number, from: number, isPacked: boolean) => void;

/**
 * Makes the step of one element: one rounding after each operation, in the order of TensorFlow's
 * training_ops.cc. `isNarrow`: a row has one element; several kernels then reckon otherwise.
 */
export type SparseStep<A> = (
  round: Round,
  attributes: A,
  isNarrow: boolean,
) => (inputs: SparseInputs) => ElementStep;

/** Kernels that refuse rows without elements. */
const NEEDS_ELEMENTS: ReadonlySet<SparseUpdateOp> = new Set([
  'SparseApplyAdagrad', 'SparseApplyAdagradDA', 'SparseApplyFtrl', 'SparseApplyFtrlV2',
  'SparseApplyProximalGradientDescent', 'SparseApplyProximalAdagrad',
] as const);

/** The rule of `op`, checked by its layout. Rows that come twice are updated twice, in order. */
export function sparseUpdateRule<A>(op: SparseUpdateOp, step: SparseStep<A>): Rule<A> {
  const layout: readonly UpdateInput[] = SPARSE_LAYOUTS[op];
  const isWritten = ({ role }: UpdateInput) => role === 'variable' || role === 'slot';
  const isScalar = ({ role }: UpdateInput) => role === 'scalar' || role === 'step';
  const writes = layout.flatMap((input, i) => (isWritten(input) ? [i] : []));
  const scalars = layout.flatMap((input, i) => (isScalar(input) ? [i] : []));
  const at = layout.findIndex(({ role }) => role === 'gradient');
  return {
    infer: (inputs) => {
      checkTypes(op, layout, inputs);
      let { shape } = inputs[0]!;
      layout.forEach((input, i) => {
        const given = inputs[i]!.shape;
        if (isScalar(input)) withRank(given, 0);
        else if (input.role === 'slot') shape = mergeEqual(shape, given);
        else if (input.role === 'gradient') {
          shape = mergeEqual(shape, rowsOf(given, inputs[at + 1]!.shape));
        }
      });
      return [{ dtype: inputs[0]!.dtype, shape, isRef: true }];
    },
    bind: (inputs, attributes) => {
      checkShapes(layout, inputs);
      const { dtype, dims } = inputs[0]!;
      const width = sizeOf(dims.slice(1));
      if (width === 0 && NEEDS_ELEMENTS.has(op)) {
        throw invalidArgument('Inner dimension should be greater than zero.');
      }
      const round = roundingOf(dtype);
      const roots = rootsOf(round);
      const isHalf = dtype === 'float16' || dtype === 'bfloat16';
      const prepare = step(round, attributes, width === 1);
      return {
        outputs: writes.map(() => dims),
        run: (data, outputs) => {
          writes.forEach((input, i) => outputs[i]!.set(data[input]!));
          const update = prepare({
            scalars: scalars.map((i) => data[i]![0]!), written: outputs, gradient: data[at]!, roots,
          });
          const rounded: ElementStep = (i, j, isPacked) => {
            update(i, j, isPacked);
            // A row that comes again is read as it was stored.
            if (isHalf) for (const out of outputs) out[i] = round(out[i]!);
          };
          eachRow(data[at + 1]!, dims[0]!, { width, packed: width === 1 ? 0 : roots.packed(width) }, isHalf ? rounded : update);
        },
      };
    },
    writes,
    derivative: none('an optimizer update changes variables; no gradient flows through it'),
  };
}

function eachRow(
  indices: Data, rows: number, { width, packed }: { width: number; packed: number }, update: ElementStep,
): void {
  for (let i = 0; i < indices.length; i++) {
    const row = indices[i]!;
    if (!(row >= 0 && row < rows)) {
      throw invalidArgument(`Index ${row} at offset ${i} in indices is out of range`);
    }
    for (let k = 0; k < width; k++) update(row * width + k, i * width + k, k < packed);
  }
}

/** The shape of the variable as far as a gradient and its indices tell it. */
function rowsOf(gradient: Shape, indices: Shape): Shape {
  const [count] = withRank(indices, 1);
  const known = withRankAtLeast(gradient, 1);
  if (known === null) return null;
  mergeDim(count!, known[0]!);
  return [null, ...known.slice(1)];
}

function checkTypes(op: string, layout: readonly UpdateInput[], inputs: readonly Tensor[]): void {
  const { dtype } = inputs[0]!;
  if (!isFloating(dtype)) {
    throw typeError(
      `${op} updates variables of real numbers; ${inputs[0]!.name} has dtype ${dtype}.`,
    );
  }
  layout.forEach(({ name, role }, i) => {
    const given = inputs[i]!.dtype;
    if (role === 'indices') {
      if (given === 'int32' || given === 'int64') return;
      throw typeError(
        `Value passed to parameter '${name}' has DataType ${given} not in list of allowed ` +
          'values: int32, int64',
      );
    }
    const wanted: DType = role === 'step' ? 'int64' : dtype;
    if (given === wanted) return;
    throw typeError(
      `Input '${name}' of '${op}' Op has type ${given} that does not match type ${wanted} of ` +
        `argument 'var'.`,
    );
  });
}

function checkShapes(layout: readonly UpdateInput[], inputs: readonly Spec[]): void {
  const { dims } = inputs[0]!;
  layout.forEach(({ name, role }, i) => {
    const given = inputs[i]!.dims;
    if (role === 'slot' && !sameDims(dims, given)) {
      throw invalidArgument(
        `var and ${name} do not have the same shape${bracketText(dims)} ${bracketText(given)}`,
      );
    }
    if ((role === 'scalar' || role === 'step') && given.length !== 0) {
      throw invalidArgument(`${name} is not a scalar: ${bracketText(given)}`);
    }
  });
  if (dims.length === 0) throw invalidArgument('var must be at least 1 dimensional');
  const at = layout.findIndex(({ role }) => role === 'gradient');
  const gradient = inputs[at]!.dims;
  const indices = inputs[at + 1]!.dims;
  if (indices.length !== 1) throw invalidArgument('indices must be one-dimensional');
  dims.forEach((size, d) => {
    if (d > 0 && size !== gradient[d]) {
      throw invalidArgument(`var and grad must match in dimension ${d}`);
    }
  });
  if (gradient[0] !== indices[0]) {
    throw invalidArgument('grad must be the same size as indices in the first dimension.');
  }
}
