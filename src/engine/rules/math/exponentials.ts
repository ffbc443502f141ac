/** @file Rules of exp, log, the hyperbolic functions, sigmoid and erf. */
import { waitForGradient } from '../../afterGradient';
import type { Backward, InputGradient, RuleTable } from '../../rule';
import {
  expm1Packet, expPacket, log1pPacket, logPacket, PACKET, sigmoidPacket, sigmoidScalar, tanh32,
} from './eigenFloat32';
import { expPacket64, PACKET64 } from './eigenFloat64';
import { byVectors, type Part } from './eigenVectors';
import type { BinaryLoop, Loops, UnaryLoop } from './elementwise';
import { binaryRule, unaryRule } from './elementwise';
import { erf, erfc } from './errorFunction';
import { expf, logf } from './glibcSingle';
import { multiply, negate, withLeft, withRight } from './gradientNodes';
import type { NoAttributes } from './operands';
import { ALLOWED } from './operands';

type Names =
  | 'Exp' | 'Expm1' | 'Log' | 'Log1p' | 'Sinh' | 'Cosh' | 'Tanh' | 'Asinh' | 'Acosh' | 'Atanh'
  | 'Sigmoid' | 'Erf' | 'Erfc' | 'SigmoidGrad' | 'TanhGrad';

type Back = Backward<NoAttributes>;

const expPart: Part = (out, a, from, to) => {
  for (let k = from; k < to; k++) out[k] = expPacket(a[k]!);
};

const exp32: UnaryLoop = (out, a, n) => {
  const packed = n - (n % PACKET);
  byVectors('exp', expPart, out, a, packed);
  for (let k = packed; k < n; k++) out[k] = expf(a[k]!);
};

const exp: UnaryLoop = (out, a, n) => {
  const packed = n - (n % PACKET64);
  for (let k = 0; k < packed; k++) out[k] = expPacket64(a[k]!);
  for (let k = packed; k < n; k++) out[k] = Math.exp(a[k]!);
};

const expm132: UnaryLoop = (out, a, n) => {
  const packed = n - (n % PACKET);
  for (let k = 0; k < packed; k++) out[k] = expm1Packet(a[k]!);
  for (let k = packed; k < n; k++) out[k] = Math.expm1(a[k]!);
};

const expm1: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.expm1(a[k]!);
};

const log32: UnaryLoop = (out, a, n) => {
  const packed = n - (n % PACKET);
  for (let k = 0; k < packed; k++) out[k] = logPacket(a[k]!);
  for (let k = packed; k < n; k++) out[k] = logf(a[k]!);
};

const log: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.log(a[k]!);
};

const log1p32: UnaryLoop = (out, a, n) => {
  const packed = n - (n % PACKET);
  for (let k = 0; k < packed; k++) out[k] = log1pPacket(a[k]!);
  for (let k = packed; k < n; k++) out[k] = Math.log1p(a[k]!);
};

const log1p: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.log1p(a[k]!);
};

const sinh: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.sinh(a[k]!);
};

const cosh: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.cosh(a[k]!);
};

const tanhPart: Part = (out, a, from, to) => {
  for (let k = from; k < to; k++) out[k] = tanh32(a[k]!);
};

const tanhSingle: UnaryLoop = (out, a, n) => {
  const packed = n - (n % PACKET);
  byVectors('tanh', tanhPart, out, a, packed);
  tanhPart(out, a, packed, n);
};

const tanh: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.tanh(a[k]!);
};

const asinh: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.asinh(a[k]!);
};

const acosh: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.acosh(a[k]!);
};

const atanh: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.atanh(a[k]!);
};

const sigmoidPart: Part = (out, a, from, to) => {
  for (let k = from; k < to; k++) out[k] = sigmoidPacket(a[k]!);
};

const sigmoid32: UnaryLoop = (out, a, n) => {
  const packed = n - (n % PACKET);
  byVectors('sigmoid', sigmoidPart, out, a, packed);
  for (let k = packed; k < n; k++) out[k] = sigmoidScalar(a[k]!);
};

const sigmoid: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = 1 / (1 + Math.exp(-a[k]!));
};

const errorFunction: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = erf(a[k]!);
};

const complementaryErrorFunction: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = erfc(a[k]!);
};

/** dy·y·(1 − y): packets multiply from the right, the remaining elements from the left. */
const sigmoidGradient32: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  const packed = to - (to % PACKET);
  for (let k = from; k < to; k++, i += di, j += dj) {
    const y = a[i]!;
    const slope = Math.fround(1 - y);
    out[k] = k < packed ? b[j]! * Math.fround(y * slope) : Math.fround(b[j]! * y) * slope;
  }
};

const sigmoidGradient64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  const packed = to - (to % (PACKET / 2));
  for (let k = from; k < to; k++, i += di, j += dj) {
    const y = a[i]!;
    out[k] = k < packed ? b[j]! * (y * (1 - y)) : b[j]! * y * (1 - y);
  }
};

/** dy·(1 − y²). */
const tanhGradient32: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  if (di === 1 && dj === 1 && i === from && j === from) {
    for (let k = from; k < to; k++) out[k] = b[k]! * Math.fround(1 - Math.fround(a[k]! * a[k]!));
    return;
  }
  for (let k = from; k < to; k++, i += di, j += dj) {
    out[k] = b[j]! * Math.fround(1 - Math.fround(a[i]! * a[i]!));
  }
};

const tanhGradient64: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
  for (let k = from; k < to; k++, i += di, j += dj) out[k] = b[j]! * (1 - a[i]! * a[i]!);
};

function real<L>(loop32: L, loop64: L = loop32): Loops<L> {
  return { float32: loop32, float64: loop64 };
}

