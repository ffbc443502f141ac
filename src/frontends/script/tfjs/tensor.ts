/** @file Tensor and Variable of TensorFlow.js over nodes of the engine; scopes of tidy, which let go of what they made. */
import { DOOR_TYPES } from '../door';
import { calledBack, checked, constantOf, kindOf, put, taken, theDoor } from './runtime';
import type { Described } from './runtime';
import { nested, stridesOf, TensorBuffer } from './tensorBuffer';
import { tensorText } from './tensorText';
import type { DataType, Elements } from './types';
import {
  assert, flatten, inferDtype, inferShape, isList, sameShape, sizeOf, storeOf, typeCode,
} from './types';

/** The desk has room for no more. */
const RELEASED_AT_ONCE = 4096;

let made = 0;
const live = { tensors: 0, bytes: 0 };
/** What the tensors of a program may take together, those that are disposed of not counted. */
const MOST_BYTES = 2 ** 30;

/** What was let go of while a tape recorded: gradient functions may still ask for it. */
const held = new Map<Tensor, number>();
let holders = 0;
let isDifferentiating = false;

/** From now on what the program lets go of stays for gradient functions, until `releaseHeld` has been called as often. */
export function holdTensors(): void {
  holders++;
}

export function releaseHeld(): void {
  if (--holders > 0) return;
  if (held.size > 0) release([...held.values()]);
  held.clear();
}

/** Runs a gradient function, which may use what is held. */
export function withHeld<T>(body: () => T): T {
  const before = isDifferentiating;
  isDifferentiating = true;
  try {
    return body();
  } finally {
    isDifferentiating = before;
  }
}

/** Tensors of the open tidy scopes, the innermost last. */
const scopes: Tensor[][] = [];

export class Tensor {
  /** Counted by creation, as in tfjs. */
  readonly id: number;
  readonly shape: number[];
  readonly dtype: DataType;
  readonly size: number;
  readonly strides: number[];
  readonly rankType: string;
  readonly dataId = {};
  kept = false;
  protected isDisposedInternal = false;
  readonly #node: number;

  constructor(node: number, dtype: DataType, shape: number[]) {
    this.#node = node;
    this.id = made++;
    this.dtype = dtype;
    this.shape = shape;
    this.size = sizeOf(shape);
    this.strides = stridesOf(shape);
    this.rankType = shape.length < 5 ? String(shape.length) : 'higher';
    Object.defineProperty(this, 'dataId', { enumerable: false });
    live.tensors++;
    live.bytes += this.bytes;
    if (live.bytes > MOST_BYTES) this.refuse();
    scopes.at(-1)?.push(this);
  }

  private refuse(): never {
    const { tensors } = live;
    this.letGo();
    throw new RangeError(`${tensors} tensors take more than ${MOST_BYTES / 2 ** 20} MB: they are not disposed of`);
  }

  get rank(): number {
    return this.shape.length;
  }

  get isDisposed(): boolean {
    return this.isDisposedInternal;
  }

  get bytes(): number {
    return this.size * (this.dtype === 'bool' ? 1 : 4);
  }

  throwIfDisposed(): void {
    if (this.isDisposed && !(isDifferentiating && held.has(this))) throw new Error('Tensor is disposed.');
  }

  /** Number of the engine's tensor that has the value now; a variable makes one, which its taker lets go of. */
  static nodeOf(tensor: Tensor): number {
    tensor.throwIfDisposed();
    return tensor.#node;
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.letGo();
  }

