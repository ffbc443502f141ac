/** @file Neural ops against TensorFlow 1.15: static shapes, values, error texts word for word. */
import { checkRecorded, EXACT, recordedRules, titleOf } from '../../../oracle/engine/recordedRules';
import { neuralRules } from '../../../../src/engine/rules/neural';

/** Ops without exp and log: nothing but correctly rounded operations in a known order. */
const EXACT_OPS = [
  'Relu', 'ReluGrad', 'Relu6', 'Relu6Grad', 'LeakyRelu', 'LeakyReluGrad', 'EluGrad', 'SeluGrad',
  'Softsign', 'SoftsignGrad', 'L2Loss', 'BiasAdd', 'BiasAddGrad', 'TopKV2', 'InTopK',
];

/** Eigen's vector exp and log are off by an ulp or two; a sum of such terms by a few. */
const FEW_ULPS = { float32: 8 * 2 ** -23, float64: 16 * 2 ** -52 };

describe('a neural op gives what TensorFlow 1.15 gives', () => {
  for (const recorded of recordedRules(Object.keys(neuralRules))) {
    const tolerance = EXACT_OPS.includes(recorded.op) ? EXACT : FEW_ULPS;
    it(titleOf(recorded), () => checkRecorded(recorded, tolerance));
  }
});
