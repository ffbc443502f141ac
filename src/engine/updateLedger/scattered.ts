/** @file The ledger of gradient descent on a few rows: ScatterSub(w, rows, lr·g), row after row. */
import { roundTo } from '../dtypes';
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
