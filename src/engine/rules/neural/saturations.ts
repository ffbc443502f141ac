/** @file Smooth activations: Elu, Selu, Softplus, Softsign and their gradient ops. */
import type { Data, DType } from '../../dtypes';
import { allocate } from '../../dtypes';
import { roundingOf } from '../../roundings';
import type { Backward, InputGradient } from '../../rule';
import type { NoAttributes } from '../array/attributes';
import { gradientOp, unary } from './elementwise';
import { noGradientDefined } from '../noGradientDefined';
import { multiply, withScalar } from './gradientPieces';
import { zerosLike } from '../math/gradientNodes';
import { expRun, logRun } from '../math/runs';

/** Klambauer et al. 2017; the digits of TensorFlow's relu_op_functor.h. */
const SELU_SCALE = 1.0507009873554804934193349852946;
const SELU_SCALE_ALPHA = 1.7580993408473768599402175208123;

/** What Eigen takes for the distance of 1 to the next number of a type: less for float16, 0 for bfloat16. */
const EPSILON: { readonly [dtype in DType]?: number } = {
  float32: 2 ** -23, float16: 2 ** -13, bfloat16: 0,
};

/** exp(x) − 1: of bfloat16 in one step, on the device that TensorFlow lends to it. */
function expMinusOneRun(dtype: DType): (x: Data, out: Data) => void {
  if (dtype === 'bfloat16') {
    return (x, out) => {
      for (let i = 0; i < out.length; i++) out[i] = Math.expm1(x[i]!);
    };
  }
  const exp = expRun(dtype);
  return (x, out) => {
    exp(out, 0, x, 0, out.length);
    for (let i = 0; i < out.length; i++) out[i] = out[i]! - 1;
  };
}

export const elu = unary<NoAttributes>(
  'Elu',
  (dtype) => {
    const expMinusOne = expMinusOneRun(dtype);
    return (x, out) => {
      expMinusOne(x, out);
      for (let i = 0; i < out.length; i++) if (!(x[i]! < 0)) out[i] = x[i]!;
    };
  },
  ({ outputs, gradients, build }) => [build.make('EluGrad', [gradients[0]!, outputs[0]!], {})],
);

/** Of (gradient, activation): for activation < 0 the slope is activation + 1. */
export const eluGrad = gradientOp<NoAttributes>(
  'EluGrad',
  (dtype) => {
    const round = roundingOf(dtype);
    return (gradient, y, out) => {
      for (let i = 0; i < out.length; i++) {
        out[i] = y[i]! < 0 ? round(y[i]! + 1) * gradient[i]! : gradient[i]!;
      }
    };
  },
  (back) => bentGradient(back, 'EluGrad'),
);

export const selu = unary<NoAttributes>(
  'Selu',
  (dtype) => {
    const round = roundingOf(dtype);
    const scale = round(SELU_SCALE);
    const scaleAlpha = round(SELU_SCALE_ALPHA);
    const expMinusOne = expMinusOneRun(dtype);
    return (x, out) => {
      expMinusOne(x, out);
      for (let i = 0; i < out.length; i++) {
        out[i] = x[i]! < 0 ? scaleAlpha * round(out[i]!) : scale * x[i]!;
      }
    };
  },
  ({ outputs, gradients, build }) => [build.make('SeluGrad', [gradients[0]!, outputs[0]!], {})],
);

export const seluGrad = gradientOp<NoAttributes>(
  'SeluGrad',
  (dtype) => {
    const round = roundingOf(dtype);
    const scale = round(SELU_SCALE);
    const scaleAlpha = round(SELU_SCALE_ALPHA);
    return (gradient, y, out) => {
      for (let i = 0; i < out.length; i++) {
        out[i] = y[i]! < 0 ? gradient[i]! * round(y[i]! + scaleAlpha) : gradient[i]! * scale;
      }
    };
  },
  (back) => bentGradient(back, 'SeluGrad'),
);

/** Second derivatives of elu and selu: only the negative branch bends. */
function bentGradient(
  { inputs, gradients, build }: Backward<NoAttributes>,
  op: 'EluGrad' | 'SeluGrad',
): readonly InputGradient[] {
  const [upstream, activation] = inputs;
  const [gradient] = gradients;
  const first = build.make(op, [gradient!, activation!], {});
  const isNegative = withScalar(build, 'Less', activation!, 0, 'Less');
  const product = multiply(build, gradient!, upstream!);
  const zeros = zerosLike(build, activation!);
  return [first, build.make('Select', [isNegative, product, zeros], {})];
}

export const softplus = unary<NoAttributes>(
  'Softplus',
  (dtype) => {
    const round = roundingOf(dtype);
    // Below this 1 + exp(x) is rounded to 1, so softplus is taken as exp(x) (softplus_op.h).
    const threshold = round(round(Math.log(EPSILON[dtype] ?? 2 ** -52)) + 2);
    const [exp, log] = [expRun(dtype), logRun(dtype)];
    return (x, out) => {
      const plusOne = allocate(dtype, out.length);
      exp(out, 0, x, 0, out.length);
      for (let i = 0; i < out.length; i++) plusOne[i] = round(out[i]! + 1);
      log(plusOne, 0, plusOne, 0, out.length);
      for (let i = 0; i < out.length; i++) {
        const v = x[i]!;
        if (v > -threshold) out[i] = v;
        else if (!(v < threshold)) out[i] = plusOne[i]!;
      }
    };
  },
  ({ inputs, gradients, build }) => [
    multiply(build, gradients[0]!, build.make('Sigmoid', [inputs[0]!], {})),
  ],
);

export const softplusGrad = gradientOp<NoAttributes>(
  'SoftplusGrad',
  (dtype) => {
    const round = roundingOf(dtype);
    const exp = expRun(dtype);
    return (gradient, x, out) => {
      const down = allocate(dtype, out.length);
      for (let i = 0; i < out.length; i++) down[i] = -x[i]!;
      exp(down, 0, down, 0, out.length);
      for (let i = 0; i < out.length; i++) {
        out[i] = gradient[i]! / round(down[i]! + 1);
      }
    };
  },
  ({ inputs, gradients, build }) => {
    const [dy, x] = inputs;
    const [gradient] = gradients;
    const ddy = build.make('SoftplusGrad', [gradient!, x!], {});
    const product = multiply(build, gradient!, dy!);
    const down = build.make('Exp', [build.make('Neg', [x!], {})], {});
    const plusTwo = withScalar(build, 'AddV2', down, 2, 'add');
    const up = build.make('Exp', [x!], {});
    const bottom = build.make('AddV2', [plusTwo, up], {}, 'add');
    return [ddy, build.make('RealDiv', [product, bottom], {}, 'truediv')];
  },
);

export const softsign = unary<NoAttributes>(
  'Softsign',
  (dtype) => {
    const round = roundingOf(dtype);
    return (x, out) => {
      for (let i = 0; i < out.length; i++) out[i] = x[i]! / round(Math.abs(x[i]!) + 1);
    };
  },
  ({ inputs, gradients, build }) => [
    build.make('SoftsignGrad', [gradients[0]!, inputs[0]!], {}),
  ],
);

export const softsignGrad = gradientOp<NoAttributes>(
  'SoftsignGrad',
  (dtype) => {
    const round = roundingOf(dtype);
    return (gradient, x, out) => {
      for (let i = 0; i < out.length; i++) {
        const bottom = round(Math.abs(x[i]!) + 1);
        out[i] = gradient[i]! / round(bottom * bottom);
      }
    };
  },
  ({ node }) => {
    // TensorFlow 1.15 registers no second derivative of softsign.
    throw noGradientDefined(node);
  },
);
