/**
 * @file Conv2D and the two ops that are its derivatives; each op's own derivatives are the other
 * two. Kernels: patches as a matrix, then the products of MatMul, a few images at a time.
 */
import type { Data, DType } from '../../dtypes';
import { allocate } from '../../dtypes';
import type { Tensor } from '../../graph';
import { none } from '../../rule';
import type { Backward, Bound, Rule } from '../../rule';
import type { Dims } from '../../shape';
import { integersOf } from '../../value';
import { partialShape } from '../array/partialShape';
import { withRank } from '../array/staticShape';
import { fusedSlices, multiplier } from '../math/matmulKernel';
import type { Product } from '../math/matrixProduct';
import type { ConvolutionAttributes } from './convolutionShapes';
import {
  backpropGrid, checkOneType, convolutionGrid, inferConvolution,
} from './convolutionShapes';
import type { ByPatches, IntoPatches } from './fusedPatches';
import { gradientInPatches, patchesTimesFilter, patchesTimesGradient } from './fusedPatches';
import { gatherPatches, scatterPatches } from './patches';
import type { PatchGrid } from './windows';
import { imageSize, outputDims, patchSize, positionsOf } from './windows';

/** Elements of a patch matrix that is made at a time: a few megabytes, whatever the batch. */
const CHUNK = 1 << 18;
/** As much is held where the product sums over the images: TensorFlow's order is that of one product. */
const WHOLE = 1 << 22;

/** Patches of more images where they need no matrix of their own. */
const UNHELD = 1 << 20;

/** Images whose patches are held at a time, and the runs of that many (the last may be shorter). */
function chunksOf(grid: PatchGrid, chunk = CHUNK): { most: number; sizes: readonly number[] } {
  const perImage = Math.max(1, positionsOf(grid) * patchSize(grid));
  const most = Math.max(1, Math.min(grid.batch, Math.floor(chunk / perImage)));
  const sizes = new Array<number>(Math.ceil(grid.batch / most)).fill(most);
  if (sizes.length > 0) sizes[sizes.length - 1] = grid.batch - most * (sizes.length - 1);
  return { most, sizes };
}

/** As `chunksOf`, more at a time where patches need no matrix, if sums have the same slices with more images as with fewer. */
function unheldChunks(dtype: DType, grid: PatchGrid, productOf: (images: number) => Product): ReturnType<typeof chunksOf> {
  const few = chunksOf(grid);
  if (dtype !== 'float32' || grid.columns.dilation !== 1) return few;
  const many = chunksOf(grid, UNHELD);
  const slices = [...few.sizes, ...many.sizes].map((images) => fusedSlices(productOf(images))?.shards);
  const [first] = slices;
  const isSame = (other: typeof first): boolean => other !== undefined && JSON.stringify(other) === JSON.stringify(first);
  return slices.every(isSame) ? many : few;
}

/** One function per number of images: the last run may be shorter than the others. */
function eachSize<F>(sizes: readonly number[], make: (images: number) => F): (images: number) => F {
  const made = new Map<number, F>();
  for (const images of sizes) if (!made.has(images)) made.set(images, make(images));
  return (images) => made.get(images)!;
}

/** A matrix for the patches of so many images, made when it is needed: those who can do without it. */
function patchMatrix(dtype: DType, grid: PatchGrid, most: number): () => Data {
  let patches: Data | undefined;
  return () => (patches ??= allocate(dtype, most * positionsOf(grid) * patchSize(grid)));
}

function bindForward(dtype: DType, grid: PatchGrid, filters: number): Bound {
  const k = patchSize(grid);
  const positions = positionsOf(grid);
  const productOf = (images: number): Product => ({ m: images * positions, k, n: filters, transposeA: false, transposeB: false });
  const { most, sizes } = unheldChunks(dtype, grid, productOf);
  const patches = patchMatrix(dtype, grid, most);
  const gather = gatherPatches(grid);
  const step = imageSize(grid);
  const convolve = eachSize(sizes, (images): ByPatches => {
    const fused = dtype === 'float32' ? patchesTimesFilter(grid, images, filters) : null;
    if (fused !== null) return fused;
    const product = multiplier(dtype, productOf(images));
    return (image, imageStart, filter, filterStart, out, outStart) => {
      gather(image, imageStart, images, patches());
      product(patches(), 0, filter, filterStart, out, outStart);
    };
  });
  return {
    outputs: [outputDims(grid, filters)],
    run: ([image, filter], [out]) => {
      let done = 0;
      for (const images of sizes) {
        convolve(images)(image!, done * step, filter!, 0, out!, done * positions * filters);
        done += images;
      }
    },
  };
}

/** Patches = gradient · filterᵀ, added to the image they overlap in. */
function bindImageGradient(dtype: DType, grid: PatchGrid, filters: number, image: Dims): Bound {
  const k = patchSize(grid);
  const positions = positionsOf(grid);
  const productOf = (images: number): Product => ({ m: images * positions, k: filters, n: k, transposeA: false, transposeB: true });
  const { most, sizes } = unheldChunks(dtype, grid, productOf);
  const patches = patchMatrix(dtype, grid, most);
  const scatter = scatterPatches(grid);
  const step = imageSize(grid);
  const spread = eachSize(sizes, (images): IntoPatches => {
    const fused = dtype === 'float32' ? gradientInPatches(grid, images, filters) : null;
    if (fused !== null) return fused;
    const product = multiplier(dtype, productOf(images));
    return (gradient, gradientStart, filter, out, outStart) => {
      out.fill(0, outStart, outStart + images * step);
      product(gradient, gradientStart, filter, 0, patches(), 0);
      scatter(patches(), images, out, outStart);
    };
  });
  return {
    outputs: [image],
    run: ([, filter, gradient], [out]) => {
      let done = 0;
      for (const images of sizes) {
        spread(images)(gradient!, done * positions * filters, filter!, out!, done * step);
        done += images;
      }
    },
  };
}

