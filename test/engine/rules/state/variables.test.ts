/**
 * @file Variables and the ops that write them, run through an execution: values, order,
 * TensorFlow's words.
 */
import assert from 'node:assert/strict';
import { Builder } from '../../../../src/engine/builder';
import { EngineError } from '../../../../src/engine/errors';
import { Execution } from '../../../../src/engine/execution';
import type { Node, Tensor } from '../../../../src/engine/graph';
import { Graph } from '../../../../src/engine/graph';
import type { Shape } from '../../../../src/engine/shape';
import type { Value } from '../../../../src/engine/value';
import { valueOf } from '../../../../src/engine/value';

const locking = { useLocking: false };

/** A graph with one float32 variable `w` and its initializer. */
class Program {
  readonly graph = new Graph();
  readonly build = new Builder(this.graph, -1);
  readonly execution = new Execution(this.graph, { seed: 0, isCancelled: () => false });
  readonly w: Tensor;
  readonly init: Node;

  constructor(start: Value, shape: Shape = start.dims) {
    this.w = this.build.make(
      'VariableV2', [], { shape, dtype: 'float32', container: '', sharedName: '' }, 'w',
    );
    this.init = this.assign(this.build.constant(start), shape !== null);
  }

  assign(value: Tensor, validateShape = true): Node {
    const assign = this.build.node('Assign', [this.w, value], { ...locking, validateShape });
    return this.graph.node(assign.id);
  }

  run(target: Node, feeds: ReadonlyMap<Tensor, Value> = new Map()): void {
    this.execution.run({ fetches: [], targets: [target], feeds });
  }

  get value(): number[] {
    return Array.from(this.execution.variable('w')!.data);
  }

  placeholder(): Tensor {
    return this.build.make('Placeholder', [], { dtype: 'float32', shape: null });
  }
}

const pair = valueOf('float32', [2], [1, 2]);
const rows = valueOf('float32', [2, 2], [1, 2, 3, 4]);

function fails(action: () => unknown, kind: string, message: string): void {
  assert.throws(action, (error) => {
    assert.ok(error instanceof EngineError);
    assert.deepEqual([error.kind, error.message], [kind, message]);
    return true;
  });
}

describe('variables', () => {
  it('Assign gives a first value, AssignAdd and AssignSub change it', () => {
    const program = new Program(pair);
    const delta = program.build.constant(valueOf('float32', [2], [10, 20]));
    program.run(program.init);
    assert.deepEqual(program.value, [1, 2]);
    const add = program.build.node('AssignAdd', [program.w, delta], locking);
    program.run(program.graph.node(add.id));
    assert.deepEqual(program.value, [11, 22]);
    const subtract = program.build.node('AssignSub', [program.w, delta], locking);
    program.run(program.graph.node(subtract.id));
    assert.deepEqual(program.value, [1, 2]);
  });

  it('a shape that does not fit is refused when the graph is built', () => {
    const program = new Program(pair);
    const three = program.build.constant(valueOf('float32', [3], [1, 2, 3]));
    fails(
      () => program.assign(three),
      'ValueError',
      'Dimension 0 in both shapes must be equal, but are 2 and 3. Shapes are [2] and [3]. for ' +
        "'Assign_1' (op: 'Assign') with input shapes: [2], [3].",
    );
    fails(
      () => program.assign(program.build.integers([1, 2])),
      'TypeError',
      "Input 'value' of 'Assign' Op has type int32 that does not match type float32 of " +
        "argument 'ref'.",
    );
  });

  it('a fed value of another shape is refused when it runs', () => {
    const program = new Program(pair);
    const x = program.placeholder();
    const three = new Map([[x, valueOf('float32', [3], [1, 2, 3])]]);
    program.run(program.init);
    fails(
      () => program.run(program.assign(x), three),
      'InvalidArgumentError',
      'Assign requires shapes of both tensors to match. lhs shape= [2] rhs shape= [3]',
    );
    const add = program.build.node('AssignAdd', [program.w, x], locking);
    fails(
      () => program.run(program.graph.node(add.id), three),
      'InvalidArgumentError',
      'Parameters and update must be the same size',
    );
    assert.deepEqual(program.value, [1, 2]);
  });

  it('validate_shape=False lets a variable of unknown shape grow', () => {
    const program = new Program(pair, null);
    program.run(program.init);
    program.run(program.assign(program.build.constant(valueOf('float32', [3], [7, 8, 9])), false));
    assert.deepEqual(program.value, [7, 8, 9]);
  });

  it('a read before the first Assign fails by the name of the variable', () => {
    const program = new Program(pair);
    const read = program.build.make('Identity', [program.w], {});
    fails(
      () => program.execution.run({ fetches: [read], targets: [], feeds: new Map() }),
      'FailedPreconditionError',
      'Attempting to use uninitialized value w',
    );
  });

  it('IsVariableInitialized answers before and after', () => {
    const program = new Program(pair);
    const asked = program.build.make('IsVariableInitialized', [program.w], {});
    const ask = () =>
      program.execution.run({ fetches: [asked], targets: [], feeds: new Map() })[0]!.data[0];
    assert.equal(ask(), 0);
    program.run(program.init);
    assert.equal(ask(), 1);
  });
});

