/** @file What the expressions of the text had in a step: values, and gradients where a backward pass came by. */
import { EngineError } from '../../engine/errors';
import type { Arrival, Arrivals } from '../../engine/gradientTrail';
import type { Node, Origin, Tensor } from '../../engine/graph';
import { isVariableTensor } from '../../engine/resourceVariables';
import type { Value } from '../../engine/value';
import type { NotedPlace, Place } from '../../frontends/program';
import type {
  Contribution, PlaceDetailsAnswer, PlaceValue, ValueDigest,
} from '../../protocol/placeValues';
import { besideFile } from '../../protocol/places';
import type { PlaceRecord } from '../../protocol/records';
import { toWire } from '../../protocol/wireNumber';
import { ancestorsOf } from '../ancestry';
import { tensorOf } from '../programFacts';
import { isInLoop, type Naming } from '../recordMaker';
import { healthOf } from '../tensorHealth';
import { histogramOf } from './histogram';
import type { StepReader } from './stepReader';
import { shareOf, summaryOf } from './summaries';
import { waysTo } from './whyTree';

/** Elements of these are no numbers. */
const NO_NUMBERS: ReadonlySet<string> = new Set(['string', 'resource', 'variant']);

/** The places of what is bound to a name or returned; with `isAll` every expression. */
export function placeValues(
  reader: StepReader,
  naming: Naming,
  noted: readonly NotedPlace[],
  isAll: boolean,
): PlaceValue[] {
  const chosen = isAll ? noted : noted.filter(({ after }) => after !== null);
  const found = new ValuesOfPlaces(reader, chosen, isAll ? naming : null).places().map(({ place }) => place);
  return found.sort((a, b) => inText(a.place, b.place));
}

/**
 * The innermost expression around line and column, both from 1; of a name that is assigned to what it
 * gets. `file` as places call it, null for the loss file.
 */
export function placeDetails(
  reader: StepReader,
  naming: Naming,
  noted: readonly NotedPlace[],
  { file, line, column }: { readonly file: string | null; readonly line: number; readonly column: number },
): PlaceDetailsAnswer {
  const mine = noted.filter(({ place }) => isIn(place, file));
  const around = mine.filter(({ place }) => covers(place, line, column));
  const chosen = around.length > 0 ? around : mine.filter((item) => isTarget(item, line, column));
  // A character between two expressions is of the one that begins there.
  const isWithin = ({ place }: FoundPlace) => Number(covers(place.place, line, column + 1));
  const [found] = new ValuesOfPlaces(reader, chosen, null)
    .places()
    .sort((a, b) => isWithin(b) - isWithin(a) || inside(a.place.place, b.place.place));
  if (found === undefined) return { kind: 'placeDetails', step: reader.index, found: null };
  const { place, value, gradient, arrivals, tensor } = found;
  const terms = arrivals === null ? [] : waysTo(tensor, arrivals, (part) => !isInLoop(part));
  const parts = reader.read(terms.map((term) => term.gradient));
  const contributions = terms.flatMap((term): Contribution[] => {
    const part = parts.get(term.gradient);
    if (part === undefined || gradient === undefined) return [];
    const { op, origin } = term.via;
    const named = { op, name: naming.boundName(origin), place: naming.place(origin) };
    return [{ ...named, gradient: summaryOf(part), share: shareOf(part, gradient) }];
  });
  return {
    kind: 'placeDetails', step: reader.index,
    found: {
      ...place,
      histogram: histogramOf(value),
      gradientHistogram: gradient === undefined ? null : histogramOf(gradient),
      contributions,
    },
  };
}

export interface FoundPlace {
  readonly place: PlaceValue;
  readonly tensor: Tensor;
  readonly value: Value;
  readonly gradient: Value | undefined;
  readonly arrivals: Arrivals | null;
}

/** Reads the values of many places by one run of the step. */
export class ValuesOfPlaces {
  private readonly passes: readonly Arrivals[];
  private readonly rows: ReadonlyMap<Tensor, readonly string[]>;
  /** What depends on a variable of the step. */
  private readonly trained: ReadonlySet<Tensor>;
  private readonly executed: ReadonlySet<Node>;
  private readonly origins = new Map<Origin, PlaceRecord | null>();
  private behindLoss: ReadonlySet<Tensor> | null = null;

  constructor(
    private readonly reader: StepReader,
    private readonly noted: readonly NotedPlace[],
    /** Null: nobody wants to know where ops were made. */
    private readonly naming: Naming | null,
  ) {
    this.passes = passesOf(reader);
    this.rows = rowsByTensor(reader);
    this.trained = dependents(reader);
    this.executed = reader.executed();
  }

  places(): FoundPlace[] {
    const { graph } = this.reader.run.execution;
    const mine = this.noted.filter(({ tensor }) => tensor.node.graph === graph && !isOpaque(tensor));
    const forward = mine.filter(({ tensor }) => !isVariableTensor(tensor)).map(({ tensor }) => tensor);
    const gradients = mine.flatMap(({ tensor }) => this.gradientOf(tensor)?.gradient ?? []);
    const values = this.read([...new Set([...forward, ...gradients])]);
    const digests = new Map<Value, ValueDigest>();
    return mine.flatMap((noted): FoundPlace[] => {
      const { tensor } = noted;
      const value = isVariableTensor(tensor) ? this.reader.variableBehind(tensor) : values.get(tensor);
      if (value === undefined || NO_NUMBERS.has(value.dtype)) return [];
      const arrived = this.gradientOf(tensor);
      const gradient = arrived === null ? undefined : values.get(arrived.gradient);
      const place = this.place(noted, digest(value, digests), gradient ? digest(gradient, digests) : null);
      return [{ place, tensor, value, gradient, arrivals: arrived?.arrivals ?? null }];
    });
  }

