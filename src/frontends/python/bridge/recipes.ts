/**
 * @file Recipes: what a composite of the Python package asked of the bridge, step by step, so that an
 * equal call makes the same nodes by one call. The composite itself is written once, in Python.
 */
import type { Graph } from '../../../engine/graph';
import type { BridgeState, Kind } from './bridgeState';
import { FAILED, NODE_INFO_SIZE, packTensor } from './bridgeState';
import { keyOf } from './recipeKeys';
import type { Recordable } from './recipeRoles';
import { HARMLESS, RECORDABLE } from './recipeRoles';
import type { Argument, BridgeFunction, Ref, Step, Template } from './recording';
import { isOwnConstant, MAX_SEED, NoTemplate, Recording, templatesOf } from './recording';

/** What functions do to how many placings are open. */
const OPENS: Readonly<Record<string, number>> = { enterColocation: 1, enterGroup: 1, leavePlacing: -1 };

/** What `recall` returns besides −1 when nothing was made: record the call, or do not. */
const UNKNOWN = -2;
const NEVER = -3;

/** Recipes that are kept: about 1 KB each. */
const MOST = 4000;

/** `results` are the tensors that the composite returned. */
interface Recipe {
  readonly steps: readonly Step[];
  readonly results: readonly Ref[];
  readonly isTuple: boolean;
}

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
      } else if (name === 'currentContext') {
        // That there is none around is part of the key; which one it is is not.
        watched[name] = (): unknown => {
          const context = make() as number;
          if (this.recording !== null && context >= 0) this.recording.isSpoiled = true;
          return context;
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
       * tensor) made of inputs like these (`12,15`) before, called `name`. A packed node, or for a tuple
       * packed nodes as text; −1 for an error; −2, and nothing made, where it was never recorded; −3
       * where it cannot be.
       */
      recall: (form: number, inputs: string, name: string): number | string => {
        const { graph } = state;
        const ids = inputs === '' ? [] : inputs.split(',').map(Number);
        const key = keyOf(form, graph, ids.map((id) => graph.tensor(id)));
        if (key === null) return NEVER;
        const recipe = this.recipes.get(key);
        if (recipe === undefined) return UNKNOWN;
        return recipe === null ? NEVER : this.cook(recipe, ids, name);
      },

      /**
       * What is asked of the bridge from now on, until `endRecording`, is the composite `form` of `inputs`;
       * `name` is what it calls itself by, empty for none.
       */
      beginRecording: (form: number, inputs: string, name: string): void => {
        const { graph } = state;
        const tensors = inputs === '' ? [] : inputs.split(',').map((id) => graph.tensor(Number(id)));
        const key = keyOf(form, graph, tensors);
        this.recording = key === null ? null : new Recording(key, graph, tensors, name);
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
        const { recording } = this;
        if (recording !== null) {
          // The kind of a random op comes before the next seed is asked for.
          if (recording.seedCount >= 0) recording.isSpoiled = true;
          recording.seedCount = count;
        }
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
      templates = templatesOf(recording, this.state, roles, values);
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
      else recording.noteNode(Math.floor(code / NODE_INFO_SIZE));
    } else if (gives === 'check' && (given as number) < 0) recording.isSpoiled = true;
    else if (gives === 'scope') recording.scopes.push(given as string);
    recording.steps.push({ make, gives, templates, opens });
    return given;
  }

  /** Makes the nodes of `recipe` with the inputs `ids`; leaves the graph as it was when a step fails. */
  private cook(recipe: Recipe, ids: readonly number[], name: string): number | string {
    const { graph } = this.state;
    const { scope, controlDepth } = graph;
    const slots = [...ids, ...ids.map((id) => graph.tensor(id).node.id)];
    const scopes = [scope, name];
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
      const json = JSON.stringify(kind.attributes);
      number = this.state.kindNumber(kind.op, json === '{}' ? '' : json);
      this.numbers.set(kind, number);
    }
    return number;
  }

  private seeded({ op, attributes }: Kind): number {
    const seed2 = this.state.graph.nodes.length % MAX_SEED;
    return this.state.newKind({ op, attributes: { ...(attributes as object), seed2 } });
  }
}

/** Null where the recording may not be repeated. */
function finished(recording: Recording, results: string, isTuple: boolean, graph: Graph): Recipe | null {
  if (recording.isSpoiled || recording.seedCount >= 0) return null;
  if (recording.graph !== graph || graph.scope !== recording.scopes[0]) return null;
  const refs: Ref[] = [];
  for (const id of results === '' ? [] : results.split(',')) {
    const ref = recording.ids.get(Number(id));
    if (ref === undefined) return null;
    refs.push(ref);
  }
  return { steps: recording.steps, results: refs, isTuple };
}
