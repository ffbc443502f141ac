/** @file Derivatives of convolutions and pools of volumes against central differences. */
import type { Builder } from '../../../../src/engine/builder';
import type { Tensor } from '../../../../src/engine/graph';
import type { Knowledge, Point } from '../../finiteDifferences';
import { expectGradientsMatch, expectSecondGradientsMatch } from '../../finiteDifferences';

/** Different numbers, none close to another, so that a maximum stays one when it is moved a bit. */
function point(dims: readonly number[]): Point {
  const size = dims.reduce((product, dim) => product * dim, 1);
  return { dims, values: Array.from({ length: size }, (_none, i) => ((i * 37) % 101) / 25 - 2) };
}

const knowledge: readonly Knowledge[] = ['full', 'rank'];

describe('derivatives over volumes', () => {
  for (const padding of ['SAME', 'VALID'] as const) {
    for (const strides of [[1, 1, 1, 1, 1], [1, 2, 1, 2, 1]]) {
      const convolution = {
        strides, padding, dataFormat: 'NDHWC', dilations: [1, 1, 1, 1, 1],
      } as const;
      const pool = { ksize: [1, 2, 2, 2, 1], strides, padding, dataFormat: 'NDHWC' } as const;
      const convolve = (b: Builder, xs: readonly Tensor[]) => b.make('Conv3D', xs, convolution);
      const volumes = [point([1, 3, 2, 3, 2]), point([2, 2, 1, 2, 2])];
      it(`Conv3D, ${padding}, strides ${strides}, twice`, () => {
        for (const known of knowledge) {
          expectGradientsMatch({ inputs: volumes, build: convolve, knowledge: known });
        }
        expectSecondGradientsMatch({ inputs: volumes, build: convolve });
      });
      it(`MaxPool3D and AvgPool3D, ${padding}, strides ${strides}`, () => {
        const inputs = [point([2, 3, 2, 3, 2])];
        for (const known of knowledge) {
          for (const op of ['MaxPool3D', 'AvgPool3D'] as const) {
            const build = (b: Builder, xs: readonly Tensor[]) => b.make(op, xs, pool);
            expectGradientsMatch({ inputs, build, knowledge: known });
          }
        }
        expectSecondGradientsMatch({
          inputs,
          build: (b, xs) => {
            const mean = b.make('AvgPool3D', xs, pool);
            return b.make('Mul', [mean, mean], {});
          },
        });
      });
    }
  }
});
