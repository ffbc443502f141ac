/** @file Functions of one number and of two, at ordinary, edge and random inputs. */
import type { Group } from './case';
import { withGradient, withGradients } from './case';

/** Numbers between −1 and 1, the same in every run. */
export function noise(count: number, scale = 1, salt = 1): string {
  const values = Array.from({ length: count }, (_, i) => {
    const x = Math.sin((i + 1) * 12.9898 * salt) * 43758.5453;
    return Math.fround((2 * (x - Math.floor(x)) - 1) * scale);
  });
  return `[${values.join(', ')}]`;
}

const INPUTS: readonly string[] = [
  'tf.tensor1d([0.5, -0.25, 0.75, 0.1])',
  'tf.tensor1d([0, -0, 1, -1, 2, -2, 3.5, -3.5, 100, -100])',
  'tf.tensor1d([Infinity, -Infinity, NaN])',
  `tf.tensor2d(${noise(24, 3)}, [4, 6])`,
  'tf.tensor1d([])',
  'tf.scalar(0.3)',
];

const KEEPS_TYPE = ['abs', 'neg', 'sign', 'square', 'relu', 'relu6', 'step', 'leakyRelu'];
const EXACT = ['reciprocal', 'sqrt', 'floor', 'ceil', 'round', 'isNaN', 'isInf', 'isFinite', 'clone', 'zerosLike', 'onesLike', 'logicalNot'];
const ROUNDED = [
  'exp', 'expm1', 'log', 'log1p', 'rsqrt', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh',
  'asinh', 'acosh', 'atanh', 'erf', 'sigmoid', 'softplus', 'elu', 'selu', 'logSigmoid',
];
const NO_GRADIENT = new Set(['isNaN', 'isInf', 'isFinite', 'logicalNot', 'zerosLike', 'onesLike']);

function unary(name: string): readonly string[] {
  return INPUTS.flatMap((x) => {
    if (name === 'logicalNot') return [];
    const both = withGradient(`x => tf.${name}(x)`, x);
    return NO_GRADIENT.has(name) ? [both[0]!] : both;
  });
}

function integers(name: string): readonly string[] {
  return [`tf.${name}(tf.tensor1d([0, 1, -1, 5, -7], 'int32'))`, `tf.${name}(tf.tensor1d([true, false]))`];
}

const PAIRS: readonly (readonly [string, string])[] = [
  ['tf.tensor1d([1, -2, 3, 0.5])', 'tf.tensor1d([2, 0.5, -3, 0.25])'],
  ['tf.tensor1d([0, 1, 0, -1, 2, 2])', 'tf.tensor1d([0, 0, 1, 0, 2, -2])'],
  ['tf.tensor1d([Infinity, 1, NaN, 3, -Infinity])', 'tf.tensor1d([2, Infinity, 1, NaN, -Infinity])'],
  [`tf.tensor2d(${noise(12, 4)}, [3, 4])`, `tf.tensor1d(${noise(4, 4, 2)})`],
  [`tf.tensor3d(${noise(6, 2)}, [3, 1, 2])`, `tf.tensor2d(${noise(4, 3, 3)}, [2, 2])`],
  ['tf.scalar(2)', `tf.tensor2d(${noise(4, 3, 5)}, [2, 2])`],
  ['tf.tensor2d([], [0, 3])', 'tf.tensor1d([1, 2, 3])'],
];

const INTEGER_PAIRS: readonly (readonly [string, string])[] = [
  ["tf.tensor1d([7, -7, 6, 0], 'int32')", "tf.tensor1d([2, 2, -4, 5], 'int32')"],
  ["tf.tensor1d([7, -7, 6, 0], 'int32')", 'tf.tensor1d([2, 2.5, -4, 5])'],
  ['tf.tensor1d([true, false])', 'tf.tensor1d([true, true])'],
];

function binary(name: string): readonly string[] {
  return [
    ...PAIRS.flatMap(([a, b]) => withGradients(`(a, b) => tf.${name}(a, b)`, a, b)),
    ...INTEGER_PAIRS.map(([a, b]) => `tf.${name}(${a}, ${b})`),
    `tf.${name}(tf.tensor1d([1, 2]), tf.tensor1d([1, 2, 3]))`,
  ];
}

function comparison(name: string): readonly string[] {
  return [...PAIRS, ...INTEGER_PAIRS].map(([a, b]) => `tf.${name}(${a}, ${b})`);
}

const LAST = { ulps: 2, why: 'tfjs keeps float64 between the steps of one op and rounds once' };
const ROUNDING = { ulps: 3, why: 'tfjs takes the function in float64 and rounds once; the engine in float32 as TensorFlow does' };

