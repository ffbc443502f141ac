/** @file Kernels and derivatives of the mathematical ops, worked by hand. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Builder } from '../../../../src/engine/builder';
import { Execution } from '../../../../src/engine/execution';
import { gradients } from '../../../../src/engine/gradients';
import type { Tensor } from '../../../../src/engine/graph';
import { Graph } from '../../../../src/engine/graph';
import { valueOf } from '../../../../src/engine/value';

const graph = new Graph();
const build = new Builder(graph, -1);

function vector(numbers: readonly number[]): Tensor {
  return build.constant(valueOf('float32', [numbers.length], numbers));
}

function elements(tensor: Tensor): number[] {
  const execution = new Execution(graph, { seed: 0, isCancelled: () => false });
  return Array.from(execution.evaluate({ fetches: [tensor], targets: [], feeds: new Map() }).values[0]!.data);
}

/** d(Σ y)/dx. */
function gradientOf(y: Tensor, x: Tensor): number[] {
  const [result] = gradients({ graph, ys: [y], xs: [x], origin: -1 });
  assert.equal(result!.kind, 'dense');
  return result!.kind === 'dense' ? elements(result!.tensor) : [];
}

describe('the mathematical ops, worked by hand', () => {
  it('equal operands of Maximum and Minimum give the gradient to the first', () => {
    const [x, y] = [vector([1, 2, 3]), vector([2, 2, 2])];
    assert.deepEqual(gradientOf(build.make('Maximum', [x, y], {}), x), [0, 1, 1]);
    assert.deepEqual(gradientOf(build.make('Maximum', [x, y], {}), y), [1, 0, 0]);
    assert.deepEqual(gradientOf(build.make('Minimum', [x, y], {}), x), [1, 1, 0]);
  });

  it('elements that tie for the maximum share its gradient', () => {
    // Two of three are 5: each gets 1/2.
    const x = vector([5, 1, 5]);
    const y = build.make('Max', [x, build.integers([0])], { keepDims: false });
    assert.deepEqual(gradientOf(y, x), [0.5, 0, 0.5]);
  });

  it('|x| has slope 0 at 0, and Sign hands back zeros, not nothing', () => {
    const x = vector([-2, 0, 3]);
    assert.deepEqual(gradientOf(build.make('Abs', [x], {}), x), [-1, 0, 1]);
    assert.deepEqual(gradientOf(build.make('Sign', [x], {}), x), [0, 0, 0]);
  });

  it('√ at 0 has gradient ∞, or 0 when nothing arrives', () => {
    const x = vector([0, 4]);
    const root = build.make('Sqrt', [x], {});
    // ½/√4 = ¼.
    assert.deepEqual(gradientOf(root, x), [Infinity, 0.25]);
    assert.deepEqual(gradientOf(build.make('Mul', [root, vector([0, 1])], {}), x), [0, 0.25]);
  });

  it('the branch that was not chosen still poisons the gradient: 0 · ∞ is NaN', () => {
    // where(x > 0, log x, 0) at 0: the mask gives 0, log hands on 1/0 = ∞, and 0·∞ is NaN.
    const x = vector([0]);
    const isPositive = build.make('Greater', [x, vector([0])], {});
    const y = build.make('Select', [isPositive, build.make('Log', [x], {}), vector([0])], {});
    assert.deepEqual(gradientOf(y, x), [NaN]);
  });

  it('the power of 0 has a slope in x and none in y', () => {
    // d x²/dx = 2x = 0 at 0; x²·log x counts log 0 as 0.
    const [x, y] = [vector([0, 3]), vector([2, 2])];
    const power = build.make('Pow', [x, y], {});
    assert.deepEqual(gradientOf(power, x), [0, 6]);
    // 9·log 3 in float32: 9 · 1.0986123 = 9.887510.
    assert.deepEqual(gradientOf(power, y), [0, Math.fround(9 * Math.fround(Math.log(3)))]);
  });

  it('the mean of six elements gives each a sixth', () => {
    const x = vector([1, 2, 3, 4, 5, 6]);
    const mean = build.make('Mean', [x, build.integers([0])], { keepDims: false });
    assert.deepEqual(gradientOf(mean, x), new Array<number>(6).fill(Math.fround(1 / 6)));
  });

  it('float32 sums are rounded one by one: 2²⁴ + 1 is 2²⁴', () => {
    const y = build.make('Add', [vector([16777216]), vector([1])], {});
    assert.deepEqual(elements(y), [16777216]);
  });

  it('int32 wraps, uint8 too', () => {
    const most = build.scalar('int32', 2147483647);
    assert.deepEqual(elements(build.make('Add', [most, build.scalar('int32', 1)], {})), [-2147483648]);
    // (2³¹−1)² = 2⁶² − 2³² + 1, of which the low 32 bits are 1.
    assert.deepEqual(elements(build.make('Mul', [most, most], {})), [1]);
    const byte = build.scalar('uint8', 200);
    assert.deepEqual(elements(build.make('Add', [byte, byte], {})), [144]);
  });

  it('a broadcast walks rows and columns: a column times a row is the table of products', () => {
    const column = build.constant(valueOf('float32', [2, 1], [2, 3]));
    const row = build.constant(valueOf('float32', [1, 3], [1, 10, 100]));
    assert.deepEqual(elements(build.make('Mul', [column, row], {})), [2, 20, 200, 3, 30, 300]);
  });

  it('packed and plain products of matrices are the same sums', () => {
    const size = fc.integer({ min: 1, max: 23 });
    fc.assert(
      fc.property(size, size, size, fc.boolean(), fc.boolean(), (m, k, n, transposeA, transposeB) => {
        // Small whole numbers: every order of summation is exact.
        const a = Array.from({ length: m * k }, (_none, i) => (i * 7) % 13 - 6);
        const b = Array.from({ length: k * n }, (_none, i) => (i * 5) % 11 - 5);
        const expected: number[] = [];
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n; j++) {
            let sum = 0;
            for (let s = 0; s < k; s++) {
              sum += a[transposeA ? s * m + i : i * k + s]! * b[transposeB ? j * k + s : s * n + j]!;
            }
            expected.push(sum);
          }
        }
        for (const dtype of ['float32', 'float64', 'int32', 'int64'] as const) {
          const left = build.constant(valueOf(dtype, transposeA ? [k, m] : [m, k], a));
          const right = build.constant(valueOf(dtype, transposeB ? [n, k] : [k, n], b));
          const product = build.make('MatMul', [left, right], { transposeA, transposeB });
          // −0 and 0 are the same sum here.
          assert.deepEqual(elements(product).map((x) => x + 0), expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a broadcast agrees with one that is written out, for any shapes', () => {
    const dims = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });
    const mask = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(dims, mask, mask, (out, ones, others) => {
        const a = out.map((dim, i) => (ones[i] ? 1 : dim));
        const b = out.map((dim, i) => (others[i] && !ones[i] ? 1 : dim));
        const count = (shape: readonly number[]) => shape.reduce((product, dim) => product * dim, 1);
        const numbers = (shape: readonly number[]) => Array.from({ length: count(shape) }, (_none, i) => i + 1);
        const sum = build.make(
          'Sub',
          [build.constant(valueOf('int32', a, numbers(a))), build.constant(valueOf('int32', b, numbers(b)))],
          {},
        );
        const at = (shape: readonly number[], index: number): number => {
          let [rest, step, place] = [index, 1, 0];
          for (let axis = out.length - 1; axis >= 0; axis--) {
            const digit = rest % out[axis]!;
            rest = Math.floor(rest / out[axis]!);
            if (shape[axis] !== 1) place += digit * step;
            step *= shape[axis]!;
          }
          return place + 1;
        };
        const expected = Array.from({ length: count(out) }, (_none, i) => at(a, i) - at(b, i));
        assert.deepEqual(elements(sum), expected);
      }),
      { numRuns: 100 },
    );
  });

  it('erf and its complement add up to 1', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (x) => {
        const operand = build.scalar('float64', x);
        const [p] = elements(build.make('Erf', [operand], {}));
        const [q] = elements(build.make('Erfc', [operand], {}));
        assert.ok(Math.abs(p! + q! - 1) < 1e-15, `${p} + ${q}`);
      }),
      { numRuns: 200 },
    );
  });
});
