/** @file What networks are made of: products, convolutions, pools, normalizations, losses, cells. */
import type { Group } from './case';
import { withGradients } from './case';
import { noise } from './elementwise';

const image = (shape: readonly number[], salt = 1): string =>
  `tf.tensor(${noise(shape.reduce((a, b) => a * b, 1), 1, salt)}, [${shape.join()}])`;

const ORDER = { ulps: 12, why: 'tfjs adds in float64 or in another order' };
const ROUNDED = { ulps: 12, why: 'functions that tfjs takes in float64, and sums in another order' };

const IMAGE = image([2, 5, 6, 2]);
const VOLUME = image([1, 3, 4, 3, 2]);

const convolutions: readonly string[] = [
  ...['1, "valid"', '1, "same"', '2, "same"', '[2, 1], "valid"', '1, 1', '2, [[0, 0], [1, 0], [0, 2], [0, 0]]']
    .flatMap((where) => withGradients(`(x, w) => tf.conv2d(x, w, ${where})`, IMAGE, image([3, 2, 2, 3], 2))),
  `tf.conv2d(${IMAGE}, ${image([2, 2, 2, 3], 2)}, 1, 'same', 'NHWC', 2)`,
  `tf.conv2d(${image([2, 2, 5, 6])}, ${image([2, 2, 2, 3], 2)}, 1, 'valid', 'NCHW')`,
  `tf.conv2d(${image([5, 6, 2])}, ${image([2, 2, 2, 3], 2)}, 1, 'valid')`,
  `tf.conv2d(${image([5, 6, 2])}, ${image([2, 2, 3, 3], 2)}, 1, 'valid')`,
  `tf.conv2d(${image([5, 6])}, ${image([2, 2, 3, 3], 2)}, 1, 'valid')`,
  `tf.conv2d(${IMAGE}, ${image([2, 2, 2, 3])}, 2, 'valid', 'NHWC', 2)`,
  `tf.conv2d(${IMAGE}, ${image([2, 2, 2, 3])}, 1, 'same', 'NHWC', 1, 'floor')`,
  `tf.conv2d(${IMAGE}, ${image([2, 2, 2, 3])}, 0, 'same')`,
  ...withGradients('(x, w) => tf.conv1d(x, w, 1, "same")', image([2, 7, 2]), image([3, 2, 2], 2)),
  `tf.conv1d(${image([7, 2])}, ${image([3, 2, 2], 2)}, 2, 'valid')`,
  `tf.conv1d(${image([7, 2])}, ${image([3, 3, 2], 2)}, 2, 'valid')`,
  ...withGradients('(x, w) => tf.conv2dTranspose(x, w, [2, 10, 12, 3], 2, "same")', IMAGE, image([3, 3, 3, 2], 2)),
  `tf.conv2dTranspose(${image([3, 3, 2])}, ${image([2, 2, 3, 2], 2)}, [4, 4, 3], 1, 'valid')`,
  `tf.conv2dTranspose(${image([3, 3, 2])}, ${image([2, 2, 3, 1], 2)}, [4, 4, 3], 1, 'valid')`,
  ...withGradients('(x, w) => tf.depthwiseConv2d(x, w, 1, "same")', IMAGE, image([3, 2, 2, 2], 2)),
  ...withGradients('(x, w) => tf.depthwiseConv2d(x, w, 2, "valid")', IMAGE, image([2, 2, 2, 1], 2)),
  `tf.depthwiseConv2d(${IMAGE}, ${image([2, 2, 2, 1], 2)}, 1, 'same', 'NHWC', 2)`,
  `tf.depthwiseConv2d(${IMAGE}, ${image([2, 2, 2, 1], 2)}, 1, 1)`,
  `tf.depthwiseConv2d(${IMAGE}, ${image([2, 2, 3, 1], 2)}, 1, 1)`,
  ...withGradients('(x, d, p) => tf.separableConv2d(x, d, p, 1, "same")', IMAGE, image([3, 3, 2, 2], 2), image([1, 1, 4, 3], 3)),
  `tf.separableConv2d(${IMAGE}, ${image([3, 3, 2, 2])}, ${image([1, 1, 3, 3])}, 1, 'same')`,
  ...withGradients('(x, w) => tf.conv3d(x, w, 1, "same")', VOLUME, image([2, 2, 2, 2, 2], 2)),
  ...withGradients('(x, w) => tf.conv3d(x, w, 2, "valid")', VOLUME, image([2, 2, 2, 2, 2], 2)),
];

