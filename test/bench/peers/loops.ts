/** @file Loops that the workloads written by hand share: dense layers, cross entropy, the clip, Adam. */
import { ADAM, CLIP, element } from './data';

export type Numbers = Float32Array | Float64Array;
export type Make = (count: number) => Numbers;

export function filled(make: Make, count: number, seed: number, scale: number): Numbers {
  const made = make(count);
  // Rounded to float32 in every type: the peers begin with the same numbers.
  for (let i = 0; i < count; i++) made[i] = Math.fround(element(i, seed, scale));
  return made;
}

export function clipTogether(all: readonly Numbers[]): void {
  let squares = 0;
  for (const g of all) for (let i = 0; i < g.length; i++) squares += g[i]! * g[i]!;
  const scale = CLIP * Math.min(1 / Math.sqrt(squares), 1 / CLIP);
  if (scale === 1) return;
  for (const g of all) for (let i = 0; i < g.length; i++) g[i]! *= scale;
}

export function adamOf(make: Make, variables: readonly Numbers[]): (gradients: readonly Numbers[]) => void {
  const { rate, beta1, beta2, epsilon } = ADAM;
  const m = variables.map(({ length }) => make(length));
  const v = variables.map(({ length }) => make(length));
  let [power1, power2] = [beta1, beta2];
  return (gradients) => {
    const lr = (rate * Math.sqrt(1 - power2)) / (1 - power1);
    variables.forEach((w, k) => {
      const [g, mk, vk] = [gradients[k]!, m[k]!, v[k]!];
      for (let i = 0; i < w.length; i++) {
        mk[i]! += (g[i]! - mk[i]!) * (1 - beta1);
        vk[i]! += (g[i]! * g[i]! - vk[i]!) * (1 - beta2);
        w[i]! -= (mk[i]! * lr) / (Math.sqrt(vk[i]!) + epsilon);
      }
    });
    power1 *= beta1;
    power2 *= beta2;
  };
}

export function forward(x: Numbers, w: Numbers, b: Numbers, out: Numbers, from: number, to: number, isHidden: boolean): void {
  const rows = x.length / from;
  for (let row = 0; row < rows; row++) {
    const at = row * to;
    for (let j = 0; j < to; j++) out[at + j] = b[j]!;
    for (let i = 0; i < from; i++) {
      const xi = x[row * from + i]!;
      for (let j = 0; j < to; j++) out[at + j]! += xi * w[i * to + j]!;
    }
    if (isHidden) for (let j = 0; j < to; j++) if (out[at + j]! < 0) out[at + j] = 0;
  }
}

/** The mean over the rows; `d` becomes its gradient. */
export function crossEntropy(logits: Numbers, truth: Int32Array, d: Numbers, classes: number): number {
  const rows = truth.length;
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    const at = row * classes;
    let most = -Infinity;
    for (let j = 0; j < classes; j++) most = Math.max(most, logits[at + j]!);
    let sum = 0;
    for (let j = 0; j < classes; j++) sum += d[at + j] = Math.exp(logits[at + j]! - most);
    loss += Math.log(sum) - (logits[at + truth[row]!]! - most);
    for (let j = 0; j < classes; j++) d[at + j] = (d[at + j]! / sum - (j === truth[row] ? 1 : 0)) / rows;
  }
  return loss / rows;
}

/** `dx`: where the gradient of the ReLU's input goes; null for the first layer. */
export function backward(
  x: Numbers, w: Numbers, d: Numbers, gw: Numbers, gb: Numbers, dx: Numbers | null, from: number, to: number,
): void {
  const rows = x.length / from;
  gw.fill(0);
  gb.fill(0);
  for (let row = 0; row < rows; row++) {
    const at = row * to;
    for (let j = 0; j < to; j++) gb[j]! += d[at + j]!;
    for (let i = 0; i < from; i++) {
      const xi = x[row * from + i]!;
      let sum = 0;
      for (let j = 0; j < to; j++) {
        gw[i * to + j]! += xi * d[at + j]!;
        sum += w[i * to + j]! * d[at + j]!;
      }
      if (dx !== null) dx[row * from + i] = xi > 0 ? sum : 0;
    }
  }
}
