/** @file The control-flow family joined: what steers the run, stacks, tensor arrays. Names only. */
import type { DType } from '../dtypes';
import type { RuleTable } from '../rule';
import type { Shape } from '../shape';
import type { NoAttributes } from './array/attributes';
import {
  controlTrigger, enter, exit, loopCond, merge, nextIteration, refIdentity, switchRule,
} from './controlFlow/steering';
import { stack, stackPop, stackPush } from './controlFlow/stacks';
import {
  tensorArray, tensorArrayClose, tensorArrayConcat, tensorArrayGather, tensorArrayGrad,
  tensorArrayRead, tensorArrayScatter, tensorArraySize, tensorArraySplit, tensorArrayWrite,
} from './controlFlow/tensorArrays';

export interface EnterAttributes {
  readonly frameName: string;
  readonly isConstant: boolean;
  readonly parallelIterations: number;
}

export interface TensorArrayAttributes {
  readonly dtype: DType;
  readonly elementShape: Shape;
  readonly identicalElementShapes: boolean;
  readonly dynamicSize: boolean;
  readonly clearAfterRead: boolean;
  readonly tensorArrayName: string;
}

/** Attributes of the control-flow ops, under TensorFlow's op type names. */
export interface ControlFlowAttributes {
  Switch: NoAttributes;
  RefSwitch: NoAttributes;
  Merge: NoAttributes;
  RefMerge: NoAttributes;
  Enter: EnterAttributes;
  RefEnter: EnterAttributes;
  NextIteration: NoAttributes;
  RefNextIteration: NoAttributes;
  Exit: NoAttributes;
  RefExit: NoAttributes;
  LoopCond: NoAttributes;
  ControlTrigger: NoAttributes;
  RefIdentity: NoAttributes;
  StackV2: { readonly elemType: DType; readonly stackName: string };
  StackPushV2: { readonly swapMemory: boolean };
  StackPopV2: { readonly elemType: DType };
  TensorArrayV3: TensorArrayAttributes;
  TensorArrayGradV3: { readonly source: string };
  TensorArrayWriteV3: NoAttributes;
  TensorArrayReadV3: { readonly dtype: DType };
  TensorArrayGatherV3: { readonly dtype: DType; readonly elementShape: Shape };
  TensorArrayScatterV3: NoAttributes;
  TensorArrayConcatV3: { readonly dtype: DType; readonly elementShapeExcept0: Shape };
  TensorArraySplitV3: NoAttributes;
  TensorArraySizeV3: NoAttributes;
  TensorArrayCloseV3: NoAttributes;
}

export const controlFlowRules: RuleTable<ControlFlowAttributes> = {
  Switch: switchRule(false),
  RefSwitch: switchRule(true),
  Merge: merge(false),
  RefMerge: merge(true),
  Enter: enter(false),
  RefEnter: enter(true),
  NextIteration: nextIteration(false),
  RefNextIteration: nextIteration(true),
  Exit: exit(false),
  RefExit: exit(true),
  LoopCond: loopCond,
  ControlTrigger: controlTrigger,
  RefIdentity: refIdentity,
  StackV2: stack,
  StackPushV2: stackPush,
  StackPopV2: stackPop,
  TensorArrayV3: tensorArray,
  TensorArrayGradV3: tensorArrayGrad,
  TensorArrayWriteV3: tensorArrayWrite,
  TensorArrayReadV3: tensorArrayRead,
  TensorArrayGatherV3: tensorArrayGather,
  TensorArrayScatterV3: tensorArrayScatter,
  TensorArrayConcatV3: tensorArrayConcat,
  TensorArraySplitV3: tensorArraySplit,
  TensorArraySizeV3: tensorArraySize,
  TensorArrayCloseV3: tensorArrayClose,
};
