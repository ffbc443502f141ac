/** @file Python's text as tokens, for those who change a file and must not break it. Knows no grammar. */

export interface Token {
  /** `newline` ends a statement; line ends inside of brackets, in empty lines and after \ are none. */
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'newline';
  readonly text: string;
  /** Offsets in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

export interface TokenizedText {
  readonly tokens: readonly Token[];
  /** By the index of a bracket the index of the one that it goes with, both ways. */
  readonly partner: ReadonlyMap<number, number>;
}

const SPACE = /(?:[ \t\f]|\\(?:\r\n|\r|\n))+/y;
const COMMENT = /#[^\r\n]*/y;
const LINE_END = /\r\n|\r|\n/y;
const STRING_START = /[A-Za-z]{0,2}("""|'''|"|')/y;
const NAME = /[\p{ID_Start}_]\p{ID_Continue}*/uy;
const NUMBER = /0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?/y;
const OPERATOR = /\*\*=|\/\/=|>>=|<<=|\.\.\.|->|:=|\*\*|\/\/|>>|<<|[<>=!+\-*/%@&|^]=|[()[\]{},:.;@=+\-*/%&|^~<>]/y;
const PREFIXES: ReadonlySet<string> = new Set(['', 'r', 'u', 'b', 'f', 't', 'br', 'rb', 'fr', 'rf', 'tr', 'rt']);
const CLOSES: ReadonlyMap<string, string> = new Map([[')', '('], [']', '['], ['}', '{']]);

/** Null when the text is none that Python would read: an open string, a bracket without its other one. */
export function tokenize(text: string): TokenizedText | null {
  const tokens: Token[] = [];
  const partner = new Map<number, number>();
  const open: number[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const push = (kind: Token['kind'], end: number) => {
    tokens.push({ kind, text: text.slice(at, end), start: at, end });
    at = end;
  };
  while (at < text.length) {
    const skipped = match(SPACE) ?? match(COMMENT);
    if (skipped) {
      at += skipped[0].length;
      continue;
    }
    const lineEnd = match(LINE_END);
    if (lineEnd) {
      const last = tokens.at(-1);
      if (open.length === 0 && last !== undefined && last.kind !== 'newline') push('newline', at + lineEnd[0].length);
      else at += lineEnd[0].length;
      continue;
    }
    const quote = match(STRING_START);
    if (quote && PREFIXES.has(quote[0].slice(0, -quote[1]!.length).toLowerCase())) {
      const end = stringEnd(text, at + quote[0].length, quote[1]!);
      // Quotes inside of an f-string's braces may look like its end.
      if (end === null || /["'\p{ID_Continue}]/u.test(text[end] ?? '')) return null;
      push('string', end);
      continue;
    }
    const word = match(NAME);
    const found = word ?? match(NUMBER) ?? match(OPERATOR);
    if (!found) return null;
    push(word ? 'name' : /^[.]?\d/.test(found[0]) ? 'number' : 'operator', at + found[0].length);
    const { text: symbol } = tokens.at(-1)!;
    const index = tokens.length - 1;
    if (symbol === '(' || symbol === '[' || symbol === '{') open.push(index);
    else if (CLOSES.has(symbol)) {
      const other = open.pop();
      if (other === undefined || tokens[other]!.text !== CLOSES.get(symbol)) return null;
      partner.set(other, index);
      partner.set(index, other);
    }
  }
  if (open.length > 0) return null;
  if (tokens.length > 0 && tokens.at(-1)!.kind !== 'newline') push('newline', text.length);
  return { tokens, partner };
}

/** The offset behind the closing quote; null when there is none. */
function stringEnd(text: string, from: number, quote: string): number | null {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (quote.length === 1 && (text[at] === '\n' || text[at] === '\r')) return null;
  }
  return null;
}
