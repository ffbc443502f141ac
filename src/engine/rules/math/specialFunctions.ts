/** @file Rules of the gamma, beta, zeta and Bessel families. */
import { waitForGradient } from '../../afterGradient';
import { none } from '../../rule';
import type { Backward, InputGradient, RuleTable } from '../../rule';
import { add, subtract, where } from '../written';
import { broadcastGradientArgs } from './broadcastGradients';
import type { BinaryLoop, Loops, UnaryLoop } from './elementwise';
import { binaryRule, unaryRule } from './elementwise';
import { digamma, hurwitzZeta, logGamma, polygamma } from './gammaFunctions';
import { multiply, reshapeLike, sumOver, withRight, zerosLike } from './gradientNodes';
import { lowerGamma, lowerGammaByA, scaledBessel, upperGamma } from './incompleteFunctions';
import type { NoAttributes } from './operands';
import { ALLOWED } from './operands';
import { noGradientDefined } from '../noGradientDefined';

type Unary = 'Lgamma' | 'Digamma' | 'BesselI0e' | 'BesselI1e';
type Binary = 'Igamma' | 'Igammac' | 'IgammaGradA' | 'Zeta' | 'Polygamma';
type Back = Backward<NoAttributes>;

const TYPES = 'float32, float64';

/** One loop for both float types: the function is computed in double and rounded by the store. */
function unaryLoops(f: (x: number) => number): Loops<UnaryLoop> {
  const loop: UnaryLoop = (out, a, n) => {
    for (let k = 0; k < n; k++) out[k] = f(a[k]!);
  };
  return { float32: loop, float64: loop };
}

function binaryLoops(f: (x: number, y: number) => number): Loops<BinaryLoop> {
  const loop: BinaryLoop = (out, a, b, from, to, i, di, j, dj) => {
    for (let k = from; k < to; k++, i += di, j += dj) out[k] = f(a[i]!, b[j]!);
  };
  return { float32: loop, float64: loop };
}

function unary(
  op: Unary, f: (x: number) => number, derivative: (back: Back) => readonly InputGradient[],
) {
  return unaryRule({ op, allowed: ALLOWED.real, loops: unaryLoops(f), derivative });
}

function binary(
  op: Binary, names: readonly [string, string], f: (x: number, y: number) => number,
  derivative: (back: Back) => readonly InputGradient[],
) {
  return binaryRule({
    op, allowed: TYPES, loops: binaryLoops(f), parameters: names, derivative,
  });
}

/** The sum of `products` over the axes along which one operand was repeated. */
function reduced(
  back: Back, which: 0 | 1, product: (gradient: 0 | 1) => Back['inputs'][number],
) {
  const { build, inputs } = back;
  const shapes = [build.shapeOf(inputs[0]!, 'Shape'), build.shapeOf(inputs[1]!, 'Shape')];
  const axes = broadcastGradientArgs(build, shapes[0]!, shapes[1]!);
  waitForGradient(back);
  return reshapeLike(build, sumOver(build, product(which), axes[which]), shapes[which]!);
}

const noOrder = none('TensorFlow defines no gradient by the order');

/** ∂P/∂a by an op of its own, ∂P/∂x = exp(−x + (a − 1)·log x − log Γ(a)). */
function gammaGradients(back: Back): readonly InputGradient[] {
  const { build, inputs, gradients } = back;
  const [a, x] = [inputs[0]!, inputs[1]!];
  const shapes = [build.shapeOf(a, 'Shape'), build.shapeOf(x, 'Shape')] as const;
  const axes = broadcastGradientArgs(build, shapes[0], shapes[1]);
  waitForGradient(back);
  const byA = build.make('IgammaGradA', [a, x], {});
  const minusX = build.make('Neg', [x], {}, 'Neg');
  const aMinusOne = withRight(build, 'Sub', 'sub', a, 1);
  const power = multiply(build, aMinusOne, build.make('Log', [x], {}));
  const exponent = subtract(
    build, add(build, minusX, power), build.make('Lgamma', [a], {}),
  );
  const byX = build.make('Exp', [exponent], {});
  return [byA, byX].map((partial, i) => {
    const product = multiply(build, partial, gradients[0]!);
    return reshapeLike(build, sumOver(build, product, axes[i]!), shapes[i]!);
  });
}

