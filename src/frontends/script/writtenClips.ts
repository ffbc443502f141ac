/**
 * @file Clips by a norm that a script wrote by hand, found among the ops between a gradient and what an optimizer is given.
 * One is claimed only when its factor is min(1, threshold / norm) of a constant and of what is the norm of that very
 * gradient, or of it and others together.
 */
import type { Node, Tensor } from '../../engine/graph';

/** What the finder asks about tensors. */
export interface KnownTensors {
  /** Whether the tensor is a gradient, or was made of one. */
  isDerived(tensor: Tensor): boolean;
  /** Whether the engine computed the tensor as a gradient: how, is no matter of the script. */
  isRaw(tensor: Tensor): boolean;
  /** What a clip that is known already was given, by what it gave. */
  rawOf(clipped: Tensor): Tensor | undefined;
}

export interface WrittenClip {
  readonly raw: Tensor;
  readonly clipped: Tensor;
  readonly threshold: Tensor;
  readonly norm: Tensor;
  /** The norm is that of several gradients. */
  readonly isGlobal: boolean;
}

/** Factors and divisors of a number. */
interface Product {
  readonly over: readonly Tensor[];
  readonly under: readonly Tensor[];
}

const ONE: Product = { over: [], under: [] };
/** Ops between a gradient and what is applied, after which nobody looks further. */
const MOST_HOPS = 64;
/** Hand on the same elements. */
const BARE: ReadonlySet<string> = new Set(['Identity', 'Reshape', 'Squeeze', 'ExpandDims']);

export class WrittenClips {
  private readonly norms = new Map<Tensor, ReadonlySet<Tensor> | null>();

  constructor(private readonly known: KnownTensors) {}

  /** The clips on the way to `applied`, the last one first. */
  behind(applied: Tensor): readonly WrittenClip[] {
    const found: WrittenClip[] = [];
    let at: Tensor | undefined = applied;
    for (let hops = 0; at !== undefined && hops < MOST_HOPS && !this.known.isRaw(at); hops++) {
      const raw = this.known.rawOf(at);
      const clip: WrittenClip | null = raw === undefined ? this.clipAt(at) : null;
      if (clip !== null) found.push(clip);
      at = raw ?? clip?.raw ?? this.source(at);
    }
    return found;
  }

  /** The one gradient of its size of which `tensor` is made. */
  private source(tensor: Tensor): Tensor | undefined {
    const all = tensor.node.inputs.filter((input) => this.known.isDerived(input) && sizeOf(input) === sizeOf(tensor));
    return all.length === 1 ? all[0] : undefined;
  }

  private clipAt(clipped: Tensor): WrittenClip | null {
    const branches = madeBy(clipped, 'SelectV2');
    if (branches !== null) return this.chosen(clipped, branches);
    for (const [raw, product] of this.bases(clipped, ONE)) {
      const limit = this.limit(product);
      const clip = limit === null ? null : this.claimed(clipped, raw, limit);
      if (clip !== null) return clip;
    }
    return null;
  }

  /** where(norm > threshold, raw · threshold / norm, raw) */
  private chosen(clipped: Tensor, [condition, yes, no]: readonly Tensor[]): WrittenClip | null {
    const limit = this.comparison(condition!);
    if (limit === null) return null;
    const [above, raw] = limit.isAbove ? [yes!, no!] : [no!, yes!];
    for (const [base, product] of this.bases(above, ONE)) {
      if (this.bare(base) === this.bare(raw) && this.isRatio(product, limit)) return this.claimed(clipped, raw, limit);
    }
    return null;
  }

  private claimed(clipped: Tensor, raw: Tensor, { threshold, norm }: Limit): WrittenClip | null {
    const members = this.normOf(norm);
    if (members === null || !members.has(this.bare(raw)) || sizeOf(raw) !== sizeOf(clipped)) return null;
    return { raw, clipped, threshold, norm, isGlobal: members.size > 1 };
  }

  // ---- factors ----

