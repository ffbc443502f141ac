/** @file The state family joined: variables and the ops that write them. Names only. */
import type { DType } from '../dtypes';
import type { RuleTable } from '../rule';
import type { Shape } from '../shape';
import type { NoAttributes } from './array/attributes';
import {
  scatterAdd, scatterDiv, scatterMax, scatterMin, scatterMul, scatterSub, scatterUpdate,
} from './state/scatters';
import {
  assignAddVariableOp, assignSubVariableOp, assignVariableOp, readVariableOp, resourceGather,
  resourceScatterAdd, resourceScatterDiv, resourceScatterMax, resourceScatterMin,
  resourceScatterMul, resourceScatterSub, resourceScatterUpdate, variableShape, varHandleOp,
  varIsInitializedOp,
} from './state/resources';
import type { ReadAttributes } from './state/resources';
import { scatterNdAdd, scatterNdSub, scatterNdUpdate } from './state/scattersNd';
import {
  assign, assignAdd, assignSub, countUpTo, isVariableInitialized, variableV2,
} from './state/variables';
import { withShapesInErrors } from './shapeErrors';

interface Locking {
  readonly useLocking: boolean;
}

/** Attributes of the state ops, under TensorFlow's op type names. */
export interface StateAttributes {
  VariableV2: {
    readonly shape: Shape;
    readonly dtype: DType;
    readonly container: string;
    readonly sharedName: string;
  };
  Assign: Locking & { readonly validateShape: boolean };
  AssignAdd: Locking;
  AssignSub: Locking;
  ScatterUpdate: Locking;
  ScatterAdd: Locking;
  ScatterSub: Locking;
  ScatterMul: Locking;
  ScatterDiv: Locking;
  ScatterMin: Locking;
  ScatterMax: Locking;
  ScatterNdUpdate: Locking;
  ScatterNdAdd: Locking;
  ScatterNdSub: Locking;
  CountUpTo: { readonly limit: number };
  IsVariableInitialized: NoAttributes;
  VarHandleOp: StateAttributes['VariableV2'];
  ReadVariableOp: ReadAttributes;
  ResourceGather: ReadAttributes;
  VariableShape: { readonly outType: 'int32' | 'int64' };
  AssignVariableOp: NoAttributes;
  AssignAddVariableOp: NoAttributes;
  AssignSubVariableOp: NoAttributes;
  VarIsInitializedOp: NoAttributes;
  ResourceScatterAdd: NoAttributes;
  ResourceScatterSub: NoAttributes;
  ResourceScatterMul: NoAttributes;
  ResourceScatterDiv: NoAttributes;
  ResourceScatterMin: NoAttributes;
  ResourceScatterMax: NoAttributes;
  ResourceScatterUpdate: NoAttributes;
}

export const stateRules: RuleTable<StateAttributes> = withShapesInErrors({
  VariableV2: variableV2,
  Assign: assign,
  AssignAdd: assignAdd,
  AssignSub: assignSub,
  ScatterUpdate: scatterUpdate,
  ScatterAdd: scatterAdd,
  ScatterSub: scatterSub,
  ScatterMul: scatterMul,
  ScatterDiv: scatterDiv,
  ScatterMin: scatterMin,
  ScatterMax: scatterMax,
  ScatterNdUpdate: scatterNdUpdate,
  ScatterNdAdd: scatterNdAdd,
  ScatterNdSub: scatterNdSub,
  CountUpTo: countUpTo,
  IsVariableInitialized: isVariableInitialized,
  VarHandleOp: varHandleOp,
  ReadVariableOp: readVariableOp,
  ResourceGather: resourceGather,
  VariableShape: variableShape,
  AssignVariableOp: assignVariableOp,
  AssignAddVariableOp: assignAddVariableOp,
  AssignSubVariableOp: assignSubVariableOp,
  VarIsInitializedOp: varIsInitializedOp,
  ResourceScatterAdd: resourceScatterAdd,
  ResourceScatterSub: resourceScatterSub,
  ResourceScatterMul: resourceScatterMul,
  ResourceScatterDiv: resourceScatterDiv,
  ResourceScatterMin: resourceScatterMin,
  ResourceScatterMax: resourceScatterMax,
  ResourceScatterUpdate: resourceScatterUpdate,
});
