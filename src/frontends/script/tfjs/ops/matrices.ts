/** @file tf.linalg, diagonals, grids, and sums of products by letters (einsum). */
import { node, number, Tensor, tidy, toTensor } from '../tensor';
import type { TensorLike } from '../tensor';
import { assert } from '../types';
import { eye, ones, tensor2d } from './creation';
import { div, greater, mul, neg, sub, where } from './elementwise';
import { matMul } from './products';
import { norm, sum } from './reductions';
import { concat, reshape, slice, split, squeeze, stack, transpose, unstack } from './shapes';

function gramSchmidt(xs: Tensor | readonly Tensor[]): Tensor | Tensor[] {
  const isMatrix = xs instanceof Tensor;
  const given = isMatrix ? split(xs, xs.shape[0]!, 0).map((row) => squeeze(row, [0])) : xs;
  assert(given.length > 0, () => 'Gram-Schmidt process: input must not be null, undefined, or empty');
  const length = given[0]!.shape[0]!;
  for (const one of given) {
    assert(one.shape[0] === length, () => `Gram-Schmidt: Non-unique lengths found in the input vectors: (${one.shape[0]} vs. ${length})`);
  }
  assert(given.length <= length, () => `Gram-Schmidt: Number of vectors (${given.length}) exceeds number of dimensions (${length}).`);
  const found: Tensor[] = [];
  for (const one of given) {
    const rest = found.reduce<Tensor>((x, y) => sub(x, mul(sum(mul(y, x)), y)), one);
    found.push(div(rest, norm(rest, 'euclidean')));
  }
  return isMatrix ? stack(found, 0) : found;
}

function bandPart(a: TensorLike, numLower: number | Tensor, numUpper: number | Tensor): Tensor {
  const given = toTensor(a, 'a', 'bandPart');
  assert(given.rank >= 2, () => `bandPart(): Rank must be at least 2, got ${given.rank}.`);
  const [rows, columns] = given.shape.slice(-2) as [number, number];
  const limit = (value: number | Tensor, name: string, most: number, what: string): Tensor => {
    if (typeof value !== 'number') {
      assert(value.dtype === 'int32', () => `bandPart(): ${name}'s dtype must be an int32.`);
      return value;
    }
    assert(value % 1 === 0, () => `bandPart(): ${name} must be an integer, got ${value}.`);
    assert(value <= most, () => `bandPart(): ${name} (${value}) must not be greater than the number of ${what} (${most}).`);
    return number(value, 'int32');
  };
  return node('MatrixBandPart', null, [given, limit(numLower, 'numLower', rows, 'rows'), limit(numUpper, 'numUpper', columns, 'columns')]);
}

function qr(x: Tensor, fullMatrices = false): [Tensor, Tensor] {
  assert(x.rank >= 2, () => `qr() requires input tensor to have a rank >= 2, but got rank ${x.rank}`);
  if (x.rank === 2) return householder(x, fullMatrices);
  const pairs = unstack(reshape(x, [-1, ...x.shape.slice(-2)]), 0).map((one) => householder(one, fullMatrices));
  return [0, 1].map((i) => reshape(stack(pairs.map((pair) => pair[i]!), 0), x.shape)) as [Tensor, Tensor];
}

/** By reflections, column by column: tfjs's signs. */
function householder(x: Tensor, fullMatrices: boolean): [Tensor, Tensor] {
  return tidy(() => {
    const [m, n] = x.shape as [number, number];
    const one = tensor2d([[1]], [1, 1]);
    let q = eye(m);
    let r: Tensor = x;
    for (let j = 0; j < Math.min(m, n); j++) {
      const column = slice(r, [j, j], [m - j, 1]);
      const length = norm(column);
      const head = slice(r, [j, j], [1, 1]);
      const sign = where(greater(head, 0), tensor2d([[-1]]), tensor2d([[1]]));
      const u = sub(head, mul(sign, length));
      const rest = div(column, u);
      const w = rest.shape[0] === 1 ? one : concat([one, slice(rest, [1, 0], [m - j - 1, 1])], 0);
      const tauW = mul(neg(div(matMul(sign, u), length)), w);
      const below = slice(r, [j, 0], [m - j, n]);
      const turned = sub(below, matMul(tauW, matMul(transpose(w), below)));
      r = j === 0 ? turned : concat([slice(r, [0, 0], [j, n]), turned], 0);
      const right = slice(q, [0, j], [m, m - j]);
      const product = sub(right, matMul(matMul(right, w), transpose(tauW)));
      q = j === 0 ? product : concat([slice(q, [0, 0], [m, j]), product], 1);
    }
    if (!fullMatrices && m > n) return [slice(q, [0, 0], [m, n]), slice(r, [0, 0], [n, n])];
    return [q, r];
  });
}

export const linalg = { gramSchmidt, bandPart, qr };

export function diag(x: TensorLike): Tensor {
  return node('Diag', null, [toTensor(x, 'x', 'diag')]);
}

