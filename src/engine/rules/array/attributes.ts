/** @file Attribute types that several array ops share; TensorFlow's names in camelCase. */

/** An op that is described by its inputs alone. */
export type NoAttributes = Readonly<Record<string, never>>;

/** The integer type in which an op hands out sizes or indices. */
export interface OutType {
  readonly outType: 'int32' | 'int64';
}

/** The five bit masks of TensorFlow's StridedSlice; bit i speaks of the i-th entry of the spec. */
export interface SliceMasks {
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}
