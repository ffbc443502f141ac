/** @file Rules of sign, square and root, with TensorFlow's own gradient ops for the roots. */
import { checkInt64 } from '../../dtypes';
import type { Backward, InputGradient, RuleTable } from '../../rule';
import { PACKET } from './eigenFloat32';
import { inverseRootPacket, rootPacket } from './eigenRoots';
import { byVectors, type Part } from './eigenVectors';
import type { BinaryLoop, Loops, UnaryLoop } from './elementwise';
import { binaryRule, unaryRule } from './elementwise';
import {
  inverseGradient32, inverseGradient64, inverseRootGradient32, inverseRootGradient64,
  rootGradient32, rootGradient64,
} from './rootGradientLoops';
import { multiply, negate, withLeft, withRight, zerosOfShape } from './gradientNodes';
import type { NoAttributes } from './operands';
import { ALLOWED } from './operands';

type Unary = 'Neg' | 'Abs' | 'Sign' | 'Square' | 'Sqrt' | 'Rsqrt' | 'Reciprocal' | 'Inv';
type GradientOps = 'SqrtGrad' | 'RsqrtGrad' | 'ReciprocalGrad' | 'InvGrad';
type Back = Backward<NoAttributes>;

/** Packets compute 0 − x, which makes 0 of 0; the remaining elements get their sign flipped. */
const negate32: UnaryLoop = (out, a, n) => {
  const packed = n - (n % PACKET);
  for (let k = 0; k < packed; k++) out[k] = 0 - a[k]!;
  for (let k = packed; k < n; k++) out[k] = -a[k]!;
};

const negate64: UnaryLoop = (out, a, n) => {
  const packed = n - (n % (PACKET / 2));
  for (let k = 0; k < packed; k++) out[k] = 0 - a[k]!;
  for (let k = packed; k < n; k++) out[k] = -a[k]!;
};

/** 0 − x: an int64 0 stays +0 in its double. */
const negateIntegers: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = 0 - a[k]!;
};

const absolute: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.abs(a[k]!);
};

const absoluteIntegers: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.abs(a[k]!);
};

/** (x > 0) − (x < 0), as Eigen has it: 0 for NaN and for −0. */
const signLoop: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = a[k]! > 0 ? 1 : a[k]! < 0 ? -1 : 0;
};

const square: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = a[k]! * a[k]!;
};

const squareInt32: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.imul(a[k]!, a[k]!);
};

const squareInt64: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = checkInt64(a[k]! * a[k]!);
};

const squareRoot: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.sqrt(a[k]!);
};

const rootPart: Part = (out, a, from, to) => {
  for (let k = from; k < to; k++) out[k] = rootPacket(a[k]!);
};

const squareRoot32: UnaryLoop = (out, a, n) => {
  const packed = n - (n % PACKET);
  byVectors('root', rootPart, out, a, packed);
  for (let k = packed; k < n; k++) out[k] = Math.sqrt(a[k]!);
};

const inverseRoot32: UnaryLoop = (out, a, n) => {
  const packed = n - (n % PACKET);
  for (let k = 0; k < packed; k++) out[k] = inverseRootPacket(a[k]!);
  for (let k = packed; k < n; k++) out[k] = 1 / Math.fround(Math.sqrt(a[k]!));
};

const inverseRoot: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = 1 / Math.sqrt(a[k]!);
};

const inverse: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = 1 / a[k]!;
};

function real<L>(loop32: L, loop64: L = loop32): Loops<L> {
  return { float32: loop32, float64: loop64 };
}

/** The derivative of an op whose gradient TensorFlow computes from its output y, in one op. */
function fromOutput(op: GradientOps) {
  return ({ build, outputs, gradients }: Back): readonly InputGradient[] => [
    build.make(op, [outputs[0]!, gradients[0]!], {}),
  ];
}

/** d(−y²·b) = −2·g·b·y·dy − y²·g·db. */
function inverseGradientDerivative({ build, inputs, gradients }: Back): readonly InputGradient[] {
  const [y, b, gradient] = [inputs[0]!, inputs[1]!, gradients[0]!];
  const twice = withRight(build, 'Mul', 'mul', gradient, -2);
  const ofY = multiply(build, multiply(build, twice, b), y);
  return [ofY, build.make('ReciprocalGrad', [y, gradient], {})];
}

