/** @file Rules of the divisions and remainders. */
import type { Backward, InputGradient, RuleTable } from '../../rule';
import { none } from '../../rule';
import { noGradientDefined } from '../noGradientDefined';
import { shapeReducers } from './broadcastGradients';
import {
  divLoops, divNoNanLoops, floorDivLoops, floorModLoops, modLoops, realDivLoops, truncateDivLoops,
} from './divisionLoops';
import { binaryRule } from './elementwise';
import { multiply, negate } from './gradientNodes';
import type { NoAttributes } from './operands';
import { ALLOWED } from './operands';

type Names =
  | 'RealDiv' | 'Div' | 'DivNoNan' | 'FloorDiv' | 'TruncateDiv'
  | 'FloorMod' | 'Mod' | 'TruncateMod';

/** d(x/y) = dx/y − x/y/y·dy, with `op` for every division. */
function divisionDerivative(op: 'RealDiv' | 'DivNoNan') {
  const name = op === 'RealDiv' ? 'RealDiv' : 'div_no_nan';
  return (back: Backward<NoAttributes>): readonly InputGradient[] => {
    const { build, inputs } = back;
    const [x, y, gradient] = [inputs[0]!, inputs[1]!, back.gradients[0]!];
    const [ofX, ofY] = shapeReducers(back);
    const gx = ofX.reduce(build.make(op, [gradient, y], {}, name));
    const once = build.make(op, [negate(build, x), y], {}, name);
    const twice = build.make(op, [once, y], {}, name);
    return [gx, ofY.reduce(multiply(build, gradient, twice))];
  };
}

/** d(x mod y) = dx − ⌊x/y⌋·dy. */
function floorModDerivative(back: Backward<NoAttributes>): readonly InputGradient[] {
  const { build, inputs } = back;
  const [x, y, gradient] = [inputs[0]!, inputs[1]!, back.gradients[0]!];
  const [ofX, ofY] = shapeReducers(back);
  const floor = build.make('FloorDiv', [x, y], {});
  const gx = ofX.reduce(gradient);
  return [gx, ofY.reduce(multiply(build, gradient, negate(build, floor)))];
}

/** TensorFlow registers no gradient for Mod and TruncateMod; `tf.floormod` has one. */
function undefinedDerivative({ node }: Backward<NoAttributes>): never {
  throw noGradientDefined(node);
}

const steps = none('a quotient rounded to an integer is piecewise constant');

export const divisionRules: RuleTable<Record<Names, NoAttributes>> = {
  RealDiv: binaryRule({
    op: 'RealDiv', allowed: ALLOWED.arithmetic, loops: realDivLoops,
    derivative: divisionDerivative('RealDiv'),
  }),
  Div: binaryRule({
    op: 'Div', allowed: ALLOWED.arithmetic, loops: divLoops,
    derivative: divisionDerivative('RealDiv'),
  }),
  DivNoNan: binaryRule({
    op: 'DivNoNan', allowed: ALLOWED.noNan, loops: divNoNanLoops,
    derivative: divisionDerivative('DivNoNan'),
  }),
  FloorDiv: binaryRule({
    op: 'FloorDiv', allowed: ALLOWED.arithmetic, loops: floorDivLoops, derivative: steps,
  }),
  TruncateDiv: binaryRule({
    op: 'TruncateDiv', allowed: ALLOWED.arithmetic, loops: truncateDivLoops, derivative: steps,
  }),
  FloorMod: binaryRule({
    op: 'FloorMod', allowed: ALLOWED.modulo, loops: floorModLoops, derivative: floorModDerivative,
  }),
  Mod: binaryRule({
    op: 'Mod', allowed: ALLOWED.mod, loops: modLoops,
    derivative: undefinedDerivative,
  }),
  TruncateMod: binaryRule({
    op: 'TruncateMod', allowed: ALLOWED.modulo, loops: modLoops,
    derivative: undefinedDerivative,
  }),
};
