/** @file The family of calls back into the program: tf.py_func, whose values the program's function gives. */
import type { DType } from '../dtypes';
import type { Rule, RuleTable } from '../rule';
import { none } from '../rule';
import type { Value } from '../value';

export interface CallAttributes {
  /** TensorFlow's name of the function: pyfunc_0. */
  readonly token: string;
  /** Types of the outputs. */
  readonly Tout: readonly DType[];
  /** Calls the function; the values that it gives have the types `Tout`. Throws EngineError. */
  readonly call: (token: string, inputs: readonly Value[]) => readonly Value[];
}

/** Attributes of the calls, under TensorFlow's op type names. */
export interface CallsAttributes {
  PyFunc: CallAttributes;
  PyFuncStateless: CallAttributes;
}

/** Only the call itself tells the shapes, so it is made when the node is bound, in every run. */
const pyFunc: Rule<CallAttributes> = {
  infer: (_inputs, { Tout }) => Tout.map((dtype) => ({ dtype, shape: null })),
  bindsInRun: true,
  bind: (inputs, { token, call }, values) => {
    const results = call(token, inputs.map((_input, i) => values[i]!));
    return {
      outputs: results.map(({ dims }) => dims),
      run: (_data, outputs) => results.forEach(({ data }, i) => copy(data, outputs[i]!)),
    };
  },
  derivative: none('tf.py_func: the engine cannot look into a Python function'),
};

function copy(from: Value['data'], to: Value['data']): void {
  for (let i = 0; i < from.length; i++) to[i] = from[i]!;
}

export const callRules: RuleTable<CallsAttributes> = { PyFunc: pyFunc, PyFuncStateless: pyFunc };
