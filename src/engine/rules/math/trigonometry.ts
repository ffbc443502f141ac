/** @file Rules of the trigonometric functions and of rounding to whole numbers. */
import type { Builder } from '../../builder';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Backward, InputGradient, RuleTable } from '../../rule';
import { cosPacket, PACKET, sinPacket } from './eigenFloat32';
import { byVectors, type Part } from './eigenVectors';
import type { UnaryLoop } from './elementwise';
import { unaryRule } from './elementwise';
import { multiply, negate } from './gradientNodes';
import type { NoAttributes } from './operands';
import { ALLOWED } from './operands';

type Trigonometric = 'Sin' | 'Cos' | 'Tan' | 'Asin' | 'Acos' | 'Atan';
type Rounding = 'Floor' | 'Ceil' | 'Round' | 'Rint';

const sinPart: Part = (out, a, from, to) => {
  for (let k = from; k < to; k++) out[k] = sinPacket(a[k]!);
};

const sin32: UnaryLoop = (out, a, n) => {
  const packed = n - (n % PACKET);
  byVectors('sin', sinPart, out, a, packed);
  for (let k = packed; k < n; k++) out[k] = Math.sin(a[k]!);
};

const sin: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.sin(a[k]!);
};

const cosPart: Part = (out, a, from, to) => {
  for (let k = from; k < to; k++) out[k] = cosPacket(a[k]!);
};

const cos32: UnaryLoop = (out, a, n) => {
  const packed = n - (n % PACKET);
  byVectors('cos', cosPart, out, a, packed);
  for (let k = packed; k < n; k++) out[k] = Math.cos(a[k]!);
};

const cos: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.cos(a[k]!);
};

const tan: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.tan(a[k]!);
};

const asin: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.asin(a[k]!);
};

const acos: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.acos(a[k]!);
};

const atan: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.atan(a[k]!);
};

const floor: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.floor(a[k]!);
};

const ceil: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) out[k] = Math.ceil(a[k]!);
};

/**
 * To the nearest whole number, halves to the even one, by way of the floor as TensorFlow's functor:
 * −0.3 gives +0.
 */
const round: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) {
    const x = a[k]!;
    const down = Math.floor(x);
    const fraction = x - down;
    const up = fraction > 0.5 || (fraction === 0.5 && down - 2 * Math.floor(0.5 * x) === 1);
    out[k] = up ? down + 1 : down;
  }
};

/** As C's rint: like Round, but −0.3 gives −0. */
const rint: UnaryLoop = (out, a, n) => {
  for (let k = 0; k < n; k++) {
    const x = a[k]!;
    const size = Math.abs(x);
    const down = Math.floor(size);
    const fraction = size - down;
    const up = fraction > 0.5 || (fraction === 0.5 && down % 2 === 1);
    const rounded = up ? down + 1 : down;
    out[k] = x < 0 || Object.is(x, -0) ? -rounded : rounded;
  }
};

const copy: UnaryLoop = (out, a) => {
  out.set(a);
};

type Back = Backward<NoAttributes>;

function unary(
  op: Trigonometric,
  loop32: UnaryLoop,
  loop64: UnaryLoop,
  derivative: (back: Back) => readonly InputGradient[],
  allowed: string = ALLOWED.floating,
) {
  return unaryRule({ op, allowed, loops: { float32: loop32, float64: loop64 }, derivative });
}

const step = none('rounding to a whole number is piecewise constant');

function rounding(op: Rounding, loop: UnaryLoop) {
  return unaryRule({
    op, allowed: ALLOWED.real, loops: { float32: loop, float64: loop }, derivative: step,
  });
}

/** 1/√(1 − x²). */
function inverseOfCosine(build: Builder, x: Tensor): Tensor {
  const square = build.make('Square', [x], {});
  const one = build.scalar(x.dtype, 1, 'Const');
  const root = build.make('Sqrt', [build.make('Sub', [one, square], {})], {});
  return build.make('Reciprocal', [root], {});
}

export const trigonometryRules: RuleTable<Record<Trigonometric | Rounding, NoAttributes>> = {
  Sin: unary('Sin', sin32, sin, ({ build, inputs, gradients }) => [
    multiply(build, gradients[0]!, build.make('Cos', [inputs[0]!], {})),
  ]),
  Cos: unary('Cos', cos32, cos, ({ build, inputs, gradients }) => {
    const negative = negate(build, gradients[0]!);
    return [multiply(build, negative, build.make('Sin', [inputs[0]!], {}))];
  }),
  // d tan x = dx / cos²x.
  Tan: unary('Tan', tan, tan, ({ build, inputs, gradients }) => {
    const secant = build.make('Reciprocal', [build.make('Cos', [inputs[0]!], {})], {});
    return [multiply(build, build.make('Square', [secant], {}), gradients[0]!)];
  }, ALLOWED.signed),
  Asin: unary('Asin', asin, asin, ({ build, inputs, gradients }) => [
    multiply(build, gradients[0]!, inverseOfCosine(build, inputs[0]!)),
  ], ALLOWED.signed),
  Acos: unary('Acos', acos, acos, ({ build, inputs, gradients }) => {
    const slope = inverseOfCosine(build, inputs[0]!);
    return [multiply(build, negate(build, gradients[0]!), slope)];
  }, ALLOWED.signed),
  Atan: unary('Atan', atan, atan, ({ build, inputs, gradients }) => {
    const square = build.make('Square', [inputs[0]!], {});
    const one = build.scalar(gradients[0]!.dtype, 1, 'Const');
    const inverse = build.make('Reciprocal', [build.make('Add', [one, square], {})], {});
    return [multiply(build, gradients[0]!, inverse)];
  }, ALLOWED.signed),
  Floor: rounding('Floor', floor),
  Ceil: rounding('Ceil', ceil),
  Round: unaryRule({
    op: 'Round', allowed: ALLOWED.signed,
    loops: { float32: round, float64: round, int32: copy, int64: copy }, derivative: step,
  }),
  Rint: rounding('Rint', rint),
};
