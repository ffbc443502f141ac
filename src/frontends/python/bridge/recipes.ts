/**
 * @file Recipes: what a composite of the Python package asked of the bridge, step by step, so that an
 * equal call makes the same nodes by one call. The composite itself is written once, in Python.
 */
import type { Graph, Tensor } from '../../../engine/graph';
import { knownValue } from '../../../engine/knownValue';
import type { BridgeState, Kind } from './bridgeState';
import { DTYPE_ORDER, FAILED, NODE_INFO_SIZE } from './bridgeState';
import { HARMLESS, RECORDABLE } from './recipeRoles';
import type { Recordable, Role } from './recipeRoles';

/** What `recall` returns besides −1 when nothing was made: record the call, or do not. */
const UNKNOWN = -2;
const NEVER = -3;

/** Recipes that are kept: about 1 KB each. */
const MOST = 4000;
/** Integers that decide about shapes are few; a longer constant makes a call unlike any other. */
const FEW = 64;
const MAX_SEED = 2 ** 31 - 1;

/** What functions do to how many placings are open. */
const OPENS: Readonly<Record<string, number>> = { enterColocation: 1, enterGroup: 1, leavePlacing: -1 };

type BridgeFunction = (...values: never[]) => unknown;
type Argument = string | number | boolean;

/** An id: that in `slot`, plus an output's index. */
interface Ref {
  readonly slot: number;
  readonly offset: number;
}

/** How an argument is made anew. */
type Template =
  | { readonly is: 'plain'; readonly value: Argument }
  | { readonly is: 'id'; readonly ref: Ref }
  | { readonly is: 'ids'; readonly refs: readonly Ref[] }
  | { readonly is: 'kind'; readonly kind: Kind; readonly isSeeded: boolean }
  | { readonly is: 'scope'; readonly scope: number; readonly before: string; readonly after: string };

interface Step {
  readonly make: BridgeFunction;
  readonly gives: Recordable['gives'];
  readonly templates: readonly Template[];
  /** How many more placings are open after it. */
  readonly opens: number;
}

/** `results` are the tensors that the composite returned. */
interface Recipe {
  readonly steps: readonly Step[];
  readonly results: readonly Ref[];
  readonly isTuple: boolean;
}

/** Slots of ids: the inputs, the nodes of the inputs, the node of every step that makes one. */
class Recording {
  readonly steps: Step[] = [];
  readonly ids = new Map<number, Ref>();
  /** Scopes in full: the one around, then those that were entered. */
  readonly scopes: string[];
  readonly inputs: number;
  slots: number;
  isSpoiled = false;
  /** What the count of nodes was for a random op whose kind has not come yet; −1 for none. */
  seedCount = -1;

  constructor(readonly key: string, readonly graph: Graph, inputs: readonly Tensor[]) {
    this.scopes = [graph.scope];
    this.inputs = inputs.length;
    this.slots = inputs.length * 2;
    inputs.forEach(({ node }, i) => this.ids.set(node.id, { slot: inputs.length + i, offset: 0 }));
    inputs.forEach(({ id }, i) => this.ids.set(id, { slot: i, offset: 0 }));
  }
}

/** What a spoiled recording throws to leave `templateOf`. */
class NoTemplate extends Error {}

export class Recipes {
  private readonly recipes = new Map<string, Recipe | null>();
  private recording: Recording | null = null;
  /** Numbers of kinds in the present run. */
  private readonly numbers = new Map<Kind, number>();

  private leavePlacing: () => void = () => undefined;

  constructor(private readonly state: BridgeState) {}

  /** Numbers of kinds hold for one run; recipes for all. */
  reset(): void {
    this.recording = null;
    this.numbers.clear();
  }

  /** The bridge's functions, watched: what a recording may not hold spoils it. */
  watched(table: Readonly<Record<string, Function>>): Record<string, Function> {
    const watched: Record<string, Function> = {};
    this.leavePlacing = table['leavePlacing'] as () => void;
    for (const [name, own] of Object.entries(table)) {
      const make = own as BridgeFunction;
      const recordable = RECORDABLE[name];
      if (HARMLESS.has(name)) watched[name] = own;
      else if (name === 'knownValue') {
        watched[name] = (id: number): unknown => {
          if (this.recording !== null && !isOwnConstant(this.recording, id)) this.recording.isSpoiled = true;
          return make(id as never);
        };
      } else if (recordable === undefined) {
        watched[name] = (...values: never[]): unknown => {
          if (this.recording !== null) this.recording.isSpoiled = true;
          return make(...values);
        };
      } else {
        watched[name] = (...values: never[]): unknown => {
          const { recording } = this;
          if (recording === null || recording.isSpoiled) return make(...values);
          return this.record(recording, make, recordable, values, OPENS[name] ?? 0);
        };
      }
    }
    return watched;
  }