  /** Every tensor of which `tensor` is a multiple by numbers, with these numbers. */
  private *bases(tensor: Tensor, product: Product): Generator<readonly [Tensor, Product]> {
    const size = sizeOf(tensor);
    const through = function* (this: WrittenClips, base: Tensor, next: Product): Generator<readonly [Tensor, Product]> {
      if (sizeOf(base) !== size || !this.known.isDerived(base)) return;
      yield [base, next];
      if (!this.isEnd(base)) yield* this.bases(base, next);
    }.bind(this);
    const [left, right] = tensor.node.inputs;
    if (left === undefined) return;
    const { op } = tensor.node;
    if (BARE.has(op)) yield* through(left, product);
    if (right === undefined || (op !== 'Mul' && op !== 'RealDiv')) return;
    if (sizeOf(right) === 1) yield* through(left, op === 'Mul' ? this.times(product, right) : this.by(product, right));
    if (op === 'Mul' && sizeOf(left) === 1) yield* through(right, this.times(product, left));
  }

  private times({ over, under }: Product, number: Tensor): Product {
    const at = this.bare(number);
    const factors = madeBy(at, 'Mul');
    if (factors !== null) return this.times(this.times({ over, under }, factors[0]!), factors[1]!);
    const quotient = madeBy(at, 'RealDiv');
    if (quotient !== null) return this.by(this.times({ over, under }, quotient[0]!), quotient[1]!);
    const divisor = madeBy(at, 'Reciprocal');
    if (divisor !== null) return this.by({ over, under }, divisor[0]!);
    // NaN for a norm that is not finite is what TensorFlow gives, too.
    const [condition, finite, other] = madeBy(at, 'SelectV2') ?? [];
    if (condition !== undefined && madeBy(condition, 'IsFinite') !== null && Number.isNaN(this.numberOf(other!))) {
      return this.times({ over, under }, finite!);
    }
    return this.numberOf(at) === 1 ? { over, under } : { over: [...over, at], under };
  }

  private by({ over, under }: Product, number: Tensor): Product {
    const turned = this.times({ over: under, under: over }, number);
    return { over: turned.under, under: turned.over };
  }

  /** The limit for which `product` is min(1, threshold / norm). */
  private limit({ over, under }: Product): Limit | null {
    const [factor, second] = over;
    const [divisor] = under;
    if (over.length === 1 && under.length === 1) {
      const norm = this.beside(madeBy(divisor!, 'Maximum'), (one) => this.sameConstant(one, factor!));
      return norm === null || !this.isThreshold(factor!) ? null : { threshold: factor!, norm };
    }
    if (over.length === 0 && under.length === 1) {
      const larger = this.beside(madeBy(divisor!, 'Maximum'), (one) => this.numberOf(one) === 1);
      return larger === null ? null : this.ratio(this.by(ONE, larger));
    }
    if (over.length === 1 && under.length === 0) {
      const smaller = this.beside(madeBy(factor!, 'Minimum'), (one) => this.numberOf(one) === 1);
      if (smaller !== null) return this.ratio(this.times(ONE, smaller));
      const [condition, yes, no] = madeBy(factor!, 'SelectV2') ?? [];
      const limit = condition === undefined ? null : this.comparison(condition);
      if (limit === null) return null;
      const [above, one] = limit.isAbove ? [yes!, no!] : [no!, yes!];
      return this.numberOf(one) === 1 && this.isRatio(this.times(ONE, above), limit) ? limit : null;
    }
    if (over.length === 2 && under.length === 0) {
      return this.inverted(factor!, second!) ?? this.inverted(second!, factor!);
    }
    return null;
  }

  /** threshold · min(1 / norm, 1 / threshold) */
  private inverted(threshold: Tensor, minimum: Tensor): Limit | null {
    if (!this.isThreshold(threshold)) return null;
    const inverse = Math.fround(1 / this.numberOf(threshold)!);
    const other = this.beside(madeBy(minimum, 'Minimum'), (one) => this.numberOf(one) === inverse);
    if (other === null) return null;
    const { over, under } = this.times(ONE, other);
    return over.length === 0 && under.length === 1 ? { threshold, norm: under[0]! } : null;
  }