const pools: readonly string[] = [
  ...['2, 2, "valid"', '3, 1, "same"', '[2, 3], [1, 2], "same"', '3, 2, 1'].flatMap((where) => [
    ...withGradients(`x => tf.maxPool(x, ${where})`, IMAGE), ...withGradients(`x => tf.avgPool(x, ${where})`, IMAGE),
  ]),
  `tf.maxPool(${image([4, 4, 1])}, 2, 2, 'same')`, `tf.maxPool(${image([4, 4])}, 2, 2, 'same')`, `tf.avgPool(${image([4, 4])}, 2, 2, 'same')`,
  'tf.grad(x => tf.maxPool(x, 2, 2, "valid"))(tf.ones([1, 4, 4, 1]))',
  `tf.pool(${IMAGE}, 2, 'max', 'valid')`, `tf.pool(${IMAGE}, [2, 2], 'avg', 'same', 2)`, `tf.pool(${IMAGE}, 2, 'max', 'valid', 2, 2)`,
  ...withGradients('x => tf.maxPool3d(x, 2, 1, "valid")', VOLUME), ...withGradients('x => tf.avgPool3d(x, 2, 2, "same")', VOLUME),
];

const norms: readonly string[] = [
  ...withGradients('(x, m, v) => tf.batchNorm(x, m, v)', IMAGE, 'tf.tensor1d([0.1, -0.2])', 'tf.tensor1d([0.5, 1.5])'),
  ...withGradients(
    '(x, m, v, o, s) => tf.batchNorm(x, m, v, o, s, 0.01)',
    IMAGE, 'tf.tensor1d([0.1, -0.2])', 'tf.tensor1d([0.5, 1.5])', 'tf.tensor1d([0.3, 0.4])', 'tf.tensor1d([1.1, 0.9])',
  ),
  `tf.batchNorm2d(${image([3, 2])}, [0.1, 0.2], [1, 2], [0, 1], [2, 3])`, `tf.batchNorm2d(${image([3, 2, 1])}, [0.1], [1])`,
  `tf.batchNorm3d(${image([3, 2, 2])}, [0.1, 0.2], [1, 2])`, `tf.batchNorm4d(${IMAGE}, [0.1, 0.2], [1, 2])`,
  `tf.batchNorm(${IMAGE}, [0.1, 0.2], 1)`,
  ...withGradients('x => tf.localResponseNormalization(x, 1, 1, 0.5, 0.75)', IMAGE),
];

const NAMES = ['absoluteDifference', 'meanSquaredError', 'hingeLoss', 'huberLoss', 'logLoss', 'sigmoidCrossEntropy', 'softmaxCrossEntropy'];
const LABELS = 'tf.tensor2d([1, 0, 0, 0, 1, 0], [2, 3])';
const GUESSES = 'tf.tensor2d([0.7, 0.2, 0.1, 0.3, 0.4, 0.3], [2, 3])';
/** Where the reduction stands in the arguments, after labels and predictions. */
const before = (name: string): string => (['huberLoss', 'logLoss', 'sigmoidCrossEntropy', 'softmaxCrossEntropy'].includes(name) ? 'undefined, ' : '');

function lossCases(name: string): readonly string[] {
  const weights = name === 'softmaxCrossEntropy' ? 'tf.tensor1d([0.5, 0])' : 'tf.tensor2d([1, 2, 0, 1, 0.5, 1], [2, 3])';
  return [
    ...withGradients(`p => tf.losses.${name}(${LABELS}, p)`, GUESSES),
    ...withGradients(`(l, p) => tf.losses.${name}(l, p)`, LABELS, GUESSES),
    `tf.losses.${name}(${LABELS}, ${GUESSES}, ${weights})`,
    ...['NONE', 'MEAN', 'SUM', 'SUM_BY_NONZERO_WEIGHTS'].flatMap((way) => [
      `tf.losses.${name}(${LABELS}, ${GUESSES}, ${weights}, ${before(name)}tf.Reduction.${way})`,
      `tf.losses.${name}(${LABELS}, ${GUESSES}, null, ${before(name)}tf.Reduction.${way})`,
    ]),
    `tf.losses.${name}(${LABELS}, tf.ones([2, 2]))`, `tf.losses.${name}('a', ${GUESSES})`,
    `tf.losses.${name}(${LABELS}, ${GUESSES}, undefined, ${before(name)}7)`,
  ];
}

