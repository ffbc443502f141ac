/**
 * @file What is added to a module's code. A call gets a last argument that is no argument, `...__gradientAt(17)`:
 * it is evaluated after the others and before the call, spreads to nothing, and tells where the program is.
 */
import type { Node } from 'acorn';
import type { Place } from '../../program';
import { Insertions, type Position } from './positions';
import type { NoteSite, SiteTables } from './compileModule';

export interface InstrumentOptions {
  readonly code: string;
  readonly takesNotes: boolean;
  readonly tables: SiteTables;
  placeOf(start: number, end: number, name: string | null): Place;
  afterOf(end: number): Position;
  /** Whether what begins at OFFSET was written by the user. */
  isOfText(offset: number): boolean;
  refuse(offset: number, message: string): never;
}

export interface Instrumented {
  readonly insertions: Insertions;
  readonly requests: readonly string[];
}

/** A node of the tree with whatever it has. */
type Any = Node & { readonly [key: string]: any };

/** Where a value goes that an expression has. */
interface Binding {
  readonly kind: NoteSite['kind'];
  readonly name: string | null;
}

const LOOPS: ReadonlySet<string> = new Set([
  'ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement',
]);
/** Their values are no tensors, or a wrapping would change what they mean. */
const NEVER_NOTED: ReadonlySet<string> = new Set([
  'Literal', 'TemplateLiteral', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassExpression',
  'ObjectExpression', 'ArrayExpression', 'SequenceExpression', 'YieldExpression', 'Super', 'SpreadElement',
]);

const STEPS: ReadonlySet<string> = new Set(['minimize', 'applyGradients']);

export function instrument(tree: Node, options: InstrumentOptions): Instrumented {
  const writer = new Writer(options);
  writer.visit(tree as Any, null, null);
  return { insertions: writer.insertions, requests: [...writer.requests] };
}

class Writer {
  readonly insertions = new Insertions();
  readonly requests = new Set<string>();

  constructor(private readonly options: InstrumentOptions) {}

  /** `statement`: the one that the node stands in; `name`: what the value of a call is bound to. */
  visit(node: Any, statement: Any | null, name: string | null): void {
    const within = isStatement(node) ? node : statement;
    if (LOOPS.has(node.type)) {
      this.visitLoop(node, within!);
      return;
    }
    switch (node.type) {
      case 'CallExpression':
      case 'NewExpression':
        this.visitCall(node, within, name);
        return;
      case 'ImportExpression':
        this.options.refuse(node.start, 'import() of a computed path is not evaluated by this engine');
      case 'WithStatement':
        this.options.refuse(node.start, 'with is not evaluated by this engine');
      case 'Identifier':
        if (node.name.startsWith('__gradient')) this.options.refuse(node.start, `The name ${node.name} is the debugger's`);
        return;
      case 'CatchClause':
        this.visitCatch(node, within);
        return;
      case 'ThrowStatement':
        this.insertions.add(node.argument.start, `__gradientThrown(${this.newPlace(node, null)},`);
        this.visit(node.argument, within, null);
        this.insertions.add(node.argument.end, ')');
        return;
      case 'VariableDeclarator':
        this.visitChild(node.id, within);
        if (node.init !== null) this.value(node.init, within!, { kind: 'assigned', name: nameOf(node.id) });
        return;
      case 'AssignmentExpression':
        this.visitChild(node.left, within);
        if (node.operator === '=') this.value(node.right, within!, { kind: 'assigned', name: nameOf(node.left) });
        else this.visitChild(node.right, within);
        return;
      case 'PropertyDefinition':
        if (node.computed) this.visit(node.key, within, null);
        if (node.value !== null) this.value(node.value, within, { kind: 'assigned', name: fieldName(node) });
        return;
      case 'ReturnStatement':
        if (node.argument !== null) this.value(node.argument, within!, { kind: 'returned', name: null });
        return;
      case 'ArrowFunctionExpression':
        for (const parameter of node.params) this.visitChild(parameter, within);
        if (node.expression) this.value(node.body, node.body, { kind: 'returned', name: null });
        else this.visit(node.body, within, null);
        return;
      case 'ExpressionStatement':
        this.visitAlone(node);
        return;
      default:
        for (const child of childrenOf(node)) this.visit(child, within, null);
    }
  }

  private visitChild(node: Any | null, within: Any | null): void {
    if (node !== null) this.visit(node, within, null);
  }

  private visitLoop(loop: Any, within: Any): void {
    for (const child of childrenOf(loop)) {
      if (child !== loop.body) this.visit(child, within, null);
    }
    const { body } = loop;
    if (body.type === 'BlockStatement') {
      this.insertions.add(body.start + 1, '__gradientTick();');
      this.visit(body, within, null);
      return;
    }
    this.insertions.add(body.start, '{__gradientTick();');
    this.visit(body, within, null);
    this.insertions.add(body.end, '}');
  }

