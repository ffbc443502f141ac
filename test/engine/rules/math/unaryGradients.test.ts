/** @file Derivatives of the ops of one operand against central differences, first and second order. */
import type { Op } from '../../../../src/engine/ops';
import type { Knowledge } from '../../finiteDifferences';
import { expectGradientsMatch, expectSecondGradientsMatch } from '../../finiteDifferences';

type UnaryOp = Extract<
  Op,
  | 'Neg' | 'Abs' | 'Sign' | 'Square' | 'Sqrt' | 'Rsqrt' | 'Reciprocal' | 'Inv' | 'Exp' | 'Expm1'
  | 'Log' | 'Log1p' | 'Sin' | 'Cos' | 'Tan' | 'Asin' | 'Acos' | 'Atan' | 'Sinh' | 'Cosh' | 'Tanh'
  | 'Asinh' | 'Acosh' | 'Atanh' | 'Sigmoid' | 'Erf' | 'Erfc'
>;

const real = [-2.3, -1, -0.4, 0.3, 0.9, 2.1];
const positive = [0.2, 0.5, 1, 1.7, 3, 8];
const inside = [-0.8, -0.5, -0.1, 0.2, 0.6, 0.75];
const aboveOne = [1.2, 1.5, 2, 2.7, 4, 9];

const points: { readonly [P in UnaryOp]: readonly number[] } = {
  Neg: real, Abs: real, Sign: real, Square: real, Sqrt: positive, Rsqrt: positive,
  Reciprocal: real, Inv: real, Exp: real, Expm1: real, Log: positive, Log1p: positive,
  Sin: real, Cos: real, Tan: inside, Asin: inside, Acos: inside, Atan: real,
  Sinh: real, Cosh: real, Tanh: real, Asinh: real, Acosh: aboveOne, Atanh: inside,
  Sigmoid: real, Erf: real, Erfc: real,
};

describe('derivatives of ops of one operand', () => {
  for (const op of Object.keys(points) as UnaryOp[]) {
    it(`${op} agrees with differences`, () => {
      for (const knowledge of ['full', 'rank', 'none'] satisfies Knowledge[]) {
        expectGradientsMatch({
          inputs: [{ dims: [2, 3], values: points[op] }], knowledge,
          build: (build, [x]) => build.make(op, [x!], {}),
        });
      }
      expectGradientsMatch({
        inputs: [{ dims: [], values: points[op].slice(3, 4) }],
        build: (build, [x]) => build.make(op, [x!], {}),
      });
    });

    it(`${op} has a second derivative that agrees with differences`, () => {
      expectSecondGradientsMatch({
        inputs: [{ dims: [6], values: points[op] }], tolerance: 1e-5,
        build: (build, [x]) => build.make(op, [x!], {}),
      });
    });
  }
});
