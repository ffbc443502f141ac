/**
 * @file The inputs of the fused optimizer ops that update some rows of a variable, by TensorFlow's
 * names and in its order. A gradient [k, …] belongs to the k rows that `indices` name.
 */
import type { UpdateInput } from './layouts';

const variable: UpdateInput = { name: 'var', role: 'variable' };
const slot = (name: string): UpdateInput => ({ name, role: 'slot' });
const scalar = (name: string): UpdateInput => ({ name, role: 'scalar' });
const rows: readonly UpdateInput[] = [
  { name: 'grad', role: 'gradient' }, { name: 'indices', role: 'indices' },
];

export const SPARSE_LAYOUTS = {
  SparseApplyMomentum: [variable, slot('accum'), scalar('lr'), ...rows, scalar('momentum')],
  SparseApplyAdagrad: [variable, slot('accum'), scalar('lr'), ...rows],
  SparseApplyKerasMomentum: [variable, slot('accum'), scalar('lr'), ...rows, scalar('momentum')],
  SparseApplyAdagradV2: [
    variable, slot('accum'), scalar('lr'), scalar('epsilon'), ...rows,
  ],
  SparseApplyAdagradDA: [
    variable, slot('gradient_accumulator'), slot('gradient_squared_accumulator'), ...rows,
    scalar('lr'), scalar('l1'), scalar('l2'), { name: 'global_step', role: 'step' },
  ],
  SparseApplyAdadelta: [
    variable, slot('accum'), slot('accum_update'), scalar('lr'), scalar('rho'), scalar('epsilon'),
    ...rows,
  ],
  SparseApplyRMSProp: [
    variable, slot('ms'), slot('mom'), scalar('lr'), scalar('rho'), scalar('momentum'),
    scalar('epsilon'), ...rows,
  ],
  SparseApplyCenteredRMSProp: [
    variable, slot('mg'), slot('ms'), slot('mom'), scalar('lr'), scalar('rho'),
    scalar('momentum'), scalar('epsilon'), ...rows,
  ],
  SparseApplyFtrl: [
    variable, slot('accum'), slot('linear'), ...rows, scalar('lr'), scalar('l1'), scalar('l2'),
    scalar('lr_power'),
  ],
  SparseApplyFtrlV2: [
    variable, slot('accum'), slot('linear'), ...rows, scalar('lr'), scalar('l1'), scalar('l2'),
    scalar('l2_shrinkage'), scalar('lr_power'),
  ],
  SparseApplyProximalGradientDescent: [
    variable, scalar('alpha'), scalar('l1'), scalar('l2'), ...rows,
  ],
  SparseApplyProximalAdagrad: [
    variable, slot('accum'), scalar('lr'), scalar('l1'), scalar('l2'), ...rows,
  ],
} as const satisfies Readonly<Record<string, readonly UpdateInput[]>>;

export type SparseUpdateOp = keyof typeof SPARSE_LAYOUTS;

export function isSparseUpdateOp(op: string): op is SparseUpdateOp {
  return Object.hasOwn(SPARSE_LAYOUTS, op);
}
