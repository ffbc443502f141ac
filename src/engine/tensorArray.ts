/** @file A TensorArray during one run: elements that are written once and read, or summed for gradients. */
import type { DType } from './dtypes';
import { allocate } from './dtypes';
import { invalidArgument } from './errors';
import type { Dims, Shape } from './shape';
import { accepts, bracketText, isFullyKnown, mergeShapes, sameDims, sizeOf } from './shape';
import type { Value } from './value';

export interface TensorArrayOptions {
  readonly name: string;
  readonly dtype: DType;
  readonly size: number;
  readonly elementShape: Shape;
  readonly dynamicSize: boolean;
  readonly clearAfterRead: boolean;
  readonly identicalElementShapes: boolean;
}

interface Element {
  value: Value | null;
  /** Dims of what is, was or (in an array of gradients) will be here. */
  dims: Dims | null;
  isWritten: boolean;
  isRead: boolean;
  isCleared: boolean;
}

/** TensorFlow's tensor_array.cc: what may be written and read, when, and with which words not. */
export class TensorArray {
  readonly kind = 'array';
  readonly dtype: DType;
  private readonly elements: Element[];
  private shape: Shape;
  private isResizeable: boolean;
  /** Arrays of gradients of this one by the call of tf.gradients that made them. */
  readonly gradients = new Map<string, Value>();

  constructor(
    private readonly options: TensorArrayOptions,
    private readonly isGradient = false,
  ) {
    this.dtype = options.dtype;
    this.shape = options.elementShape;
    this.isResizeable = options.dynamicSize;
    this.elements = Array.from({ length: options.size }, emptyElement);
  }

  get size(): number {
    return this.elements.length;
  }

  get elementShape(): Shape {
    return this.shape;
  }

  get canGrow(): boolean {
    return this.isResizeable;
  }

  private get label(): string {
    return `TensorArray ${this.options.name}: `;
  }

  /** An array for the gradients of this one's elements, which are summed; the size is fixed then. */
  forGradients(): TensorArray {
    this.isResizeable = false;
    const made = new TensorArray(
      { ...this.options, size: this.size, elementShape: this.shape, dynamicSize: false },
      true,
    );
    this.elements.forEach((element, i) => (made.elements[i]!.dims = element.dims));
    return made;
  }

  write(index: number, value: Value): void {
    if (value.dtype !== this.dtype) {
      throw invalidArgument(
        `${this.label}TensorArray dtype is ${cppName(this.dtype)} but Op is trying to write dtype ` +
          `${cppName(value.dtype)}.`,
      );
    }
    if (!accepts(this.shape, value.dims)) {
      throw invalidArgument(
        `${this.label}Could not write to TensorArray index ${index} because the value shape is ` +
          `${bracketText(value.dims)} which is incompatible with the TensorArray's inferred element ` +
          `shape: ${bracketText(this.shape)} (consider setting infer_shape=False).`,
      );
    }
    const element = this.elementForWriting(index);
    if (this.options.identicalElementShapes) this.shape = mergeShapes(this.shape, value.dims);
    element.value = element.value === null ? value : sum(element.value, value, index, this.label);
    element.dims = value.dims;
    element.isWritten = true;
  }

  private elementForWriting(index: number): Element {
    if (index < 0) {
      throw invalidArgument(
        `${this.label}Tried to write to index ${index} but array is not resizeable and size is: ${this.size}`,
      );
    }
    if (index >= this.size) {
      if (!this.isResizeable) {
        throw invalidArgument(
          `${this.label}Tried to write to index ${index} but array is not resizeable and size is: ${this.size}`,
        );
      }
      while (this.size <= index) this.elements.push(emptyElement());
    }
    const element = this.elements[index]!;
    if (element.isRead) {
      throw invalidArgument(
        `${this.label}Could not write to TensorArray index ${index} because it has already been read.`,
      );
    }
    if (!this.isGradient && element.isWritten) {
      throw invalidArgument(
        `${this.label}Could not write to TensorArray index ${index} because it has already been ` +
          'written to.',
      );
    }
    return element;
  }

  read(index: number): Value {
    if (index < 0 || index >= this.size) {
      throw invalidArgument(
        `Tried to read from index ${index} but array size is: ${this.size}`,
      );
    }
    const element = this.elements[index]!;
    if (element.isCleared) {
      throw invalidArgument(
        `${this.label}Could not read index ${index} twice because it was cleared after a previous ` +
          'read (perhaps try setting clear_after_read = false?).',
      );
    }
    if (element.value === null) element.value = this.zeros(index, element);
    element.isRead = true;
    const { value } = element;
    if (this.options.clearAfterRead) {
      element.value = null;
      element.isCleared = true;
    }
    return value;
  }

  /** What was never written is zero, if its shape is known. */
  private zeros(index: number, element: Element): Value {
    const dims = element.dims ?? (isFullyKnown(this.shape) ? this.shape : null);
    if (dims === null) {
      throw invalidArgument(
        `${this.label}Could not read from TensorArray index ${index}.  Furthermore, the element ` +
          `shape is not fully defined: ${bracketText(this.shape)}.  It is possible you are working ` +
          'with a resizeable TensorArray and stop_gradients is not allowing the gradients to be ' +
          'written.  If you set the full element_shape property on the forward TensorArray, the ' +
          'proper all-zeros tensor will be returned instead of incurring this error.',
      );
    }
    return { dtype: this.dtype, dims, data: allocate(this.dtype, sizeOf(dims)) };
  }
}

function emptyElement(): Element {
  return { value: null, dims: null, isWritten: false, isRead: false, isCleared: false };
}

function sum(a: Value, b: Value, index: number, label: string): Value {
  if (!sameDims(a.dims, b.dims)) {
    throw invalidArgument(
      `${label}Could not aggregate to TensorArray index ${index} because the existing shape is ` +
        `${bracketText(a.dims)} but the new input shape is ${bracketText(b.dims)}.`,
    );
  }
  const data = allocate(a.dtype, a.data.length);
  for (let i = 0; i < data.length; i++) data[i] = a.data[i]! + b.data[i]!;
  return { dtype: a.dtype, dims: a.dims, data };
}

function cppName(dtype: DType): string {
  return dtype === 'float32' ? 'float' : dtype === 'float64' ? 'double' : dtype;
}
