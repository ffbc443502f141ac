/** @file The derivative of ResizeBicubic against differences: the op computes in float32, so coarse ones. */
import type { Point } from '../../finiteDifferences';
import { expectGradientsMatch } from '../../finiteDifferences';

function image(dims: readonly number[]): Point {
  const size = dims.reduce((product, dim) => product * dim, 1);
  return { dims, values: Array.from({ length: size }, (_none, i) => ((i * 37) % 101) / 50 - 1) };
}

describe('the derivative of ResizeBicubic', () => {
  for (const alignCorners of [false, true]) {
    for (const [rows, columns] of [[5, 7], [2, 3], [4, 3]] as const) {
      it(`agrees with differences to ${rows} × ${columns}, alignCorners ${alignCorners}`, () => {
        expectGradientsMatch({
          inputs: [image([1, 4, 3, 2])], step: 1e-2, tolerance: 1e-3,
          build: (build, [x]) => {
            const size = build.integers([rows, columns]);
            const attributes = { alignCorners, halfPixelCenters: false };
            const resized = build.make('ResizeBicubic', [x!, size], attributes);
            return build.make('Cast', [resized], { dstT: 'float64' });
          },
        });
      });
    }
  }
});