  protected letGo(): void {
    this.isDisposedInternal = true;
    live.tensors--;
    live.bytes -= this.bytes;
    if (holders > 0) held.set(this, this.#node);
    else release([this.#node]);
  }

  dataSync(): Elements {
    this.throwIfDisposed();
    const target = storeOf(this.dtype, this.size);
    const [id, isOwn] = operand(this);
    checked(theDoor().read(id, target));
    if (isOwn) release([id]);
    return target;
  }

  data(): Promise<Elements> {
    return Promise.resolve(this.dataSync());
  }

  bytesSync(): Uint8Array {
    return new Uint8Array(this.dataSync().buffer);
  }

  arraySync(): unknown {
    return nested(this.shape, this.dataSync());
  }

  array(): Promise<unknown> {
    return Promise.resolve(this.arraySync());
  }

  bufferSync(): TensorBuffer {
    return new TensorBuffer(this.shape, this.dtype, this.dataSync());
  }

  buffer(): Promise<TensorBuffer> {
    return Promise.resolve(this.bufferSync());
  }

  print(verbose = false): void {
    theDoor().print(`${this.toString(verbose)}\n`, 'stdout');
  }

  toString(verbose = false): string {
    return tensorText(this.dataSync(), this.shape, this.dtype, verbose);
  }

  variable(trainable = true, name?: string, dtype?: DataType): Variable {
    this.throwIfDisposed();
    return makeVariable(this, trainable, name, dtype);
  }

  get [Symbol.toStringTag](): string {
    return 'Tensor';
  }
}

const variables = new Map<string, Variable>();
let variableCount = 0;

export class Variable extends Tensor {
  readonly name: string;
  trainable: boolean;

  constructor(handle: number, dtype: DataType, shape: number[], trainable: boolean, name: string) {
    super(handle, dtype, shape);
    // A variable outlives every tidy.
    scopes.at(-1)?.pop();
    this.name = name;
    this.trainable = trainable;
  }

  /** Gives the variable a new value of the same shape. */
  assign(value: Tensor): void {
    assert(value.dtype === this.dtype, () => `dtype of the new value (${value.dtype}) and previous value (${this.dtype}) must match`);
    assert(sameShape(value.shape, this.shape), () => `shape of the new value (${value.shape.join()}) and previous value (${this.shape.join()}) must match`);
    const [id, isOwn] = operand(value);
    checked(theDoor().assign(Tensor.nodeOf(this), id));
    if (isOwn) release([id]);
  }

  override dispose(): void {
    if (this.isDisposed) return;
    variables.delete(this.name);
    theDoor().forgetVariable(Tensor.nodeOf(this));
    this.isDisposedInternal = true;
    live.tensors--;
    live.bytes -= this.bytes;
  }
}

/** As tf.variable. */
export function makeVariable(initial: Tensor, trainable = true, name?: string, dtype?: DataType): Variable {
  const called = name ?? String(variableCount++);
  if (variables.has(called)) throw new Error(`Variable with name ${called} was already registered`);
  const value = dtype !== undefined && dtype !== initial.dtype ? node('Cast', { dstT: dtype, truncate: false }, [initial]) : initial;
  const [id, isOwn] = operand(value);
  checked(theDoor().variable(called, id, trainable));
  const { id: handle } = taken(1)[0]!;
  if (isOwn) release([id]);
  const variable = new Variable(handle, value.dtype, [...value.shape], trainable, called);
  variables.set(called, variable);
  return variable;
}

export function registeredVariables(): ReadonlyMap<string, Variable> {
  return variables;
}

/** The number under which the engine knows the value, and whether the taker must let go of it. */
export function operand(tensor: Tensor): readonly [id: number, isOwn: boolean] {
  const id = Tensor.nodeOf(tensor);
  if (!(tensor instanceof Variable)) return [id, false];
  checked(theDoor().readVariable(id));
  return [taken(1)[0]!.id, true];
}

export function release(ids: readonly number[]): void {
  for (let from = 0; from < ids.length; from += RELEASED_AT_ONCE) {
    theDoor().release(put(ids.slice(from, from + RELEASED_AT_ONCE)));
  }
}

export function wrapped({ id, type, shape }: Described): Tensor {
  const dtype = DOOR_TYPES[type];
  if (dtype === undefined) throw new Error('A result of this element type is not evaluated by this engine');
  return new Tensor(id, dtype, shape);
}

/** All outputs of a node of the engine. */
export function nodes(op: string, attributes: object | null, inputs: readonly Tensor[]): Tensor[] {
  const kind = kindOf(op, attributes);
  const own: number[] = [];
  const ids = inputs.map((input) => {
    const [id, isOwn] = operand(input);
    if (isOwn) own.push(id);
    return id;
  });
  put(ids);
  const results = taken(checked(theDoor().make(kind, ids.length))).map(wrapped);
  if (own.length > 0) release(own);
  return results;
}

/** The first output of a node of the engine. */
export function node(op: string, attributes: object | null, inputs: readonly Tensor[]): Tensor {
  return nodes(op, attributes, inputs)[0]!;
}

/** A constant of `elements`, which are copied. */
export function constant(elements: Elements, shape: readonly number[], dtype: DataType): Tensor {
  return wrapped(constantOf(typeCode(dtype), shape, elements));
}

/** A vector of integers, for what the engine takes as a tensor: axes, shapes, permutations. */
export function integers(values: readonly number[]): Tensor {
  return constant(Int32Array.from(values), [values.length], 'int32');
}

export function number(value: number, dtype: DataType = 'float32'): Tensor {
  const elements = storeOf(dtype, 1);
  elements[0] = value;
  return constant(elements, [], dtype);
}

/** A tensor, or what can be made one: a number, lists, a typed array. */
export type TensorLike = Tensor | number | boolean | readonly unknown[] | Elements;

/** As tfjs's convertToTensor, with its words. */
export function toTensor(value: unknown, argument: string, op: string, dtype?: DataType | 'numeric'): Tensor {
  if (value instanceof Tensor) {
    value.throwIfDisposed();
    if (dtype !== undefined && dtype !== 'numeric') {
      assert(
        dtype === value.dtype,
        () => `Argument '${argument}' passed to '${op}' must be ${dtype} tensor, but got ${value.dtype} tensor`,
      );
    }
    return value;
  }
  const inferred = inferDtype(value);
  if (!isList(value) && typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'string') {
    const type = value === null || value === undefined ? 'null' : (value as object).constructor.name;
    throw new Error(`Argument '${argument}' passed to '${op}' must be a Tensor or TensorLike, but got '${type}'`);
  }
  if (inferred === 'string') throw new Error(`Argument '${argument}' passed to '${op}' must be ${dtype ?? 'numeric'} tensor, but got string tensor`);
  const type = dtype !== undefined && dtype !== 'numeric' && inferred !== 'bool' && dtype !== 'bool' ? dtype : inferred;
  return fromNested(value, inferShape(value), type);
}

/** A tensor of the numbers in `value`, a list of lists or one list, in the given shape. */
export function fromNested(value: unknown, shape: readonly number[], dtype: DataType): Tensor {
  const elements = storeOf(dtype, sizeOf(shape));
  if (ArrayBuffer.isView(value)) elements.set(value as unknown as ArrayLike<number>);
  else {
    const flat = flatten(value);
    for (let i = 0; i < flat.length; i++) elements[i] = dtype === 'bool' ? (flat[i] ? 1 : 0) : Number(flat[i]);
  }
  return constant(elements, shape, dtype);
}

// ---- scopes ----

/** As tf.tidy: what `body` made is let go of, save what it returns and what was kept. */
export function tidy<T>(body: () => T): T {
  scopes.push([]);
  let result: T | undefined;
  try {
    result = calledBack(body);
    if (result instanceof Promise) theDoor().print('Cannot return a Promise inside of tidy.\n', 'stderr');
    return result;
  } finally {
    const kept = new Set(tensorsIn(result));
    const mine = scopes.pop()!;
    const outer = scopes.at(-1);
    for (const tensor of mine) {
      if (tensor.kept || tensor.isDisposed) continue;
      if (kept.has(tensor)) outer?.push(tensor);
      else tensor.dispose();
    }
  }
}

export function startScope(): void {
  scopes.push([]);
}

export function endScope(): void {
  for (const tensor of scopes.pop() ?? []) if (!tensor.kept) tensor.dispose();
}

export function keep<T extends Tensor>(tensor: T): T {
  tensor.kept = true;
  return tensor;
}

export function dispose(container: unknown): void {
  for (const tensor of tensorsIn(container)) tensor.dispose();
}

/** The tensors in lists and objects, however deep. */
export function tensorsIn(value: unknown, seen = new Set<unknown>(), found: Tensor[] = []): Tensor[] {
  if (value instanceof Tensor) found.push(value);
  else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !seen.has(value)) {
    seen.add(value);
    const items: Iterable<unknown> = value instanceof Map ? value.values() : value instanceof Set ? value : Object.values(value);
    for (const item of items) tensorsIn(item, seen, found);
  }
  return found;
}

export function memory() {
  return { unreliable: false, numTensors: live.tensors, numDataBuffers: live.tensors, numBytes: live.bytes };
}
