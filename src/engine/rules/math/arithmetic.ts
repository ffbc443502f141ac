/** @file Rules of + − × and (x−y)²: the ops whose derivatives only multiply, negate and sum. */
import { waitForGradient } from '../../afterGradient';
import type { Backward, InputGradient, RuleTable } from '../../rule';
import {
  addLoops, multiplyLoops, multiplyNoNanLoops, squaredDifferenceLoops, subtractLoops,
} from './arithmeticLoops';
import { haveEqualShapes, shapeReducers, smartReducers } from './broadcastGradients';
import { binaryRule } from './elementwise';
import { multiply, negate } from './gradientNodes';
import type { NoAttributes } from './operands';
import { ALLOWED } from './operands';

type Names = 'Add' | 'AddV2' | 'Sub' | 'Mul' | 'MulNoNan' | 'SquaredDifference';

type Back = Backward<NoAttributes>;

/** d(x+y) = dx + dy. */
function addDerivative(back: Back): readonly InputGradient[] {
  const gradient = back.gradients[0]!;
  if (haveEqualShapes(back)) return [gradient, gradient];
  const [ofX, ofY] = smartReducers(back);
  const gx = ofX.isNeeded ? ofX.reduce(gradient) : gradient;
  const gy = ofY.isNeeded ? ofY.reduce(gradient) : gradient;
  return [gx, gy];
}

/** d(x−y) = dx − dy. */
function subtractDerivative(back: Back): readonly InputGradient[] {
  const gradient = back.gradients[0]!;
  if (haveEqualShapes(back)) return [gradient, negate(back.build, gradient)];
  const [ofX, ofY] = smartReducers(back);
  const gx = ofX.isNeeded ? ofX.reduce(gradient) : gradient;
  const negative = negate(back.build, gradient);
  return [gx, ofY.isNeeded ? ofY.reduce(negative) : negative];
}

/** d(x·y) = y·dx + x·dy. */
function multiplyDerivative(back: Back): readonly InputGradient[] {
  const { build, inputs } = back;
  const [x, y, gradient] = [inputs[0]!, inputs[1]!, back.gradients[0]!];
  if (haveEqualShapes(back) && (x.dtype === 'float32' || x.dtype === 'int32')) {
    return [multiply(build, gradient, y, 'Mul'), multiply(build, gradient, x, 'Mul')];
  }
  const [ofX, ofY] = smartReducers(back);
  const termOfX = multiply(build, gradient, y, 'Mul');
  const gx = ofX.isNeeded ? ofX.reduce(termOfX) : termOfX;
  const termOfY = multiply(build, x, gradient, 'Mul');
  const gy = ofY.isNeeded ? ofY.reduce(termOfY) : termOfY;
  return [gx, gy];
}

function multiplyNoNanDerivative(back: Back): readonly InputGradient[] {
  const { build, inputs } = back;
  const [x, y, gradient] = [inputs[0]!, inputs[1]!, back.gradients[0]!];
  const termOfX = () => build.make('MulNoNan', [gradient, y], {});
  const termOfY = () => build.make('MulNoNan', [x, gradient], {});
  if (haveEqualShapes(back)) return [termOfX(), termOfY()];
  const [ofX, ofY] = shapeReducers(back);
  const gx = ofX.reduce(termOfX());
  return [gx, ofY.reduce(termOfY())];
}

/** d(x−y)² = 2(x−y)·(dx − dy). */
function squaredDifferenceDerivative(back: Back): readonly InputGradient[] {
  const { build, inputs } = back;
  const [x, y, gradient] = [inputs[0]!, inputs[1]!, back.gradients[0]!];
  waitForGradient(back);
  const two = build.scalar(gradient.dtype, 2, 'scalar');
  const twice = multiply(build, two, gradient, 'Mul');
  const term = multiply(build, twice, build.make('Sub', [x, y], {}, 'sub'));
  build.graph.popControl();
  if (haveEqualShapes(back)) return [term, negate(build, term)];
  const [ofX, ofY] = smartReducers(back);
  const gx = ofX.isNeeded ? ofX.reduce(term) : term;
  return [gx, negate(build, ofY.isNeeded ? ofY.reduce(term) : term)];
}

export const arithmeticRules: RuleTable<Record<Names, NoAttributes>> = {
  Add: binaryRule({
    op: 'Add', allowed: ALLOWED.add, loops: addLoops, derivative: addDerivative,
  }),
  AddV2: binaryRule({
    op: 'AddV2', allowed: ALLOWED.add, loops: addLoops, derivative: addDerivative,
  }),
  Sub: binaryRule({
    op: 'Sub', allowed: ALLOWED.arithmetic, loops: subtractLoops, derivative: subtractDerivative,
  }),
  Mul: binaryRule({
    op: 'Mul', allowed: ALLOWED.arithmetic, loops: multiplyLoops, derivative: multiplyDerivative,
  }),
  MulNoNan: binaryRule({
    op: 'MulNoNan', allowed: ALLOWED.noNan, loops: multiplyNoNanLoops,
    derivative: multiplyNoNanDerivative,
  }),
  SquaredDifference: binaryRule({
    op: 'SquaredDifference', allowed: ALLOWED.ordered, loops: squaredDifferenceLoops,
    derivative: squaredDifferenceDerivative,
  }),
};
