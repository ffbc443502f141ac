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
import { applyAddSign, applyPowerSign } from './training/signs';
import {
  sparseApplyAdadelta, sparseApplyAdagrad, sparseApplyAdagradDA, sparseApplyCenteredRMSProp,
  sparseApplyProximalAdagrad, sparseApplyRMSProp,
} from './training/sparseAdaptiveRates';
import {
  sparseApplyMomentum, sparseApplyProximalGradientDescent,
} from './training/sparseDescents';
import { sparseApplyFtrl, sparseApplyFtrlV2 } from './training/sparseFtrls';
import { withShapesInErrors } from './shapeErrors';

interface Locking {
  readonly useLocking: boolean;
}

/** Attributes of the training ops, under TensorFlow's op type names. */
export interface TrainingAttributes {
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
});
