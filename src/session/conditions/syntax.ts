/** @file Conditions over steps as a tree, and how their text is read: `loss < 0.1 or norm(w) > 5`. */
import { userError } from '../refusals';

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'call'; readonly name: string; readonly at: number; readonly arguments: readonly Expression[] }
  | { readonly kind: 'unary'; readonly operator: '-' | 'not'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: Binary; readonly left: Expression; readonly right: Expression };

export type Binary = '+' | '-' | '*' | '/' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'and' | 'or';

interface Token {
  readonly text: string;
  readonly at: number;
  readonly kind: 'number' | 'name' | 'sign' | 'end';
}

/** From weakest to strongest. */
const LEVELS: readonly (readonly Binary[])[] = [
  ['or'], ['and'], ['<', '<=', '>', '>=', '==', '!='], ['+', '-'], ['*', '/'],
];

const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/;
/** A variable's name has slashes and may end in `:0`; a text in quotes is a name, too. */
const NAME = /^[A-Za-z_][\w.]*(?:\/[\w.-]+)*(?::\d+)?/;
const QUOTED = /^(?:'([^']*)'|"([^"]*)")/;
const SIGN = /^(?:<=|>=|==|!=|‖|[<>+\-*/(),=])/;

/** Throws ValueError with the column, and what could stand there. */
export function parseCondition(text: string): Expression {
  return new Parser(tokensOf(text), text).whole();
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const space = /^\s+/.exec(rest);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const quoted = QUOTED.exec(rest);
    const number = NUMBER.exec(rest);
    const name = NAME.exec(rest);
    const sign = SIGN.exec(rest);
    const found = quoted ?? number ?? name ?? sign;
    if (found === null) throw refused(text, at, `"${rest[0]}" has no meaning in a condition`);
    if (quoted !== null) tokens.push({ text: quoted[1] ?? quoted[2]!, at, kind: 'name' });
    else if (number !== null) tokens.push({ text: number[0], at, kind: 'number' });
    else if (name !== null) tokens.push({ text: name[0], at, kind: 'name' });
    else tokens.push({ text: sign![0], at, kind: 'sign' });
    at += found[0].length;
  }
  tokens.push({ text: '', at: text.length, kind: 'end' });
  return tokens;
}

class Parser {
  private at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly text: string,
  ) {}

  whole(): Expression {
    const expression = this.level(0);
    const { text, at, kind } = this.peek();
    if (kind !== 'end') {
      const meant = text === '=' ? ': write == to compare' : '';
      throw refused(this.text, at, `"${text}" does not follow here${meant}`);
    }
    return expression;
  }

  private level(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    let left = level === 2 && this.takes('not') ? this.negated(level) : this.level(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => this.takes(candidate));
      if (operator === undefined) return left;
      left = { kind: 'binary', operator, left, right: this.level(level + 1) };
    }
  }

  private negated(level: number): Expression {
    return { kind: 'unary', operator: 'not', operand: this.level(level) };
  }

  private unary(): Expression {
    if (this.takes('-')) return { kind: 'unary', operator: '-', operand: this.unary() };
    return this.atom();
  }

  private atom(): Expression {
    const token = this.tokens[this.at++]!;
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'sign' && token.text === '(') {
      const inner = this.level(0);
      this.expect(')');
      return inner;
    }
    if (token.kind !== 'name') {
      const what = token.kind === 'end' ? 'the condition ends' : `"${token.text}" stands`;
      throw refused(this.text, token.at, `${what} where a number, a name or ( is expected`);
    }
    if (!this.takes('(')) return { kind: 'name', name: token.text, at: token.at };
    const args: Expression[] = [];
    if (!this.takes(')')) {
      do args.push(this.level(0));
      while (this.takes(','));
      this.expect(')');
    }
    return { kind: 'call', name: token.text, at: token.at, arguments: args };
  }

  private peek(): Token {
    return this.tokens[this.at]!;
  }

  private takes(text: string): boolean {
    const { text: found, kind } = this.peek();
    if (kind === 'number' || kind === 'end' || found !== text) return false;
    this.at++;
    return true;
  }

  private expect(text: string): void {
    if (this.takes(text)) return;
    throw refused(this.text, this.peek().at, `${text} is missing`);
  }
}

export function refused(text: string, at: number, what: string): Error {
  return userError(`In the condition "${text}", column ${at + 1}: ${what}.`);
}
