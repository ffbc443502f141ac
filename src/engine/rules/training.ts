/**
 * @file The training family joined: the fused optimizer ops, which write a variable and its slots.
 */
import type { RuleTable } from '../rule';
import { applyAdaMax, applyAdam } from './training/adams';
import {
  applyAdadelta, applyAdagrad, applyAdagradDA, applyCenteredRMSProp, applyProximalAdagrad,
  applyRMSProp,
} from './training/adaptiveRates';
import {
  applyGradientDescent, applyMomentum, applyProximalGradientDescent,
} from './training/descents';
import { applyFtrl, applyFtrlV2 } from './training/ftrls';
import {
  applyAdagradV2, applyAdamWithAmsgrad, applyKerasMomentum, sparseApplyAdagradV2,
  sparseApplyKerasMomentum,
} from './training/keras';
import { applyAddSign, applyPowerSign } from './training/signs';
import {
  sparseApplyAdadelta, sparseApplyAdagrad, sparseApplyAdagradDA, sparseApplyCenteredRMSProp,
  sparseApplyProximalAdagrad, sparseApplyRMSProp,
} from './training/sparseAdaptiveRates';
import {
  sparseApplyMomentum, sparseApplyProximalGradientDescent,
} from './training/sparseDescents';
import { sparseApplyFtrl, sparseApplyFtrlV2 } from './training/sparseFtrls';
import { onHandles } from './state/onHandles';
import { withShapesInErrors } from './shapeErrors';
import {
  applyTfjsAdadelta, applyTfjsAdagrad, applyTfjsAdam, applyTfjsAdamax, applyTfjsCenteredRMSProp, applyTfjsNesterov,
  applyTfjsRMSProp,
} from './training/tfjs';

interface Locking {
  readonly useLocking: boolean;
}

/** Attributes of the ops that take variables by reference, under TensorFlow's op type names. */
interface ByReference {
  ApplyGradientDescent: Locking;
  ApplyMomentum: Locking & { readonly useNesterov: boolean };
  ApplyAdam: Locking & { readonly useNesterov: boolean };
  ApplyAdagrad: Locking & { readonly updateSlots: boolean };
  ApplyAdagradDA: Locking;
  ApplyAdadelta: Locking;
  ApplyRMSProp: Locking;
  ApplyCenteredRMSProp: Locking;
  ApplyFtrl: Locking;
  ApplyFtrlV2: Locking;
  ApplyProximalGradientDescent: Locking;
  ApplyProximalAdagrad: Locking;
  ApplyAdaMax: Locking;
  ApplyAddSign: Locking;
  ApplyPowerSign: Locking;
  SparseApplyMomentum: Locking & { readonly useNesterov: boolean };
  SparseApplyAdagrad: Locking & { readonly updateSlots: boolean };
  SparseApplyAdagradDA: Locking;
  SparseApplyAdadelta: Locking;
  SparseApplyRMSProp: Locking;
  SparseApplyCenteredRMSProp: Locking;
  SparseApplyFtrl: Locking;
  SparseApplyFtrlV2: Locking;
  SparseApplyProximalGradientDescent: Locking;
  SparseApplyProximalAdagrad: Locking;
}

/** Each of them again, on handles of resource variables: the same attributes, the same kernel. */
type ByHandle = { [P in keyof ByReference as `Resource${P}`]: ByReference[P] };

/** Those that Python makes on handles only. */
interface ByHandleOnly {
  ResourceApplyAdagradV2: Locking & { readonly updateSlots: boolean };
  ResourceSparseApplyAdagradV2: Locking & { readonly updateSlots: boolean };
  ResourceApplyKerasMomentum: Locking & { readonly useNesterov: boolean };
  ResourceApplyAdamWithAmsgrad: Locking;
  ResourceSparseApplyKerasMomentum: Locking & { readonly useNesterov: boolean };
}

/** Those of TensorFlow.js's optimizers. */
type OfTfjs = Readonly<Record<
  | 'ResourceApplyTfjsNesterov'
  | 'ResourceApplyTfjsAdagrad'
  | 'ResourceApplyTfjsAdadelta'
  | 'ResourceApplyTfjsAdam'
  | 'ResourceApplyTfjsAdamax'
  | 'ResourceApplyTfjsRMSProp'
  | 'ResourceApplyTfjsCenteredRMSProp'
  , Locking>>;

export type TrainingAttributes = ByReference & ByHandle & ByHandleOnly & OfTfjs;

