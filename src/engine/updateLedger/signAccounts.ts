/** @file AddSign and PowerSign as named terms. */
import type { Value } from '../value';
import type { Inputs, Note, Reckon } from './accounts';
import type { Arithmetic } from './arithmetic';

/** m′ = m·β + g·(1 − β), and whether g points where m′ does: sign(g)·sign(m′). */
function agreement(by: Arithmetic, { m, beta, grad }: Inputs, note: Note): Value {
  const kept = by.multiply(m!, beta!);
  const next = note('m′', by.add(kept, by.multiply(grad!, by.subtract(1, beta!))));
  return note('sign(g)·sign(m′)', by.multiply(by.sign(grad!), by.sign(next)));
}

export const addSign: Reckon = (by, inputs, note) => {
  const { var: w, lr, alpha, sign_decay, grad } = inputs;
  const agrees = agreement(by, inputs, note);
  const scale = note('α+d·sign(g)·sign(m′)', by.add(alpha!, by.multiply(sign_decay!, agrees)));
  const step = note('lr·(α+d·sign(g)·sign(m′))·g', by.multiply(by.multiply(lr!, scale), grad!));
  return { formula: 'w′ = w − lr·(α+d·sign(g)·sign(m′))·g', after: by.subtract(w!, step) };
};

export const powerSign: Reckon = (by, inputs, note) => {
  const { var: w, lr, logbase, sign_decay, grad } = inputs;
  const agrees = agreement(by, inputs, note);
  const power = by.multiply(by.multiply(logbase!, sign_decay!), agrees);
  const scale = note('b^(d·sign(g)·sign(m′))', by.exponential(power));
  const step = note('lr·b^(d·sign(g)·sign(m′))·g', by.multiply(by.multiply(lr!, scale), grad!));
  return { formula: 'w′ = w − lr·b^(d·sign(g)·sign(m′))·g', after: by.subtract(w!, step) };
};