describe('scatter ops', () => {
  const scatter = (
    program: Program,
    op: 'ScatterUpdate' | 'ScatterAdd' | 'ScatterSub',
    indices: readonly number[],
    updates: Value,
  ): Node => {
    const at = program.build.integers(indices);
    const values = program.build.constant(updates);
    return program.graph.node(program.build.node(op, [program.w, at, values], locking).id);
  };

  it('repeated rows accumulate in ScatterAdd; the last one stays in ScatterUpdate', () => {
    const program = new Program(rows);
    const updates = valueOf('float32', [2, 2], [10, 20, 100, 200]);
    program.run(program.init);
    program.run(scatter(program, 'ScatterAdd', [1, 1], updates));
    // row 1: [3, 4] + [10, 20] + [100, 200]
    assert.deepEqual(program.value, [1, 2, 113, 224]);
    program.run(scatter(program, 'ScatterSub', [0, 1], updates));
    assert.deepEqual(program.value, [-9, -18, 13, 24]);
    program.run(scatter(program, 'ScatterUpdate', [0, 0], updates));
    assert.deepEqual(program.value, [100, 200, 13, 24]);
  });

  it('a scalar goes to every element of the named rows', () => {
    const program = new Program(rows);
    program.run(program.init);
    program.run(scatter(program, 'ScatterAdd', [0, 0], valueOf('float32', [], [9])));
    assert.deepEqual(program.value, [19, 20, 3, 4]);
  });

  it('a bad row is named with its place, and nothing is written', () => {
    const program = new Program(rows);
    program.run(program.init);
    const updates = valueOf('float32', [2, 2], [10, 20, 100, 200]);
    fails(
      () => program.run(scatter(program, 'ScatterAdd', [0, 5], updates)),
      'InvalidArgumentError',
      'indices[1] = 5 is not in [0, 2)',
    );
    assert.deepEqual(program.value, [1, 2, 3, 4]);
  });

  it('updates must have the shape of the indices and of a row', () => {
    const program = new Program(rows);
    fails(
      () => scatter(program, 'ScatterUpdate', [0], pair),
      'ValueError',
      "Shapes must be equal rank, but are 1 and 2 for 'ScatterUpdate' (op: 'ScatterUpdate') " +
        'with input shapes: [2,2], [1], [2].',
    );
  });
});

describe('integer variables', () => {
  it('an int64 counter that leaves ±(2^53 − 1) fails instead of losing its last digits', () => {
    const graph = new Graph();
    const build = new Builder(graph, -1);
    const counter = build.make(
      'VariableV2', [], { shape: [], dtype: 'int64', container: '', sharedName: '' }, 'counter',
    );
    const start = build.constant(valueOf('int64', [], [Number.MAX_SAFE_INTEGER]));
    const one = build.constant(valueOf('int64', [], [1]));
    const init = build.node('Assign', [counter, start], { ...locking, validateShape: true });
    const add = build.node('AssignAdd', [counter, one], locking);
    const execution = new Execution(graph, { seed: 0, isCancelled: () => false });
    execution.run({ fetches: [], targets: [graph.node(init.id)], feeds: new Map() });
    assert.throws(
      () => execution.run({ fetches: [], targets: [graph.node(add.id)], feeds: new Map() }),
      /int64 value 9007199254740992 is outside/,
    );
  });
});
