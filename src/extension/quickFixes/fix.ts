/** @file What a quick fix is given and what it gives: a problem of a run, and changes to the text. */
import type { FindingRecord, PlaceRecord } from '../../protocol/records';
import type { PythonSource, Slice, Statement } from './pythonSource';

/** A finding, or an error with its type as the code. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly place: PlaceRecord;
  readonly trap: NonNullable<FindingRecord['trap']> | null;
}

/** Offsets of the text before all changes. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type FixKind =
  | 'guardNone' | 'addSmallNumber' | 'safeArgument' | 'useFunction' | 'applyClipped' | 'clipBeforeApply'
  | 'floatVariable' | 'meanLoss' | 'sumLoss' | 'keepDims' | 'squeeze' | 'expandDims' | 'initLater'
  | 'beforeLoop' | 'runUpdateOps';

export interface Fix {
  readonly kind: FixKind;
  /** What the title names: `tf.nn.log_softmax`; empty where it names nothing. */
  readonly subject: string;
  readonly changes: readonly TextChange[];
  /** It is the one remedy for this problem. */
  readonly isPreferred: boolean;
}

/** Gives nothing unless the source is exactly what it knows how to change. */
export type Remedy = (source: PythonSource, problem: Problem) => readonly Fix[];

export function replace(source: PythonSource, { from, to }: Slice, text: string): TextChange {
  return { start: source.tokens[from]!.start, end: source.tokens[to - 1]!.end, text };
}

export function insertBefore(source: PythonSource, index: number, text: string): TextChange {
  const { start } = source.tokens[index]!;
  return { start, end: start, text };
}

export function insertBehind(source: PythonSource, { to }: Slice, text: string): TextChange {
  const { end } = source.tokens[to - 1]!;
  return { start: end, end, text };
}

/** The argument by its position or its keyword; null when it is not given, or nobody can tell. */
export function argument(
  args: readonly { readonly keyword: string | null; readonly value: Slice }[] | null,
  position: number,
  keyword: string,
): Slice | null {
  if (args === null) return null;
  const isPositional = args.slice(0, position + 1).every((arg) => arg.keyword === null);
  const found = args.find((arg) => arg.keyword === keyword) ?? (isPositional ? args[position] : undefined);
  return found?.value ?? null;
}

/** Whether the lines of the statement can be taken as a whole: nothing else is on them. */
export function isAlone(source: PythonSource, statement: Statement): boolean {
  const outer = source.outer(statement).map((i) => source.word(i));
  return !outer.includes(';') && outer.at(-1) !== ':' && outer[0] !== '@';
}

/** Takes the statement's lines away and puts them, at `indent`, where the line at `offset` begins. */
export function moveTo(source: PythonSource, statement: Statement, offset: number, indent: string): TextChange[] {
  const { text } = source;
  const end = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const lines = text.slice(statement.start + statement.indent.length, statement.end);
  const moved = indent + (/[\r\n]$/.test(lines) ? lines : lines + end);
  // Behind a last line that has no end of its own.
  const isOpen = offset > 0 && !/[\r\n]/.test(text[offset - 1]!);
  return [
    { start: statement.start, end: statement.end, text: '' },
    { start: offset, end: offset, text: isOpen ? end + moved : moved },
  ];
}
