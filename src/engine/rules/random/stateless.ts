/**
 * @file The stateless random ops: draws that depend on the seed input alone, the same in every run
 * (core/kernels/stateless_random_ops.cc).
 */
import type { DType } from '../../dtypes';
import { invalidArgument, valueError } from '../../errors';
import type { Tensor } from '../../graph';
import { statelessPhilox } from '../../random';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import { bracketText, sizeOf } from '../../shape';
import type { Value } from '../../value';
import { withRank } from '../array/staticShape';
import type { NoAttributes } from '../math/operands';
import type { Fills } from './continuous';
import { drawClasses, fillNarrow, fillWide } from './integers';
import { inferShaped, wantedDims } from './shapedDraw';

const noDerivative = none('the draw of a stateless op depends on its seed alone');

/** Throws TensorFlow's ValueError for a seed that is known not to be a vector of two. */
function checkSeed(seed: Tensor): void {
  const [size] = withRank(seed.shape, 1);
  if (size !== null && size !== 2) throw valueError(`Dimension must be 2 but is ${size}`);
}

function generatorOf(seed: Value) {
  if (seed.dims.length !== 1 || seed.dims[0] !== 2) {
    throw invalidArgument(`seed must have shape [2], not ${bracketText(seed.dims)}`);
  }
  return statelessPhilox(Number(seed.data[0]), Number(seed.data[1]));
}

export function statelessDraw(fills: Fills): Rule<{ readonly dtype: DType }> {
  return {
    infer: (inputs, { dtype }, known) => {
      checkSeed(inputs[1]!);
      return inferShaped(inputs[0]!, known(0), dtype);
    },
    needs: [0, 1],
    bind: ([shape], { dtype }, [value, seed]) => {
      const fill = fills[dtype as keyof Fills] ?? fills.float32;
      const generator = () => generatorOf(seed!);
      generator();
      return {
        outputs: [wantedDims(shape!, value!)],
        run: (_data, [out]) => fill(generator(), out!),
      };
    },
    derivative: noDerivative,
  };
}

export const statelessUniformInt: Rule<NoAttributes> = {
  infer: (inputs, _attributes, known) => {
    checkSeed(inputs[1]!);
    withRank(inputs[2]!.shape, 0);
    withRank(inputs[3]!.shape, 0);
    return inferShaped(inputs[0]!, known(0), inputs[2]!.dtype);
  },
  needs: [0, 1],
  bind: ([shape, , low], _attributes, [value, seed]) => {
    const dims = wantedDims(shape!, value!);
    const fill = low!.dtype === 'int64' ? fillWide : fillNarrow;
    generatorOf(seed!);
    return {
      outputs: [dims],
      run: ([, , from, to], [out]) => {
        const [minimum, maximum] = [from![0]!, to![0]!];
        if (minimum >= maximum) {
          throw invalidArgument(`Need minval < maxval, got ${minimum} >= ${maximum}`);
        }
        if (sizeOf(dims) > 0) fill(generatorOf(seed!), minimum, maximum - minimum, out!);
      },
    };
  },
  derivative: noDerivative,
};

export const statelessMultinomial: Rule<{ readonly outputDtype: 'int32' | 'int64' }> = {
  infer: (inputs, { outputDtype }, known) => {
    const [rows] = withRank(inputs[0]!.shape, 2);
    withRank(inputs[1]!.shape, 0);
    checkSeed(inputs[2]!);
    return [{ dtype: outputDtype, shape: [rows!, known(1)?.data[0] ?? null] }];
  },
  needs: [1, 2],
  bind: ([logits], _attributes, [, samples, seed]) => {
    const { dims } = logits!;
    if (dims.length !== 2) {
      throw invalidArgument(`logits should be a matrix, got shape ${bracketText(dims)}`);
    }
    const count = samples!.data[0]!;
    if (count < 0) throw invalidArgument(`num_samples should be nonnegative, got ${count}`);
    const [rows, classes] = dims as readonly [number, number];
    if (classes <= 0) throw invalidArgument(`num_classes should be positive, got ${classes}`);
    return {
      outputs: [[rows, count]],
      run: ([x], [out]) => drawClasses(x!, classes, count, generatorOf(seed!), out!),
    };
  },
  derivative: noDerivative,
};
