/**
 * @file A TypeScript or JavaScript module as plain JavaScript of one function body: types are taken out, imports and
 * exports become `require` and `exports`; and from every place of the result the way back to the text.
 */
import { decode } from '@jridgewell/sourcemap-codec';
import { transform } from 'sucrase';
import { filledTemplates } from './filledTemplates';

/** The text cannot be read: where, and why. */
export class ScriptSyntaxError extends Error {
  override readonly name = 'SyntaxError';

  constructor(
    message: string,
    /** Line and column of the text, from 1. */
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

export interface PlainScript {
  readonly code: string;
  /** Whether a token of the text begins at OFFSET of the code: what sucrase has added is no part of the text. */
  isOfText(offset: number): boolean;
  /** The offset in the text of the token that begins at (or before) OFFSET of the code. */
  sourceOf(offset: number): number;
  /** The offset in the text behind what ends before OFFSET of the code. */
  sourceEndOf(offset: number): number;
}

/** What sucrase writes before a module. */
const STRICT = '"use strict";';

const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*/uy;

/** Throws ScriptSyntaxError. `isTyped`: a TypeScript file. */
export function plainScript(text: string, isTyped: boolean): PlainScript {
  const filled = filledTemplates(text);
  const result = readAs(text, filled?.text ?? text, isTyped);
  const read = filled !== null && result.of === filled.text ? filled : null;
  const code = read?.emptied(result.code) ?? result.code;
  // Lines stay what they are, so that only columns have to be found.
  const lineStarts = startsOfLines(result.code);
  const sourceStarts = startsOfLines(result.of);
  const inCode = read?.offsetsOf(result.code) ?? same;
  const inText = read?.offsetsOf(result.of) ?? same;
  const generated: number[] = [];
  const source: number[] = [];
  decode(result.mappings).forEach((segments, line) => {
    for (const [column, file, sourceLine = 0, sourceColumn = 0] of segments) {
      if (file === undefined) continue;
      generated.push(inCode(lineStarts[line]! + column));
      const token = inText((sourceStarts[sourceLine] ?? result.of.length) + sourceColumn);
      source.push(shownAt(text, token, code[generated.at(-1)!]));
    }
  });
  // The first token is told to begin where what stands before it does.
  const [first] = source;
  const word = first === undefined ? '' : /^(?:[\p{ID_Continue}$]+|.)/u.exec(text.slice(first))?.[0] ?? '';
  if (code.startsWith(STRICT) && word !== '') generated[0] = Math.max(0, code.indexOf(word, STRICT.length));
  const tokenAt = (offset: number): number => {
    let low = 0;
    let high = generated.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (generated[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    code,
    isOfText: (offset) => generated[tokenAt(offset)] === offset,
    sourceOf: (offset) => source[tokenAt(offset)] ?? offset,
    sourceEndOf(offset) {
      const token = tokenAt(offset - 1);
      const start = source[token];
      if (start === undefined) return offset;
      WORD.lastIndex = start;
      const word = WORD.exec(text);
      // A name may be longer in the code (`_tf.square` for `square`); all else is as it was.
      return word === null ? start + (offset - generated[token]!) : start + word[0].length;
    },
  };
}

interface Transformed {
  readonly of: string;
  readonly code: string;
  readonly mappings: string;
}

function transformed(text: string, isTyped: boolean): Transformed {
  const { code, sourceMap } = transform(text, {
    transforms: isTyped ? ['typescript', 'imports'] : ['imports'],
    filePath: 'file',
    disableESTransforms: true,
    sourceMapOptions: { compiledFilename: 'file' },
  });
  return { of: text, code, mappings: sourceMap!.mappings };
}

/** Throws ScriptSyntaxError. */
function readAs(text: string, filled: string, isTyped: boolean): Transformed {
  try {
    return transformed(filled, isTyped);
  } catch {
    // The places of its words are those of what it reads: of the text itself they are the user's.
    try {
      return transformed(text, isTyped);
    } catch (error) {
      throw placed(error);
    }
  }
}

const same = (offset: number): number => offset;

/** In `_tf.f.call(void 0, x)`, which stands for `f(x)`, the place of `x` is given as that of the bracket before it. */
function shownAt(text: string, token: number, first: string | undefined): number {
  if (text[token] !== '(' || first === '(') return token;
  SPACE.lastIndex = token + 1;
  return token + 1 + (SPACE.exec(text)?.[0].length ?? 0);
}

const SPACE = /(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*)*/y;

/** Offsets at which the lines of TEXT begin. */
export function startsOfLines(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Sucrase says where in its words: `Error parsing file: Unexpected token (3:5)`, columns from 1. */
function placed(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const found = /^(?:Error parsing \w+: )?(.*?) ?\((\d+):(\d+)\)$/s.exec(message);
  if (found === null) return new ScriptSyntaxError(message, 1, 1);
  return new ScriptSyntaxError(found[1]!, Number(found[2]), Number(found[3]));
}
