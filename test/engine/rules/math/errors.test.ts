/** @file What the mathematical ops refuse, in TensorFlow 1.15's words. */
import assert from 'node:assert/strict';
import { Builder } from '../../../../src/engine/builder';
import type { DType } from '../../../../src/engine/dtypes';
import { allocate } from '../../../../src/engine/dtypes';
import type { Tensor } from '../../../../src/engine/graph';
import { Graph } from '../../../../src/engine/graph';
import type { Attributes, Op } from '../../../../src/engine/ops';
import { ruleOf } from '../../../../src/engine/ops';
import type { Dims, Shape } from '../../../../src/engine/shape';
import type { Value } from '../../../../src/engine/value';
import { scalar, valueOf } from '../../../../src/engine/value';

const build = new Builder(new Graph(), -1);

function input(shape: Shape, dtype: DType = 'float32'): Tensor {
  return build.make('Placeholder', [], { dtype, shape });
}

function refuses<P extends Op>(
  op: P, inputs: readonly Tensor[], attributes: Attributes[P], name: string, message: string,
): void {
  assert.throws(() => build.make(op, inputs, attributes, op), (error: Error) => {
    assert.equal(error.name, name);
    // The graph puts the node's own name in front of (op: …).
    assert.equal(error.message.replace(/for '\w+' \(op/, `for '${op}' (op`), message);
    return true;
  });
}

const unused = () => assert.fail();
const noRandom = { reserve: unused, recall: unused, remember: unused };

/** What binding or running says for concrete values. */
function fails(op: Op, values: readonly Value[], attributes: unknown, message: string): void {
  assert.throws(
    () => {
      const bound = ruleOf(op).bind(values, attributes, values);
      const outputs = bound.outputs.map((dims: Dims) =>
        allocate(values[0]!.dtype, dims.reduce((size, dim) => size * dim, 1)),
      );
      bound.run(values.map(({ data }) => data), outputs, noRandom);
    },
    { name: 'InvalidArgumentError', message },
  );
}

const zeros = (dims: Dims, dtype: DType = 'float32'): Value =>
  valueOf(dtype, dims, new Array<number>(dims.reduce((size, dim) => size * dim, 1)).fill(0));

describe('refusals when the graph is built', () => {
  it('names two types that differ, and a type that the op does not take', () => {
    refuses('Mul', [input([]), input([], 'int32')], {}, 'TypeError',
      "Input 'y' of 'Mul' Op has type int32 that does not match type float32 of argument 'x'.");
    refuses('Sigmoid', [input([], 'int32')], {}, 'TypeError',
      "Value passed to parameter 'x' has DataType int32 not in list of allowed values: " +
        'bfloat16, float16, float32, float64, complex64, complex128');
    refuses('LogicalAnd', [input([]), input([], 'bool')], {}, 'TypeError',
      "Input 'x' of 'LogicalAnd' Op has type float32 that does not match expected type of bool.");
    refuses('AddN', [input([2]), input([2], 'int32')], {}, 'TypeError',
      "Tensors in list passed to 'inputs' of 'AddN' Op have types [float32, int32] that don't all match.");
    refuses('All', [input([2]), build.integers([0])], { keepDims: false }, 'TypeError',
      "Input 'input' of 'All' Op has type float32 that does not match expected type of bool.");
  });

  it('names the sizes that do not fit', () => {
    refuses('Add', [input([2, 3, 4]), input([3, 3, 5])], {}, 'ValueError',
      "Dimensions must be equal, but are 2 and 3 for 'Add' (op: 'Add') with input shapes: [2,3,4], [3,3,5].");
    refuses('MatMul', [input([1, 2]), input([3, 1])], { transposeA: false, transposeB: false }, 'ValueError',
      "Dimensions must be equal, but are 2 and 3 for 'MatMul' (op: 'MatMul') with input shapes: [1,2], [3,1].");
    refuses('MatMul', [input([2]), input([3, 1])], { transposeA: false, transposeB: false }, 'ValueError',
      "Shape must be rank 2 but is rank 1 for 'MatMul' (op: 'MatMul') with input shapes: [2], [3,1].");
    refuses('BatchMatMulV2', [input([2, 1, 2]), input([3, 2, 1])], { adjX: false, adjY: false }, 'ValueError',
      "Dimensions must be equal, but are 2 and 3 for 'BatchMatMulV2' (op: 'BatchMatMulV2') " +
        'with input shapes: [2,1,2], [3,2,1].');
    refuses('Select', [input([3], 'bool'), input([2]), input([2])], {}, 'ValueError',
      'Dimension 0 in both shapes must be equal, but are 3 and 2. Shapes are [3] and [2]. ' +
        "for 'Select' (op: 'Select') with input shapes: [3], [2], [2].");
    refuses('AddN', [input([2]), input([3])], {}, 'ValueError',
      'Dimension 0 in both shapes must be equal, but are 2 and 3. Shapes are [2] and [3].\n' +
        "\tFrom merging shape 0 with other shapes. for 'AddN' (op: 'AddN') with input shapes: [2], [3].");
  });

  it('names an axis that is out of range', () => {
    refuses('Sum', [input([1, 2]), build.integers([0, -3])], { keepDims: false }, 'ValueError',
      "Invalid reduction dimension -3 for input with 2 dimensions. for 'Sum' (op: 'Sum') " +
        'with input shapes: [1,2], [2] and with computed input tensors: input[1] = <0 -3>.');
    refuses('ArgMax', [input([1, 2]), build.scalar('int32', 2)], { outputType: 'int64' }, 'ValueError',
      'Dimension (2) must be in the range [-2, 2), where 2 is the number of dimensions in the input. ' +
        "for 'ArgMax' (op: 'ArgMax') with input shapes: [1,2], [] and with computed input tensors: input[1] = <2>.");
  });

  it('names what is wrong with a range', () => {
    const numbers = [5, 3, 1].map((number) => build.scalar('int32', number));
    refuses('Range', numbers, {}, 'ValueError',
      "Requires start <= limit when delta > 0: 5/3 for 'Range' (op: 'Range') with input shapes: [], [], [] " +
        'and with computed input tensors: input[0] = <5>, input[1] = <3>, input[2] = <1>.');
  });
});

describe('refusals when values are known', () => {
  it('raises InvalidArgumentError with TensorFlow’s words', () => {
    fails('Add', [zeros([2]), zeros([3])], {}, 'Incompatible shapes: [2] vs. [3]');
    fails('FloorDiv', [scalar('int32', 1), scalar('int32', 0)], {}, 'Integer division by zero');
    fails('FloorMod', [scalar('int64', 1), scalar('int64', 0)], {}, 'Integer division by zero');
    fails('Pow', [scalar('int32', 2), scalar('int32', -1)], {},
      'Integers to negative integer powers are not allowed');
    fails('MatMul', [zeros([1, 2]), zeros([3, 1])], { transposeA: false, transposeB: false },
      'Matrix size-incompatible: In[0]: [1,2], In[1]: [3,1]');
    fails('BatchMatMulV2', [zeros([2, 1, 2]), zeros([2, 3, 1])], { adjX: false, adjY: false },
      'In[0] mismatch In[1] shape: 2 vs. 3: [2,1,2] [2,3,1] 0 0');
    fails('Sum', [zeros([2, 3]), valueOf('int32', [1], [2])], { keepDims: false },
      'Invalid reduction dimension (2 for input with 2 dimension(s)');
    fails('ArgMax', [zeros([2, 0]), scalar('int32', 1)], { outputType: 'int64' },
      'Reduction axis 1 is empty in shape [2,0]');
    fails('Cumsum', [zeros([2]), scalar('int32', 1)], { exclusive: false, reverse: false },
      'ScanOp: Expected scan axis in the range [-1, 1), but got 1');
    fails('LinSpace', [scalar('float32', 0), scalar('float32', 1), scalar('int32', 0)], {},
      'Requires num > 0: 0');
    fails('Select', [zeros([2], 'bool'), zeros([3, 1]), zeros([3, 1])], {},
      "Number of batches of 'then' must match size of 'cond', but saw: 3 vs. 2");
  });

  it('an int64 result that a double cannot hold exactly is refused, not rounded', () => {
    // 2⁵² · 4 = 2⁵⁴, beyond 2⁵³ − 1.
    const operands = [scalar('int64', 2 ** 52), scalar('int64', 4)];
    const bound = ruleOf('Mul').bind(operands, {}, []);
    const out = new Float64Array(1);
    assert.throws(
      () => bound.run(operands.map(({ data }) => data), [out], noRandom),
      /int64 value 18014398509481984 is outside/,
    );
  });
});
