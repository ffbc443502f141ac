/**
 * @file The border's functions on arrays: they take descriptor addresses and give 0, a count or
 * −1.
 */
import { binaryOperations } from './binaryOperations';
import { matmul, sumOfProducts } from './contraction';
import type { BorderFunctions, Failures } from './border';
import { runBinary, runCopy, runSelect, runUnary } from './elementwise';
import { countNonzero, moveSelected, nonzero } from './gathering';
import { type HeapViews, readDescriptor } from './heapViews';
import type { MathLibrary } from './mathLibrary';
import { accumulate, argExtreme, reduce } from './reductions';
import { argsortLines, searchSorted, sortLines } from './sorting';
import { unaryOperations } from './unaryOperations';

/**
 * Functions over arrays that Python describes in the heap (`readDescriptor`). Operations are
 * numbers: places in the lists that `binary_names` and `unary_names` give.
 */
export function arrayFunctions(
  viewer: () => HeapViews, math: MathLibrary, failures: Failures,
): BorderFunctions {
  const binaries = Object.entries(binaryOperations(math));
  const unaries = Object.entries(unaryOperations(math));
  return {
    binary_names: () => binaries.map(([name]) => name).join(' '),
    unary_names: () => unaries.map(([name]) => name).join(' '),

    binary: (code: number, a: number, b: number, out: number, loop: number) => {
      const views = viewer();
      const [name, operation] = binaries[code]!;
      return runBinary(views, name, operation, readDescriptor(views, a), readDescriptor(views, b),
        readDescriptor(views, out), loop);
    },
    unary: (code: number, a: number, out: number, loop: number) => {
      const views = viewer();
      const [name, operation] = unaries[code]!;
      return runUnary(views, name, operation, readDescriptor(views, a),
        readDescriptor(views, out), loop);
    },
    copy: (from: number, to: number) => {
      const views = viewer();
      return runCopy(views, readDescriptor(views, from), readDescriptor(views, to));
    },
    select: (condition: number, a: number, b: number, out: number) => {
      const views = viewer();
      runSelect(views, readDescriptor(views, condition), readDescriptor(views, a),
        readDescriptor(views, b), readDescriptor(views, out));
      return 0;
    },
    reduce: (code: number, a: number, out: number, loop: number) => {
      const views = viewer();
      const [name, operation] = binaries[code]!;
      return reduce(views, name, operation, readDescriptor(views, a), readDescriptor(views, out),
        loop);
    },
    accumulate: (code: number, a: number, out: number, axis: number) => {
      const views = viewer();
      const [name, operation] = binaries[code]!;
      accumulate(views, name, operation, readDescriptor(views, a), readDescriptor(views, out),
        axis);
      return 0;
    },
    arg_extreme: (largest: number, a: number, out: number, axis: number) => {
      const views = viewer();
      argExtreme(views, largest === 1, readDescriptor(views, a), readDescriptor(views, out), axis);
      return 0;
    },
    sort: (a: number, axis: number) => {
      const views = viewer();
      sortLines(views, readDescriptor(views, a), axis);
      return 0;
    },
    argsort: (a: number, out: number, axis: number) => {
      const views = viewer();
      argsortLines(views, readDescriptor(views, a), readDescriptor(views, out), axis);
      return 0;
    },
    search_sorted: (a: number, values: number, out: number, right: number) => {
      const views = viewer();
      searchSorted(views, readDescriptor(views, a), readDescriptor(views, values),
        readDescriptor(views, out), right === 1);
      return 0;
    },
    move_selected: (array: number, other: number, plan: number, toArray: number) => {
      const views = viewer();
      const failure = moveSelected(views, readDescriptor(views, array),
        readDescriptor(views, other), plan, toArray === 1);
      if (failure === undefined) return 0;
      return failures.fail(`index ${failure.index} is out of bounds for axis ${failure.axis} `
        + `with size ${failure.length}`);
    },
    count_nonzero: (a: number) => {
      const views = viewer();
      return countNonzero(views, readDescriptor(views, a));
    },
    nonzero: (a: number, out: number) => {
      const views = viewer();
      nonzero(views, readDescriptor(views, a), readDescriptor(views, out));
      return 0;
    },
    matmul: (a: number, b: number, out: number) => {
      const views = viewer();
      matmul(views, readDescriptor(views, a), readDescriptor(views, b),
        readDescriptor(views, out));
      return 0;
    },
    sum_of_products: (list: number, count: number, out: number) => {
      const views = viewer();
      const operands = Array.from({ length: count }, (_, k) =>
        readDescriptor(views, views.u32[(list >>> 2) + k]!));
      const exact = sumOfProducts(views, operands, readDescriptor(views, out));
      return exact ? 0 : failures.fail('einsum of integers beyond 2**53 is not evaluated by '
        + 'this engine: convert the operands to float64 first');
    },
  };
}
