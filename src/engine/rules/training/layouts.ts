/** @file The inputs of the fused optimizer ops, by TensorFlow's names and in its order. */

/** What an input is to an update. */
export type Role = 'variable' | 'slot' | 'scalar' | 'step' | 'gradient' | 'indices';

export interface UpdateInput {
  readonly name: string;
  readonly role: Role;
}

const variable: UpdateInput = { name: 'var', role: 'variable' };
const slot = (name: string): UpdateInput => ({ name, role: 'slot' });
const scalar = (name: string): UpdateInput => ({ name, role: 'scalar' });
const gradient = (name = 'grad'): UpdateInput => ({ name, role: 'gradient' });

export const UPDATE_LAYOUTS = {
  ApplyGradientDescent: [variable, scalar('alpha'), gradient('delta')],
  ApplyMomentum: [variable, slot('accum'), scalar('lr'), gradient(), scalar('momentum')],
  ApplyAdam: [
    variable, slot('m'), slot('v'), scalar('beta1_power'), scalar('beta2_power'), scalar('lr'),
    scalar('beta1'), scalar('beta2'), scalar('epsilon'), gradient(),
  ],
  ApplyAdagrad: [variable, slot('accum'), scalar('lr'), gradient()],
  ApplyAdagradDA: [
    variable, slot('gradient_accumulator'), slot('gradient_squared_accumulator'), gradient(),
    scalar('lr'), scalar('l1'), scalar('l2'), { name: 'global_step', role: 'step' },
  ],
  ApplyAdadelta: [
    variable, slot('accum'), slot('accum_update'), scalar('lr'), scalar('rho'), scalar('epsilon'),
    gradient(),
  ],
  ApplyRMSProp: [
    variable, slot('ms'), slot('mom'), scalar('lr'), scalar('rho'), scalar('momentum'),
    scalar('epsilon'), gradient(),
  ],
  ApplyCenteredRMSProp: [
    variable, slot('mg'), slot('ms'), slot('mom'), scalar('lr'), scalar('rho'),
    scalar('momentum'), scalar('epsilon'), gradient(),
  ],
  ApplyFtrl: [
    variable, slot('accum'), slot('linear'), gradient(), scalar('lr'), scalar('l1'), scalar('l2'),
    scalar('lr_power'),
  ],
  ApplyFtrlV2: [
    variable, slot('accum'), slot('linear'), gradient(), scalar('lr'), scalar('l1'), scalar('l2'),
    scalar('l2_shrinkage'), scalar('lr_power'),
  ],
  ApplyProximalGradientDescent: [
    variable, scalar('alpha'), scalar('l1'), scalar('l2'), gradient('delta'),
  ],
  ApplyProximalAdagrad: [
    variable, slot('accum'), scalar('lr'), scalar('l1'), scalar('l2'), gradient(),
  ],
  ApplyAdaMax: [
    variable, slot('m'), slot('v'), scalar('beta1_power'), scalar('lr'), scalar('beta1'),
    scalar('beta2'), scalar('epsilon'), gradient(),
  ],
  ApplyKerasMomentum: [
    variable, slot('accum'), scalar('lr'), gradient(), scalar('momentum'),
  ],
  ApplyAdagradV2: [variable, slot('accum'), scalar('lr'), scalar('epsilon'), gradient()],
  ApplyAdamWithAmsgrad: [
    variable, slot('m'), slot('v'), slot('vhat'), scalar('beta1_power'), scalar('beta2_power'),
    scalar('lr'), scalar('beta1'), scalar('beta2'), scalar('epsilon'), gradient(),
  ],
  ApplyAddSign: [
    variable, slot('m'), scalar('lr'), scalar('alpha'), scalar('sign_decay'), scalar('beta'),
    gradient(),
  ],
  ApplyPowerSign: [
    variable, slot('m'), scalar('lr'), scalar('logbase'), scalar('sign_decay'), scalar('beta'),
    gradient(),
  ],
  ApplyTfjsNesterov: [variable, slot('accum'), scalar('lr'), scalar('momentum'), gradient()],
  ApplyTfjsAdagrad: [variable, slot('accum'), scalar('lr'), scalar('epsilon'), gradient()],
  ApplyTfjsAdadelta: [
    variable, slot('accum_grad'), slot('accum_var'), scalar('lr'), scalar('rho'), scalar('rest'),
    scalar('epsilon'), gradient(),
  ],
  ApplyTfjsAdam: [
    variable, slot('m'), slot('v'), scalar('beta1_power'), scalar('beta2_power'), scalar('lr'),
    scalar('beta1'), scalar('beta2'), scalar('rest1'), scalar('rest2'), scalar('epsilon'), gradient(),
  ],
  ApplyTfjsAdamax: [
    variable, slot('m'), slot('v'), scalar('beta1_power'), scalar('iteration'), scalar('decay'),
    scalar('lr'), scalar('beta1'), scalar('beta2'), scalar('rest1'), scalar('epsilon'), gradient(),
  ],
  ApplyTfjsRMSProp: [
    variable, slot('rms'), slot('momentum_accum'), scalar('lr'), scalar('rho'), scalar('rest'),
    scalar('momentum'), scalar('epsilon'), gradient(),
  ],
  ApplyTfjsCenteredRMSProp: [
    variable, slot('mg'), slot('rms'), slot('momentum_accum'), scalar('lr'), scalar('rho'),
    scalar('rest'), scalar('momentum'), scalar('epsilon'), gradient(),
  ],
} as const satisfies Readonly<Record<string, readonly UpdateInput[]>>;

export type UpdateOp = keyof typeof UPDATE_LAYOUTS;

export function isUpdateOp(op: string): op is UpdateOp {
  return Object.hasOwn(UPDATE_LAYOUTS, op);
}