  functions() {
    const { state } = this;
    return {
      /**
       * Makes what the composite `form` (its number, with everything about its arguments that is no
       * tensor) made of inputs like these (`12,15`) before. A packed node, or for a tuple packed nodes
       * as text; −1 for an error; −2, and nothing made, where it was never
       * recorded; −3 where it cannot be.
       */
      recall: (form: number, inputs: string): number | string => {
        const { graph } = state;
        const ids = inputs === '' ? [] : inputs.split(',').map(Number);
        const key = keyOf(form, graph, ids.map((id) => graph.tensor(id)));
        if (key === null) return NEVER;
        const recipe = this.recipes.get(key);
        if (recipe === undefined) return UNKNOWN;
        return recipe === null ? NEVER : this.cook(recipe, ids);
      },

      /** What is asked of the bridge from now on, until `endRecording`, is the composite `form` of `inputs`. */
      beginRecording: (form: number, inputs: string): void => {
        const { graph } = state;
        const tensors = inputs === '' ? [] : inputs.split(',').map((id) => graph.tensor(Number(id)));
        const key = keyOf(form, graph, tensors);
        this.recording = key === null ? null : new Recording(key, graph, tensors);
      },

      /** The composite returned the tensors `results` (`12,15`): one, or a tuple. */
      endRecording: (results: string, isTuple: boolean): void => {
        const { recording } = this;
        this.recording = null;
        if (recording === null) return;
        if (this.recipes.size >= MOST) this.recipes.clear();
        this.recipes.set(recording.key, finished(recording, results, isTuple, state.graph));
      },

      /** The composite has failed. */
      abandonRecording: (): void => {
        this.recording = null;
      },

      /** How many nodes the current graph has, as the seed of a random op that is about to be made. */
      seedCount: (): number => {
        const count = state.graph.nodes.length;
        if (this.recording !== null) this.recording.seedCount = count;
        return count;
      },
    };
  }

  private record(
    recording: Recording,
    make: BridgeFunction,
    { roles, gives }: Recordable,
    values: never[],
    opens: number,
  ): unknown {
    let templates: readonly Template[] = [];
    try {
      templates = this.templatesOf(recording, roles, values);
    } catch (error) {
      if (!(error instanceof NoTemplate)) throw error;
      recording.isSpoiled = true;
    }
    const given = make(...values);
    if (gives === 'node') {
      const code = given as number;
      // Nothing was made, for a reason that lies in the shapes: the same the next time.
      if (code < -1) return given;
      if (code < 0) recording.isSpoiled = true;
      else this.noteNode(recording, Math.floor(code / NODE_INFO_SIZE));
    } else if (gives === 'check' && (given as number) < 0) recording.isSpoiled = true;
    else if (gives === 'scope') recording.scopes.push(given as string);
    recording.steps.push({ make, gives, templates, opens });
    return given;
  }

  private noteNode(recording: Recording, id: number): void {
    const slot = recording.slots++;
    const count = this.state.graph.node(id).outputs.length;
    for (let offset = 0; offset < Math.max(count, 1); offset++) recording.ids.set(id + offset, { slot, offset });
    const { op } = this.state.graph.node(id);
    // Beside a variable stand, in this order, its Assign and its read (`newVariable`).
    if (op !== 'VariableV2') return;
    recording.ids.set(id + 1, { slot, offset: 1 });
    recording.ids.set(id + 2, { slot, offset: 2 });
  }

