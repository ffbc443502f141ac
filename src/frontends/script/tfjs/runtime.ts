/** @file The script realm's side of the door: nodes by number, failures as exceptions, where the program is. */
import type { Door, Elements, Failure } from '../door';
import { DESK, FAILED } from '../door';

/** Thrown through a script that must unwind. No Error, so that a script that looks at errors does not take it for one. */
export class Stop {
  readonly reason = 'stopped by the debugger';
}

export const desk = new Int32Array(DESK.length);
let door: Door;
let stopped = false;

export function connect(given: Door): void {
  door = given;
}

export function theDoor(): Door {
  return door;
}

/** `result`, or the failure that it stands for thrown. */
export function checked(result: number): number {
  if (result !== FAILED) return result;
  const { type, message } = JSON.parse(door.failure()) as Failure;
  if (type === 'Stop') {
    stopped = true;
    throw new Stop();
  }
  throw type === 'RangeError' ? new RangeError(message) : new Error(message);
}

/** Whether the program has been told to unwind: it is told again at each loop, should it have caught the first. */
export function isStopped(): boolean {
  return stopped;
}

/** A tensor as it lies on the desk. */
export interface Described {
  readonly id: number;
  readonly type: number;
  readonly shape: number[];
}

/** The `count` tensors on the desk. */
export function taken(count: number): Described[] {
  const list: Described[] = [];
  let at: number = DESK.list;
  for (let i = 0; i < count; i++) {
    const id = desk[at++]!;
    const type = desk[at++]!;
    const rank = desk[at++]!;
    const shape: number[] = [];
    for (let axis = 0; axis < rank; axis++) shape.push(desk[at++]!);
    list.push({ id, type, shape });
  }
  return list;
}

/** The node on the desk that has no outputs: nothing but its number is there. */
export function takenNode(): number {
  return desk[DESK.list]!;
}

/** Puts `ids` on the desk. */
export function put(ids: readonly number[]): number {
  if (ids.length > DESK.length - DESK.list) throw new RangeError(`An operation of ${ids.length} tensors is not evaluated by this engine`);
  for (let i = 0; i < ids.length; i++) desk[DESK.list + i] = ids[i]!;
  return ids.length;
}

const kinds = new Map<string, number>();

/** Number of an op with its attributes. */
export function kindOf(op: string, attributes: object | null): number {
  const key = attributes === null ? op : `${op} ${JSON.stringify(attributes)}`;
  const known = kinds.get(key);
  if (known !== undefined) return known;
  const number = door.kind(op, attributes === null ? '{}' : JSON.stringify(attributes));
  if (number === FAILED) throw new Error(`The op ${op} is not evaluated by this engine`);
  kinds.set(key, number);
  return number;
}

export function constantOf(type: number, shape: readonly number[], elements: Elements): Described {
  put(shape);
  checked(door.constant(type, shape.length, elements));
  return taken(1)[0]!;
}

/** Runs `body` as if the program were at the place `origin`. */
export function at<T>(origin: number, body: () => T): T {
  const before = desk[DESK.origin]!;
  desk[DESK.origin] = origin;
  try {
    return body();
  } finally {
    desk[DESK.origin] = before;
  }
}

/** Where the program is. */
export function here(): number {
  return desk[DESK.origin]!;
}

/** Calls a function of the program; what comes after it stands where the call did. */
export function calledBack<T>(body: () => T): T {
  const before = desk[DESK.origin]!;
  try {
    return body();
  } finally {
    desk[DESK.origin] = before;
  }
}
