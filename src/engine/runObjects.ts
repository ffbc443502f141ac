/** @file The objects that live as long as one run: stacks and tensor arrays, behind numbered handles. */
import { EngineError } from './errors';
import type { TensorArray } from './tensorArray';
import type { Value } from './value';
import { valueOf } from './value';

/** A stack of values: what a forward loop remembers for its gradient. */
export class Stack {
  readonly kind = 'stack';
  private readonly values: Value[] = [];

  push(value: Value): void {
    this.values.push(value);
  }

  pop(name: string): Value {
    const value = this.values.pop();
    if (value !== undefined) return value;
    throw new EngineError('InvalidArgumentError', `Stack[${name}] is empty when calling Pop().`);
  }
}

export class RunObjects {
  private objects: (Stack | TensorArray)[] | null = null;

  /** A handle, shaped as TensorFlow shapes it, of a new object. */
  add(object: Stack | TensorArray): Value {
    this.objects ??= [];
    const number = this.objects.push(object) - 1;
    return valueOf('resource', [2], [number, 0]);
  }

  stack(handle: Value): Stack {
    const object = this.objects?.[handle.data[0]!];
    if (object?.kind === 'stack') return object;
    throw new Error('A stack was expected behind this handle.');
  }

  array(handle: Value): TensorArray {
    const object = this.objects?.[handle.data[0]!];
    if (object?.kind === 'array') return object;
    throw new Error('A tensor array was expected behind this handle.');
  }
}
