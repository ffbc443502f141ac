/**
 * @file Lends every rule the narrow element types: float16, bfloat16, int8, int16, uint16, uint32 and
 * uint64. Rules and kernels know the wide types only; this stands between them and a plan.
 */
import type { Data, DType } from '../../dtypes';
import { allocate, isInteger } from '../../dtypes';
import { EngineError } from '../../errors';
import { roundAll } from '../../roundings';
import type { Bound, Rule, Spec } from '../../rule';
import { sizeOf } from '../../shape';
import type { Value } from '../../value';
import { NARROW_KERNELS } from './kernels';
import {
  AS_FLOAT32, AS_INT32, KNOW_INTEGERS, LENT_AS_FLOAT32, LENT_ROUNDED, ROUND_THEMSELVES,
} from './ways';

type NarrowType = keyof typeof NARROW_KERNELS;

const KERNELS = new Map<string, ReadonlySet<string>>(
  Object.entries(NARROW_KERNELS).map(([dtype, ops]) => [dtype, new Set(ops.split(' '))]),
);

function isNarrow(dtype: DType): dtype is NarrowType {
  return KERNELS.has(dtype);
}

/** `rule` of `op` for every element type that TensorFlow and this engine have a kernel for. */
export function withNarrowTypes<A>(op: string, rule: Rule<A>): Rule<A> {
  // Casts know every pair of types themselves.
  if (op === 'Cast' || op === 'Bitcast' || rule.alias !== undefined || rule.bindsInRun) return rule;
  if (rule.steers || rule.onObjects) return rule;
  const bind: Rule<A>['bind'] = (inputs, attributes, values) => {
    const dtype = inputs.find((input) => isNarrow(input.dtype))?.dtype ?? madeType(attributes);
    if (dtype === undefined || !isNarrow(dtype)) return rule.bind(inputs, attributes, values);
    const roundedByRule = () => roundedAfter(dtype, rule.bind(inputs, attributes, values));
    const inFloat32 = () => {
      const standIns = inputs.map((input) => standIn(input, 'float32'));
      return roundedAfter(dtype, rule.bind(standIns, attributes, values));
    };
    if (dtype === 'bfloat16' && LENT_ROUNDED.has(op)) return roundedByRule();
    if (dtype === 'bfloat16' && LENT_AS_FLOAT32.has(op)) return inFloat32();
    if (KERNELS.get(dtype)!.has(op)) {
      const isReal = !isInteger(dtype);
      if (isReal && ROUND_THEMSELVES.has(op)) return roundedByRule();
      if (isReal && AS_FLOAT32.has(op)) return inFloat32();
      if (!isReal && KNOW_INTEGERS.has(op)) return rule.bind(inputs, attributes, values);
      if (!isReal && AS_INT32.has(op)) return wrappedAfter(dtype, rule, inputs, attributes, values);
    }
    throw new EngineError(
      'NotImplementedError', `${op} on ${dtype} is not evaluated by this engine`,
    );
  };
  return { ...rule, bind };
}

/** The type that an op makes out of nothing: of random numbers. */
function madeType(attributes: unknown): DType | undefined {
  return (attributes as { readonly dtype?: DType } | undefined)?.dtype;
}

function standIn(input: Spec, dtype: DType): Spec {
  return isNarrow(input.dtype) ? { ...input, dtype } : input;
}

/** Real results of the op are rounded to the type when its kernel has run. */
function roundedAfter(dtype: DType, bound: Bound): Bound {
  if (isInteger(dtype)) return bound;
  return {
    outputs: bound.outputs,
    run: (inputs, outputs, random) => {
      bound.run(inputs, outputs, random);
      for (const out of outputs) if (out instanceof Float32Array) roundAll(dtype, out);
    },
  };
}

/** Integers are computed in int32 and cut to the type's bits when the kernel has run. */
function wrappedAfter<A>(
  dtype: DType, rule: Rule<A>, inputs: readonly Spec[], attributes: A,
  values: readonly (Value | undefined)[],
): Bound {
  // uint64 is stored as int64 is: only ops that move elements have kernels for it.
  const wide: DType = dtype === 'uint64' ? 'int64' : 'int32';
  const bound = rule.bind(inputs.map((input) => standIn(input, wide)), attributes, values);
  const own = allocate(dtype, 0).constructor;
  return {
    outputs: bound.outputs,
    run: (data, outputs, random) => {
      const results = outputs.map((out, i): Data =>
        out.constructor === own ? allocate(wide, sizeOf(bound.outputs[i]!)) : out,
      );
      bound.run(data, results, random);
      results.forEach((result, i) => {
        if (result !== outputs[i]) outputs[i]!.set(result);
      });
    },
  };
}