function unary(
  op: Names,
  loop32: UnaryLoop,
  loop64: UnaryLoop,
  derivative: (back: Back) => readonly InputGradient[],
) {
  return unaryRule({ op, allowed: ALLOWED.floating, loops: real(loop32, loop64), derivative });
}

/** 2/√π·exp(−x²)·g, with `factor` = ±2/√π. */
function gaussian(factor: number) {
  return (back: Back): readonly InputGradient[] => {
    const { build, inputs, gradients } = back;
    const constant = build.scalar(gradients[0]!.dtype, factor, 'Const');
    waitForGradient(back);
    const scaled = multiply(build, gradients[0]!, constant);
    const square = build.make('Square', [inputs[0]!], {});
    const bell = build.make('Exp', [negate(build, square)], {});
    return [multiply(build, scaled, bell)];
  };
}

/** d(b·y·(1−y)) = g·b·(1 − 2y)·dy + g·y·(1−y)·db. */
function sigmoidGradientDerivative({ build, inputs, gradients }: Back): readonly InputGradient[] {
  const [y, b, gradient] = [inputs[0]!, inputs[1]!, gradients[0]!];
  const product = multiply(build, gradient, b);
  const twice = withLeft(build, 'Mul', 'mul', 2, product);
  const ofY = build.make('Sub', [product, multiply(build, twice, y)], {}, 'sub');
  return [ofY, build.make('SigmoidGrad', [y, gradient], {})];
}

/** d(b·(1−y²)) = −2·g·b·y·dy + g·(1−y²)·db. */
function tanhGradientDerivative({ build, inputs, gradients }: Back): readonly InputGradient[] {
  const [y, b, gradient] = [inputs[0]!, inputs[1]!, gradients[0]!];
  const twice = withRight(build, 'Mul', 'mul', gradient, -2);
  const ofY = multiply(build, multiply(build, twice, b), y);
  return [ofY, build.make('TanhGrad', [y, gradient], {})];
}

const twoOverRootPi = 2 / Math.sqrt(Math.PI);

export const exponentialRules: RuleTable<Record<Names, NoAttributes>> = {
  Exp: unary('Exp', exp32, exp, ({ build, outputs, gradients }) => [
    multiply(build, gradients[0]!, outputs[0]!),
  ]),
  Expm1: unary('Expm1', expm132, expm1, ({ build, inputs, gradients }) => [
    multiply(build, gradients[0]!, build.make('Exp', [inputs[0]!], {})),
  ]),
  Log: unary('Log', log32, log, ({ build, inputs, gradients }) => [
    multiply(build, gradients[0]!, build.make('Reciprocal', [inputs[0]!], {})),
  ]),
  Log1p: unary('Log1p', log1p32, log1p, ({ build, inputs, gradients }) => {
    const onePlusX = withLeft(build, 'AddV2', 'add', 1, inputs[0]!);
    return [multiply(build, gradients[0]!, build.make('Reciprocal', [onePlusX], {}))];
  }),
  Sinh: unary('Sinh', sinh, sinh, ({ build, inputs, gradients }) => [
    multiply(build, gradients[0]!, build.make('Cosh', [inputs[0]!], {})),
  ]),
  Cosh: unary('Cosh', cosh, cosh, ({ build, inputs, gradients }) => [
    multiply(build, gradients[0]!, build.make('Sinh', [inputs[0]!], {})),
  ]),
  Tanh: unary('Tanh', tanhSingle, tanh, ({ build, outputs, gradients }) => [
    build.make('TanhGrad', [outputs[0]!, gradients[0]!], {}),
  ]),
  // d asinh x = dx / cosh(asinh x), d acosh x = dx / sinh(acosh x), d atanh x = dx / (1 − x²).
  Asinh: unary('Asinh', asinh, asinh, ({ build, outputs, gradients }) => {
    const slope = build.make('Cosh', [outputs[0]!], {});
    return [build.make('RealDiv', [gradients[0]!, slope], {}, 'truediv')];
  }),
  Acosh: unary('Acosh', acosh, acosh, ({ build, outputs, gradients }) => {
    const slope = build.make('Sinh', [outputs[0]!], {});
    return [build.make('RealDiv', [gradients[0]!, slope], {}, 'truediv')];
  }),
  Atanh: unary('Atanh', atanh, atanh, ({ build, inputs, gradients }) => {
    const square = build.make('Square', [inputs[0]!], {});
    const one = build.scalar(gradients[0]!.dtype, 1, 'Const');
    const inverse = build.make('Reciprocal', [build.make('Sub', [one, square], {})], {});
    return [multiply(build, gradients[0]!, inverse)];
  }),
  Sigmoid: unary('Sigmoid', sigmoid32, sigmoid, ({ build, outputs, gradients }) => [
    build.make('SigmoidGrad', [outputs[0]!, gradients[0]!], {}),
  ]),
  Erf: unaryRule({
    op: 'Erf', allowed: ALLOWED.real, loops: real(errorFunction),
    derivative: gaussian(twoOverRootPi),
  }),
  Erfc: unaryRule({
    op: 'Erfc', allowed: ALLOWED.real, loops: real(complementaryErrorFunction),
    derivative: gaussian(-twoOverRootPi),
  }),
  SigmoidGrad: binaryRule({
    op: 'SigmoidGrad', allowed: ALLOWED.floating,
    loops: real(sigmoidGradient32, sigmoidGradient64), parameters: ['y', 'dy'],
    derivative: sigmoidGradientDerivative,
  }),
  TanhGrad: binaryRule({
    op: 'TanhGrad', allowed: ALLOWED.floating,
    loops: real(tanhGradient32, tanhGradient64), parameters: ['y', 'dy'],
    derivative: tanhGradientDerivative,
  }),
};
