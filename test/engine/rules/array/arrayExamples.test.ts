/**
 * @file Array ops by worked examples: what the recordings do not reach — data-dependent shapes,
 * texts, partly known shapes.
 */
import assert from 'node:assert/strict';
import { Builder } from '../../../../src/engine/builder';
import { EngineError } from '../../../../src/engine/errors';
import { Execution } from '../../../../src/engine/execution';
import { gradients } from '../../../../src/engine/gradients';
import type { Tensor } from '../../../../src/engine/graph';
import { Graph } from '../../../../src/engine/graph';
import type { Shape } from '../../../../src/engine/shape';
import type { Value } from '../../../../src/engine/value';
import { valueOf } from '../../../../src/engine/value';

class Program {
  readonly graph = new Graph();
  readonly build = new Builder(this.graph, -1);
  private readonly execution = new Execution(this.graph, { seed: 0, isCancelled: () => false });

  placeholder(shape: Shape, dtype: 'float32' | 'int32' = 'float32'): Tensor {
    return this.build.make('Placeholder', [], { dtype, shape });
  }

  values(
    fetches: readonly Tensor[],
    feeds: ReadonlyMap<Tensor, Value> = new Map(),
  ): readonly Value[] {
    return this.execution.run({ fetches, targets: [], feeds });
  }
}

const plain = ({ dims, data }: Value) => ({ dims: [...dims], data: Array.from(data) });

describe('array ops whose output shape depends on values', () => {
  it('where lists the places of what is not zero, row by row; NaN counts, −0 does not', () => {
    const program = new Program();
    const x = program.placeholder(null);
    const where = program.build.make('Where', [x], {});
    const run = (value: Value) => plain(program.values([where], new Map([[x, value]]))[0]!);
    assert.deepEqual(
      run(valueOf('float32', [2, 2], [0, NaN, -0, 3])), { dims: [2, 2], data: [0, 1, 1, 1] },
    );
    assert.deepEqual(run(valueOf('float32', [2], [0, 0])), { dims: [0, 1], data: [] });
    assert.deepEqual(run(valueOf('float32', [], [1])), { dims: [1, 0], data: [] });
  });

  it('unique keeps the order of first appearance and says where each went', () => {
    const program = new Program();
    const x = program.placeholder([null], 'int32');
    const { outputs } = program.build.node('Unique', [x], { outIdx: 'int32' });
    const found = program.values(outputs, new Map([[x, valueOf('int32', [5], [7, 3, 7, 9, 3])]]));
    assert.deepEqual(found.map(plain), [
      { dims: [3], data: [7, 3, 9] },
      { dims: [5], data: [0, 1, 0, 2, 1] },
    ]);
  });

  it('a slice with fed bounds is laid out anew in every run', () => {
    const program = new Program();
    const x = program.placeholder([4]);
    const size = program.placeholder([1], 'int32');
    const slice = program.build.make('Slice', [x, program.build.integers([1]), size], {});
    const feed = (count: number) =>
      new Map([
        [x, valueOf('float32', [4], [1, 2, 3, 4])],
        [size, valueOf('int32', [1], [count])],
      ]);
    assert.deepEqual(plain(program.values([slice], feed(2))[0]!), { dims: [2], data: [2, 3] });
    assert.deepEqual(plain(program.values([slice], feed(-1))[0]!), { dims: [3], data: [2, 3, 4] });
  });
});