export const trainingRules: RuleTable<TrainingAttributes> = withShapesInErrors({
  ApplyGradientDescent: applyGradientDescent,
  ApplyMomentum: applyMomentum,
  ApplyAdam: applyAdam,
  ApplyAdagrad: applyAdagrad,
  ApplyAdagradDA: applyAdagradDA,
  ApplyAdadelta: applyAdadelta,
  ApplyRMSProp: applyRMSProp,
  ApplyCenteredRMSProp: applyCenteredRMSProp,
  ApplyFtrl: applyFtrl,
  ApplyFtrlV2: applyFtrlV2,
  ApplyProximalGradientDescent: applyProximalGradientDescent,
  ApplyProximalAdagrad: applyProximalAdagrad,
  ApplyAdaMax: applyAdaMax,
  ApplyAddSign: applyAddSign,
  ApplyPowerSign: applyPowerSign,
  SparseApplyMomentum: sparseApplyMomentum,
  SparseApplyAdagrad: sparseApplyAdagrad,
  SparseApplyAdagradDA: sparseApplyAdagradDA,
  SparseApplyAdadelta: sparseApplyAdadelta,
  SparseApplyRMSProp: sparseApplyRMSProp,
  SparseApplyCenteredRMSProp: sparseApplyCenteredRMSProp,
  SparseApplyFtrl: sparseApplyFtrl,
  SparseApplyFtrlV2: sparseApplyFtrlV2,
  SparseApplyProximalGradientDescent: sparseApplyProximalGradientDescent,
  SparseApplyProximalAdagrad: sparseApplyProximalAdagrad,
  ResourceApplyGradientDescent: onHandles(applyGradientDescent),
  ResourceApplyMomentum: onHandles(applyMomentum),
  ResourceApplyAdam: onHandles(applyAdam),
  ResourceApplyAdagrad: onHandles(applyAdagrad),
  ResourceApplyAdagradDA: onHandles(applyAdagradDA),
  ResourceApplyAdadelta: onHandles(applyAdadelta),
  ResourceApplyRMSProp: onHandles(applyRMSProp),
  ResourceApplyCenteredRMSProp: onHandles(applyCenteredRMSProp),
  ResourceApplyFtrl: onHandles(applyFtrl),
  ResourceApplyFtrlV2: onHandles(applyFtrlV2),
  ResourceApplyProximalGradientDescent: onHandles(applyProximalGradientDescent),
  ResourceApplyProximalAdagrad: onHandles(applyProximalAdagrad),
  ResourceApplyAdagradV2: onHandles(applyAdagradV2),
  ResourceApplyKerasMomentum: onHandles(applyKerasMomentum),
  ResourceApplyAdamWithAmsgrad: onHandles(applyAdamWithAmsgrad),
  ResourceSparseApplyAdagradV2: onHandles(sparseApplyAdagradV2),
  ResourceSparseApplyKerasMomentum: onHandles(sparseApplyKerasMomentum),
  ResourceApplyAddSign: onHandles(applyAddSign),
  ResourceApplyPowerSign: onHandles(applyPowerSign),
  ResourceApplyAdaMax: onHandles(applyAdaMax),
  ResourceSparseApplyMomentum: onHandles(sparseApplyMomentum),
  ResourceSparseApplyAdagrad: onHandles(sparseApplyAdagrad),
  ResourceSparseApplyAdagradDA: onHandles(sparseApplyAdagradDA),
  ResourceSparseApplyAdadelta: onHandles(sparseApplyAdadelta),
  ResourceSparseApplyRMSProp: onHandles(sparseApplyRMSProp),
  ResourceSparseApplyCenteredRMSProp: onHandles(sparseApplyCenteredRMSProp),
  ResourceSparseApplyFtrl: onHandles(sparseApplyFtrl),
  ResourceSparseApplyFtrlV2: onHandles(sparseApplyFtrlV2),
  ResourceSparseApplyProximalGradientDescent: onHandles(sparseApplyProximalGradientDescent),
  ResourceSparseApplyProximalAdagrad: onHandles(sparseApplyProximalAdagrad),
  ResourceApplyTfjsNesterov: onHandles(applyTfjsNesterov),
  ResourceApplyTfjsAdagrad: onHandles(applyTfjsAdagrad),
  ResourceApplyTfjsAdadelta: onHandles(applyTfjsAdadelta),
  ResourceApplyTfjsAdam: onHandles(applyTfjsAdam),
  ResourceApplyTfjsAdamax: onHandles(applyTfjsAdamax),
  ResourceApplyTfjsRMSProp: onHandles(applyTfjsRMSProp),
  ResourceApplyTfjsCenteredRMSProp: onHandles(applyTfjsCenteredRMSProp),
});
