"""What the ops on resource variables take, in the notation of `_signatures`.

Written by test/oracle/graphs/recordSignatures.py from the op definitions of TensorFlow 1.15.5.
"""

RESOURCE_SIGNATURES = {
    'ResourceApplyGradientDescent': 'var:=resource alpha:T delta:T|T:1',
    'ResourceApplyMomentum': 'var:=resource accum:=resource lr:T grad:T momentum:T|T:1',
    'ResourceApplyAdam': ''
    'var:=resource m:=resource v:=resource beta1_power:T beta2_power:T lr:T beta1:T '
    'beta2:T epsilon:T grad:T|T:1',
    'ResourceApplyAdagrad': 'var:=resource accum:=resource lr:T grad:T|T:1',
    'ResourceApplyAdagradDA': 'var:=resource gradient_accumulator:=resource '
    'gradient_squared_accumulator:=resource grad:T lr:T l1:T l2:T '
    'global_step:=int64|T:1',
    'ResourceApplyAdadelta': ''
    'var:=resource accum:=resource accum_update:=resource lr:T rho:T epsilon:T '
    'grad:T|T:1',
    'ResourceApplyRMSProp': ''
    'var:=resource ms:=resource mom:=resource lr:T rho:T momentum:T epsilon:T '
    'grad:T|T:1',
    'ResourceApplyCenteredRMSProp': ''
    'var:=resource mg:=resource ms:=resource mom:=resource lr:T rho:T momentum:T '
    'epsilon:T grad:T|T:1',
    'ResourceApplyFtrl': 'var:=resource accum:=resource linear:=resource grad:T lr:T l1:T l2:T '
    'lr_power:T|T:1',
    'ResourceApplyFtrlV2': 'var:=resource accum:=resource linear:=resource grad:T lr:T l1:T l2:T '
    'l2_shrinkage:T lr_power:T|T:1',
    'ResourceApplyProximalGradientDescent': 'var:=resource alpha:T l1:T l2:T delta:T|T:1',
    'ResourceApplyProximalAdagrad': 'var:=resource accum:=resource lr:T l1:T l2:T grad:T|T:1',
    'ResourceApplyAddSign': 'var:=resource m:=resource lr:T alpha:T sign_decay:T beta:T grad:T|T:1',
    'ResourceApplyPowerSign': 'var:=resource m:=resource lr:T logbase:T sign_decay:T beta:T '
    'grad:T|T:1',
    'ResourceApplyAdaMax': ''
    'var:=resource m:=resource v:=resource beta1_power:T lr:T beta1:T beta2:T '
    'epsilon:T grad:T|T:1',
    'ResourceSparseApplyMomentum': ''
    'var:=resource accum:=resource lr:T grad:T indices:Tindices momentum:T|T:1 '
    'Tindices:7',
    'ResourceSparseApplyAdagrad': ''
    'var:=resource accum:=resource lr:T grad:T indices:Tindices|T:1 Tindices:7',
    'ResourceSparseApplyAdagradDA': 'var:=resource gradient_accumulator:=resource '
    'gradient_squared_accumulator:=resource grad:T indices:Tindices lr:T l1:T l2:T '
    'global_step:=int64|T:1 Tindices:7',
    'ResourceSparseApplyAdadelta': ''
    'var:=resource accum:=resource accum_update:=resource lr:T rho:T epsilon:T grad:T '
    'indices:Tindices|T:1 Tindices:7',
    'ResourceSparseApplyRMSProp': ''
    'var:=resource ms:=resource mom:=resource lr:T rho:T momentum:T epsilon:T grad:T '
    'indices:Tindices|T:1 Tindices:7',
    'ResourceSparseApplyCenteredRMSProp': ''
    'var:=resource mg:=resource ms:=resource mom:=resource lr:T rho:T momentum:T '
    'epsilon:T grad:T indices:Tindices|T:1 Tindices:7',
    'ResourceSparseApplyFtrl': ''
    'var:=resource accum:=resource linear:=resource grad:T indices:Tindices lr:T l1:T '
    'l2:T lr_power:T|T:1 Tindices:7',
    'ResourceSparseApplyFtrlV2': ''
    'var:=resource accum:=resource linear:=resource grad:T indices:Tindices lr:T l1:T '
    'l2:T l2_shrinkage:T lr_power:T|T:1 Tindices:7',
    'ResourceSparseApplyProximalGradientDescent': ''
    'var:=resource alpha:T l1:T l2:T grad:T indices:Tindices|T:1 Tindices:7',
    'ResourceSparseApplyProximalAdagrad': ''
    'var:=resource accum:=resource lr:T l1:T l2:T grad:T indices:Tindices|T:1 '
    'Tindices:7',
    'ResourceApplyAdagradV2': 'var:=resource accum:=resource lr:T epsilon:T grad:T|T:1',
    'ResourceApplyKerasMomentum': 'var:=resource accum:=resource lr:T grad:T momentum:T|T:1',
    'ResourceApplyAdamWithAmsgrad': 'var:=resource m:=resource v:=resource vhat:=resource '
    'beta1_power:T beta2_power:T lr:T beta1:T beta2:T epsilon:T grad:T|T:1',
    'ResourceSparseApplyAdagradV2': 'var:=resource accum:=resource lr:T epsilon:T grad:T '
    'indices:Tindices|T:1 Tindices:7',
    'ResourceSparseApplyKerasMomentum': 'var:=resource accum:=resource lr:T grad:T '
    'indices:Tindices momentum:T|T:1 Tindices:7',
    'VarHandleOp': '',
    'ReadVariableOp': 'resource:=resource',
    'ResourceGather': 'resource:=resource indices:Tindices|Tindices:7',
    'VariableShape': 'input:=resource',
    'AssignVariableOp': 'resource:=resource value:dtype',
    'AssignAddVariableOp': 'resource:=resource value:dtype',
    'AssignSubVariableOp': 'resource:=resource value:dtype',
    'VarIsInitializedOp': 'resource:=resource',
    'ResourceScatterAdd': 'resource:=resource indices:Tindices updates:dtype|dtype:1 Tindices:7',
    'ResourceScatterSub': 'resource:=resource indices:Tindices updates:dtype|dtype:1 Tindices:7',
    'ResourceScatterMul': 'resource:=resource indices:Tindices updates:dtype|dtype:1 Tindices:7',
    'ResourceScatterDiv': 'resource:=resource indices:Tindices updates:dtype|dtype:1 Tindices:7',
    'ResourceScatterMin': 'resource:=resource indices:Tindices updates:dtype|dtype:1 Tindices:7',
    'ResourceScatterMax': 'resource:=resource indices:Tindices updates:dtype|dtype:1 Tindices:7',
    'ResourceScatterUpdate': 'resource:=resource indices:Tindices updates:dtype|Tindices:7',
}  # fmt: skip
