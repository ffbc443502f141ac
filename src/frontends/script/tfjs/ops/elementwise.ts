/** @file Arithmetic, comparisons and functions of one number, element by element, with broadcasting. */
import { node, number, Tensor, tidy, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import type { DataType } from '../types';
import { assert, broadcastShape, sameShape, upcastType } from '../types';
import { reportClip } from '../clipReport';
import { customOp } from '../customOp';

export function cast(x: TensorLike, dtype: DataType): Tensor {
  const given = toTensor(x, 'x', 'cast');
  if (!['float32', 'int32', 'bool'].includes(dtype)) throw new Error(`Failed to cast to unknown dtype ${String(dtype)}`);
  return given.dtype === dtype ? node('Identity', null, [given]) : node('Cast', { dstT: dtype, truncate: false }, [given]);
}

function pair(a: TensorLike, b: TensorLike, name: string): [Tensor, Tensor] {
  const left = toTensor(a, 'a', name);
  const right = toTensor(b, 'b', name);
  broadcastShape(left.shape, right.shape);
  if (left.dtype === right.dtype) return [left, right];
  const dtype = upcastType(left.dtype, right.dtype);
  return [as(left, dtype), as(right, dtype)];
}

function as(x: Tensor, dtype: DataType): Tensor {
  return x.dtype === dtype ? x : cast(x, dtype);
}

/** The engine reckons with truths as with integers. */
function numeric([a, b]: [Tensor, Tensor]): [Tensor, Tensor] {
  return a.dtype === 'bool' ? [cast(a, 'int32'), cast(b, 'int32')] : [a, b];
}

/** What is made of two truths is a truth, as in tfjs. */
function binary(name: string, op: string) {
  return (a: TensorLike, b: TensorLike): Tensor => {
    const both = pair(a, b, name);
    const result = node(op, null, numeric(both));
    return both[0].dtype === 'bool' ? cast(result, 'bool') : result;
  };
}

/** NaN of either operand stays; the engine's op, as TensorFlow's, looks at the first only. No gradient comes to it. */
function extreme(name: string, op: string) {
  const plain = binary(name, op);
  return (a: TensorLike, b: TensorLike): Tensor => {
    if (typeof b === 'number' && b === b) return plain(a, b);
    const [left, right] = pair(a, b, name);
    const result = plain(left, right);
    if (right.dtype !== 'float32') return result;
    return node('SelectV2', null, [node('IsNan', null, [right]), node('StopGradient', null, [right]), result]);
  };
}

function comparison(name: string, op: string, prepare = numeric) {
  return (a: TensorLike, b: TensorLike): Tensor => node(op, null, prepare(pair(a, b, name)));
}

export const add = binary('add', 'AddV2');
export const sub = binary('sub', 'Sub');
export const mul = binary('mul', 'Mul');
export const maximum = extreme('maximum', 'Maximum');
export const minimum = extreme('minimum', 'Minimum');
export const squaredDifference = binary('squaredDifference', 'SquaredDifference');
export const mod = binary('mod', 'FloorMod');
export const pow = binary('pow', 'Pow');
export const atan2 = binary('atan2', 'Atan2');
export const floorDiv = binary('floorDiv', 'FloorDiv');
export const divNoNan = binary('div', 'DivNoNan');

export function div(a: TensorLike, b: TensorLike): Tensor {
  const both = pair(a, b, 'div');
  const [left, right] = numeric(both);
  if (both[0].dtype === 'bool') return cast(node('RealDiv', null, [cast(left, 'float32'), cast(right, 'float32')]), 'bool');
  return node(left.dtype === 'int32' ? 'FloorDiv' : 'RealDiv', null, [left, right]);
}

export function addN(tensors: readonly TensorLike[]): Tensor {
  assert(Array.isArray(tensors), () => 'The argument passed to tf.addN() must be a list of tensors');
  assert(tensors.length >= 1, () => `Must pass at least one tensor to tf.addN(), but got ${tensors.length}`);
  const list = tensors.map((one, i) => toTensor(one, `tensors${i}`, 'addN'));
  for (const one of list) {
    if (one.dtype !== list[0]!.dtype) throw new Error('All tensors passed to tf.addN() must have the same dtype');
    if (!sameShape(one.shape, list[0]!.shape)) throw new Error('All tensors passed to tf.addN() must have the same shape');
  }
  return node('AddN', null, list);
}

export const equal = comparison('equal', 'Equal', (both) => both);
export const notEqual = comparison('notEqual', 'NotEqual', (both) => both);
export const less = comparison('less', 'Less');
export const lessEqual = comparison('lessEqual', 'LessEqual');
export const greater = comparison('greater', 'Greater');
export const greaterEqual = comparison('greaterEqual', 'GreaterEqual');

function logical(name: string, op: string) {
  return (a: TensorLike, b: TensorLike): Tensor => {
    const left = toTensor(a, 'a', name, 'bool');
    const right = toTensor(b, 'b', name, 'bool');
    broadcastShape(left.shape, right.shape);
    return node(op, null, [left, right]);
  };
}

export const logicalAnd = logical('logicalAnd', 'LogicalAnd');
export const logicalOr = logical('logicalOr', 'LogicalOr');

export function logicalXor(a: TensorLike, b: TensorLike): Tensor {
  return logicalAnd(logicalOr(a, b), logicalNot(logicalAnd(a, b)));
}

export function logicalNot(x: TensorLike): Tensor {
  return node('LogicalNot', null, [toTensor(x, 'x', 'logicalNot', 'bool')]);
}

/** Functions that take real numbers only. */
function real(name: string, op: string) {
  return (x: TensorLike): Tensor => node(op, null, [toTensor(x, 'x', name, 'float32')]);
}

/** Functions whose value has the type of their argument: of integers, what is left of the number without its fraction. */
function kept(name: string, op: string) {
  return (x: TensorLike): Tensor => {
    const given = toTensor(x, 'x', name);
    return given.dtype === 'float32' ? node(op, null, [given]) : cast(node(op, null, [cast(given, 'float32')]), given.dtype);
  };
}

/** Functions that the engine has for integers too. */
function plain(name: string, op: string) {
  return (x: TensorLike): Tensor => {
    const given = toTensor(x, 'x', name);
    return given.dtype === 'bool' ? cast(node(op, null, [cast(given, 'int32')]), 'bool') : node(op, null, [given]);
  };
}

/** Functions whose value is real, whatever they are given; truths, for questions. */
function toReal(name: string, op: string) {
  return (x: TensorLike): Tensor => node(op, null, [as(toTensor(x, 'x', name), 'float32')]);
}

export const abs = plain('abs', 'Abs');
export const neg = plain('neg', 'Neg');
export const sign = plain('sign', 'Sign');
export const square = plain('square', 'Square');
export const relu = plain('relu', 'Relu');
export const relu6 = plain('relu6', 'Relu6');
export const exp = toReal('exp', 'Exp');
export const isNaN = toReal('isNaN', 'IsNan');
export const isInf = toReal('isInf', 'IsInf');
export const isFinite = toReal('isFinite', 'IsFinite');
export const log = real('log', 'Log');
export const sqrt = real('sqrt', 'Sqrt');
export const rsqrt = real('rsqrt', 'Rsqrt');
export const sin = real('sin', 'Sin');
export const cos = real('cos', 'Cos');
export const tan = real('tan', 'Tan');
export const cosh = real('cosh', 'Cosh');
export const tanh = real('tanh', 'Tanh');
export const sigmoid = real('sigmoid', 'Sigmoid');
export const elu = real('elu', 'Elu');
export const floor = real('floor', 'Floor');
export const ceil = real('ceil', 'Ceil');
export const expm1 = kept('expm1', 'Expm1');
export const log1p = kept('log1p', 'Log1p');
export const reciprocal = kept('reciprocal', 'Reciprocal');
export const asin = kept('asin', 'Asin');
export const acos = kept('acos', 'Acos');
export const atan = kept('atan', 'Atan');
export const sinh = kept('sinh', 'Sinh');
export const asinh = kept('asinh', 'Asinh');
export const acosh = kept('acosh', 'Acosh');
export const atanh = kept('atanh', 'Atanh');
export const softplus = kept('softplus', 'Softplus');
export const selu = kept('selu', 'Selu');
export const round = kept('round', 'Round');

export function erf(x: TensorLike): Tensor {
  const given = toTensor(x, 'x', 'erf');
  assert(given.dtype !== 'bool', () => 'Input dtype must be `int32` or `float32`.');
  return node('Erf', null, [as(given, 'float32')]);
}

export function clipByValue(x: TensorLike, clipValueMin: number, clipValueMax: number): Tensor {
  const given = toTensor(x, 'x', 'clipByValue');
  assert(clipValueMin <= clipValueMax, () => `Error in clip: min (${clipValueMin}) must be less than or equal to max (${clipValueMax}).`);
  return tidy(() => {
    const [low, high] = [number(clipValueMin, given.dtype), number(clipValueMax, given.dtype)];
    const clipped = clipValueMin === clipValueMax ? fillLike(given, clipValueMin) : clippedBetween(given, low, high);
    reportClip({ op: 'clip_by_value', pairs: [[given, clipped]], thresholds: [low, high] });
    return clipped;
  });
}

function clippedBetween(given: Tensor, low: Tensor, high: Tensor): Tensor {
  return customOp(
    [given],
    // NaN stays NaN.
    (one) => where(less(one!, low), low, where(greater(one!, high), high, one!)),
    (dy, [one]) => [where(logicalAnd(greaterEqual(one!, low), lessEqual(one!, high)), dy, node('ZerosLike', null, [dy]))],
  );
}

export function leakyRelu(x: TensorLike, alpha = 0.2): Tensor {
  return node('LeakyRelu', { alpha }, [as(toTensor(x, 'x', 'leakyRelu'), 'float32')]);
}

export function prelu(x: TensorLike, alpha: TensorLike): Tensor {
  const given = toTensor(x, 'x', 'prelu');
  const slope = toTensor(alpha, 'alpha', 'prelu');
  return add(relu(given), mul(slope, minimum(given, 0)));
}

export function step(x: TensorLike, alpha = 0): Tensor {
  const given = toTensor(x, 'x', 'step');
  // NaN stays NaN, as in tfjs.
  return customOp(
    [given],
    (one) => where(isNaN(one!), one!, where(greater(one!, number(0, one!.dtype)), fillLike(one!, 1), fillLike(one!, alpha))),
    (dy) => [mul(dy, number(0))],
  );
}

function fillLike(x: Tensor, value: number): Tensor {
  return node('Fill', null, [node('Shape', { outType: 'int32' }, [x]), number(value, x.dtype)]);
}

export function logSigmoid(x: TensorLike): Tensor {
  const given = toTensor(x, 'x', 'logSigmoid');
  return customOp([given], (one) => neg(softplus(neg(one!))), (dy, inputs) => [mul(dy, sigmoid(neg(inputs[0]!)))]);
}

export function where(condition: TensorLike, a: TensorLike, b: TensorLike): Tensor {
  const truth = toTensor(condition, 'condition', 'where', 'bool');
  const left = toTensor(a, 'a', 'where');
  const right = toTensor(b, 'b', 'where');
  broadcastShape(broadcastShape(truth.shape, left.shape), right.shape);
  if (left.dtype === right.dtype) return node('SelectV2', null, [truth, left, right]);
  const dtype = upcastType(left.dtype, right.dtype);
  return node('SelectV2', null, [truth, as(left, dtype), as(right, dtype)]);
}