const losses: readonly string[] = [
  ...NAMES.flatMap(lossCases),
  `tf.losses.cosineDistance(${LABELS}, ${GUESSES}, 1)`, `tf.losses.cosineDistance(${LABELS}, ${GUESSES}, 0, 2)`,
  `tf.losses.huberLoss(${LABELS}, ${GUESSES}, undefined, 0.1)`, `tf.losses.logLoss(${LABELS}, ${GUESSES}, undefined, 0.01)`,
  `tf.losses.sigmoidCrossEntropy(${LABELS}, ${GUESSES}, undefined, 0.1)`, `tf.losses.softmaxCrossEntropy(${LABELS}, ${GUESSES}, undefined, 0.1)`,
  `tf.losses.computeWeightedLoss(${GUESSES}, 2)`, 'tf.Reduction',
];

const cells: readonly string[] = [
  ...withGradients(
    '(k, b, x, c, h) => tf.basicLSTMCell(1, k, b, x, c, h)[1]',
    image([5, 8]), 'tf.zeros([8])', image([2, 3], 2), image([2, 2], 3), image([2, 2], 4),
  ),
  `tf.multiRNNCell([(x, c, h) => [tf.add(c, x), tf.mul(h, x)], (x, c, h) => [c, tf.add(h, x)]], [[1, 2]], [[[1, 1]], [[2, 2]]], [[[3, 3]], [[4, 4]]])`,
  'tf.movingAverage([1, 2], [3, 4], 0.9, 2)', 'tf.movingAverage([1, 2], [3, 4], 0.9, undefined, false)', 'tf.movingAverage([1, 2], [3, 4], 0.9)',
  'tf.movingAverage([1, 2], [3], 0.9)',
];

const products: readonly string[] = [
  ...withGradients('(a, b) => tf.matMul(a, b)', image([4, 3]), image([3, 5], 2)),
  ...withGradients('(a, b) => tf.matMul(a, b, true, false)', image([3, 4]), image([3, 5], 2)),
  ...withGradients('(a, b) => tf.matMul(a, b, false, true)', image([4, 3]), image([5, 3], 2)),
  ...withGradients('(a, b) => tf.matMul(a, b)', image([2, 4, 3]), image([2, 3, 5], 2)),
  `tf.matMul(${image([4, 3])}, ${image([4, 5])})`, `tf.matMul(${image([4])}, ${image([4, 5])})`,
  `tf.matMul(tf.ones([2, 2], 'int32'), tf.ones([2, 2], 'int32'))`, 'tf.matMul(tf.ones([0, 2]), tf.ones([2, 3]))',
  ...withGradients('(a, b) => tf.dot(a, b)', image([4]), image([4], 2)), ...withGradients('(a, b) => tf.dot(a, b)', image([2, 4]), image([4], 2)),
  'tf.dot([1, 2], [1, 2, 3])', 'tf.dot(1, [1, 2])', ...withGradients('(a, b) => tf.outerProduct(a, b)', image([3]), image([2], 2)),
  ...withGradients("(a, b) => tf.einsum('ij,jk->ik', a, b)", image([2, 3]), image([3, 4], 2)), `tf.einsum('ij->ji', ${image([2, 3])})`,
  `tf.einsum('bij,bjk->bik', ${image([2, 2, 3])}, ${image([2, 3, 2], 2)})`, `tf.einsum('ij->', ${image([2, 3])})`, `tf.einsum('ij', ${image([2, 3])})`,
  `tf.einsum('ij,jk->ik', ${image([2, 3])}, ${image([2, 4])})`, `tf.einsum('i->z', ${image([2])})`,
  ...withGradients('x => tf.linalg.gramSchmidt(x)', image([2, 3])), `tf.linalg.qr(${image([3, 3])})`, `tf.linalg.qr(${image([4, 2])})`,
  `tf.linalg.qr(${image([4, 2])}, true)`, ...withGradients('x => tf.linalg.bandPart(x, 1, 0)', image([3, 4])), `tf.linalg.bandPart(${image([3, 4])}, 5, 0)`,
];

export const networks: readonly Group[] = [
  { name: 'products', cases: products, bound: ORDER },
  { name: 'convolutions', cases: convolutions, bound: ORDER },
  { name: 'pools', cases: pools, bound: ORDER },
  { name: 'normalizations', cases: norms, bound: ROUNDED },
  { name: 'losses', cases: losses, bound: ROUNDED },
  { name: 'cells and averages', cases: cells, bound: ROUNDED },
];