/** patchesᵀ · gradient; of many images Σ over runs of them, summed in double. */
function bindFilterGradient(dtype: DType, grid: PatchGrid, filter: Dims): Bound {
  const k = patchSize(grid);
  const filters = filter[3]!;
  const positions = positionsOf(grid);
  const { most, sizes } = chunksOf(grid, WHOLE);
  const patches = patchMatrix(dtype, grid, most);
  const gather = gatherPatches(grid);
  const step = imageSize(grid);
  const partial: Data = new Float64Array(k * filters);
  const total = new Float64Array(k * filters);
  const multiply = eachSize(sizes, (images): ByPatches => {
    const fused = dtype === 'float32' ? patchesTimesGradient(grid, images, filters) : null;
    if (fused !== null) return fused;
    const product = multiplier(dtype, { m: k, k: images * positions, n: filters, transposeA: true, transposeB: false });
    return (image, imageStart, gradient, gradientStart, out, outStart) => {
      gather(image, imageStart, images, patches());
      product(patches(), 0, gradient, gradientStart, out, outStart);
    };
  });
  return {
    outputs: [filter],
    run: ([image, , gradient], [out]) => {
      if (sizes.length === 1) {
        multiply(grid.batch)(image!, 0, gradient!, 0, out!, 0);
        return;
      }
      total.fill(0);
      let done = 0;
      for (const images of sizes) {
        multiply(images)(image!, done * step, gradient!, done * positions * filters, partial, 0);
        for (let i = 0; i < total.length; i++) total[i]! += partial[i]!;
        done += images;
      }
      out!.set(total);
    },
  };
}

type Back = Backward<ConvolutionAttributes>;

const imageGradient = ({ build, attributes }: Back, ...inputs: Tensor[]): Tensor =>
  build.make('Conv2DBackpropInput', inputs, attributes);
const filterGradient = ({ build, attributes }: Back, ...inputs: Tensor[]): Tensor =>
  build.make('Conv2DBackpropFilter', inputs, attributes);
const convolution = ({ build, attributes }: Back, ...inputs: Tensor[]): Tensor =>
  build.make('Conv2D', inputs, attributes);

const noSizes = none('the sizes of an image are integers');

export const conv2d: Rule<ConvolutionAttributes> = {
  infer: (inputs, attributes) => {
    const [image, filter] = [inputs[0]!, inputs[1]!];
    checkOneType('Conv2D', ['input', 'filter'], inputs);
    const shape = inferConvolution(image.shape, filter.shape, attributes);
    return [{ dtype: image.dtype, shape }];
  },
  bind: ([image, filter], attributes) => {
    const grid = convolutionGrid(image!.dims, filter!.dims, attributes);
    return bindForward(image!.dtype, grid, filter!.dims[3]!);
  },
  derivative: (back) => {
    const [image, filter] = back.inputs;
    const [gradient] = back.gradients;
    const shapes = back.build.node('ShapeN', [image!, filter!], { outType: 'int32' }).outputs;
    return [
      imageGradient(back, shapes[0]!, filter!, gradient!),
      filterGradient(back, image!, shapes[1]!, gradient!),
    ];
  },
};

export const conv2dBackpropInput: Rule<ConvolutionAttributes> = {
  needs: [0],
  infer: ([sizes, filter, gradient], _attributes, known) => {
    checkOneType('Conv2DBackpropInput', ['filter', 'out_backprop'], [filter!, gradient!]);
    return [{ dtype: filter!.dtype, shape: withRank(partialShape(sizes!, known(0)), 4) }];
  },
  bind: ([, filter, gradient], attributes, values) => {
    const image = integersOf(values[0]!);
    const grid = backpropGrid(
      'Conv2DCustomBackpropInput',
      { image, filter: filter!.dims, gradient: gradient!.dims }, attributes,
    );
    return bindImageGradient(filter!.dtype, grid, filter!.dims[3]!, image);
  },
  derivative: (back) => {
    const [, filter, outBackprop] = back.inputs;
    const [gradient] = back.gradients;
    const filterShape = back.build.shapeOf(filter!);
    return [
      noSizes,
      filterGradient(back, gradient!, filterShape, outBackprop!),
      convolution(back, gradient!, filter!),
    ];
  },
};

export const conv2dBackpropFilter: Rule<ConvolutionAttributes> = {
  needs: [1],
  infer: ([image, sizes, gradient], _attributes, known) => {
    checkOneType('Conv2DBackpropFilter', ['input', 'out_backprop'], [image!, gradient!]);
    return [{ dtype: image!.dtype, shape: withRank(partialShape(sizes!, known(1)), 4) }];
  },
  bind: ([image, , gradient], attributes, values) => {
    const filter = integersOf(values[1]!);
    const grid = backpropGrid(
      'Conv2DCustomBackpropFilter',
      { image: image!.dims, filter, gradient: gradient!.dims }, attributes,
    );
    return bindFilterGradient(image!.dtype, grid, filter);
  },
  derivative: (back) => {
    const [image, , outBackprop] = back.inputs;
    const [gradient] = back.gradients;
    const imageShape = back.build.shapeOf(image!);
    return [
      imageGradient(back, imageShape, gradient!, outBackprop!),
      noSizes,
      convolution(back, image!, gradient!),
    ];
  },
};