  private templatesOf(recording: Recording, roles: readonly Role[], values: readonly Argument[]): Template[] {
    const templates: Template[] = [];
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      const role = roles[Math.min(i, roles.length - 1)] ?? 'plain';
      if (role !== 'parts') {
        templates.push(this.templateOf(recording, role, value));
        continue;
      }
      // As nodeOf reads them: an id; a type, a value, a name; or ids and a name.
      if (typeof value === 'number' && value >= 0) templates.push(this.templateOf(recording, 'id', value));
      else if (typeof value === 'string') {
        templates.push(this.templateOf(recording, 'ids', value), plain(values[++i]!));
      } else templates.push(plain(value), plain(values[++i]!), plain(values[++i]!));
    }
    return templates;
  }

  private templateOf(recording: Recording, role: Role, value: Argument): Template {
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
        const kind = this.state.kind(value as number);
        const seed2 = (kind.attributes as { readonly seed2?: number }).seed2;
        const isSeeded = recording.seedCount >= 0 && seed2 === recording.seedCount % MAX_SEED;
        if (isSeeded) {
          // It is counted anew where the node is made: nothing may have come in between.
          if (recording.seedCount !== this.state.graph.nodes.length) throw new NoTemplate();
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

  /** Makes the nodes of `recipe` with the inputs `ids`; leaves the graph as it was when a step fails. */
  private cook(recipe: Recipe, ids: readonly number[]): number | string {
    const { graph } = this.state;
    const { scope, controlDepth } = graph;
    const slots = [...ids, ...ids.map((id) => graph.tensor(id).node.id)];
    const scopes = [scope];
    let open = 0;
    for (const { make, gives, templates, opens } of recipe.steps) {
      const given = make(...(templates.map((template) => this.filled(template, slots, scopes)) as never[]));
      open += opens;
      if (gives === 'scope') scopes.push(given as string);
      else if (gives !== 'nothing') {
        const code = given as number;
        if (code < 0) {
          graph.scope = scope;
          for (; open > 0; open--) this.leavePlacing();
          while (graph.controlDepth > controlDepth) graph.popControl();
          return FAILED;
        }
        if (gives === 'node') slots.push(Math.floor(code / NODE_INFO_SIZE));
      }
    }
    const codes = recipe.results.map(({ slot, offset }) => packTensor(graph.tensor(slots[slot]! + offset)));
    return recipe.isTuple ? codes.join() : codes[0]!;
  }

  private filled(template: Template, slots: readonly number[], scopes: readonly string[]): Argument {
    switch (template.is) {
      case 'plain':
        return template.value;
      case 'id':
        return slots[template.ref.slot]! + template.ref.offset;
      case 'ids':
        return template.refs.map(({ slot, offset }) => slots[slot]! + offset).join();
      case 'scope':
        return template.before + scopes[template.scope]! + template.after;
      case 'kind':
        return template.isSeeded ? this.seeded(template.kind) : this.numberOf(template.kind);
    }
  }

  private numberOf(kind: Kind): number {
    let number = this.numbers.get(kind);
    if (number === undefined) {
      number = this.state.kindNumber(kind.op, Object.keys(kind.attributes as object).length === 0 ? '' : JSON.stringify(kind.attributes));
      this.numbers.set(kind, number);
    }
    return number;
  }

  private seeded({ op, attributes }: Kind): number {
    const seed2 = this.state.graph.nodes.length % MAX_SEED;
    return this.state.kindNumber(op, JSON.stringify({ ...(attributes as object), seed2 }));
  }
}

/** Whether the recording itself made the constant `id`: its value is the same the next time. */
function isOwnConstant({ ids, graph, inputs }: Recording, id: number): boolean {
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
  if (!name.includes('/')) return plain(name);
  const { scopes } = recording;
  for (let i = scopes.length - 1; i >= 0; i--) {
    const scope = scopes[i]!;
    if (scope === '' || !name.startsWith(`${scope}/`)) continue;
    return { is: 'scope', scope: i, before: '', after: name.slice(scope.length) };
  }
  if (name.endsWith('/')) throw new NoTemplate();
  return plain(name);
}

function scopeTemplate(recording: Recording, before: string, scope: string): Template {
  const at = recording.scopes.lastIndexOf(scope);
  if (at < 0) throw new NoTemplate();
  return { is: 'scope', scope: at, before, after: '' };
}

/** Null where the recording may not be repeated. */
function finished(recording: Recording, results: string, isTuple: boolean, graph: Graph): Recipe | null {
  if (recording.isSpoiled || recording.graph !== graph || graph.scope !== recording.scopes[0]) return null;
  const refs: Ref[] = [];
  for (const id of results === '' ? [] : results.split(',')) {
    const ref = recording.ids.get(Number(id));
    if (ref === undefined) return null;
    refs.push(ref);
  }
  return { steps: recording.steps, results: refs, isTuple };
}

/** As `packNode` of a node that has this output alone; for a node without outputs its id and no more. */
function packTensor({ id, dtype, isRef }: Tensor): number {
  return id * NODE_INFO_SIZE + 64 + DTYPE_ORDER.indexOf(dtype) * 2 + (isRef ? 1 : 0);
}

/**
 * What makes two calls of a composite equal, besides its Python arguments: types and static shapes of the
 * tensors, integers that are known, for they decide about shapes, and what the graph is set to. Null
 * where no other call will be equal.
 */
function keyOf(form: number, graph: Graph, inputs: readonly Tensor[]): string | null {
  let key = `${form}`;
  if (graph.scope === '') key += 'r';
  if (graph.context !== null) key += 'c';
  if (graph.seed !== null) key += `s${graph.seed}`;
  inputs.forEach((input, i) => {
    // One tensor twice is not two, nor are two outputs of one node.
    const twin = inputs.findIndex(({ node }) => node === input.node);
    if (twin < i) key += `@${twin}:${input.index - inputs[twin]!.index}`;
  });
  for (const input of inputs) {
    key += `;${input.dtype}${input.isRef ? '&' : ''}${input.shape === null ? '*' : input.shape.join()}`;
    if (input.dtype !== 'int32' && input.dtype !== 'int64') continue;
    const known = knownValue(input);
    if (known === null) continue;
    if (known.data.length > FEW) return null;
    key += `=${known.data.join()}`;
  }
  return key;
}
