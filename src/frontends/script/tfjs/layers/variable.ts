/** @file The weights of a layer: variables with a name in the layer's scope and, it may be, a constraint. */
import type { Tensor, Variable } from '../tensor';
import { makeVariable } from '../tensor';
import type { DataType } from '../types';
import { sameShape } from '../types';
import { scopedName, uniqueName } from './names';
import type { Constraint } from './penalties';

let made = 0;

export class LayerVariable {
  readonly id = made++;
  readonly originalName: string;
  readonly name: string;
  readonly shape: number[];
  readonly val: Variable;

  constructor(
    initial: Tensor, readonly dtype: DataType, name: string, private isTrainable: boolean, readonly constraint: Constraint | null,
  ) {
    this.shape = initial.shape;
    this.originalName = scopedName(name);
    this.name = uniqueName(this.originalName);
    this.val = makeVariable(initial, isTrainable, this.name, dtype);
  }

  read(): Variable {
    this.#check();
    return this.val;
  }

  /** Gives it a new value, held by its constraint. A step of an optimizer does not come by here, as in tfjs. */
  write(value: Tensor): this {
    this.#check();
    if (!sameShape(this.val.shape, value.shape)) {
      throw new Error(`Shape mismatch: ${JSON.stringify(this.val.shape)} vs. ${JSON.stringify(value.shape)}`);
    }
    if (this.val.id === value.id) return this;
    this.val.assign(value);
    if (this.constraint !== null) this.val.assign(this.constraint.apply(this.val));
    return this;
  }

  dispose(): void {
    this.#check();
    this.val.dispose();
  }

  #check(): void {
    if (this.val.isDisposed) throw new Error(`LayersVariable ${this.name} is already disposed.`);
  }

  get trainable(): boolean {
    return this.isTrainable;
  }

  set trainable(value: boolean) {
    this.isTrainable = value;
    this.val.trainable = value;
  }
}

export function countParams(weights: readonly LayerVariable[]): number {
  return weights.reduce((count, { shape }) => count + shape.reduce((a, b) => a * b, 1), 0);
}
