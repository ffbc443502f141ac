/** @file Derivatives of depthwise convolutions, first and second, against central differences. */
import type { Builder } from '../../../../src/engine/builder';
import type { Tensor } from '../../../../src/engine/graph';
import type { Point } from '../../finiteDifferences';
import { expectGradientsMatch, expectSecondGradientsMatch } from '../../finiteDifferences';

const waves = (count: number, step: number) =>
  Array.from({ length: count }, (_none, i) => Math.sin(1 + i * step) * 2);
const image: Point = { dims: [1, 4, 3, 2], values: waves(24, 1.3) };
const filter: Point = { dims: [2, 2, 2, 2], values: waves(16, 0.7) };

describe('derivatives of ops on images', () => {
  for (const [stride, padding] of [[1, 'SAME'], [2, 'VALID'], [2, 'SAME']] as const) {
    const attributes = {
      strides: [1, stride, stride, 1], padding, dataFormat: 'NHWC', dilations: [1, 1, 1, 1],
    } as const;
    const build = (b: Builder, [x, w]: readonly Tensor[]) =>
      b.make('DepthwiseConv2dNative', [x!, w!], attributes);

    it(`DepthwiseConv2dNative, stride ${stride}, ${padding}, agrees with differences`, () => {
      expectGradientsMatch({ inputs: [image, filter], build });
      expectSecondGradientsMatch({ inputs: [image, filter], build, tolerance: 1e-5 });
    });
  }

  for (const depthRadius of [1, 5]) {
    it(`LRN of radius ${depthRadius} agrees with differences`, () => {
      expectGradientsMatch({
        inputs: [{ dims: [1, 1, 2, 4], values: waves(8, 0.9) }],
        build: (b, [x]) =>
          b.make('LRN', [x!], { depthRadius, bias: 1, alpha: 0.3, beta: 0.75 }),
      });
    });
  }
});
