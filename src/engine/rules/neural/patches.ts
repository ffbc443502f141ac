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

/** Copies the patches of `images` images from `imageStart` into the rows of `patches`. */
export type Gather = (image: Data, imageStart: number, images: number, patches: Data) => void;

export function gatherPatches({ channels, rows, columns }: PatchGrid): Gather {
  const rowAt = positions(rows);
  const columnAt = positions(columns);
  const imageStep = rows.input * columns.input * channels;
  return (image, imageStart, images, patches) => {
    let to = 0;
    for (let n = 0, base = imageStart; n < images; n++, base += imageStep) {
      for (let y = 0; y < rows.output; y++) {
        for (let x = 0; x < columns.output; x++) {
          for (let i = 0; i < rows.size; i++) {
            const row = rowAt[y * rows.size + i]!;
            for (let j = 0; j < columns.size; j++) {
              const column = row < 0 ? -1 : columnAt[x * columns.size + j]!;
              if (column < 0) {
                for (let c = 0; c < channels; c++) patches[to++] = 0;
              } else {
                let from = base + (row * columns.input + column) * channels;
                for (let c = 0; c < channels; c++) patches[to++] = image[from++]!;
              }
            }
          }
        }
      }
    }
  };
}

/** Adds the rows of `patches` to where they came from; what lies in the padding is dropped. */
export type Scatter = (patches: Data, images: number, image: Data, imageStart: number) => void;

export function scatterPatches({ channels, rows, columns }: PatchGrid): Scatter {
  const rowAt = positions(rows);
  const columnAt = positions(columns);
  const imageStep = rows.input * columns.input * channels;
  return (patches, images, image, imageStart) => {
    let from = 0;
    for (let n = 0, base = imageStart; n < images; n++, base += imageStep) {
      for (let y = 0; y < rows.output; y++) {
        for (let x = 0; x < columns.output; x++) {
          for (let i = 0; i < rows.size; i++) {
            const row = rowAt[y * rows.size + i]!;
            for (let j = 0; j < columns.size; j++) {
              const column = row < 0 ? -1 : columnAt[x * columns.size + j]!;
              if (column < 0) from += channels;
              else {
                let to = base + (row * columns.input + column) * channels;
                for (let c = 0; c < channels; c++) image[to++]! += patches[from++]!;
              }
            }
          }
        }
      }
    }
  };
}
