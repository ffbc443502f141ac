/** @file Arithmetic, comparisons and functions of one number, element by element, with broadcasting. */
import { node, nodes, number, Tensor, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import type { DataType } from '../types';
import { assert, broadcastShape, sameShape, upcastType } from '../types';
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

/** Sums and products of booleans are counts. */
function numeric([a, b]: [Tensor, Tensor]): [Tensor, Tensor] {
  return a.dtype === 'bool' ? [cast(a, 'int32'), cast(b, 'int32')] : [a, b];
}

function binary(name: string, op: string, prepare = numeric) {
  return (a: TensorLike, b: TensorLike): Tensor => node(op, null, prepare(pair(a, b, name)));
}

export const add = binary('add', 'AddV2');
export const sub = binary('sub', 'Sub');
export const mul = binary('mul', 'Mul');
export const maximum = binary('maximum', 'Maximum');
export const minimum = binary('minimum', 'Minimum');
export const squaredDifference = binary('squaredDifference', 'SquaredDifference');
export const mod = binary('mod', 'FloorMod');
export const pow = binary('pow', 'Pow');
export const atan2 = binary('atan2', 'Atan2');
export const floorDiv = binary('floorDiv', 'FloorDiv');
export const divNoNan = binary('div', 'DivNoNan');

export function div(a: TensorLike, b: TensorLike): Tensor {
  const [left, right] = numeric(pair(a, b, 'div'));
  return left.dtype === 'int32' ? node('FloorDiv', null, [left, right]) : node('RealDiv', null, [left, right]);
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

export const equal = binary('equal', 'Equal', (both) => both);
export const notEqual = binary('notEqual', 'NotEqual', (both) => both);
export const less = binary('less', 'Less');
export const lessEqual = binary('lessEqual', 'LessEqual');
export const greater = binary('greater', 'Greater');
export const greaterEqual = binary('greaterEqual', 'GreaterEqual');

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

/** Functions of real numbers; integers and booleans become real ones. */
function real(name: string, op: string, attributes: object | null = null) {
  return (x: TensorLike): Tensor => node(op, attributes, [as(toTensor(x, 'x', name), 'float32')]);
}

/** Functions that keep integers. */
function plain(name: string, op: string) {
  return (x: TensorLike): Tensor => {
    const given = toTensor(x, 'x', name);
    return node(op, null, [given.dtype === 'bool' ? cast(given, 'int32') : given]);
  };
}

export const abs = plain('abs', 'Abs');
export const neg = plain('neg', 'Neg');
export const sign = plain('sign', 'Sign');
export const square = plain('square', 'Square');
export const exp = real('exp', 'Exp');
export const expm1 = real('expm1', 'Expm1');
export const log = real('log', 'Log');
export const log1p = real('log1p', 'Log1p');
export const sqrt = real('sqrt', 'Sqrt');
export const rsqrt = real('rsqrt', 'Rsqrt');
export const reciprocal = real('reciprocal', 'Reciprocal');
export const sin = real('sin', 'Sin');
export const cos = real('cos', 'Cos');
export const tan = real('tan', 'Tan');
export const asin = real('asin', 'Asin');
export const acos = real('acos', 'Acos');
export const atan = real('atan', 'Atan');
export const sinh = real('sinh', 'Sinh');
export const cosh = real('cosh', 'Cosh');
export const tanh = real('tanh', 'Tanh');
export const asinh = real('asinh', 'Asinh');
export const acosh = real('acosh', 'Acosh');
export const atanh = real('atanh', 'Atanh');
export const erf = real('erf', 'Erf');
export const sigmoid = real('sigmoid', 'Sigmoid');
export const softplus = real('softplus', 'Softplus');
export const elu = real('elu', 'Elu');
export const selu = real('selu', 'Selu');
export const floor = real('floor', 'Floor');
export const ceil = real('ceil', 'Ceil');
export const round = real('round', 'Round');
export const isNaN = real('isNaN', 'IsNan');
export const isInf = real('isInf', 'IsInf');
export const isFinite = real('isFinite', 'IsFinite');
export const relu = plain('relu', 'Relu');
export const relu6 = plain('relu6', 'Relu6');

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

export { node, nodes };
