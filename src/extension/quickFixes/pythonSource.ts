/** @file A Python text by its statements, calls and names, each with its place; what is not sure is not told. */
import type { PlaceRecord } from '../../protocol/records';
import { tokenize, type Token } from './pythonTokens';

/** Tokens from `from` up to, not with, `to`. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

/** A whole logical line: all that stands between two line ends outside of brackets. */
export interface Statement extends Slice {
  readonly index: number;
  /** What the line begins with: blanks and tabs. */
  readonly indent: string;
  /** Offsets of its physical lines, the end of the last one included. */
  readonly start: number;
  readonly end: number;
}

export interface Argument {
  readonly keyword: string | null;
  readonly value: Slice;
}

export interface Call extends Slice {
  /** The last name before the parenthesis: `minimize`. */
  readonly method: string;
  /** `tf.nn.softmax`; null when more than names stands before it. */
  readonly name: string | null;
  /** Null when one is starred: then nobody knows how many there are. */
  readonly args: readonly Argument[] | null;
}

const KEYWORDS: ReadonlySet<string> = new Set((
  'False None True and as assert async await break class continue def del elif else except finally for from ' +
  'global if import in is lambda nonlocal not or pass raise return try while with yield').split(' '));

export class PythonSource {
  readonly statements: readonly Statement[];
  /** What the file calls TensorFlow; null when it does not import it by name, or by two. */
  readonly tf: string | null;
  readonly #lineStarts: readonly number[];

  private constructor(
    readonly text: string,
    readonly tokens: readonly Token[],
    readonly partner: ReadonlyMap<number, number>,
  ) {
    this.#lineStarts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
    this.statements = this.#readStatements();
    this.tf = this.#readAlias();
  }

  static parse(text: string): PythonSource | null {
    const read = tokenize(text);
    return read && new PythonSource(text, read.tokens, read.partner);
  }