  private place(noted: NotedPlace, value: ValueDigest, gradient: ValueDigest | null): PlaceValue {
    const { kind, place, within, after, visits, tensor } = noted;
    const { op, name, id } = tensor.node;
    return {
      kind, after, visits, op, value, gradient,
      place: recordOf(place), within: recordOf(within), name: place.name, node: name, order: id, isOfStep: this.executed.has(tensor.node),
      isMaker: this.isMaker(tensor, place),
      rows: this.rows.get(tensor) ?? [],
    };
  }

  private isMaker({ node: { origin } }: Tensor, place: Place): boolean | null {
    const { naming, origins } = this;
    if (naming === null) return null;
    if (!origins.has(origin)) origins.set(origin, naming.place(origin));
    const made = origins.get(origin) ?? null;
    return made !== null && made.file === place.file && covers(place, made.line, made.column) && covers(place, made.endLine, made.endColumn);
  }

  /** What was computed beside the step is looked at too, unless that fails. */
  private read(tensors: readonly Tensor[]): ReadonlyMap<Tensor, Value> {
    const wanted = tensors.filter((tensor) => this.reader.canRead(tensor));
    try {
      return this.reader.read(wanted);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      return this.reader.read(wanted.filter(({ node }) => this.executed.has(node)));
    }
  }

  /** All that arrived at `tensor` in the backward pass of the step's loss; null when a part may be missing. */
  private gradientOf(tensor: Tensor): { readonly gradient: Tensor; readonly arrivals: Arrivals } | null {
    for (const arrivals of this.passes) {
      const terms = arrivals.terms.get(tensor) ?? [];
      const gradient = arrivals.sums.get(tensor) ?? (terms.length === 1 ? terms[0]!.gradient : undefined);
      if (gradient !== undefined && this.isWhole(tensor, terms)) return { gradient, arrivals };
    }
    return null;
  }

  /** A pass goes only where variables are: of a tensor that depends on none it may have seen some uses and not others. */
  private isWhole(tensor: Tensor, terms: readonly Arrival[]): boolean {
    const { reader } = this;
    if (this.trained.has(tensor)) return true;
    if (reader.loss === null) return false;
    const behind = (this.behindLoss ??= ancestorsOf(reader.loss));
    const seen = new Set(terms.map(({ via }) => via));
    return reader.consumersOf(tensor).every((node) => seen.has(node) || !node.outputs.some((output) => behind.has(output)));
  }
}

function dependents(reader: StepReader): ReadonlySet<Tensor> {
  const stack = reader.rows.map(({ update }) => update.variable.tensor);
  const found = new Set(stack);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    for (const { outputs } of reader.consumersOf(next)) {
      for (const output of outputs) {
        if (found.has(output)) continue;
        found.add(output);
        stack.push(output);
      }
    }
  }
  return found;
}

function passesOf({ rows }: StepReader): readonly Arrivals[] {
  const passes = rows.flatMap(({ update, start }) => {
    const { tensor } = update.variable;
    return start === null ? [] : (tensor.node.graph.trail.behind(tensor, start) ?? []);
  });
  return [...new Set(passes)];
}

function rowsByTensor({ rows }: StepReader): ReadonlyMap<Tensor, readonly string[]> {
  const found = new Map<Tensor, string[]>();
  const note = (tensor: Tensor, row: string) => {
    const list = found.get(tensor) ?? [];
    found.set(tensor, list.includes(row) ? list : [...list, row]);
  };
  for (const { update, start, stages } of rows) {
    const { name } = update.variable.tensor;
    note(update.variable.tensor, name);
    if (start !== null) note(start, name);
    for (const { output } of stages) note(output, name);
    if (update.applied.kind !== 'none') note(tensorOf(update.applied), name);
  }
  return found;
}

function isOpaque(tensor: Tensor): boolean {
  return NO_NUMBERS.has(tensor.dtype) && !isVariableTensor(tensor);
}

/** Many places have the same tensor: it is measured once. */
function digest(value: Value, known: Map<Value, ValueDigest>): ValueDigest {
  let found = known.get(value);
  if (found === undefined) {
    const { dtype, dims, data } = value;
    const number = data.length === 1 ? toWire(data[0]!) : null;
    found = { dtype, shape: [...dims], size: data.length, value: number, health: healthOf(value) };
    known.set(value, found);
  }
  return found;
}

export function recordOf({ file, line, column, endLine, endColumn }: Place): PlaceRecord {
  return { file, line, column, endLine, endColumn };
}

function isIn(place: PlaceRecord, file: string | null): boolean {
  return file === null ? besideFile(place) === null : place.file === file;
}

function covers(place: PlaceRecord, line: number, column: number): boolean {
  const isAfterStart = line > place.line || (line === place.line && column >= place.column);
  return isAfterStart && (line < place.endLine || (line === place.endLine && column <= place.endColumn));
}

/** Whether the name that the statement begins with is at line and column, and is what the value is bound to. */
function isTarget({ kind, within, place: { name } }: NotedPlace, line: number, column: number): boolean {
  if (kind !== 'assigned' || name === null || !/^[\w.]+$/.test(name) || line !== within.line) return false;
  return column >= within.column && column <= within.column + name.length;
}

/** The smaller of two places around one position first. */
function inside(a: PlaceRecord, b: PlaceRecord): number {
  const ends = a.endLine - b.endLine || a.endColumn - b.endColumn;
  return b.line - a.line || b.column - a.column || ends;
}

function inText(a: PlaceRecord, b: PlaceRecord): number {
  return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column;
}
