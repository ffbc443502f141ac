/** @file The innermost loops of packed matrix products: 4×4 tiles held in local variables. */

/** Rows and columns of a tile. */
export const TILE = 4;

/** The 4×4 tile of products of one row panel and one column panel. */
export function multiplyTile(
  left: Float64Array, i: number, right: Float64Array, j: number, k: number, tile: Float64Array,
): void {
  let c00 = 0, c01 = 0, c02 = 0, c03 = 0;
  let c10 = 0, c11 = 0, c12 = 0, c13 = 0;
  let c20 = 0, c21 = 0, c22 = 0, c23 = 0;
  let c30 = 0, c31 = 0, c32 = 0, c33 = 0;
  for (const end = i + TILE * k; i < end; i += TILE, j += TILE) {
    const b0 = right[j]!;
    const b1 = right[j + 1]!;
    const b2 = right[j + 2]!;
    const b3 = right[j + 3]!;
    const a0 = left[i]!;
    c00 += a0 * b0;
    c01 += a0 * b1;
    c02 += a0 * b2;
    c03 += a0 * b3;
    const a1 = left[i + 1]!;
    c10 += a1 * b0;
    c11 += a1 * b1;
    c12 += a1 * b2;
    c13 += a1 * b3;
    const a2 = left[i + 2]!;
    c20 += a2 * b0;
    c21 += a2 * b1;
    c22 += a2 * b2;
    c23 += a2 * b3;
    const a3 = left[i + 3]!;
    c30 += a3 * b0;
    c31 += a3 * b1;
    c32 += a3 * b2;
    c33 += a3 * b3;
  }
  tile[0] = c00; tile[1] = c01; tile[2] = c02; tile[3] = c03;
  tile[4] = c10; tile[5] = c11; tile[6] = c12; tile[7] = c13;
  tile[8] = c20; tile[9] = c21; tile[10] = c22; tile[11] = c23;
  tile[12] = c30; tile[13] = c31; tile[14] = c32; tile[15] = c33;
}

/** As `multiplyTile`, every partial sum rounded to float32. */
export function multiplyTileFused(
  left: Float64Array, i: number, right: Float64Array, j: number, k: number, tile: Float64Array,
): void {
  let c00 = 0, c01 = 0, c02 = 0, c03 = 0;
  let c10 = 0, c11 = 0, c12 = 0, c13 = 0;
  let c20 = 0, c21 = 0, c22 = 0, c23 = 0;
  let c30 = 0, c31 = 0, c32 = 0, c33 = 0;
  for (const end = i + TILE * k; i < end; i += TILE, j += TILE) {
    const b0 = right[j]!;
    const b1 = right[j + 1]!;
    const b2 = right[j + 2]!;
    const b3 = right[j + 3]!;
    const a0 = left[i]!;
    c00 = Math.fround(c00 + a0 * b0);
    c01 = Math.fround(c01 + a0 * b1);
    c02 = Math.fround(c02 + a0 * b2);
    c03 = Math.fround(c03 + a0 * b3);
    const a1 = left[i + 1]!;
    c10 = Math.fround(c10 + a1 * b0);
    c11 = Math.fround(c11 + a1 * b1);
    c12 = Math.fround(c12 + a1 * b2);
    c13 = Math.fround(c13 + a1 * b3);
    const a2 = left[i + 2]!;
    c20 = Math.fround(c20 + a2 * b0);
    c21 = Math.fround(c21 + a2 * b1);
    c22 = Math.fround(c22 + a2 * b2);
    c23 = Math.fround(c23 + a2 * b3);
    const a3 = left[i + 3]!;
    c30 = Math.fround(c30 + a3 * b0);
    c31 = Math.fround(c31 + a3 * b1);
    c32 = Math.fround(c32 + a3 * b2);
    c33 = Math.fround(c33 + a3 * b3);
  }
  tile[0] = c00; tile[1] = c01; tile[2] = c02; tile[3] = c03;
  tile[4] = c10; tile[5] = c11; tile[6] = c12; tile[7] = c13;
  tile[8] = c20; tile[9] = c21; tile[10] = c22; tile[11] = c23;
  tile[12] = c30; tile[13] = c31; tile[14] = c32; tile[15] = c33;
}
