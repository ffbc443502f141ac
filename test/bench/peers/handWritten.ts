/**
 * @file The workloads written out by hand in loops over typed arrays: what one writes who needs no library.
 * In float64 the same loops are the reference that every peer must agree with. Knows no engine.
 */
import { CHAIN, element, labels, NOTES, PERCEPTRONS, REGRESSION, type Workload } from './data';
import type { Stepper } from './engine';
import { lenet } from './lenet';
import { adamOf, backward, clipTogether, crossEntropy, filled, forward, type Make } from './loops';

/** `isReference`: in float64. */
export function handWritten(workload: Workload, isReference: boolean): Stepper {
  const make: Make = (count) => (isReference ? new Float64Array(count) : new Float32Array(count));
  return WRITTEN[workload](make);
}

const WRITTEN: { readonly [W in Workload]: (make: Make) => Stepper } = {
  A: (make) => {
    const at = make(2).fill(0);
    at.set([NOTES.w, NOTES.x]);
    const clipped = (g: number) => (g * NOTES.clip) / Math.max(Math.abs(g), NOTES.clip);
    return {
      step: () => {
        const [w, x] = at as unknown as [number, number];
        at[0] = w - NOTES.rate * clipped(x);
        at[1] = x - NOTES.rate * clipped(w);
        return w * x;
      },
    };
  },
  B: (make) => {
    const { rows, columns, rate, momentum } = REGRESSION;
    const x = filled(make, rows * columns, 1, 1);
    const y = filled(make, rows, 2, 1);
    const w = make(columns + 1);
    for (let i = 0; i < columns; i++) w[i] = Math.fround(element(i, 3, Math.sqrt(2 / columns)));
    const velocity = make(columns + 1);
    const g = make(columns + 1);
    return {
      step: () => {
        g.fill(0);
        let loss = 0;
        for (let row = 0; row < rows; row++) {
          let away = w[columns]! - y[row]!;
          for (let i = 0; i < columns; i++) away += x[row * columns + i]! * w[i]!;
          loss += away * away;
          const d = (2 * away) / rows;
          for (let i = 0; i < columns; i++) g[i]! += d * x[row * columns + i]!;
          g[columns]! += d;
        }
        clipTogether([g]);
        for (let i = 0; i <= columns; i++) {
          velocity[i] = momentum * velocity[i]! + g[i]!;
          w[i]! -= rate * velocity[i]!;
        }
        return loss / rows;
      },
    };
  },
  C: (make) => perceptron(make, PERCEPTRONS.C.sizes, PERCEPTRONS.C.batch),
  D: (make) => perceptron(make, PERCEPTRONS.D.sizes, PERCEPTRONS.D.batch),
  E: (make) => lenet(make),
  F: (make) => {
    const { rounds, size, rate, factor, shift } = CHAIN;
    const v = filled(make, size, 1, 1);
    const h = Array.from({ length: rounds + 1 }, () => make(size));
    const moved = Array.from({ length: rounds }, () => make(size));
    const g = make(size);
    return {
      step: () => {
        h[0]!.set(v);
        for (let round = 0; round < rounds; round++) {
          const [from, to, z] = [h[round]!, h[round + 1]!, moved[round]!];
          for (let i = 0; i < size; i++) {
            z[i] = from[i]! * factor + shift;
            to[i] = Math.tanh(Math.sin(z[i]!));
          }
        }
        const last = h[rounds]!;
        let loss = 0;
        for (let i = 0; i < size; i++) loss += last[i]!;
        g.fill(1);
        for (let round = rounds; round-- > 0; ) {
          const [out, z] = [h[round + 1]!, moved[round]!];
          for (let i = 0; i < size; i++) g[i]! *= (1 - out[i]! * out[i]!) * Math.cos(z[i]!) * factor;
        }
        clipTogether([g]);
        for (let i = 0; i < size; i++) v[i]! -= rate * g[i]!;
        return loss;
      },
    };
  },
  G: (make) => {
    const at = make(2);
    at.set([-1, 1.5]);
    const g = make(2);
    const adam = adamOf(make, [at]);
    return {
      step: () => {
        const [x, y] = at as unknown as [number, number];
        const valley = y - x * x;
        g[0] = -2 * (1 - x) - 400 * x * valley;
        g[1] = 200 * valley;
        clipTogether([g]);
        adam([g]);
        return (1 - x) ** 2 + 100 * valley ** 2;
      },
    };
  },
};

function perceptron(make: Make, sizes: readonly number[], batch: number): Stepper {
  const layers = sizes.length - 1;
  const x = filled(make, batch * sizes[0]!, 1, 1);
  const truth = labels(batch, sizes[layers]!);
  const w = Array.from({ length: layers }, (_none, k) =>
    filled(make, sizes[k]! * sizes[k + 1]!, 11 + k, Math.sqrt(2 / sizes[k]!)),
  );
  const b = Array.from({ length: layers }, (_none, k) => make(sizes[k + 1]!));
  const h = [x, ...Array.from({ length: layers }, (_none, k) => make(batch * sizes[k + 1]!))];
  const d = h.map(({ length }) => make(length));
  const gw = w.map(({ length }) => make(length));
  const gb = b.map(({ length }) => make(length));
  const gradients = gw.flatMap((g, k) => [g, gb[k]!]);
  const adam = adamOf(make, w.flatMap((wk, k) => [wk, b[k]!]));
  return {
    step: () => {
      for (let k = 0; k < layers; k++) forward(h[k]!, w[k]!, b[k]!, h[k + 1]!, sizes[k]!, sizes[k + 1]!, k + 1 < layers);
      const loss = crossEntropy(h[layers]!, truth, d[layers]!, sizes[layers]!);
      for (let k = layers; k-- > 0; ) {
        backward(h[k]!, w[k]!, d[k + 1]!, gw[k]!, gb[k]!, k > 0 ? d[k]! : null, sizes[k]!, sizes[k + 1]!);
      }
      clipTogether(gradients);
      adam(gradients);
      return loss;
    },
  };
}
