/** @file Resource variables run through an execution: reads at their point, writes, gradients, words. */
import assert from 'node:assert/strict';
import { Builder } from '../../../../src/engine/builder';
import { EngineError } from '../../../../src/engine/errors';
import { Execution } from '../../../../src/engine/execution';
import { gradients } from '../../../../src/engine/gradients';
import type { Node, Tensor } from '../../../../src/engine/graph';
import { Graph } from '../../../../src/engine/graph';
import { valueOf } from '../../../../src/engine/value';

const read = { dtype: 'float32' } as const;

/** A graph with one resource variable `w` of two float32 and its initializer. */
class Program {
  readonly graph = new Graph();
  readonly build = new Builder(this.graph, -1);
  readonly execution = new Execution(this.graph, { seed: 0, isCancelled: () => false });
  readonly w: Tensor;

  constructor(isInitialized = true) {
    this.w = this.build.make(
      'VarHandleOp', [], { shape: [2], dtype: 'float32', container: '', sharedName: 'w' }, 'w',
    );
    if (isInitialized) this.run([], [this.write('AssignVariableOp', [1, 2])]);
  }

  write(op: 'AssignVariableOp' | 'AssignAddVariableOp', numbers: number[]): Node {
    const value = this.build.constant(valueOf('float32', [2], numbers));
    return this.graph.make({ op, inputs: [this.w, value], attributes: {}, origin: -1 }) as Node;
  }

  read(after: readonly Node[] = []): Tensor {
    const node = this.graph.make({
      op: 'ReadVariableOp', inputs: [this.w], attributes: read, controlInputs: after, origin: -1,
    });
    return node.outputs[0]!;
  }

  run(fetches: readonly Tensor[], targets: readonly Node[] = []): number[][] {
    const values = this.execution.run({ fetches, targets, feeds: new Map() });
    return values.map(({ data }) => Array.from(data));
  }
}

describe('a resource variable', () => {
  it('is read at the point of the run where the read stands', () => {
    const program = new Program();
    const early = program.read();
    const write = program.write('AssignAddVariableOp', [10, 10]);
    const late = program.read([write]);
    assert.deepEqual(program.run([early, late]), [[1, 2], [11, 12]]);
    assert.deepEqual(program.run([early]), [[11, 12]]);
  });

  it('keeps an early read also for what runs after a write', () => {
    const program = new Program();
    const early = program.read();
    const write = program.write('AssignVariableOp', [5, 5]);
    const later = program.graph.make({
      op: 'Neg', inputs: [early], attributes: {}, controlInputs: [write], origin: -1,
    });
    assert.deepEqual(program.run([later.outputs[0]!]), [[-1, -2]]);
  });

  it('has the sum of the gradients of its reads', () => {
    const program = new Program();
    const y = program.build.make('Mul', [program.read(), program.read()], {});
    const [found] = gradients({ graph: program.graph, ys: [y], xs: [program.w], origin: -1 });
    assert.equal(found?.kind, 'dense');
    if (found?.kind === 'dense') assert.deepEqual(program.run([found.tensor]), [[2, 4]]);
  });

  it('has rows as the gradient of a gather', () => {
    const program = new Program();
    const ids = program.build.integers([1, 1]);
    const rows = program.build.make('ResourceGather', [program.w, ids], read);
    const [found] = gradients({ graph: program.graph, ys: [rows], xs: [program.w], origin: -1 });
    assert.equal(found?.kind, 'sparse');
    if (found?.kind !== 'sparse') return;
    assert.deepEqual(program.run([found.slices.values, found.slices.indices]), [[1, 1], [1, 1]]);
  });

  it('without a value is an error in the words of TensorFlow', () => {
    const program = new Program(false);
    const failure = (action: () => unknown) => {
      try {
        action();
      } catch (error) {
        assert.ok(error instanceof EngineError);
        return `${error.kind}: ${error.message}`;
      }
      return 'nothing was thrown';
    };
    const missing = 'Container localhost does not exist. (Could not find resource: localhost/w)';
    assert.equal(
      failure(() => program.run([program.read()])),
      'FailedPreconditionError: Error while reading resource variable w from Container: localhost. ' +
        `This could mean that the variable was uninitialized. Not found: ${missing}`,
    );
    const add = program.write('AssignAddVariableOp', [1, 1]);
    assert.equal(failure(() => program.run([], [add])), `NotFoundError: ${missing}`);
  });
});
