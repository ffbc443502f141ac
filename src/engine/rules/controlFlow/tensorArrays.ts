/** @file The ops of tf.TensorArray. Shapes as TensorFlow's data_flow_ops.cc knows them. */
import type { DType } from '../../dtypes';
import { allocate } from '../../dtypes';
import { EngineError, invalidArgument } from '../../errors';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Rule } from '../../rule';
import type { RunObjects } from '../../runObjects';
import type { Dims, Shape } from '../../shape';
import { bracketText, isFullyKnown, sameDims, sizeOf } from '../../shape';
import { TensorArray } from '../../tensorArray';
import type { Value } from '../../value';
import { integersOf, scalar } from '../../value';
import type { NoAttributes } from '../array/attributes';
import type { TensorArrayAttributes } from '../controlFlow';
import { isLoopEnter, isSwitch } from '../../controlFlow/nodeKinds';
import { onObjects } from './stacks';
import {
  concatDerivative, gatherDerivative, readDerivative, scatterDerivative, splitDerivative,
  writeDerivative,
} from './tensorArrayGradients';

/** The `flow` output orders the run; its number says nothing. */
const flow = () => [{ dtype: 'float32' as const, shape: [] }];
const FLOW = scalar('float32', 0);

const handleAndFlow = () => [{ dtype: 'resource' as const, shape: [2] }, ...flow()];

/** The element shape that the node which made this handle declares; undefined when it does not. */
function declaredShape(handle: Tensor): Shape | undefined {
  let { node } = handle;
  while (
    isLoopEnter(node) || isSwitch(node) || node.op === 'Identity' || node.op === 'TensorArrayGradV3'
  ) {
    node = node.inputs[0]!.node;
  }
  if (node.op !== 'TensorArrayV3') return undefined;
  const { elementShape, identicalElementShapes } = node.attributes as TensorArrayAttributes;
  return identicalElementShapes || isFullyKnown(elementShape) ? elementShape : undefined;
}

export const tensorArray: Rule<TensorArrayAttributes> = {
  ...onObjects,
  infer: handleAndFlow,
  onObjects: ([size], attributes, objects, nodeName) => [
    objects.add(
      new TensorArray({
        ...attributes,
        name: `${attributes.tensorArrayName || nodeName}_0`,
        size: size!.data[0]!,
      }),
    ),
    FLOW,
  ],
  derivative: none('a tensor array is made, not computed'),
};

export const tensorArrayGrad: Rule<{ readonly source: string }> = {
  ...onObjects,
  infer: handleAndFlow,
  onObjects: ([handle], { source }, objects) => {
    const { gradients } = objects.array(handle!);
    let made = gradients.get(source);
    if (made === undefined) {
      made = objects.add(objects.array(handle!).forGradients());
      gradients.set(source, made);
    }
    return [made, FLOW];
  },
  derivative: none('a tensor array is made, not computed'),
};

export const tensorArrayWrite: Rule<NoAttributes> = {
  ...onObjects,
  infer: flow,
  onObjects: ([handle, index, value], _attributes, objects) => {
    objects.array(handle!).write(index!.data[0]!, value!);
    return [FLOW];
  },
  keeps: [2],
  derivative: writeDerivative,
};

export const tensorArrayRead: Rule<{ readonly dtype: DType }> = {
  ...onObjects,
  infer: ([handle], { dtype }) => [{ dtype, shape: declaredShape(handle!) ?? null }],
  onObjects: ([handle, index], _attributes, objects) => [
    objects.array(handle!).read(index!.data[0]!),
  ],
  derivative: readDerivative,
};

export const tensorArrayGather: Rule<{ readonly dtype: DType; readonly elementShape: Shape }> = {
  ...onObjects,
  infer: ([handle, indices], { dtype, elementShape }) => {
    const element = declaredShape(handle!);
    const inner = element === undefined ? elementShape : element;
    return [{ dtype, shape: inner === null ? null : [indices!.shape?.[0] ?? null, ...inner] }];
  },
  onObjects: ([handle, indices], _attributes, objects) => {
    const array = objects.array(handle!);
    const parts = integersOf(indices!).map((index) => array.read(index));
    return [packed(parts, array)];
  },
  derivative: gatherDerivative,
};

/** Elements of one shape, one after the other. */
function packed(parts: readonly Value[], array: TensorArray): Value {
  const { dtype, elementShape } = array;
  if (parts.length === 0 && !isFullyKnown(elementShape)) {
    throw new EngineError(
      'UnimplementedError',
      `TensorArray has size zero, but element shape ${bracketText(elementShape)} is not fully ` +
        'defined. Currently only static shapes are supported when packing zero-size TensorArrays.',
    );
  }
  const dims: Dims = parts[0]?.dims ?? (elementShape as Dims);
  parts.forEach((part, i) => {
    if (sameDims(part.dims, dims)) return;
    throw invalidArgument(
      `TensorArray has inconsistent shapes.  Index 0 has shape: ${bracketText(dims)} but index ` +
        `${i} has shape: ${bracketText(part.dims)}`,
    );
  });
  const size = sizeOf(dims);
  const data = allocate(dtype, size * parts.length);
  parts.forEach((part, i) => data.set(part.data, i * size));
  return { dtype, dims: [parts.length, ...dims], data };
}