export function meshgrid(x?: TensorLike, y?: TensorLike, { indexing = 'xy' }: { indexing?: string } = {}): Tensor[] {
  if (indexing !== 'xy' && indexing !== 'ij') throw new TypeError(`${indexing} is not a valid third argument to meshgrid`);
  if (x === undefined) return [];
  const across = toTensor(x, 'x', 'meshgrid', x instanceof Tensor ? x.dtype : 'float32');
  if (y === undefined) return [across];
  const down = toTensor(y, 'y', 'meshgrid', y instanceof Tensor ? y.dtype : 'float32');
  const [width, height] = [across.size, down.size];
  if (indexing === 'xy') {
    return [
      matMul(ones([height, 1], across.dtype), reshape(across, [1, -1])), matMul(reshape(down, [-1, 1]), ones([1, width], down.dtype)),
    ];
  }
  return [
    matMul(reshape(across, [-1, 1]), ones([1, height], across.dtype)), matMul(ones([width, 1], down.dtype), reshape(down, [1, -1])),
  ];
}

/** Σ over the letters that the output has not of the product of the tensors, two tensors at most. */
export function einsum(equation: string, ...tensors: readonly TensorLike[]): Tensor {
  const given = tensors.map((one, i) => toTensor(one, `tensors${i}`, 'einsum'));
  const text = equation.replace(/\s/g, '');
  const arrows = (text.length - text.replaceAll('->', '').length) / 2;
  if (arrows < 1) throw new Error('Equations without an arrow are not supported.');
  if (arrows > 1) throw new Error('Equation must contain exactly one arrow ("->").');
  const [left, output] = text.split('->') as [string, string];
  assert(!left.includes('...'), () => 'The ellipsis notation ("...") is not supported yet.');
  const terms = left.split(',');
  if (given.length !== terms.length) throw new Error(`Expected ${terms.length} input tensors, received ${given.length}`);
  if (terms.length > 2) throw new Error('Support for more than 2 input tensors is not implemented yet.');
  const letters: string[] = [];
  for (const letter of output) {
    if (!terms.some((term) => term.includes(letter))) throw new Error(`Output subscripts contain the label ${letter} not present in the input subscripts.`);
    letters.push(letter);
  }
  for (const letter of left) if (letter !== ',' && !letters.includes(letter)) letters.push(letter);
  checkDims(terms, given);
  // Every tensor with all letters as axes, those of the output first; multiplied; summed over the others.
  const spread = given.map((one, i) => aligned(one, terms[i]!, letters));
  const product = spread.length === 1 ? spread[0]! : mul(spread[0]!, spread[1]!);
  const rest = letters.slice(output.length).map((_, i) => output.length + i);
  return rest.length === 0 ? product : sum(product, rest);
}

function checkDims(terms: readonly string[], given: readonly Tensor[]): void {
  const dims = new Map<string, number>();
  given.forEach((one, i) => {
    const term = terms[i]!;
    if (new Set(term).size !== term.length) {
      throw new Error(`Found duplicate axes in input component ${term}. Support for duplicate axes in input is not implemented yet.`);
    }
    [...term].forEach((letter, axis) => {
      const dim = one.shape[axis]!;
      const known = dims.get(letter);
      assert(known === undefined || known === dim, () => `Expected dimension ${known} at axis ${axis} of input shaped ${JSON.stringify(one.shape)}, but got dimension ${dim}`);
      dims.set(letter, dim);
    });
  });
}

function aligned(x: Tensor, term: string, letters: readonly string[]): Tensor {
  const order = letters.filter((letter) => term.includes(letter)).map((letter) => term.indexOf(letter));
  const turned = order.every((axis, i) => axis === i) ? x : transpose(x, order);
  return reshape(turned, letters.map((letter) => (term.includes(letter) ? x.shape[term.indexOf(letter)]! : 1)));
}

export function ensureShape(x: Tensor, shape: readonly (number | null)[]): Tensor {
  const given = toTensor(x, 'x', 'ensureShape');
  const fits = given.rank === shape.length && shape.every((dim, i) => dim === null || dim === given.shape[i]);
  if (!fits) throw new Error(`EnsureShape: Shape of tensor ${given.shape.join()} is not compatible with expected shape ${shape.join()}`);
  return given;
}

export function tensorScatterUpdate(tensor: TensorLike, indices: TensorLike, updates: TensorLike): Tensor {
  const given = toTensor(tensor, 'tensor', 'tensorScatterupdate');
  const places = toTensor(indices, 'indices', 'tensorScatterupdate', 'int32');
  const values = toTensor(updates, 'updates', 'tensorScatterupdate');
  if (given.dtype !== values.dtype) {
    throw new Error(`tensor and updates must have the same dtype, instead they are ${given.dtype} and ${values.dtype}.`);
  }
  return node('TensorScatterUpdate', null, [given, places, values]);
}

