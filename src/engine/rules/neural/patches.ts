/**
 * @file Images as matrices of patches and back (im2col, col2im), in NHWC. Knows no op. A patch is
 * laid out as a filter is: rows, columns, channels.
 */
import type { Data } from '../../dtypes';
import type { PatchGrid, Slide } from './windows';

/** Input position of each (output, offset) of one dimension; −1 in the padding. */
function positions({ input, output, size, stride, dilation, before }: Slide): Int32Array {
  const table = new Int32Array(output * size);
  for (let o = 0; o < output; o++) {
    for (let k = 0; k < size; k++) {
      const at = o * stride - before + k * dilation;
      table[o * size + k] = at >= 0 && at < input ? at : -1;
    }
  }
  return table;
}

/** For each output position the offsets whose elements lie next to each other in the input: from `first` on, `count` of them. */
function runs({ input, output, size, stride, before, dilation }: Slide): { readonly first: Int32Array; readonly count: Int32Array } | null {
  if (dilation !== 1) return null;
  const first = new Int32Array(output);
  const count = new Int32Array(output);
  for (let o = 0; o < output; o++) {
    const start = o * stride - before;
    first[o] = Math.min(size, Math.max(0, -start));
    count[o] = Math.max(0, Math.min(size, input - start) - first[o]!);
  }
  return { first, count };
}

/** Copies the patches of `images` images from `imageStart` into the rows of `patches`. */
export type Gather = (image: Data, imageStart: number, images: number, patches: Data) => void;

export function gatherPatches(grid: PatchGrid): Gather {
  const walk = walkOf(grid);
  return (image, imageStart, images, patches) => {
    if (walk.hasPadding) patches.fill(0, 0, images * walk.perImage);
    walk.each(images, imageStart, (at, from, length) => {
      for (const end = at + length; at < end; ) patches[at++] = image[from++]!;
    });
  };
}

/** Adds the rows of `patches` to where they came from; what lies in the padding is dropped. */
export type Scatter = (patches: Data, images: number, image: Data, imageStart: number) => void;

export function scatterPatches(grid: PatchGrid): Scatter {
  const walk = walkOf(grid);
  return (patches, images, image, imageStart) => {
    walk.each(images, imageStart, (at, to, length) => {
      for (const end = at + length; at < end; ) image[to++]! += patches[at++]!;
    });
  };
}

interface Walk {
  /** Elements of the patches of one image. */
  readonly perImage: number;
  readonly hasPadding: boolean;
  /** Each run of neighbours, in the order of the patches: its place there, in the images, and its length. */
  readonly each: (images: number, imageStart: number, visit: (patch: number, image: number, length: number) => void) => void;
}

function walkOf({ channels, rows, columns }: PatchGrid): Walk {
  const rowAt = positions(rows);
  const columnAt = positions(columns);
  const together = runs(columns);
  const imageStep = rows.input * columns.input * channels;
  const lineStep = columns.size * channels;
  const perImage = rows.output * columns.output * rows.size * lineStep;
  return {
    perImage,
    hasPadding: rowAt.includes(-1) || columnAt.includes(-1),
    each: (images, imageStart, visit) => {
      let line = 0;
      for (let n = 0, base = imageStart; n < images; n++, base += imageStep) {
        for (let y = 0; y < rows.output; y++) {
          for (let x = 0; x < columns.output; x++) {
            for (let i = 0; i < rows.size; i++, line += lineStep) {
              const row = rowAt[y * rows.size + i]!;
              if (row < 0) continue;
              const start = base + row * columns.input * channels;
              if (together !== null) {
                const [first, count] = [together.first[x]!, together.count[x]!];
                if (count === 0) continue;
                visit(line + first * channels, start + columnAt[x * columns.size + first]! * channels, count * channels);
                continue;
              }
              for (let j = 0; j < columns.size; j++) {
                const column = columnAt[x * columns.size + j]!;
                if (column >= 0) visit(line + j * channels, start + column * channels, channels);
              }
            }
          }
        }
      }
    },
  };
}