export const tensorArrayScatter: Rule<NoAttributes> = {
  ...onObjects,
  infer: flow,
  onObjects: ([handle, indices, value], _attributes, objects) => {
    const { dims, data, dtype } = value!;
    const at = integersOf(indices!);
    if (dims.length === 0) {
      throw invalidArgument('Input value for unpack must be at least a vector but received shape: []');
    }
    if (at.length !== dims[0]) {
      throw invalidArgument(
        `Expected len(indices) == values.shape[0], but saw: ${at.length} vs. ${dims[0]}`,
      );
    }
    const inner = dims.slice(1);
    const size = sizeOf(inner);
    const array = objects.array(handle!);
    const most = at.reduce((a, b) => Math.max(a, b), -1);
    if (most >= array.size && !array.canGrow) {
      throw invalidArgument(`Max scatter index must be < array size (${most} vs. ${array.size})`);
    }
    at.forEach((index, i) => {
      array.write(index, { dtype, dims: inner, data: data.slice(i * size, (i + 1) * size) });
    });
    return [FLOW];
  },
  derivative: scatterDerivative,
};

export const tensorArrayConcat: Rule<{
  readonly dtype: DType;
  readonly elementShapeExcept0: Shape;
}> = {
  ...onObjects,
  infer: (_inputs, { dtype }) => [{ dtype, shape: null }, { dtype: 'int64', shape: [null] }],
  onObjects: ([handle], { elementShapeExcept0 }, objects) => {
    const array = objects.array(handle!);
    const parts = Array.from({ length: array.size }, (_, i) => array.read(i));
    if (parts.length === 0 && !isFullyKnown(elementShapeExcept0)) {
      throw invalidArgument(
        'TensorArray has size zero, but element_shape_except_0 ' +
          `${bracketText(elementShapeExcept0)} is not fully defined. Currently only static shapes ` +
          'are supported when concatenating zero-size TensorArrays.',
      );
    }
    return joined(parts, array.dtype, elementShapeExcept0 as Dims);
  },
  derivative: concatDerivative,
};

function joined(parts: readonly Value[], dtype: DType, emptyDims: Dims): Value[] {
  const inner = parts[0]?.dims.slice(1) ?? emptyDims;
  parts.forEach(({ dims }, i) => {
    if (dims.length === 0) {
      throw invalidArgument(
        `Concat saw a scalar shape at index ${i} but requires at least vectors.  Did you mean to ` +
          'call pack?',
      );
    }
    if (sameDims(dims.slice(1), inner)) return;
    throw invalidArgument(
      'TensorArray has inconsistent shapes.  Index 0 has (excepting dimension 0) shape: ' +
        `${bracketText(inner)} but index ${i} has (excepting dimension 0) shape: ` +
        `${bracketText(dims.slice(1))}`,
    );
  });
  const lengths = Float64Array.from(parts, ({ dims }) => dims[0]!);
  const rows = lengths.reduce((all, length) => all + length, 0);
  const data = allocate(dtype, rows * sizeOf(inner));
  let at = 0;
  for (const part of parts) {
    data.set(part.data, at);
    at += part.data.length;
  }
  return [
    { dtype, dims: [rows, ...inner], data },
    { dtype: 'int64', dims: [parts.length], data: lengths },
  ];
}

export const tensorArraySplit: Rule<NoAttributes> = {
  ...onObjects,
  infer: flow,
  onObjects: ([handle, value, lengths], _attributes, objects: RunObjects) => {
    const { dims, data, dtype } = value!;
    if (dims.length === 0) {
      throw invalidArgument(`Expected value to be at least a vector, but received shape: []`);
    }
    const parts = integersOf(lengths!);
    const total = parts.reduce((all, length) => all + length, 0);
    if (total !== dims[0]) {
      throw invalidArgument(
        'Expected sum of lengths to be equal to values.shape[0], but sum of lengths is ' +
          `${total} and value's shape is: ${bracketText(dims)}`,
      );
    }
    const inner = dims.slice(1);
    const size = sizeOf(inner);
    const array = objects.array(handle!);
    let row = 0;
    parts.forEach((length, i) => {
      const part = data.slice(row * size, (row + length) * size);
      array.write(i, { dtype, dims: [length, ...inner], data: part });
      row += length;
    });
    return [FLOW];
  },
  derivative: splitDerivative,
};

export const tensorArraySize: Rule<NoAttributes> = {
  ...onObjects,
  infer: () => [{ dtype: 'int32', shape: [] }],
  onObjects: ([handle], _attributes, objects) => [scalar('int32', objects.array(handle!).size)],
  derivative: none('it is a count'),
};

export const tensorArrayClose: Rule<NoAttributes> = {
  ...onObjects,
  infer: () => [],
  onObjects: () => [],
  derivative: none('it has no output'),
};
