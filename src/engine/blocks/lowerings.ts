/**
 * @file The ops that a block computes itself, four float32 at a time, in the same operations and the same order as
 * their kernels: the same bits. What is not here, or not of these shapes, stays with its kernel.
 */
import type { Op } from '../ops';
import type { Node } from '../graph';
import { isOp } from '../ops';
import { adamUpdate, VECTOR_FUNCTIONS, type Steps, type VectorFunction } from '../rules/math/eigenVectors';
import { f32x4, v128, type Bytes } from '../wasm/code';

/** Functions of JavaScript that blocks call, element by element. */
export type CalledFunction = 'sin' | 'cos' | 'expf' | 'logf' | 'sigmoid';

/** What emits the results of one op for four elements. */
export interface BlockParts {
  readonly steps: Steps;
  /** These elements are of whole packets of eight; else of what is left over, for which Eigen has other formulas. */
  readonly isPacket: boolean;
  readonly call: (name: CalledFunction, x: Bytes) => Bytes;
  /** Computed once, before the loop: of operands with one element. */
  readonly once: (value: Bytes) => Bytes;
}

export type Emit = (operands: readonly Bytes[], parts: BlockParts) => readonly Bytes[];

export interface Lowering {
  /** The inputs that are read, in the order of the operands; all when absent. */
  readonly reads?: readonly number[];
  readonly emit: Emit;
}

/** `count` elements are written; sizes of the inputs. */
type Lower = (node: Node, sizes: readonly number[], count: number) => Lowering | null;

const { absolute, add, divide, equal, greater, greatest, least, less, multiply, negate, root, subtract } = f32x4;

/** Every operand has all elements or one. */
const each = (result: (operands: readonly Bytes[], parts: BlockParts) => Bytes): Lower => (_node, sizes, count) =>
  sizes.every((size) => size === count || size === 1) ? { emit: (operands, parts) => [result(operands, parts)] } : null;

const binary = (result: (x: Bytes, y: Bytes, parts: BlockParts) => Bytes): Lower =>
  each(([x, y], parts) => result(x!, y!, parts));

/** As `binary`, of operands of one shape. */
const paired = (result: (x: Bytes, y: Bytes, parts: BlockParts) => Bytes): Lower => (node, sizes, count) =>
  sizes.every((size) => size === count) ? binary(result)(node, sizes, count) : null;

const unary = (result: (x: Bytes, parts: BlockParts) => Bytes): Lower => each(([x], parts) => result(x!, parts));

const inPackets = (packet: VectorFunction, rest: (x: Bytes, parts: BlockParts) => Bytes): Lower =>
  unary((x, parts) => (parts.isPacket ? packet(x, parts.steps) : rest(x, parts)));

const one = ({ steps }: BlockParts): Bytes => steps.parts.constant(1);

/** A fold of one element hands it on. */
const ofOne = (result: (x: Bytes, parts: BlockParts) => Bytes): Lower => (_node, sizes, count) =>
  sizes[0] === 1 && count === 1 ? { reads: [0], emit: ([x], parts) => [result(x!, parts)] } : null;

const same = ofOne((x) => x);

/** TensorFlow sums so many tensors from left to right. */
const MOST_SUMMED = 9;

const descent: Lower = each(([w, rate, g]) => subtract(w!, multiply(g!, rate!)));

const momentum: Lower = (node, sizes, count) => {
  if (!isOp(node, 'ApplyMomentum') && !isOp(node, 'ResourceApplyMomentum')) return null;
  if (node.attributes.useNesterov || sizes.some((size) => size !== count && size !== 1)) return null;
  return {
    emit: ([w, a, rate, g, mu], { steps }) => {
      const next = steps.keep(add(multiply(a!, mu!), g!));
      return [subtract(w!, multiply(next, rate!)), next];
    },
  };
};

/** From here on the kernel, which works in the nearest cache, is the better one. */
const LONG_ADAM = 4096;

const adam: Lower = (node, sizes, count) => {
  if (!isOp(node, 'ApplyAdam') && !isOp(node, 'ResourceApplyAdam')) return null;
  if (node.attributes.useNesterov || count >= LONG_ADAM || sizes.some((size) => size !== count && size !== 1)) return null;
  return {
    emit: ([w, m, v, power1, power2, lr, beta1, beta2, epsilon, g], parts) => {
      const { once, steps, isPacket } = parts;
      const lessThanOne = (x: Bytes): Bytes => subtract(one(parts), x);
      const scalars = {
        rest1: once(lessThanOne(beta1!)),
        rest2: once(lessThanOne(beta2!)),
        epsilon: epsilon!,
        rate: once(divide(multiply(lr!, root(lessThanOne(power2!))), lessThanOne(power1!))),
      };
      return adamUpdate(w!, m!, v!, g!, scalars, isPacket ? VECTOR_FUNCTIONS.root : root, steps);
    },
  };
};

