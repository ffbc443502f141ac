/** @file Layers that make one tensor of several. */
import { clone } from '../ops/creation';
import { add, maximum, minimum, mul } from '../ops/elementwise';
import { concat, expandDims } from '../ops/shapes';
import type { Tensor } from '../tensor';
import { tidy } from '../tensor';
import type { Inputs, LayerConfig, Mask } from './layer';
import { Layer } from './layer';
import type { Dim, Shape, Shapes } from './shapes';
import { shapeList, toList } from './shapes';

abstract class Merge extends Layer {
  constructor(config: LayerConfig = {}) {
    super(config ?? {});
    this.supportsMasking = true;
  }

  protected abstract merged(inputs: readonly Tensor[]): Tensor;

  override build(inputShape: Shapes): void {
    const shapes = shapeList(inputShape);
    if (shapes.length < 2) throw new Error(`A merge layer should be called on an Array of at least 2 inputs. Got ${shapes.length} input(s).`);
    const batches = new Set(shapes.flatMap(([batch]) => (batch === null || batch === undefined ? [] : [batch])));
    if (batches.size > 1) throw new Error(`Can not merge tensors with different batch sizes. Got tensors with shapes: ${JSON.stringify(shapes)}.`);
    this.computeOutputShape(shapes);
    this.built = true;
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shapes = shapeList(inputShape);
    const rest = shapes.map((shape): Shape => shape.slice(1)).reduce(broadcast);
    const batches = [...new Set(shapes.flatMap(([batch]) => (batch === null || batch === undefined ? [] : [batch])))];
    return [batches.length === 1 ? batches[0]! : null, ...rest];
  }

  /** Inputs of lower rank are stretched behind their first axis. */
  override call(inputs: Inputs): Inputs {
    return tidy(() => {
      const list = toList(inputs);
      const rank = Math.max(...list.map((one) => one.rank));
      return this.merged(list.map((one) => {
        let x = one;
        while (x.rank < rank) x = expandDims(x, 1);
        return x;
      }));
    });
  }

  override computeMask(_inputs: Inputs, mask: Mask | readonly Mask[]): Mask | readonly Mask[] {
    const masks = toList(mask);
    if (masks.every((one) => one === null || one === undefined)) return null;
    throw new Error(`The mask of a ${this.getClassName()} layer is not evaluated by this engine`);
  }
}

function broadcast(a: Shape, b: Shape): Shape {
  if (a.length < b.length) return broadcast(b, a);
  const extra = a.length - b.length;
  return [...a.slice(0, extra), ...b.map((right, k): Dim => {
    const left = a[extra + k]!;
    if (left === null || right === null || left < 0 || right < 0) return null;
    if (left === 1) return right;
    if (right !== 1 && left !== right) throw new Error(`Operands could not be broadcast together with shapes ${JSON.stringify(a)} ${JSON.stringify(b)}`);
    return left;
  })];
}

const folded = (inputs: readonly Tensor[], op: (a: Tensor, b: Tensor) => Tensor): Tensor => inputs.slice(1).reduce(op, inputs[0]!);
const foldedClone = (inputs: readonly Tensor[], op: (a: Tensor, b: Tensor) => Tensor): Tensor => folded([clone(inputs[0]!), ...inputs.slice(1)], op);

export class Add extends Merge {
  static override readonly className: string = 'Add';
  protected merged(inputs: readonly Tensor[]): Tensor {
    return foldedClone(inputs, add);
  }
}

export class Multiply extends Merge {
  static override readonly className: string = 'Multiply';
  protected merged(inputs: readonly Tensor[]): Tensor {
    return foldedClone(inputs, mul);
  }
}

export class Average extends Merge {
  static override readonly className: string = 'Average';
  protected merged(inputs: readonly Tensor[]): Tensor {
    return mul(1 / inputs.length, foldedClone(inputs, add));
  }
}

export class Maximum extends Merge {
  static override readonly className: string = 'Maximum';
  protected merged(inputs: readonly Tensor[]): Tensor {
    return folded(inputs, maximum);
  }
}

export class Minimum extends Merge {
  static override readonly className: string = 'Minimum';
  protected merged(inputs: readonly Tensor[]): Tensor {
    return folded(inputs, minimum);
  }
}

export class Concatenate extends Merge {
  static override readonly className: string = 'Concatenate';
  readonly axis: number;

  constructor(config: LayerConfig & { readonly axis?: number } = {}) {
    super(config);
    this.axis = config?.axis ?? -1;
  }

  override build(inputShape: Shapes): void {
    const shapes = shapeList(inputShape);
    if (shapes.length < 2) throw new Error('A `Concatenate` layer should be called on a list of at least 2 inputs');
    const rest = new Set(shapes.map((shape) => JSON.stringify(shape.toSpliced(this.axis, 1))));
    if (rest.size > 1) {
      throw new Error(`A \`Concatenate\` layer requires inputs with matching shapes except for the concat axis. Got input shapes: ${JSON.stringify(shapes)}`);
    }
    this.built = true;
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    const shapes = shapeList(inputShape);
    if (shapes.length < 2) throw new Error('A `Concatenate` layer should be called on a list of inputs.');
    const axis = this.axis < 0 ? shapes[0]!.length + this.axis : this.axis;
    const along = shapes.map((shape): Dim => shape[axis]!);
    const total: Dim = along.includes(null) ? null : along.reduce<number>((sum, dim) => sum + (dim ?? 0), 0);
    return shapes[0]!.map((dim, i) => (i === axis ? total : dim));
  }

  protected merged(inputs: readonly Tensor[]): Tensor {
    return concat(inputs, this.axis);
  }

  override call(inputs: Inputs): Inputs {
    return tidy(() => this.merged(toList(inputs)));
  }
}