describe('static shapes of partly known tensors', () => {
  it('reshape to [tf.shape(x)[0], 10] keeps the 10', () => {
    const { build, ...program } = new Program();
    const x = build.make('Placeholder', [], { dtype: 'float32', shape: [null, 5, 2] });
    const shape = build.make('Shape', [x], { outType: 'int32' });
    const batch = build.make(
      'StridedSlice',
      [shape, build.integers([0]), build.integers([1]), build.integers([1])],
      { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 1 },
    );
    const wanted = build.make('Pack', [batch, build.scalar('int32', 10)], { axis: 0 });
    assert.deepEqual(build.make('Reshape', [x, wanted], {}).shape, [null, 10]);
    assert.ok(program.graph.nodes.length > 0);
  });

  it('one free dimension follows from the others', () => {
    const { build } = new Program();
    const x = build.make('Placeholder', [], { dtype: 'float32', shape: [4, 6] });
    assert.deepEqual(build.make('Reshape', [x, build.integers([3, -1])], {}).shape, [3, 8]);
    const batch = build.make('Placeholder', [], { dtype: 'float32', shape: [null, 6] });
    assert.deepEqual(build.make('Reshape', [batch, build.integers([-1, 3])], {}).shape, [null, 3]);
  });

  it('a slice, a concat and a transpose say what they can', () => {
    const { build } = new Program();
    const x = build.make('Placeholder', [], { dtype: 'float32', shape: [null, 3] });
    const y = build.make('Placeholder', [], { dtype: 'float32', shape: [2, null] });
    assert.deepEqual(
      build.make('ConcatV2', [x, y, build.scalar('int32', 0)], {}).shape, [null, 3],
    );
    assert.deepEqual(build.make('Transpose', [x, build.integers([1, 0])], {}).shape, [3, null]);
    assert.deepEqual(
      build.make('Slice', [x, build.integers([0, 1]), build.integers([-1, 2])], {}).shape,
      [null, 2],
    );
  });
});

describe('assertions and barriers', () => {
  const assertion = (data: Value, parts: readonly (string | null)[], summarize: number): string => {
    const program = new Program();
    const { build } = program;
    const node = build.node(
      'Assert',
      // A text is an input too; the attribute says what stands in it.
      [
        build.scalar('bool', 0),
        ...parts.map((part) => (part === null ? build.constant(data) : build.scalar('string', 1))),
      ],
      { parts, summarize },
    );
    const execution = new Execution(program.graph, { seed: 0, isCancelled: () => false });
    try {
      execution.run({ fetches: [], targets: [program.graph.node(node.id)], feeds: new Map() });
    } catch (error) {
      if (error instanceof EngineError) return `${error.kind}: ${error.message}`;
      throw error;
    }
    return 'held';
  };

  it('a failed assertion shows its data as TensorFlow does', () => {
    assert.equal(
      assertion(valueOf('float32', [5], [1, -2, 3, 4, 5]), ['x <= 0', null, 'y'], 3),
      'InvalidArgumentError: assertion failed: [x <= 0] [1 -2 3...] [y]',
    );
    assert.equal(
      assertion(valueOf('float32', [2, 3], [1, -2, 3, 4.5, 5, 1e-9]), ['x', null], 10),
      'InvalidArgumentError: assertion failed: [x] [[1 -2 3][4.5 5 1e-09]]',
    );
  });

  it('stop_gradient leaves no gradient and says so', () => {
    const program = new Program();
    const x = program.placeholder([2]);
    const y = program.build.make('StopGradient', [x], {});
    const [result] = gradients({ graph: program.graph, ys: [y], xs: [x], origin: -1 });
    assert.ok(result?.kind === 'none');
    assert.equal(result.reason, 'stop_gradient');
  });

  it('unique on the path stops tf.gradients, as TensorFlow registers nothing for it', () => {
    const program = new Program();
    const x = program.placeholder([3]);
    const y = program.build.make('Unique', [x], { outIdx: 'int32' });
    assert.throws(
      () => gradients({ graph: program.graph, ys: [y], xs: [x], origin: -1 }),
      /No gradient defined for operation 'Unique' \(op type: Unique\)/,
    );
  });
});

describe('a gather of a variable keeps its gradient sparse', () => {
  it('rows come with the indices that picked them, repeated ones unsummed', () => {
    const program = new Program();
    const { build } = program;
    const x = program.placeholder([3, 2]);
    const axis = build.scalar('int32', 0);
    const rows = build.make('GatherV2', [x, build.integers([2, 0, 2]), axis], {});
    const ten = build.constant(valueOf('float32', [3, 2], [10, 10, 20, 20, 30, 30]));
    const y = build.make('Mul', [rows, ten], {});
    const [result] = gradients({ graph: program.graph, ys: [y], xs: [x], origin: -1 });
    assert.ok(result?.kind === 'sparse');
    const { values, indices, denseShape } = result.slices;
    const feed = new Map([[x, valueOf('float32', [3, 2], [1, 2, 3, 4, 5, 6])]]);
    const found = program.values([values, indices, denseShape!], feed).map(plain);
    assert.deepEqual(found, [
      { dims: [3, 2], data: [10, 10, 20, 20, 30, 30] },
      { dims: [3], data: [2, 0, 2] },
      { dims: [2], data: [3, 2] },
    ]);
  });
});