/** d(½b/y) = −(g/y)·z·dy + ½·g/y·db, where z is the output ½b/y. */
function rootGradientDerivative(
  { build, inputs, outputs, gradients }: Back,
): readonly InputGradient[] {
  const ratio = build.make('RealDiv', [gradients[0]!, inputs[0]!], {}, 'truediv');
  const ofY = multiply(build, negate(build, ratio), outputs[0]!);
  return [ofY, withLeft(build, 'Mul', 'mul', 0.5, ratio)];
}

/** d(−½·b·y³) = −3/2·g·b·y²·dy − ½·g·y³·db. */
function inverseRootGradientDerivative(
  { build, inputs, gradients }: Back,
): readonly InputGradient[] {
  const [y, b, gradient] = [inputs[0]!, inputs[1]!, gradients[0]!];
  const scaled = withLeft(build, 'Mul', 'mul', -1.5, gradient);
  const timesB = multiply(build, scaled, b);
  const ofY = multiply(build, timesB, build.make('Square', [y], {}));
  return [ofY, build.make('RsqrtGrad', [y, gradient], {})];
}

const integers = (loop: UnaryLoop) => ({ int32: loop, int64: loop });

export const unaryBasicRules: RuleTable<Record<Unary | GradientOps, NoAttributes>> = {
  Neg: unaryRule({
    op: 'Neg', allowed: ALLOWED.signed,
    loops: { ...real(negate32, negate64), ...integers(negateIntegers) },
    derivative: ({ build, gradients }) => [negate(build, gradients[0]!)],
  }),
  Abs: unaryRule({
    op: 'Abs', allowed: ALLOWED.abs,
    loops: { ...real(absolute), ...integers(absoluteIntegers) },
    derivative: ({ build, inputs, gradients }) => [
      multiply(build, gradients[0]!, build.make('Sign', [inputs[0]!], {})),
    ],
  }),
  Sign: unaryRule({
    op: 'Sign', allowed: ALLOWED.signed,
    loops: { ...real(signLoop), ...integers(signLoop) },
    // Zeros, not "no gradient": TensorFlow's own choice for this op.
    derivative: ({ build, inputs }) => [
      zerosOfShape(build, build.shapeOf(inputs[0]!, 'Shape'), inputs[0]!.dtype),
    ],
  }),
  Square: unaryRule({
    op: 'Square', allowed: ALLOWED.signed,
    loops: { ...real(square), int32: squareInt32, int64: squareInt64 },
    derivative: ({ build, inputs, gradients }) => {
      const two = build.scalar(inputs[0]!.dtype, 2, 'Const');
      const twice = multiply(build, inputs[0]!, two, 'Mul');
      return [multiply(build, gradients[0]!, twice, 'Mul')];
    },
  }),
  Sqrt: unaryRule({
    op: 'Sqrt', allowed: ALLOWED.floating, loops: real(squareRoot32, squareRoot),
    derivative: fromOutput('SqrtGrad'),
  }),
  Rsqrt: unaryRule({
    op: 'Rsqrt', allowed: ALLOWED.floating, loops: real(inverseRoot32, inverseRoot),
    derivative: fromOutput('RsqrtGrad'),
  }),
  Reciprocal: unaryRule({
    op: 'Reciprocal', allowed: ALLOWED.signed, loops: real(inverse),
    derivative: fromOutput('ReciprocalGrad'),
  }),
  Inv: unaryRule({
    op: 'Inv', allowed: ALLOWED.signed, loops: real(inverse),
    derivative: fromOutput('ReciprocalGrad'),
  }),
  SqrtGrad: gradientOp('SqrtGrad', real(rootGradient32, rootGradient64), rootGradientDerivative),
  RsqrtGrad: gradientOp(
    'RsqrtGrad', real(inverseRootGradient32, inverseRootGradient64), inverseRootGradientDerivative,
  ),
  ReciprocalGrad: gradientOp(
    'ReciprocalGrad', real(inverseGradient32, inverseGradient64), inverseGradientDerivative,
  ),
  InvGrad: gradientOp(
    'InvGrad', real(inverseGradient32, inverseGradient64), inverseGradientDerivative,
  ),
};

function gradientOp(
  op: GradientOps,
  loops: Loops<BinaryLoop>,
  derivative: (back: Back) => readonly InputGradient[],
) {
  return binaryRule({
    op, allowed: ALLOWED.floating, loops, parameters: ['y', 'dy'], derivative,
  });
}
