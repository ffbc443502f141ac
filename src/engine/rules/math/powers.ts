/** @file Rules of Pow, Maximum, Minimum, Atan2, Xdivy and Xlogy. */
import { waitForGradient } from '../../afterGradient';
import type { Tensor } from '../../graph';
import type { Backward, InputGradient, RuleTable } from '../../rule';
import { isFullyKnown, sameDims } from '../../shape';
import {
  broadcastGradientArgs, dynamicReducers, shapeReducers, smartReducers,
} from './broadcastGradients';
import { binaryRule } from './elementwise';
import {
  exactName, multiply, negate, onesLike, reshapeLike, sumOver, withRight, zerosLike, zerosOfShape,
} from './gradientNodes';
import type { NoAttributes } from './operands';
import { ALLOWED } from './operands';
import {
  atan2Loops, maximumLoops, minimumLoops, powLoops, xdivyLoops, xlogyLoops,
} from './powerLoops';

type Names = 'Pow' | 'Maximum' | 'Minimum' | 'Atan2' | 'Xdivy' | 'Xlogy';

type Back = Backward<NoAttributes>;

/** d(xʸ) = y·xʸ⁻¹·dx + xʸ·log x·dy, where log x counts as 0 unless x > 0. */
function powDerivative(back: Back): readonly InputGradient[] {
  const { build, inputs } = back;
  const [x, y, gradient] = [inputs[0]!, inputs[1]!, back.gradients[0]!];
  const [ofX, ofY] = smartReducers(back);
  const timesY = multiply(build, gradient, y);
  const lower = build.make('Pow', [x, withRight(build, 'Sub', 'sub', y, 1)], {});
  const termOfX = multiply(build, timesY, lower);
  const gx = ofX.isNeeded ? ofX.reduce(termOfX) : termOfX;

  const positive = withRight(build, 'Greater', 'Greater', x, 0);
  const safe = build.make('Select', [positive, x, onesLike(build, x)], {});
  const log = build.make('Log', [safe], {});
  const logOrZero = build.make('Select', [positive, log, zerosLike(build, x)], {});
  const termOfY = multiply(build, multiply(build, gradient, back.outputs[0]!), logOrZero);
  return [gx, ofY.isNeeded ? ofY.reduce(termOfY) : termOfY];
}

/** The gradient goes to the operand that was chosen; to x where they are equal. */
function extremumDerivative(chosen: 'GreaterEqual' | 'LessEqual') {
  return ({ build, inputs, gradients }: Back): readonly InputGradient[] => {
    const [x, y, gradient] = [inputs[0]!, inputs[1]!, gradients[0]!];
    const shapeOfX = build.shapeOf(x, 'Shape');
    const shapeOfY = build.shapeOf(y, 'Shape');
    const zeros = zerosOfShape(build, build.shapeOf(gradient, 'Shape'), gradient.dtype);
    const isX = build.make(chosen, [x, y], {});
    const [ofX, ofY] = dynamicReducers(build, shapeOfX, shapeOfY);
    const gx = ofX.reduce(build.make('Select', [isX, gradient, zeros], {}));
    return [gx, ofY.reduce(build.make('Select', [isX, zeros, gradient], {}))];
  };
}

/**
 * d atan2(y, x) = (x·dy − y·dx) / (x² + y²). TensorFlow 1.15 does not sum over broadcast axes here,
 * and tf.gradients then refuses the shape; so does this.
 */
function atan2Derivative(back: Back): readonly InputGradient[] {
  const { build, inputs } = back;
  const [y, x, gradient] = [inputs[0]!, inputs[1]!, back.gradients[0]!];
  const squareOfX = build.make('Square', [x], {});
  const squareOfY = build.make('Square', [y], {});
  const norm = build.make('AddV2', [squareOfX, squareOfY], {}, 'add');
  const scaled = build.make('RealDiv', [gradient, norm], {}, 'truediv');
  const termOfY = multiply(build, x, scaled);
  const termOfX = multiply(build, negate(build, y), scaled);
  return [termOfY, termOfX];
}

/** 1 where x is not 0, else 0, in the type of x. */
function isNotZero({ build }: Back, x: Tensor): Tensor {
  const zero = build.inScope('Cast', () => build.scalar(x.dtype, 0, 'x'));
  const isNot = build.make('NotEqual', [x, zero], {});
  return build.make('Cast', [isNot], { dstT: x.dtype }, 'Cast');
}

function reduceBoth(
  { build, gradients }: Back,
  axes: readonly [Tensor, Tensor],
  shapes: readonly [Tensor, Tensor],
  partials: readonly [Tensor, Tensor],
): readonly InputGradient[] {
  return [0, 1].map((k) => {
    const term = multiply(build, partials[k]!, gradients[0]!);
    return reshapeLike(build, sumOver(build, term, axes[k]!), shapes[k]!);
  });
}

/** d(x/y) with both terms 0 where x is 0. */
function xdivyDerivative(back: Back): readonly InputGradient[] {
  const { build, inputs } = back;
  const [x, y] = [inputs[0]!, inputs[1]!];
  const shapes = [build.shapeOf(x, 'Shape'), build.shapeOf(y, 'Shape')] as const;
  const axes = broadcastGradientArgs(build, ...shapes);
  waitForGradient(back);
  const ofX = build.make('Xdivy', [isNotZero(back, x), y], {});
  const minusX = negate(build, x);
  const squared = build.inScope('pow', () => {
    const two = build.scalar(y.dtype, 2, 'y');
    return build.make('Pow', [y, two], {}, exactName(build));
  });
  return reduceBoth(back, axes, shapes, [ofX, build.make('Xdivy', [minusX, squared], {})]);
}

/** d(x·log y) = log y·dx + x/y·dy with both terms 0 where x is 0. */
function xlogyDerivative(back: Back): readonly InputGradient[] {
  const { build, inputs } = back;
  const [x, y] = [inputs[0]!, inputs[1]!];
  const shapes = [build.shapeOf(x, 'Shape'), build.shapeOf(y, 'Shape')] as const;
  const axes = broadcastGradientArgs(build, ...shapes);
  waitForGradient(back);
  const ofX = build.make('Xlogy', [isNotZero(back, x), y], {});
  return reduceBoth(back, axes, shapes, [ofX, build.make('Xdivy', [x, y], {})]);
}

export const powerRules: RuleTable<Record<Names, NoAttributes>> = {
  Pow: binaryRule({
    op: 'Pow', allowed: ALLOWED.pow, loops: powLoops, derivative: powDerivative,
  }),
  Maximum: binaryRule({
    op: 'Maximum', allowed: ALLOWED.ordered, loops: maximumLoops,
    derivative: extremumDerivative('GreaterEqual'),
  }),
  Minimum: binaryRule({
    op: 'Minimum', allowed: ALLOWED.ordered, loops: minimumLoops,
    derivative: extremumDerivative('LessEqual'),
  }),
  Atan2: binaryRule({
    op: 'Atan2', allowed: ALLOWED.real, loops: atan2Loops, parameters: ['y', 'x'],
    derivative: atan2Derivative,
  }),
  Xdivy: binaryRule({
    op: 'Xdivy', allowed: ALLOWED.noNan, loops: xdivyLoops, derivative: xdivyDerivative,
  }),
  Xlogy: binaryRule({
    op: 'Xlogy', allowed: ALLOWED.noNan, loops: xlogyLoops, derivative: xlogyDerivative,
  }),
};