  /** `product` as threshold / norm. */
  private ratio({ over, under }: Product): Limit | null {
    if (over.length !== 1 || under.length !== 1 || !this.isThreshold(over[0]!)) return null;
    return { threshold: over[0]!, norm: under[0]! };
  }

  private isRatio(product: Product, limit: Limit): boolean {
    const ratio = this.ratio(product);
    return ratio !== null && this.sameConstant(ratio.threshold, limit.threshold) && ratio.norm === limit.norm;
  }

  /** norm > threshold, in any of the ways to write it. */
  private comparison(condition: Tensor): (Limit & { readonly isAbove: boolean }) | null {
    const { op, inputs: [left, right] } = this.bare(condition).node;
    if (left === undefined || right === undefined) return null;
    const isGreater = op === 'Greater' || op === 'GreaterEqual';
    if (!isGreater && op !== 'Less' && op !== 'LessEqual') return null;
    if (this.isThreshold(right)) return { threshold: right, norm: this.bare(left), isAbove: isGreater };
    return this.isThreshold(left) ? { threshold: left, norm: this.bare(right), isAbove: !isGreater } : null;
  }

  /** Of two operands the one that stands beside one that is wanted. */
  private beside(operands: readonly Tensor[] | null, isWanted: (operand: Tensor) => boolean): Tensor | null {
    const [left, right] = operands ?? [];
    if (left === undefined || right === undefined) return null;
    if (isWanted(right)) return this.bare(left);
    return isWanted(left) ? this.bare(right) : null;
  }

  private isThreshold(tensor: Tensor): boolean {
    return tensor.node.op === 'Const' && (this.numberOf(tensor) ?? 0) > 0;
  }

  private sameConstant(a: Tensor, b: Tensor): boolean {
    const number = this.numberOf(a);
    return number !== null && number === this.numberOf(b);
  }

  /** The number that the tensor is, whatever the gradients are. */
  private numberOf(tensor: Tensor): number | null {
    if (sizeOf(tensor) !== 1 || this.known.isDerived(tensor)) return null;
    return Number(tensor.value!.data[0]);
  }

  // ---- norms ----

  /** The gradients whose norm `tensor` is; null when it is not shown to be one. */
  private normOf(tensor: Tensor): ReadonlySet<Tensor> | null {
    let members = this.norms.get(tensor);
    if (members === undefined) {
      const list = this.membersOf(tensor);
      const all = new Set(list);
      members = list === null || all.size < list.length ? null : all;
      this.norms.set(tensor, members);
    }
    return members;
  }

  private membersOf(tensor: Tensor): readonly Tensor[] | null {
    const at = this.bare(tensor);
    if (this.isEnd(at) || sizeOf(at) !== 1) return null;
    const absolute = madeBy(at, 'Abs');
    if (absolute !== null) return [this.bare(absolute[0]!)];
    // Where the sum is 0 its root is taken of something else, for the derivative's sake.
    const [condition, root, zero] = madeBy(at, 'SelectV2') ?? [];
    if (condition !== undefined) {
      const [sum, limit] = madeBy(condition, 'Greater') ?? [];
      const [again, safe] = madeBy(madeBy(root!, 'Sqrt')?.[0] ?? root!, 'SelectV2') ?? [];
      const isSafe = sum !== undefined && this.numberOf(limit!) === 0 && sum === zero && again === condition && safe === sum;
      return isSafe ? this.sumOfSquares(sum) : null;
    }
    const radicand = madeBy(at, 'Sqrt')?.[0] ?? this.base(at, 0.5);
    return radicand === null ? null : this.sumOfSquares(radicand);
  }