export const elementwise: readonly Group[] = [
  ...[...KEEPS_TYPE, ...EXACT].map((name) => ({ name, cases: [...unary(name), ...(KEEPS_TYPE.includes(name) ? integers(name) : [])], bound: LAST })),
  ...ROUNDED.map((name) => ({ name, cases: [...unary(name), ...integers(name)], bound: ROUNDING })),
  ...['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'squaredDifference', 'divNoNan', 'floorDiv', 'mod']
    .map((name) => ({ name, cases: binary(name), bound: LAST })),
  ...['pow', 'atan2'].map((name) => ({ name, cases: binary(name), bound: ROUNDING })),
  ...['equal', 'notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual'].map((name) => ({ name, cases: comparison(name) })),
  ...['logicalAnd', 'logicalOr', 'logicalXor'].map((name) => ({
    name,
    cases: [
      `tf.${name}(tf.tensor1d([true, true, false, false]), tf.tensor1d([true, false, true, false]))`,
      `tf.${name}([1, 2], [true, false])`,
    ],
  })),
  {
    name: 'logicalNot',
    cases: ['tf.logicalNot(tf.tensor1d([true, false]))', 'tf.logicalNot([1, 0])'],
  },
  {
    name: 'cast',
    cases: [
      "tf.cast([1.7, -1.7, 0, 2.5], 'int32')", "tf.cast([1.7, -1.7, 0, NaN], 'bool')", "tf.cast([true, false], 'float32')",
      "tf.cast(tf.tensor1d([1, 2], 'int32'), 'float32')", "tf.cast([1], 'int64')", "tf.grad(x => tf.cast(x, 'float32'))(tf.tensor1d([1, 2]))",
    ],
  },
  {
    name: 'prelu',
    cases: [
      ...withGradients('(x, a) => tf.prelu(x, a)', 'tf.tensor2d([1, -2, 0, -0.5], [2, 2])', 'tf.tensor1d([0.1, 0.3])'),
      ...withGradients('(x, a) => tf.prelu(x, a)', 'tf.tensor1d([1, -2, 0, -0.5])', 'tf.scalar(0.25)'),
    ],
  },
  {
    name: 'clipByValue',
    cases: [
      ...INPUTS.flatMap((x) => withGradient('x => tf.clipByValue(x, -1, 2)', x)),
      "tf.clipByValue(tf.tensor1d([1, 5], 'int32'), 2, 4)", 'tf.clipByValue([1], 3, 2)',
    ],
  },
  {
    name: 'where',
    cases: [
      ...withGradients('(a, b) => tf.where(tf.tensor1d([true, false, true]), a, b)', 'tf.tensor1d([1, 2, 3])', 'tf.tensor1d([4, 5, 6])'),
      'tf.where(tf.tensor2d([true, false], [2, 1]), tf.tensor1d([1, 2]), tf.scalar(0))',
      'tf.where([1, 0], [1, 2], [3, 4])',
      "tf.where([true, false], tf.tensor1d([1, 2], 'int32'), [3.5, 4.5])",
    ],
  },
  {
    name: 'addN',
    cases: [
      ...withGradients('(a, b) => tf.addN([a, b, a])', 'tf.tensor1d([1, 0.1])', 'tf.tensor1d([2, 0.2])'), 'tf.addN([])', 'tf.addN(3)',
      "tf.addN([tf.scalar(1), tf.scalar(1, 'int32')])", 'tf.addN([[1, 2], [1]])', 'tf.addN([[1, 2]])',
    ],
  },
  {
    name: 'second derivatives',
    cases: [
      'tf.grad(tf.grad(x => tf.mul(tf.mul(x, x), x)))(tf.tensor1d([1, -2]))',
      'tf.grad(tf.grad(x => tf.maximum(x, 0.5)))(tf.tensor1d([1, -2]))',
      ['tf.grad(tf.grad(x => tf.sigmoid(x)))(tf.tensor1d([1, -2]))', ROUNDING],
      ['tf.grad(tf.grad(x => tf.tanh(x)))(tf.tensor1d([1, -2]))', ROUNDING],
    ],
  },
  {
    name: 'wrong arguments',
    cases: [
      "tf.add('a', 1)", 'tf.add(null, 1)', 'tf.add({}, 1)', 'tf.abs(undefined)', 'tf.sqrt(new Map())', 'tf.add([[1, 2], [3]], 1)',
      'tf.add([1, [2]], 1)', 'tf.add([[1], 2], 1)',
    ],
  },
];
