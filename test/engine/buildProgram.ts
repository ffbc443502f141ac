/** @file Small TensorFlow-like programs built in TypeScript, for tests of the engine and the session. */
import { Builder } from '../../src/engine/builder';
import { Execution } from '../../src/engine/execution';
import type { Node, Tensor } from '../../src/engine/graph';
import { Graph } from '../../src/engine/graph';
import type { DType } from '../../src/engine/dtypes';
import type { Dims } from '../../src/engine/shape';
import { sizeOf } from '../../src/engine/shape';
import type { Value } from '../../src/engine/value';
import { valueOf } from '../../src/engine/value';

export interface BuiltVariable {
  readonly key: string;
  /** The VariableV2 output. */
  readonly ref: Tensor;
  /** `w/read`. */
  readonly read: Tensor;
  readonly initializer: Node;
  /** What it begins with. */
  readonly initial: Tensor;
}

/** A graph with the few conveniences that tests need. */
export class TestProgram {
  readonly graph = new Graph();
  readonly build = new Builder(this.graph, -1);
  readonly variables: BuiltVariable[] = [];

  constant(numbers: number | readonly number[], dtype: DType = 'float32', dims?: Dims): Tensor {
    const list = typeof numbers === 'number' ? [numbers] : numbers;
    return this.build.constant(valueOf(dtype, dims ?? (typeof numbers === 'number' ? [] : [list.length]), list));
  }

  variable(name: string, initial: number | readonly number[], dtype: DType = 'float32', origin = -1): BuiltVariable {
    return this.variableOf(name, this.constant(initial, dtype), origin);
  }

  /** A variable that begins with `value`, of its shape and type. */
  variableOf(name: string, value: Tensor, origin = -1): BuiltVariable {
    const build = new Builder(this.graph, origin);
    const { shape, dtype } = value;
    const ref = build.make('VariableV2', [], { shape, dtype, container: '', sharedName: '' }, name);
    const initializer = build.node(
      'Assign', [ref, value], { validateShape: true, useLocking: true }, `${name}/Assign`,
    ) as unknown as Node;
    const read = build.make('Identity', [ref], {}, `${name}/read`);
    const variable = { key: ref.node.name, ref, read, initializer, initial: value };
    this.variables.push(variable);
    return variable;
  }

  placeholder(dtype: DType, shape: readonly (number | null)[]): Tensor {
    return this.build.make('Placeholder', [], { dtype, shape });
  }

  /** An execution whose variables have their initial values. */
  start(seed = 0): Execution {
    const execution = new Execution(this.graph, { seed, isCancelled: () => false });
    for (const { initializer } of this.variables) {
      execution.run({ fetches: [], targets: [initializer], feeds: new Map() });
    }
    return execution;
  }
}

/** Runs `fetches` and returns their elements. */
export function fetch(execution: Execution, fetches: readonly Tensor[], feeds: ReadonlyMap<Tensor, Value> = new Map()): number[][] {
  return execution.run({ fetches, targets: [], feeds }).map((value) => Array.from(value.data));
}

/** A feed value: numbers of any shape. */
export function fed(dtype: DType, dims: Dims, numbers: readonly number[]): Value {
  if (numbers.length !== sizeOf(dims)) throw new Error('A feed needs one number per element.');
  return valueOf(dtype, dims, numbers);
}
