/** @file Makes nodes inside a name scope with one origin; the pen with which derivatives are written. */
import type { DType } from './dtypes';
import { allocate } from './dtypes';
import { densify } from './gradientSums';
import type { Graph, Node, Origin, Tensor } from './graph';
import type { Attributes, Op } from './ops';
import type { StandIns } from './rowStandIns';
import { inputName } from './rowStandIns';
import type { Slices } from './rule';
import type { Shape } from './shape';
import { isFullyKnown } from './shape';
import type { Value } from './value';
import { scalar } from './value';

const NONE: StandIns = new Map();

/** Builds nodes in the graph's current scope; every node gets the builder's origin. */
export class Builder {
  constructor(
    readonly graph: Graph,
    readonly origin: Origin,
    /** Tensors that stand for row gradients; a node that takes one takes them dense. */
    private readonly standIns: StandIns = NONE,
  ) {}

  /** The rows that `tensor` stands for; undefined when it is a dense tensor. */
  rowsOf(tensor: Tensor): Slices | undefined {
    return this.standIns.get(tensor);
  }

  node<P extends Op>(
    op: P,
    inputs: readonly Tensor[],
    attributes: Attributes[P],
    name?: string,
  ): Node<P> {
    if (this.standIns.size > 0 && inputs.some((input) => this.standIns.has(input))) {
      return this.nodeOfRows(op, inputs, attributes, name ?? op);
    }
    return this.graph.make({
      op, inputs, attributes, origin: this.origin, ...(name === undefined ? {} : { name }),
    });
  }

  /** `tensor`, or the dense tensor called `name` that is made here of the rows it stands for. */
  dense(tensor: Tensor, name: string): Tensor {
    const rows = this.standIns.get(tensor);
    return rows === undefined ? tensor : densify(this, rows, name);
  }

  /** As `node`, with the rows among the inputs made dense inside the node's own scope. */
  private nodeOfRows<P extends Op>(
    op: P,
    inputs: readonly Tensor[],
    attributes: Attributes[P],
    name: string,
  ): Node<P> {
    return this.inScope(name, () => {
      const dense = inputs.map((input, i) => this.dense(input, inputName(op, i)));
      return this.node(op, dense, attributes, `${this.graph.scope}/`);
    });
  }

  /** A node's only (or first) output. */
  make<P extends Op>(
    op: P,
    inputs: readonly Tensor[],
    attributes: Attributes[P],
    name?: string,
  ): Tensor {
    return this.node(op, inputs, attributes, name).outputs[0]!;
  }

  constant(value: Value, name?: string): Tensor {
    return this.make('Const', [], { value }, name);
  }

  scalar(dtype: DType, number: number, name?: string): Tensor {
    return this.constant(scalar(dtype, number), name);
  }

  /** A vector of int32: axes, shapes, permutations. */
  integers(numbers: readonly number[], name?: string): Tensor {
    return this.constant(
      { dtype: 'int32', dims: [numbers.length], data: Int32Array.from(numbers) }, name,
    );
  }

  /** `tf.shape(x)`: a constant when the static shape is known, as TensorFlow optimizes it. */
  shapeOf(tensor: Tensor, name?: string): Tensor {
    if (isFullyKnown(tensor.shape)) return this.integers(tensor.shape, name ?? 'Shape');
    return this.make('Shape', [tensor], { outType: 'int32' }, name);
  }

  zerosLike(tensor: Tensor, name?: string): Tensor {
    return this.make('ZerosLike', [tensor], {}, name);
  }

  /** Runs `body` with `scope` entered; a trailing `/` means exactly this scope. */
  inScope<T>(scope: string, body: () => T): T {
    const outer = this.graph.scope;
    this.graph.scope = scope.endsWith('/') ? scope.slice(0, -1) : this.graph.uniqueName(scope);
    try {
      return body();
    } finally {
      this.graph.scope = outer;
    }
  }

  /** A constant of `shape` filled with one number; shape must be fully known. */
  filled(dtype: DType, shape: Shape, number: number, name?: string): Tensor {
    if (!isFullyKnown(shape)) throw new Error('filled() needs a fully known shape.');
    const data = allocate(dtype, shape.reduce((size, dim) => size * dim, 1)).fill(number);
    return this.constant({ dtype, dims: shape, data }, name);
  }
}
