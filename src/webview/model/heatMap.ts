/** @file The cells of a heat map: one element each, or for a large matrix the most telling element of a block. No page. */
import type { TensorSlice } from './tensorSlice';

export interface HeatCell {
  /** The element that the cell shows, in row-major order. */
  readonly flat: number;
  /** undefined: the element has not travelled to the panel. */
  readonly value: number | undefined;
}

export interface HeatMap {
  readonly rows: number;
  readonly columns: number;
  /** Elements per cell; 1 × 1 unless the matrix is larger than the map may be. */
  readonly blockRows: number;
  readonly blockColumns: number;
  /** Largest finite magnitude, 0 when there is none: the ends of the scale. */
  readonly largest: number;
  /** Row by row; null where a wrapped vector has ended. */
  readonly cells: readonly (HeatCell | null)[];
}

const MOST_ROWS = 96;
const MOST_COLUMNS = 128;

/** Of a block the cell shows NaN before infinity before the largest magnitude: nothing bad is averaged away. */
export function heatMap(slice: TensorSlice, values: ArrayLike<number>): HeatMap {
  const blockRows = Math.max(1, Math.ceil(slice.rows / MOST_ROWS));
  const blockColumns = Math.max(1, Math.ceil(slice.columns / MOST_COLUMNS));
  const rows = Math.ceil(slice.rows / blockRows);
  const columns = Math.ceil(slice.columns / blockColumns);
  const cells: (HeatCell | null)[] = [];
  let largest = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let cell: HeatCell | null = null;
      let rank = -Infinity;
      const endRow = Math.min(slice.rows, (row + 1) * blockRows);
      const endColumn = Math.min(slice.columns, (column + 1) * blockColumns);
      for (let r = row * blockRows; r < endRow; r++) {
        for (let c = column * blockColumns; c < endColumn; c++) {
          const flat = slice.flat(r, c);
          if (flat === null) continue;
          const value = flat < values.length ? values[flat] : undefined;
          const own = importance(value);
          if (own > rank || cell === null) [cell, rank] = [{ flat, value }, own];
          if (value !== undefined && Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
        }
      }
      cells.push(cell);
    }
  }
  return { rows, columns, blockRows, blockColumns, largest, cells };
}

function importance(value: number | undefined): number {
  if (value === undefined) return -1;
  if (Number.isNaN(value)) return Infinity;
  return Number.isFinite(value) ? Math.abs(value) : Number.MAX_VALUE;
}

export type HeatScale = 'symlog' | 'linear';

/**
 * −1 … 1 around 0 for a finite value. Symlog keeps small values beside large ones in sight:
 * log(1 + 100·|x|/max) / log(101).
 */
export function intensity(value: number, largest: number, scale: HeatScale): number {
  if (value === 0 || largest === 0) return 0;
  const share = Math.min(1, Math.abs(value) / largest);
  const level = scale === 'linear' ? share : Math.log1p(100 * share) / Math.log1p(100);
  return value < 0 ? -level : level;
}