function i1Gradient({ build, inputs, outputs, gradients }: Back): readonly InputGradient[] {
  const [x, y] = [inputs[0]!, outputs[0]!];
  const epsilon = x.dtype === 'float32' ? 2 ** -23 : 2 ** -52;
  const zeros = zerosLike(build, x);
  const size = build.make('Abs', [x], {});
  const isNotTiny = withRight(build, 'Greater', 'Greater', size, epsilon);
  const tiny = withLeft(build, epsilon, zeros);
  const safe = where(build, isNotTiny, x, tiny);
  const i0 = build.make('BesselI0e', [safe], {});
  const slope = add(
    build, build.make('Sign', [safe], {}), build.make('Reciprocal', [safe], {}),
  );
  const difference = subtract(build, i0, multiply(build, y, slope));
  const partial = where(build, isNotTiny, difference, withLeft(build, 0.5, zeros));
  return [multiply(build, gradients[0]!, partial)];
}

/** `number + x`: the constant is `add/x`. */
function withLeft(build: Back['build'], number: number, x: Back['inputs'][number]) {
  return build.inScope('add', () => {
    const { scope } = build.graph;
    return build.make('AddV2', [build.scalar(x.dtype, number, 'x'), x], {}, `${scope}/`);
  });
}

export const specialRules: RuleTable<Record<Unary | Binary, NoAttributes>> = {
  Lgamma: unary('Lgamma', logGamma, ({ build, inputs, gradients }) => [
    multiply(build, gradients[0]!, build.make('Digamma', [inputs[0]!], {})),
  ]),
  Digamma: unary('Digamma', digamma, ({ build, inputs, gradients }) => {
    const one = build.scalar(inputs[0]!.dtype, 1, 'Const');
    return [
      multiply(build, gradients[0]!, build.make('Polygamma', [one, inputs[0]!], {})),
    ];
  }),
  BesselI0e: unary('BesselI0e', (x) => scaledBessel(0, x), (back) => {
    const { build, inputs, outputs, gradients } = back;
    const i1 = build.make('BesselI1e', [inputs[0]!], {});
    const signed = multiply(build, build.make('Sign', [inputs[0]!], {}), outputs[0]!);
    return [multiply(build, gradients[0]!, subtract(build, i1, signed))];
  }),
  BesselI1e: unary('BesselI1e', (x) => scaledBessel(1, x), i1Gradient),
  Igamma: binary('Igamma', ['a', 'x'], lowerGamma, gammaGradients),
  Igammac: binary('Igammac', ['a', 'x'], upperGamma, (back) =>
    gammaGradients(back).map((gradient) =>
      'kind' in gradient ? gradient : back.build.make('Neg', [gradient], {}, 'Neg'),
    ),
  ),
  IgammaGradA: binary('IgammaGradA', ['a', 'x'], lowerGammaByA, ({ node }) => {
    throw noGradientDefined(node);
  }),
  Zeta: binary('Zeta', ['x', 'q'], hurwitzZeta, (back) => {
    const { build, inputs, gradients } = back;
    const [x, q] = [inputs[0]!, inputs[1]!];
    const ofQ = reduced(back, 1, () => {
      const minusX = build.make('Neg', [x], {}, 'Neg');
      const next = withRight(build, 'AddV2', 'add', x, 1);
      const partial = multiply(build, minusX, build.make('Zeta', [next, q], {}));
      return multiply(build, partial, gradients[0]!);
    });
    return [noOrder, ofQ];
  }),
  Polygamma: binary('Polygamma', ['a', 'x'], polygamma, (back) => {
    const { build, inputs, gradients } = back;
    const ofX = reduced(back, 1, () => {
      const next = withRight(build, 'AddV2', 'add', inputs[0]!, 1);
      return multiply(build, build.make('Polygamma', [next, inputs[1]!], {}), gradients[0]!);
    });
    return [noOrder, ofX];
  }),
};