  /** The tensors whose elements, squared, all add up to what the elements of `tensor` add up to. */
  private sumOfSquares(tensor: Tensor): readonly Tensor[] | null {
    const at = this.bare(tensor);
    if (this.isEnd(at)) return null;
    const summed = madeBy(at, 'Sum');
    // Over some of the axes too: what comes out adds up to the same.
    if (summed !== null) return this.sumOfSquares(summed[0]!);
    const parts = partsOf(at) ?? (sizeOf(at) === 1 ? termsOf(at) : null);
    if (parts !== null) return joined(parts.filter((part) => this.numberOf(part) !== 0), (part) => this.sumOfSquares(part));
    const [left, right] = madeBy(at, 'Mul') ?? [];
    if (left !== undefined) {
      // A column times a row is larger than either.
      const isSquare = this.bare(left) === this.bare(right!) && sizeOf(left) === sizeOf(at);
      return isSquare ? this.squared(left) : null;
    }
    const base = madeBy(at, 'Square')?.[0] ?? this.base(at, 2);
    return base === null ? null : this.squared(base);
  }

  /** As `sumOfSquares` of the squares of `tensor`. */
  private squared(tensor: Tensor): readonly Tensor[] | null {
    let at = this.bare(tensor);
    if (!this.isEnd(at)) at = this.bare(madeBy(at, 'Abs')?.[0] ?? at);
    if (this.isEnd(at)) return [at];
    const parts = partsOf(at);
    if (parts !== null) return joined(parts, (part) => this.squared(part));
    return this.membersOf(at) ?? [at];
  }

  /** What is raised to the power `exponent` to give `tensor`. */
  private base(tensor: Tensor, exponent: number): Tensor | null {
    const [base, power] = madeBy(tensor, 'Pow') ?? [];
    return base !== undefined && this.numberOf(power!) === exponent ? base : null;
  }

  private isEnd(tensor: Tensor): boolean {
    return this.known.isRaw(tensor) || this.known.rawOf(tensor) !== undefined;
  }

  /** Without what only gives it another shape. */
  private bare(tensor: Tensor): Tensor {
    let at = tensor;
    while (!this.isEnd(at) && BARE.has(at.node.op) && at.node.inputs.length > 0) at = at.node.inputs[0]!;
    return at;
  }
}

interface Limit {
  readonly threshold: Tensor;
  readonly norm: Tensor;
}

/** The inputs of the op that made `tensor`, when that is `op` and its inputs are kept. */
function madeBy({ node }: Tensor, op: string): readonly Tensor[] | null {
  const { op: own, inputs } = extremeOf(node);
  return own === op && inputs.length > 0 ? inputs : null;
}

/** Maximum or Minimum itself, where `node` is what keeps a NaN of its second operand (ops/elementwise.ts). */
function extremeOf(node: Node): Node {
  if (node.op !== 'SelectV2') return node;
  const [condition, kept, result] = node.inputs;
  const isKeeping = condition?.node.op === 'IsNan' && kept?.node.op === 'StopGradient';
  return isKeeping && (result!.node.op === 'Maximum' || result!.node.op === 'Minimum') ? result!.node : node;
}

/** What `tensor` was stacked or joined of. */
function partsOf(tensor: Tensor): readonly Tensor[] | null {
  return madeBy(tensor, 'Pack') ?? madeBy(tensor, 'ConcatV2')?.slice(0, -1) ?? null;
}

function termsOf(tensor: Tensor): readonly Tensor[] | null {
  return madeBy(tensor, 'AddV2') ?? madeBy(tensor, 'AddN');
}

function joined(parts: readonly Tensor[], membersOf: (part: Tensor) => readonly Tensor[] | null): readonly Tensor[] | null {
  const all: Tensor[] = [];
  for (const part of parts) {
    const members = membersOf(part);
    if (members === null) return null;
    all.push(...members);
  }
  return all.length === 0 ? null : all;
}

/** Of what has no value yet: 0. */
function sizeOf({ value }: Tensor): number {
  return value?.data.length ?? 0;
}