const assign: Lower = (_node, sizes, count) => (sizes[1] === count ? { reads: [1], emit: ([x]) => [x!] } : null);

const TABLE: { readonly [O in Op]?: Lower } = {
  Add: binary(add),
  AddV2: binary(add),
  Sub: binary(subtract),
  Mul: binary(multiply),
  RealDiv: binary(divide),
  DivNoNan: binary((x, y) => v128.andNot(divide(x, y), equal(y, v128.zero))),
  // Of equal or unordered operands the first is kept.
  Maximum: binary((x, y) => greatest(x, y)),
  Minimum: binary((x, y) => least(x, y)),
  SquaredDifference: binary((x, y, { steps }) => {
    const difference = steps.keep(subtract(x, y));
    return multiply(difference, difference);
  }),
  BiasAdd: (node, sizes, count) => (sizes[1] === 1 ? binary(add)(node, sizes, count) : null),
  AddN: (node, sizes, count) =>
    sizes.length > MOST_SUMMED ? null : each((terms) => terms.reduce((sum, term) => add(sum, term)))(node, sizes, count),
  Square: unary((x) => multiply(x, x)),
  Abs: unary((x) => absolute(x)),
  Neg: inPackets((x) => subtract(v128.zero, x), (x) => negate(x)),
  Reciprocal: unary((x, parts) => divide(one(parts), x)),
  Inv: unary((x, parts) => divide(one(parts), x)),
  Sqrt: inPackets(VECTOR_FUNCTIONS.root, (x) => root(x)),
  Exp: inPackets(VECTOR_FUNCTIONS.exp, (x, { call }) => call('expf', x)),
  Sin: inPackets(VECTOR_FUNCTIONS.sin, (x, { call }) => call('sin', x)),
  Cos: inPackets(VECTOR_FUNCTIONS.cos, (x, { call }) => call('cos', x)),
  Tanh: unary((x, { steps }) => VECTOR_FUNCTIONS.tanh(x, steps)),
  Sigmoid: inPackets(VECTOR_FUNCTIONS.sigmoid, (x, { call }) => call('sigmoid', x)),
  // The packets of the logarithm are not written in vectors.
  Log: (node, sizes, count) => (count < 8 ? unary((x, { call }) => call('logf', x))(node, sizes, count) : null),
  Relu: unary((x) => v128.andNot(x, less(x, v128.zero))),
  ReluGrad: paired((gradient, x, parts) => multiply(gradient, v128.and(one(parts), greater(x, v128.zero)))),
  TanhGrad: binary((y, dy, parts) => multiply(dy, subtract(one(parts), multiply(y, y)))),
  SigmoidGrad: paired((y, dy, parts) => {
    const slope = subtract(one(parts), y);
    return parts.isPacket ? multiply(dy, multiply(y, slope)) : multiply(multiply(dy, y), slope);
  }),
  Sum: same,
  Mean: same,
  Prod: same,
  Max: same,
  Min: same,
  BiasAddGrad: ofOne((x) => add(v128.zero, x)),
  L2Loss: ofOne((x, { steps }) => multiply(multiply(x, x), steps.parts.constant(0.5))),
  Assign: assign,
  AssignVariableOp: assign,
  AssignAdd: paired((x, y) => add(x, y)),
  AssignAddVariableOp: paired((x, y) => add(x, y)),
  AssignSub: paired((x, y) => subtract(x, y)),
  AssignSubVariableOp: paired((x, y) => subtract(x, y)),
  ApplyGradientDescent: descent,
  ResourceApplyGradientDescent: descent,
  ApplyMomentum: momentum,
  ResourceApplyMomentum: momentum,
  ApplyAdam: adam,
  ResourceApplyAdam: adam,
};

/** How a block computes `node` from float32 inputs of these sizes; null when it leaves it to the kernel. */
export function loweringOf(node: Node, sizes: readonly number[], count: number): Lowering | null {
  return TABLE[node.op as Op]?.(node, sizes, count) ?? null;
}
