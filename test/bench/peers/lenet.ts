/** @file LeNet written out by hand: two convolutions with pools, two dense layers. Images lie as rows, columns, channels. */
import { labels, LENET } from './data';
import type { Stepper } from './engine';
import { adamOf, backward, clipTogether, crossEntropy, filled, forward, type Make, type Numbers } from './loops';

/** A square image of so many points a side, with channels in and out, under a filter of `size` points a side. */
interface Grid {
  readonly side: number;
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

export function lenet(make: Make): Stepper {
  const { batch, side, size, filters, hidden, classes } = LENET;
  const [first, second] = filters;
  const grids: readonly Grid[] = [{ side, from: 1, to: first, size }, { side: side / 2, from: first, to: second, size }];
  const flat = (side / 4) ** 2 * second;
  const x = filled(make, batch * side * side, 1, 1);
  const truth = labels(batch, classes);
  const shapes = [[size * size, first], [size * size * first, second], [flat, hidden], [hidden, classes]] as const;
  const w = shapes.map(([from, to], k) => filled(make, from * to, 11 + k, Math.sqrt(2 / from)));
  const b = shapes.map(([, to]) => make(to));
  const [gw, gb] = [w.map(({ length }) => make(length)), b.map(({ length }) => make(length))];
  const gradients = gw.flatMap((g, k) => [g, gb[k]!]);
  const adam = adamOf(make, w.flatMap((wk, k) => [wk, b[k]!]));
  const images = grids.map((grid) => make(batch * grid.side ** 2 * grid.to));
  const pooled = grids.map((grid) => make((batch * grid.side ** 2 * grid.to) / 4));
  const [dImages, dPooled] = [images.map(({ length }) => make(length)), pooled.map(({ length }) => make(length))];
  const [h, logits] = [make(batch * hidden), make(batch * classes)];
  const [dh, dLogits] = [make(batch * hidden), make(batch * classes)];
  return {
    step: () => {
      grids.forEach((grid, k) => {
        convolve(k === 0 ? x : pooled[0]!, w[k]!, b[k]!, images[k]!, grid, batch);
        pool(images[k]!, pooled[k]!, grid, batch);
      });
      forward(pooled[1]!, w[2]!, b[2]!, h, flat, hidden, true);
      forward(h, w[3]!, b[3]!, logits, hidden, classes, false);
      const loss = crossEntropy(logits, truth, dLogits, classes);
      backward(h, w[3]!, dLogits, gw[3]!, gb[3]!, dh, hidden, classes);
      // The pool's output is above 0 where its image is: what `backward` sets to 0 gets no gradient there either.
      backward(pooled[1]!, w[2]!, dh, gw[2]!, gb[2]!, dPooled[1]!, flat, hidden);
      for (let k = 2; k-- > 0; ) {
        unpool(images[k]!, dPooled[k]!, dImages[k]!, grids[k]!, batch);
        convolveBack(k === 0 ? x : pooled[0]!, w[k]!, dImages[k]!, gw[k]!, gb[k]!, k > 0 ? dPooled[0]! : null, grids[k]!, batch);
      }
      clipTogether(gradients);
      adam(gradients);
      return loss;
    },
  };
}

/** Calls `visit` with the places of an output point, the input point under an offset of the filter, and the offset. */
function eachOffset({ side, from, to, size }: Grid, batch: number, visit: (out: number, input: number, filter: number) => void): void {
  const before = (size - 1) / 2;
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const out = ((n * side + y) * side + x) * to;
        for (let i = 0; i < size; i++) {
          const row = y + i - before;
          if (row < 0 || row >= side) continue;
          for (let j = 0; j < size; j++) {
            const column = x + j - before;
            if (column < 0 || column >= side) continue;
            visit(out, ((n * side + row) * side + column) * from, (i * size + j) * from * to);
          }
        }
      }
    }
  }
}

/** With its bias and ReLU. */
function convolve(x: Numbers, w: Numbers, b: Numbers, out: Numbers, grid: Grid, batch: number): void {
  const { from, to } = grid;
  for (let at = 0; at < out.length; at++) out[at] = b[at % to]!;
  eachOffset(grid, batch, (at, input, filter) => {
    for (let c = 0; c < from; c++) {
      const xc = x[input + c]!;
      for (let f = 0; f < to; f++) out[at + f]! += xc * w[filter + c * to + f]!;
    }
  });
  for (let at = 0; at < out.length; at++) if (out[at]! < 0) out[at] = 0;
}

/** `d`: the gradient before the ReLU. `dx`: null for the first layer. */
function convolveBack(
  x: Numbers, w: Numbers, d: Numbers, gw: Numbers, gb: Numbers, dx: Numbers | null, grid: Grid, batch: number,
): void {
  const { from, to } = grid;
  gw.fill(0);
  gb.fill(0);
  dx?.fill(0);
  for (let at = 0; at < d.length; at++) gb[at % to]! += d[at]!;
  eachOffset(grid, batch, (at, input, filter) => {
    for (let c = 0; c < from; c++) {
      const xc = x[input + c]!;
      let sum = 0;
      for (let f = 0; f < to; f++) {
        gw[filter + c * to + f]! += xc * d[at + f]!;
        sum += w[filter + c * to + f]! * d[at + f]!;
      }
      if (dx !== null) dx[input + c]! += sum;
    }
  });
}

/** The places of the four points of each window of 2 × 2, and of its output. */
function eachWindow({ side, to }: Grid, batch: number, visit: (out: number, points: readonly [number, number, number, number]) => void): void {
  const half = side / 2;
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < half; y++) {
      for (let x = 0; x < half; x++) {
        for (let c = 0; c < to; c++) {
          const at = ((n * side + 2 * y) * side + 2 * x) * to + c;
          visit(((n * half + y) * half + x) * to + c, [at, at + to, at + side * to, at + (side + 1) * to]);
        }
      }
    }
  }
}

function pool(image: Numbers, out: Numbers, grid: Grid, batch: number): void {
  eachWindow(grid, batch, (at, [a, b, c, d]) => (out[at] = Math.max(image[a]!, image[b]!, image[c]!, image[d]!)));
}

/** To the first of the largest points, if the ReLU lets it through. */
function unpool(image: Numbers, dOut: Numbers, d: Numbers, grid: Grid, batch: number): void {
  d.fill(0);
  eachWindow(grid, batch, (at, points) => {
    let most = points[0];
    for (const point of points) if (image[point]! > image[most]!) most = point;
    if (image[most]! > 0) d[most] = dOut[at]!;
  });
}
