/** @file One composite as it is being recorded: its steps, and how the arguments of each are made anew in another graph. */
import type { Graph, Tensor } from '../../../engine/graph';
import type { BridgeState, Kind } from './bridgeState';
import type { Recordable, Role } from './recipeRoles';

/** Where among the scopes of a recording the name stands that was given. */
const GIVEN = 1;
export const MAX_SEED = 2 ** 31 - 1;

export type BridgeFunction = (...values: never[]) => unknown;
export type Argument = string | number | boolean;

/** An id: that in `slot`, plus an output's index. */
export interface Ref {
  readonly slot: number;
  readonly offset: number;
}

/** How an argument is made anew. */
export type Template =
  | { readonly is: 'plain'; readonly value: Argument }
  | { readonly is: 'id'; readonly ref: Ref }
  | { readonly is: 'ids'; readonly refs: readonly Ref[] }
  | { readonly is: 'kind'; readonly kind: Kind; readonly isSeeded: boolean }
  | { readonly is: 'scope'; readonly scope: number; readonly before: string; readonly after: string };

export interface Step {
  readonly make: BridgeFunction;
  readonly gives: Recordable['gives'];
  readonly templates: readonly Template[];
  /** How many more placings are open after it. */
  readonly opens: number;
}

/** Slots of ids: the inputs, the nodes of the inputs, the node of every step that makes one. */
export class Recording {
  readonly steps: Step[] = [];
  readonly ids = new Map<number, Ref>();
  /** Scopes in full: the one around, the name that was given, then those that were entered. */
  readonly scopes: string[];
  readonly inputs: number;
  slots: number;
  isSpoiled = false;
  /** What the count of nodes was for a random op whose kind has not come yet; −1 for none. */
  seedCount = -1;

  constructor(
    readonly key: string,
    readonly graph: Graph,
    inputs: readonly Tensor[],
    name: string,
  ) {
    this.scopes = [graph.scope, name];
    this.inputs = inputs.length;
    this.slots = inputs.length * 2;
    inputs.forEach(({ node }, i) => this.ids.set(node.id, { slot: inputs.length + i, offset: 0 }));
    inputs.forEach(({ id }, i) => this.ids.set(id, { slot: i, offset: 0 }));
  }

  /** The node `id` was made by the step that comes now. */
  noteNode(id: number): void {
    const slot = this.slots++;
    const { op, outputs } = this.graph.node(id);
    for (let offset = 0; offset < Math.max(outputs.length, 1); offset++) this.ids.set(id + offset, { slot, offset });
    // After a variable come, in this order, its Assign and its read; after a handle, before them, the question
    // whether it has a value (`newVariable`, `newResource`).
    const more = op === 'VariableV2' ? 2 : op === 'VarHandleOp' ? 3 : 0;
    for (let offset = 1; offset <= more; offset++) this.ids.set(id + offset, { slot, offset });
  }
}

/** What a spoiled recording throws to leave `templateOf`. */
export class NoTemplate extends Error {}

/** How the arguments `values` of a function with these roles are made anew; throws NoTemplate. */
export function templatesOf(
  recording: Recording,
  state: BridgeState,
  roles: readonly Role[],
  values: readonly Argument[],
): Template[] {
  const templates: Template[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const role = roles[Math.min(i, roles.length - 1)] ?? 'plain';
    if (role !== 'parts') {
      templates.push(templateOf(recording, state, role, value));
      continue;
    }
    // As nodeOf reads them: an id; a type, a value, a name; or ids and a name.
    if (typeof value === 'number' && value >= 0) templates.push(templateOf(recording, state, 'id', value));
    else if (typeof value === 'string') {
      templates.push(templateOf(recording, state, 'ids', value), plain(values[++i]!));
    } else templates.push(plain(value), plain(values[++i]!), plain(values[++i]!));
  }
  return templates;
}

function templateOf(recording: Recording, state: BridgeState, role: Role, value: Argument): Template {
  switch (role) {
    case 'plain':
    case 'parts':
      return plain(value);
    case 'id':
      return value === -1 ? plain(value) : { is: 'id', ref: refTo(recording, value as number) };
    case 'ids': {
      const ids = value === '' ? [] : (value as string).split(',');
      return { is: 'ids', refs: ids.map((id) => refTo(recording, Number(id))) };
    }
    case 'kind': {
      const kind = state.kind(value as number);
      const seed2 = (kind.attributes as { readonly seed2?: number }).seed2;
      const isSeeded = recording.seedCount >= 0 && seed2 === recording.seedCount % MAX_SEED;
      if (isSeeded) {
        // It is counted anew where the node is made: nothing may have come in between.
        if (recording.seedCount !== state.graph.nodes.length) throw new NoTemplate();
        recording.seedCount = -1;
      }
      return { is: 'kind', kind, isSeeded };
    }
    case 'name':
      return nameTemplate(recording, value as string);
    case 'scope':
    case 'scopeName':
      return scopeTemplate(recording, '', value as string);
    case 'group':
      return value === '' ? plain(value) : scopeTemplate(recording, 'loc:@', (value as string).slice(5));
  }
}

/** Whether the recording itself made the constant `id`: its value is the same the next time. */
export function isOwnConstant({ ids, graph, inputs }: Recording, id: number): boolean {
  const ref = ids.get(id);
  return ref !== undefined && ref.slot >= 2 * inputs && graph.tensor(id).node.op === 'Const';
}

function plain(value: Argument): Template {
  return { is: 'plain', value };
}

function refTo(recording: Recording, id: number): Ref {
  const ref = recording.ids.get(id);
  if (ref === undefined) throw new NoTemplate();
  return ref;
}

/** A name that begins with a scope which was entered here (or is the one around) is one inside it. */
function nameTemplate(recording: Recording, name: string): Template {
  const { scopes, steps } = recording;
  // Only what comes first is called by the given name: an inner name may be the same by chance.
  if (steps.length === 0 && name === scopes[GIVEN]) return { is: 'scope', scope: GIVEN, before: '', after: '' };
  if (!name.includes('/')) return plain(name);
  for (let i = scopes.length - 1; i >= 0; i--) {
    const scope = scopes[i]!;
    if (scope === '' || !name.startsWith(`${scope}/`)) continue;
    return { is: 'scope', scope: i, before: '', after: name.slice(scope.length) };
  }
  if (name.endsWith('/')) throw new NoTemplate();
  return plain(name);
}

function scopeTemplate(recording: Recording, before: string, scope: string): Template {
  if (scope === '') return plain(before);
  const at = recording.scopes.lastIndexOf(scope);
  if (at < 0) throw new NoTemplate();
  return { is: 'scope', scope: at, before, after: '' };
}
