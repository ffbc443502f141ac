/**
 * @file The innermost loops of `matmulTiles` as WebAssembly with vectors of two doubles: the same
 * operations in the same order on every element, so the same bits in half the time.
 */
import { f64x2, get, i32, increase, repeat, set, unrolled, v128, type Bytes } from '../../wasm/code';
import { instanceOf, integers, type FunctionCode } from '../../wasm/module';

/** Multiplies `panels` row panels with one column panel; addresses in bytes, into the same memory. */
type MultiplyPanels = (left: number, right: number, k: number, panels: number, out: number) => void;

export interface TileModule {
  readonly memory: WebAssembly.Memory;
  /** Sums in double. */
  readonly plain: MultiplyPanels;
  /** Every partial sum rounded to float32. */
  readonly fused: MultiplyPanels;
}

/** Bytes of a panel's step: four doubles. */
const STEP = 32;

function multiplyPanels(name: string, round: (sum: Bytes) => Bytes): FunctionCode {
  return {
    name,
    parameters: integers(5),
    body: (frame) => {
      const [left, right, k, panels, out] = [0, 1, 2, 3, 4];
      const [end, at] = [frame.integer(), frame.integer()];
      // Sum 2r + h is of row r and half h of the tile's columns.
      const sums = frame.vectors(8);
      const [b, a] = [frame.vectors(2), frame.vector()];
      return repeat(
        [
          ...unrolled(8, (i) => set(sums[i]!, v128.zero)),
          ...set(end, i32.add(get(left), i32.multiply(get(k), i32.const(STEP)))),
          ...set(at, get(right)),
          ...repeat(
            [
              ...unrolled(2, (half) => set(b[half]!, v128.load(get(at), 16 * half))),
              ...unrolled(4, (row) => [
                ...set(a, v128.splat64(get(left), 8 * row)),
                ...unrolled(2, (half) => {
                  const sum = sums[2 * row + half]!;
                  return set(sum, round(f64x2.add(get(sum), f64x2.multiply(get(a), get(b[half]!)))));
                }),
              ]),
              ...increase(at, i32.const(STEP)),
              ...increase(left, i32.const(STEP)),
            ],
            i32.lessUnsigned(get(left), get(end)),
          ),
          ...unrolled(8, (i) => v128.store(get(out), get(sums[i]!), 16 * i)),
          ...increase(out, i32.const(128)),
          ...set(panels, i32.subtract(get(panels), i32.const(1))),
        ],
        get(panels),
      );
    },
  };
}

/** The module; null where the JavaScript engine has no WebAssembly with vectors. */
export function makeTileModule(): TileModule | null {
  return instanceOf([multiplyPanels('plain', (sum) => sum), multiplyPanels('fused', f64x2.throughSingle)]);
}
