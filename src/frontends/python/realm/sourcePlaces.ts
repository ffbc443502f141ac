/**
 * @file Source places: which instruction of the loss file is being run. Read from the interpreter's own
 * frames in its memory, because asking Python for them costs a microsecond a frame.
 */

/** What the walk needs of the interpreter's C side; Emscripten's module has it. */
export interface InterpreterMemory {
  readonly heap: () => ArrayBufferLike;
  /** Address of `_PyRuntime`, which begins with `_Py_DebugOffsets`. */
  readonly runtimeAddress: number;
  readonly threadState: () => number;
}

/** Byte offsets into C structures, as the interpreter itself gives them to debuggers (PEP 768). */
interface FrameLayout {
  readonly currentFrame: number;
  readonly previous: number;
  readonly executable: number;
  readonly instruction: number;
  readonly firstInstruction: number;
}

const COOKIE = 'xdebugpy';
const VERSION = 0x030e;

/** Which of the 64-bit words of CPython 3.14's `_Py_DebugOffsets` holds what. */
const WORD = {
  version: 1, currentFrame: 26, previous: 32, executable: 33, instruction: 34, firstInstruction: 48,
} as const;

/** Low bits of a reference in a frame say how it is counted. */
const REFERENCE_BITS = 3;
const UNKNOWN_CODE = -1;
const NO_PLACE = 0;

/**
 * Numbers the places of one run. A place is an instruction of a code object that is the user's; which
 * code objects are, Python says once for each (`learn`, then `know`), and keeps them alive.
 */
export class SourcePlaces {
  private readonly layout: FrameLayout;
  private words: Int32Array<ArrayBufferLike> = new Int32Array(0);
  /** By address of a code object: its places by instruction, or null when it is not the user's. */
  private readonly tables = new Map<number, Map<number, number> | null>();
  private readonly users: number[] = [];
  /** [code object, instruction] by place, after place 0, which is none. */
  private places: (readonly [number, number])[] = [[0, 0]];
  private learn: () => void = () => undefined;

  constructor(private readonly memory: InterpreterMemory) {
    this.layout = layoutOf(memory);
  }

  /** LEARN makes Python tell of every code object on the stack that is not known. */
  askBy(learn: () => void): void {
    this.learn = learn;
  }

  /** The place of the innermost frame that is the user's; 0 for none. */
  here(): number {
    const place = this.walk(false);
    if (place !== UNKNOWN_CODE) return place;
    this.learn();
    return this.walk(true);
  }

  /** The code object at ADDRESS is the user's, or it is not. */
  know(address: number, isUser: boolean): void {
    this.tables.set(address, isUser ? new Map() : null);
    if (isUser) this.users.push(address);
  }

  /** Forgets the places of the last run and the user's code. */
  reset(): void {
    for (const address of this.users.splice(0)) this.tables.delete(address);
    this.places = [[0, 0]];
  }

  /** Address of the code object of a place; 0 for none. */
  codeOf(place: number): number {
    return this.places[place]?.[0] ?? 0;
  }

  /** Offset of a place's instruction in its code object, in bytes. */
  instructionOf(place: number): number {
    return this.places[place]?.[1] ?? 0;
  }

  private walk(isLearned: boolean): number {
    const { layout, tables } = this;
    // A heap that has grown leaves views of length 0 behind.
    if (this.words.length === 0) this.words = new Int32Array(this.memory.heap());
    const { words } = this;
    let frame = words[(this.memory.threadState() + layout.currentFrame) >> 2]!;
    while (frame !== 0) {
      const code = words[(frame + layout.executable) >> 2]! & ~REFERENCE_BITS;
      const table = tables.get(code);
      if (table) {
        return this.placeOf(table, code, words[(frame + layout.instruction) >> 2]!);
      }
      if (table === undefined) {
        if (!isLearned) return UNKNOWN_CODE;
        // Python shows no frame for it: one of the interpreter's own, which lives as long as it does.
        tables.set(code, null);
      }
      frame = words[(frame + layout.previous) >> 2]!;
    }
    return NO_PLACE;
  }

  private placeOf(table: Map<number, number>, code: number, instruction: number): number {
    const offset = instruction - code - this.layout.firstInstruction;
    let place = table.get(offset);
    if (place === undefined) {
      place = this.places.push([code, offset]) - 1;
      table.set(offset, place);
    }
    return place;
  }
}

/** Throws when this interpreter is not the one whose layout is known here. */
function layoutOf({ heap, runtimeAddress }: InterpreterMemory): FrameLayout {
  const bytes = new DataView(heap(), runtimeAddress);
  const cookie = [...COOKIE].map((_, i) => String.fromCharCode(bytes.getUint8(i))).join('');
  const word = (index: number): number => Number(bytes.getBigUint64(index * 8, true));
  if (cookie !== COOKIE || word(WORD.version) >>> 16 !== VERSION) {
    throw new Error('this Pyodide does not say where its frames are: no source places');
  }
  return {
    currentFrame: word(WORD.currentFrame),
    previous: word(WORD.previous),
    executable: word(WORD.executable),
    instruction: word(WORD.instruction),
    firstInstruction: word(WORD.firstInstruction),
  };
}
