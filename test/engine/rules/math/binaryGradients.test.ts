/** @file Derivatives of the ops of two operands against central differences, over broadcast shapes. */
import fc from 'fast-check';
import type { Op } from '../../../../src/engine/ops';
import type { Knowledge } from '../../finiteDifferences';
import { expectGradientsMatch, expectSecondGradientsMatch } from '../../finiteDifferences';

type BinaryOp = Extract<
  Op,
  | 'Add' | 'AddV2' | 'Sub' | 'Mul' | 'MulNoNan' | 'SquaredDifference' | 'RealDiv' | 'Div'
  | 'DivNoNan' | 'FloorMod' | 'Pow' | 'Maximum' | 'Minimum' | 'Atan2' | 'Xdivy' | 'Xlogy'
  | 'SigmoidGrad' | 'TanhGrad' | 'SqrtGrad' | 'RsqrtGrad' | 'ReciprocalGrad' | 'InvGrad'
>;

/** Numbers between which the differences of an op do not cross a kink or a pole. */
type Domain = 'any' | 'positive';

const broadcasting: readonly (readonly [BinaryOp, Domain])[] = [
  ['Add', 'any'], ['AddV2', 'any'], ['Sub', 'any'], ['Mul', 'any'], ['MulNoNan', 'any'],
  ['SquaredDifference', 'any'], ['RealDiv', 'any'], ['Div', 'any'], ['DivNoNan', 'any'],
  ['FloorMod', 'any'], ['Pow', 'positive'], ['Maximum', 'any'], ['Minimum', 'any'],
  ['Xdivy', 'any'], ['Xlogy', 'positive'],
];

const sameShape: readonly (readonly [BinaryOp, Domain])[] = [
  ['SigmoidGrad', 'any'], ['TanhGrad', 'any'], ['SqrtGrad', 'any'], ['RsqrtGrad', 'any'],
  ['ReciprocalGrad', 'any'], ['InvGrad', 'any'],
  // TensorFlow does not sum its gradient over broadcast axes.
  ['Atan2', 'any'],
];

const shapes: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[], []], [[3], [3]], [[2, 3], [3]], [[3], [2, 3]], [[2, 3], []], [[], [2, 3]], [[2, 1], [1, 3]],
  [[1, 3], [1, 3]], [[2, 1, 3], [2, 3]], [[1], [1, 1]],
];

/**
 * `count` numbers that stay 0.1 away from 0, from each other and from the other operand's, so that
 * no maximum, remainder or quotient has a kink within a difference.
 */
function numbers(count: number, domain: Domain, seed: number): number[] {
  return Array.from({ length: count }, (_none, i) => {
    const size = 0.35 + ((i * 7 + seed * 3) % 11) * 0.41 + seed * 0.13;
    return domain === 'any' && (i + seed) % 3 === 0 ? -size : size;
  });
}

function points(a: readonly number[], b: readonly number[], domain: Domain) {
  const size = (dims: readonly number[]) => dims.reduce((product, dim) => product * dim, 1);
  return [
    { dims: a, values: numbers(size(a), domain, 0) },
    { dims: b, values: numbers(size(b), domain, 1) },
  ];
}

describe('derivatives of ops of two operands', () => {
  for (const [op, domain] of [...broadcasting, ...sameShape]) {
    const used = broadcasting.some(([name]) => name === op) ? shapes : shapes.slice(0, 2);
    it(`${op} agrees with differences for every broadcast`, () => {
      for (const [a, b] of used) {
        for (const knowledge of ['full', 'rank', 'none'] satisfies Knowledge[]) {
          expectGradientsMatch({
            inputs: points(a, b, domain), knowledge, build: (build, [x, y]) => build.make(op, [x!, y!], {}),
          });
        }
      }
    });
  }

  for (const op of ['Mul', 'RealDiv', 'Pow', 'Xlogy', ...sameShape.map(([name]) => name)] as const) {
    it(`${op} has a second derivative that agrees with differences`, () => {
      expectSecondGradientsMatch({
        inputs: points([3], [3], 'positive'), build: (build, [x, y]) => build.make(op, [x!, y!], {}),
      });
    });
  }

  it('a product of any two broadcastable shapes has the right gradient', () => {
    const dims = fc.array(fc.constantFrom(1, 2, 3), { maxLength: 3 });
    const isKept = fc.array(fc.boolean(), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(dims, isKept, isKept, fc.nat(3), (out, keepA, keepB, drop) => {
        const a = out.map((dim, i) => (keepA[i] ? dim : 1));
        const b = out.map((dim, i) => (keepB[i] ? dim : 1)).slice(Math.min(drop, out.length));
        expectGradientsMatch({
          inputs: points(a, b, 'any'), build: (build, [x, y]) => build.make('Mul', [x!, y!], {}),
        });
      }),
      { numRuns: 40 },
    );
  });
});
