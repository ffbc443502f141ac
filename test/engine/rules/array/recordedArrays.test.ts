/**
 * @file Array ops against TensorFlow 1.15: static shapes, values bit for bit, error texts word for
 * word.
 */
import { checkRecorded, EXACT, recordedRules, titleOf } from '../../../oracle/engine/recordedRules';
import { arrayRules } from '../../../../src/engine/rules/array';

describe('an array op gives what TensorFlow 1.15 gives', () => {
  for (const recorded of recordedRules(Object.keys(arrayRules))) {
    it(titleOf(recorded), () => checkRecorded(recorded, EXACT));
  }
});