  #readStatements(): Statement[] {
    const found: Statement[] = [];
    let from = 0;
    this.tokens.forEach((token, to) => {
      if (token.kind !== 'newline') return;
      const start = this.#lineStarts.findLast((offset) => offset <= this.tokens[from]!.start)!;
      const indent = this.text.slice(start, this.tokens[from]!.start);
      found.push({ index: found.length, from, to, indent, start, end: token.end });
      from = to + 1;
    });
    return found;
  }

  #readAlias(): string | null {
    const names = this.statements.flatMap((statement) => {
      const match = /^import tensorflow(?: \. compat \. v1)? as (\S+)$/.exec(this.words(statement).join(' '));
      return match ? [match[1]!] : [];
    });
    return new Set(names).size === 1 ? names[0]! : null;
  }

  word(index: number): string {
    return this.tokens[index]?.text ?? '';
  }

  words({ from, to }: Slice): string[] {
    return this.tokens.slice(from, to).map(({ text }) => text);
  }

  /** The source of the slice, with the comments inside of it. */
  textOf({ from, to }: Slice): string {
    return this.text.slice(this.tokens[from]!.start, this.tokens[to - 1]!.end);
  }

  isName(index: number): boolean {
    return this.tokens[index]?.kind === 'name' && !KEYWORDS.has(this.word(index));
  }

  /** The name that the slice is; null when it is more than one. */
  nameOf(slice: Slice): string | null {
    return slice.to - slice.from === 1 && this.isName(slice.from) ? this.word(slice.from) : null;
  }

  /** The tokens at the place, if it begins and ends with whole ones. */
  at({ line, column, endLine, endColumn }: PlaceRecord): Slice | null {
    const start = (this.#lineStarts[line - 1] ?? NaN) + column - 1;
    const end = (this.#lineStarts[endLine - 1] ?? NaN) + endColumn - 1;
    const from = this.tokens.findIndex((token) => token.start === start);
    const last = this.tokens.findIndex((token) => token.end === end && token.kind !== 'newline');
    return from < 0 || last < from ? null : { from, to: last + 1 };
  }

  statementOf({ from }: Slice): Statement {
    return this.statements.findLast((statement) => statement.from <= from)!;
  }

  /** Indices of the slice's own tokens, those inside of its brackets left out. */
  outer({ from, to }: Slice): number[] {
    const found: number[] = [];
    for (let i = from; i < to; i++) {
      found.push(i);
      const other = this.partner.get(i);
      if (other !== undefined && other > i) found.push((i = other));
    }
    return found;
  }

  /** Parts of the slice between its own commas; what follows the last one is no part. */
  split(slice: Slice): Slice[] {
    const commas = this.outer(slice).filter((i) => this.word(i) === ',');
    const starts = [slice.from, ...commas.map((i) => i + 1)];
    return starts.map((from, k) => ({ from, to: commas[k] ?? slice.to })).filter(({ from, to }) => to > from);
  }

  /** The call whose parenthesis opens at `open`; null when it is none. */
  callAt(open: number): Call | null {
    if (this.word(open) !== '(' || !this.isName(open - 1)) return null;
    const close = this.partner.get(open)!;
    const from = this.#primaryStart(open - 1);
    if (this.word(from - 1) === 'def' || this.word(from - 1) === 'class') return null;
    const callee = this.words({ from, to: open });
    const isDotted = callee.every((word, i) => (i % 2 === 1 ? word === '.' : this.isName(from + i)));
    return {
      from, to: close + 1,
      method: this.word(open - 1),
      name: isDotted ? callee.join('') : null,
      args: this.#arguments({ from: open + 1, to: close }),
    };
  }

  #arguments(inside: Slice): Argument[] | null {
    const parts = this.split(inside);
    if (parts.some(({ from }) => this.word(from) === '*' || this.word(from) === '**')) return null;
    return parts.map(({ from, to }) =>
      this.isName(from) && this.word(from + 1) === '='
        ? { keyword: this.word(from), value: { from: from + 2, to } }
        : { keyword: null, value: { from, to } });
  }

  /** Where the names, calls and subscripts begin of which token `last` is the end. */
  #primaryStart(last: number): number {
    let at = last;
    for (;;) {
      const word = this.word(at);
      if (word === ')' || word === ']') {
        const open = this.partner.get(at)!;
        const isPart = this.isName(open - 1) || [')', ']'].includes(this.word(open - 1));
        if (!isPart) return open;
        at = open - 1;
      } else if (this.word(at - 1) === '.') at -= 2;
      else return at;
    }
  }

  /** The call that the slice is, from its first to its last token; null when it is something else. */
  callOf({ from, to }: Slice): Call | null {
    const open = this.word(to - 1) === ')' ? this.partner.get(to - 1)! : -1;
    const call = open < 0 ? null : this.callAt(open);
    return call?.from === from ? call : null;
  }

  /** All calls of functions or methods of these names. */
  calls(...methods: readonly string[]): Call[] {
    return this.tokens.flatMap((_, i) => {
      const call = methods.includes(this.word(i)) ? this.callAt(i + 1) : null;
      return call ? [call] : [];
    });
  }

  /** Whether `call` is TensorFlow's function of one of these names: `log` for tf.log and tf.math.log. */
  isOfTensorFlow({ name }: Call, ...functions: readonly string[]): boolean {
    const prefixes = ['', 'math.', 'nn.'];
    return this.tf !== null && functions.some((wanted) => prefixes.some((prefix) => name === `${this.tf}.${prefix}${wanted}`));
  }

  /** The slice's brackets of this kind around `inner`, the innermost first: indices of the opening ones. */
  around(inner: Slice): number[] {
    const found: number[] = [];
    for (let i = inner.from - 1; i >= 0; i--) {
      const close = this.partner.get(i);
      if (close !== undefined && close > i && close >= inner.to) found.push(i);
    }
    return found;
  }

  /** `NAME = VALUE`, alone on its line: the name and the value; null for any other statement. */
  assignment(statement: Statement): { readonly name: string; readonly value: Slice } | null {
    const outer = this.outer(statement).map((i) => this.word(i));
    const isOne = outer.filter((word) => word === '=').length === 1 && !outer.includes(';') && !outer.includes('yield');
    if (!isOne || !this.isName(statement.from) || this.word(statement.from + 1) !== '=') return null;
    const value = { from: statement.from + 2, to: statement.to };
    return this.split(value).length === 1 && !outer.includes(',') ? { name: this.word(statement.from), value } : null;
  }

  /** Names that the statement may bind; rather one too many. */
  bound(statement: Statement): Set<string> {
    const names = new Set<string>();
    const outer = this.outer(statement);
    const first = this.word(statement.from);
    const lastEquals = outer.findLast((i) => ASSIGNS.test(this.word(i)) && first !== 'def') ?? statement.from;
    const isHead = first === 'import' || first === 'from' || first === 'global' || first === 'nonlocal' || first === 'del';
    const loopEnd = first === 'for' ? outer.find((i) => this.word(i) === 'in') ?? statement.from : statement.from;
    for (let i = statement.from; i < statement.to; i++) {
      if (!this.isName(i)) continue;
      const before = this.word(i - 1);
      const isBound =
        isHead || i < lastEquals || i < loopEnd ||
        before === 'as' || before === 'def' || before === 'class' || this.word(i + 1) === ':=' ||
        (first === 'def' && i < (this.partner.get(statement.from + 2) ?? 0));
      if (isBound && before !== '.') names.add(this.word(i));
    }
    return names;
  }

  /** Whether the two stand in one block, with nothing between that ends it. */
  isOneBlock(a: Statement, b: Statement): boolean {
    const [first, last] = a.index < b.index ? [a, b] : [b, a];
    return a.indent === b.indent && this.#keepsIndent(first, last);
  }

  /** Whether what `a` binds is there for `b`: it comes later in the same block, or in one inside of it. */
  isInScope(a: Statement, b: Statement): boolean {
    return a.index < b.index && this.#keepsIndent(a, b);
  }

  #keepsIndent(first: Statement, last: Statement): boolean {
    return this.statements.slice(first.index, last.index + 1).every(({ indent }) => indent.startsWith(first.indent));
  }

  /** Names that occur in the slice, attributes and keywords of calls left out. */
  namesIn({ from, to }: Slice): Set<string> {
    const names = new Set<string>();
    for (let i = from; i < to; i++) if (this.isName(i) && this.word(i - 1) !== '.') names.add(this.word(i));
    return names;
  }

  /** The statements of the block that `head` opens. */
  body(head: Statement): readonly Statement[] {
    const rest = this.statements.slice(head.index + 1);
    const end = rest.findIndex(({ indent }) => indent.length <= head.indent.length);
    return end < 0 ? rest : rest.slice(0, end);
  }

  /** Statements that open the blocks around `statement`, the innermost first. */
  heads(statement: Statement): Statement[] {
    const found: Statement[] = [];
    let { indent } = statement;
    for (const above of this.statements.slice(0, statement.index).reverse()) {
      if (above.indent.length < indent.length && indent.startsWith(above.indent)) {
        found.push(above);
        ({ indent } = above);
      }
    }
    return found;
  }

  /** The only statement that binds `name`, as `NAME = VALUE` before `use` in its block; null when another may. */
  definition(name: string, use: Statement): Slice | null {
    const binding = this.statements.filter((statement) => this.bound(statement).has(name));
    const [only] = binding;
    if (binding.length !== 1 || only!.index >= use.index || !this.isOneBlock(only!, use)) return null;
    const found = this.assignment(only!);
    return found?.name === name ? found.value : null;
  }
}

const ASSIGNS = /^(?:=|\+=|-=|\*=|\/=|\/\/=|%=|@=|&=|\|=|\^=|>>=|<<=|\*\*=)$/;
