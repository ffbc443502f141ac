/**
 * @file Values by rows: the ledger of gradient descent, ScatterSub(w, rows, lr·g), row after row;
 * the rows that an update touches, and the variable with new ones.
 */
import { allocate, roundTo } from '../dtypes';
import { sizeOf } from '../shape';
import type { Value } from '../value';

/**
 * w with `updates` [k, …] subtracted from its rows `indices` [k], in their order: a row that comes
 * twice is reduced twice, rounded each time, as TensorFlow's CPU kernel does.
 */
export function subtractRows(before: Value, indices: Value, updates: Value): Value {
  const data = before.data.slice();
  const rows = indices.data.length;
  const width = rows === 0 ? 0 : updates.data.length / rows;
  for (let k = 0; k < rows; k++) {
    const start = indices.data[k]! * width;
    for (let j = 0; j < width; j++) {
      data[start + j] = roundTo(before.dtype, data[start + j]! - updates.data[k * width + j]!);
    }
  }
  return { dtype: before.dtype, dims: before.dims, data };
}

/** The rows `indices` [k] of `whole`, in their order: [k, …]. */
export function rowsOf(whole: Value, indices: Value): Value {
  const dims = [indices.data.length, ...whole.dims.slice(1)];
  const width = sizeOf(whole.dims.slice(1));
  const data = allocate(whole.dtype, sizeOf(dims));
  indices.data.forEach((row, k) => {
    data.set(whole.data.subarray(Number(row) * width, (Number(row) + 1) * width), k * width);
  });
  return { dtype: whole.dtype, dims, data };
}

/** `whole` with its rows `indices` [k] replaced by `rows` [k, …]. */
export function withRows(whole: Value, indices: Value, rows: Value): Value {
  const data = whole.data.slice();
  const width = sizeOf(whole.dims.slice(1));
  indices.data.forEach((row, k) => {
    data.set(rows.data.subarray(k * width, (k + 1) * width), Number(row) * width);
  });
  return { dtype: whole.dtype, dims: whole.dims, data };
}