  /** What was thrown may be an object of another realm: see realm/ownErrors.ts. */
  private visitCatch(clause: Any, within: Any | null): void {
    const { param, body } = clause;
    if (param !== null && param.type === 'Identifier') {
      this.visitChild(param, within);
      this.insertions.add(body.start + 1, `${param.name}=__gradientCaught(${param.name});`);
    } else if (param !== null) {
      const pattern = this.options.code.slice(param.start, param.end);
      if (/\/[*/]|\*\/|\(/.test(pattern)) this.options.refuse(param.start, 'A catch with a computed pattern is not evaluated by this engine');
      this.visitNames(param);
      this.insertions.add(param.start, '__gradientError/*');
      this.insertions.add(param.end, '*/');
      this.insertions.add(body.start + 1, `let ${pattern}=__gradientCaught(__gradientError);`);
    }
    this.visit(body, within, null);
  }

  /** Refuses what may not be named, and inserts nothing. */
  private visitNames(node: Any): void {
    if (node.type === 'Identifier' && node.name.startsWith('__gradient')) this.visit(node, null, null);
    for (const child of childrenOf(node)) this.visitNames(child);
  }

  /** A statement of its own: the value of a call is looked at, not that of `void call()`. */
  private visitAlone(statement: Any): void {
    const { expression } = statement;
    if (expression.type === 'CallExpression' && expression.callee.type !== 'Super' && this.options.isOfText(expression.start)) {
      this.value(expression, statement, { kind: 'expression', name: null });
    } else this.visit(expression, statement, null);
  }

  /** An expression whose value goes somewhere. */
  private value(node: Any, statement: Any | null, binding: Binding): void {
    // The head of a function or a class of the module stands in no statement.
    const within = statement ?? node;
    if (!this.options.takesNotes || NEVER_NOTED.has(node.type) || isRequire(node) || !this.options.isOfText(node.start)) {
      this.visit(node, within, binding.name);
      return;
    }
    const { tables, placeOf } = this.options;
    const inside = binding.kind === 'expression' && node.type !== 'AwaitExpression';
    const site: NoteSite = {
      kind: binding.kind,
      place: placeOf(node.start, node.end, binding.name),
      within: placeOf(within.start, within.end, null),
      after: inside ? null : this.options.afterOf(node.end),
    };
    this.insertions.add(node.start, `__gradientNote(${tables.notes.push(site) - 1},`);
    this.visit(node, within, binding.name);
    this.insertions.add(node.end, ')');
  }

  private visitCall(call: Any, within: Any | null, name: string | null): void {
    const { callee } = call;
    const request = isRequire(call) ? call.arguments[0] : null;
    if (request?.type === 'Literal' && typeof request.value === 'string') this.requests.add(request.value);
    // Wrapped, `new ns.Thing()` would make what wraps it.
    if (call.type === 'NewExpression') this.visit(callee, within, null);
    else this.visitCallee(callee, within);
    for (const argument of call.arguments) this.operand(argument, within);
    if (isRequire(call) || !this.options.isOfText(call.start)) return;
    const closing = call.end - 1;
    const last = call.arguments.at(-1);
    const between = bare(this.options.code.slice((last ?? callee).end, closing + 1));
    // `new Thing`, `new (thing())`
    if (last === undefined && !between.includes('(')) return;
    // A comma behind the last argument needs no second one.
    const comma = last === undefined || between.includes(',') ? '' : ',';
    // What a step returns is its cost: the variable of that name is not the step.
    const bound = STEPS.has(callee.property?.name) ? null : name;
    this.insertions.add(closing, `${comma}...__gradientAt(${this.newPlace(call, bound)})`);
  }

  /** `x.mul(y)`: x is an operand; `x.mul` must stay what it is, or the call loses its `this`. */
  private visitCallee(callee: Any, within: Any | null): void {
    const member = callee.type === 'ChainExpression' ? callee.expression : callee;
    if (member.type !== 'MemberExpression') {
      this.visit(callee, within, null);
      return;
    }
    if (member.object.type === 'Identifier' && /^_(?!_gradient)|^tf$/.test(member.object.name)) return;
    // A wrapping would end the part of a chain that `?.` leaves out.
    if (isCutShort(member.object)) this.visit(member.object, within, null);
    else this.operand(member.object, within);
    if (member.computed) this.visit(member.property, within, null);
  }

  private operand(node: Any, within: Any | null): void {
    const isOperand = node.type === 'Identifier' || node.type === 'CallExpression' || node.type === 'AwaitExpression';
    if (isOperand) this.value(node, within, { kind: 'expression', name: null });
    else this.visit(node, within, null);
  }

  private newPlace(node: Any, name: string | null): number {
    const { tables, placeOf } = this.options;
    return tables.places.push(placeOf(node.start, node.end, name)) - 1;
  }
}

/** What is moved as one when a text is edited: a statement, a field, a parameter with its default. */
function isStatement({ type }: Any): boolean {
  return type.endsWith('Statement') || STATEMENT_LIKE.has(type);
}

const STATEMENT_LIKE: ReadonlySet<string> = new Set(['VariableDeclaration', 'PropertyDefinition', 'AssignmentPattern']);

/** Whether `?.` stands before the end of a chain. */
function isCutShort(node: Any): boolean {
  for (let at: Any | undefined = node; at !== undefined; ) {
    if (at.optional === true) return true;
    at = at.type === 'CallExpression' ? at.callee : at.type === 'MemberExpression' ? at.object : undefined;
  }
  return false;
}

function fieldName({ key, computed, static: isStatic }: Any): string | null {
  if (computed || isStatic) return null;
  return key.type === 'PrivateIdentifier' ? `this.#${key.name}` : key.type === 'Identifier' ? `this.${key.name}` : null;
}

function isRequire(node: Any): boolean {
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require';
}

/** The user's name for what is assigned: `w`, `this.w`; null for a pattern. */
function nameOf(target: Any): string | null {
  if (target.type === 'Identifier') return target.name as string;
  if (target.type !== 'MemberExpression' || target.computed) return null;
  const { object, property } = target;
  if (object.type === 'ThisExpression') return `this.${property.name}`;
  // `exports.w = …` is what became of `export const w = …`.
  return object.type === 'Identifier' && object.name === 'exports' && property.name !== 'default' ? (property.name as string) : null;
}

/** Without comments. */
function bare(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
}

function childrenOf(node: Any): Any[] {
  const children: Any[] = [];
  for (const key of Object.keys(node)) {
    const value: unknown = node[key];
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is Any {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
