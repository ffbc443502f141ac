/** @file Kernels that add int64 numbers and must not leave the range that the engine holds exactly. */
import type { Data, DType } from '../dtypes';
import { checkInt64 } from '../dtypes';
import type { Kernel } from '../rule';

/** `kernel`, followed by a look at every element of output 0 when it holds int64 numbers. */
export function insideInt64(dtype: DType, kernel: Kernel): Kernel {
  if (dtype !== 'int64') return kernel;
  return (inputs, outputs, random) => {
    kernel(inputs, outputs, random);
    const out: Data = outputs[0]!;
    for (let i = 0; i < out.length; i++) checkInt64(out[i]!);
  };
}
