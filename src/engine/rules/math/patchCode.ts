/**
 * @file Patches of images as operands of fused products: they are packed from where the images lie, or added to them.
 * Where each patch begins stands in a table of addresses; knows no op.
 */
import { f32x4, get, i32, increase, repeat, set, unrolled, v128, when, type Bytes, type Local } from '../../wasm/code';
import { integers, type FunctionCode } from '../../wasm/module';
import { again, FLOAT, packLines, VECTOR } from './packCode';

/** All addresses, offsets and steps in bytes; counts ≥ 1. */
export interface PatchFunctions {
  /** Row panels: `k` elements from `offset` on of each patch, four patches of the table a panel, `panelStep` apart. */
  packPatches(table: number, panels: number, offset: number, k: number, out: number, panelStep: number): void;
  /** One row panel: the elements at four offsets of `count` patches. */
  packElements(table: number, count: number, first: number, second: number, third: number, fourth: number, out: number): void;
  /** As `packElements`, of four neighbours. */
  packNeighbours(table: number, count: number, offset: number, out: number): void;
  /** Adds patch after patch to the image: `runs` times `k` elements, which are `runStep` apart there. */
  addPatches(
    table: number, count: number, runs: number, runStep: number, k: number, source: number, sourceStep: number,
  ): void;
}

const packPatches: FunctionCode = {
  name: 'packPatches',
  parameters: integers(6),
  body: (frame) => {
    const [table, panels, offset, k, out, panelStep] = [0, 1, 2, 3, 4, 5];
    const line = [0, 1, 2, 3].map(() => frame.integer());
    const [left, to, step] = [frame.integer(), frame.integer(), frame.integer()];
    return [
      ...set(step, i32.const(VECTOR)),
      ...repeat(
        [
          ...unrolled(4, (i) => set(line[i]!, i32.add(i32.load(get(table), FLOAT * i), get(offset)))),
          ...set(left, get(k)),
          ...set(to, get(out)),
          ...packLines(frame, line, left, to, step),
          ...increase(table, i32.const(4 * FLOAT)),
          ...increase(out, get(panelStep)),
          ...again(panels),
        ],
        get(panels),
      ),
    ];
  },
};

const packElements: FunctionCode = {
  name: 'packElements',
  parameters: integers(7),
  body: (frame) => {
    const [table, count, out] = [0, 1, 6];
    const start = frame.integer();
    return repeat(
      [
        ...set(start, i32.load(get(table))),
        ...unrolled(4, (i) => i32.store(get(out), i32.load(i32.add(get(start), get(2 + i))), FLOAT * i)),
        ...increase(table, i32.const(FLOAT)),
        ...increase(out, i32.const(VECTOR)),
        ...again(count),
      ],
      get(count),
    );
  },
};

const packNeighbours: FunctionCode = {
  name: 'packNeighbours',
  parameters: integers(4),
  body: () => {
    const [table, count, offset, out] = [0, 1, 2, 3];
    return repeat(
      [
        ...v128.store(get(out), v128.load(i32.add(i32.load(get(table)), get(offset)))),
        ...increase(table, i32.const(FLOAT)),
        ...increase(out, i32.const(VECTOR)),
        ...again(count),
      ],
      get(count),
    );
  },
};

const addPatches: FunctionCode = {
  name: 'addPatches',
  parameters: integers(7),
  body: (frame) => {
    const [table, count, runs, runStep, k, source, sourceStep] = [0, 1, 2, 3, 4, 5, 6];
    const [run, from, line, to, left] = [0, 0, 0, 0, 0].map(() => frame.integer()) as [Local, Local, Local, Local, Local];
    const onward = (elements: number): Bytes => [
      ...increase(to, i32.const(FLOAT * elements)),
      ...increase(from, i32.const(FLOAT * elements)),
      ...set(left, i32.subtract(get(left), i32.const(elements))),
    ];
    const fours: Bytes = [...v128.store(get(to), f32x4.add(v128.load(get(to)), v128.load(get(from)))), ...onward(4)];
    const ones: Bytes = [
      ...v128.storeLane32(get(to), f32x4.add(v128.splat32(get(to)), v128.splat32(get(from))), 0), ...onward(1),
    ];
    const isFour = i32.lessUnsigned(i32.const(3), get(left));
    return repeat(
      [
        ...set(from, get(source)),
        ...set(line, i32.load(get(table))),
        ...set(run, get(runs)),
        ...repeat(
          [
            ...set(to, get(line)),
            ...set(left, get(k)),
            ...when(isFour, repeat(fours, isFour)),
            ...when(get(left), repeat(ones, get(left))),
            ...increase(line, get(runStep)),
            ...again(run),
          ],
          get(run),
        ),
        ...increase(table, i32.const(FLOAT)),
        ...increase(source, get(sourceStep)),
        ...again(count),
      ],
      get(count),
    );
  },
};

export const PATCH_FUNCTIONS: readonly FunctionCode[] = [packPatches, packElements, packNeighbours, addPatches];
