/** @file What the expressions of the text had in a step: values, and gradients where a backward pass came by. */
import { isOfIteration } from '../../engine/controlFlow/loopWatch';
import type { Arrivals } from '../../engine/gradientTrail';
import type { Origin, Tensor } from '../../engine/graph';
import type { Value } from '../../engine/value';
import type { Noted, NotedAt, NotedPlace, Place } from '../../frontends/program';
import type { Contribution, PlaceDetails, PlaceDetailsAnswer, PlaceGroup, PlaceValue } from '../../protocol/placeValues';
import type { PlaceRecord } from '../../protocol/records';
import { isInLoop, type Naming } from '../recordMaker';
import { histogramOf } from './histogram';
import { groupOf, tensorsOf } from './placeGroups';
import { covers, inside, inText, isIn, isTarget, recordOf } from './placeRecords';
import type { StepReader } from './stepReader';
import { shareOf, summaryOf } from './summaries';
import { TensorsOfStep, type LookedAt } from './tensorsOfStep';
import { waysTo } from './whyTree';

/** The places of what is bound to a name or returned; with `isAll` every expression that had one tensor. */
export function placeValues(
  reader: StepReader, naming: Naming, noted: Noted, isAll: boolean,
): { readonly places: PlaceValue[]; readonly groups: PlaceGroup[] } {
  const isBound = ({ after }: NotedAt) => after !== null;
  // A debugger that goes from place to place passes each once: what a loop evaluates again and again is not among them.
  const isPassed = ({ tensor }: NotedPlace) => !isOfIteration(tensor);
  const chosen = { places: noted.places.filter(isAll ? isPassed : isBound), groups: (noted.groups ?? []).filter(isBound) };
  const { places, groups } = new ValuesOfPlaces(reader, chosen, isAll ? naming : null);
  const order = (a: { place: PlaceRecord }, b: { place: PlaceRecord }) => inText(a.place, b.place);
  return { places: places.map(({ place }) => place).sort(order), groups: [...groups].sort(order) };
}

/**
 * The innermost expression around line and column, both from 1; of a name that is assigned to what it
 * gets. `file` as places call it, null for the loss file.
 */
export function placeDetails(
  reader: StepReader,
  naming: Naming,
  noted: Noted,
  { file, line, column }: { readonly file: string | null; readonly line: number; readonly column: number },
): PlaceDetailsAnswer {
  const isMine = ({ place }: NotedAt) => isIn(place, file);
  const isAround = ({ place }: NotedAt) => covers(place, line, column);
  const mine = { places: noted.places.filter(isMine), groups: (noted.groups ?? []).filter(isMine) };
  const around = { places: mine.places.filter(isAround), groups: mine.groups.filter(isAround) };
  const isTold = (place: NotedAt) => isTarget(place, line, column);
  const chosen = around.places.length + around.groups.length > 0
    ? around
    : { places: mine.places.filter(isTold), groups: mine.groups.filter(isTold) };
  // A character between two expressions is of the one that begins there.
  const isWithin = ({ place }: Innermost) => Number(covers(place, line, column + 1));
  const { places, groups } = new ValuesOfPlaces(reader, chosen, null);
  const [found] = [...places.map((single): Innermost => ({ place: single.place.place, single })), ...groups.map((group): Innermost => ({ place: group.place, group }))]
    .sort((a, b) => isWithin(b) - isWithin(a) || inside(a.place, b.place));
  const { single, group = null } = found ?? {};
  return { kind: 'placeDetails', step: reader.index, found: single === undefined ? group : detailsOf(single, reader, naming) };
}

interface Innermost {
  readonly place: PlaceRecord;
  readonly single?: FoundPlace;
  readonly group?: PlaceGroup;
}

function detailsOf({ place, value, gradient, arrivals, tensor }: FoundPlace, reader: StepReader, naming: Naming): PlaceDetails {
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
    ...place,
    histogram: histogramOf(value),
    gradientHistogram: gradient === undefined ? null : histogramOf(gradient),
    contributions,
  };
}

export interface FoundPlace {
  readonly place: PlaceValue;
  readonly tensor: Tensor;
  readonly value: Value;
  readonly gradient: Value | undefined;
  readonly arrivals: Arrivals | null;
}

/** The values of many places, by one run of the step. */
export class ValuesOfPlaces {
  readonly places: readonly FoundPlace[];
  readonly groups: readonly PlaceGroup[];
  private readonly step: TensorsOfStep;
  private readonly origins = new Map<Origin, PlaceRecord | null>();

  constructor(
    reader: StepReader,
    noted: Pick<Noted, 'places' | 'groups'>,
    /** Null: nobody wants to know where ops were made. */
    private readonly naming: Naming | null,
  ) {
    const { places, groups = [] } = noted;
    const step = (this.step = new TensorsOfStep(reader));
    const looked = step.look([...places.map(({ tensor }) => tensor), ...groups.flatMap(tensorsOf)]);
    this.places = places.flatMap((place) => {
      const found = looked.get(place.tensor);
      return found === undefined ? [] : [this.found(place, found)];
    });
    this.groups = groups.flatMap((group) => groupOf(group, step, looked));
  }

  private found(noted: NotedPlace, { value, gradient, arrivals, turns }: LookedAt): FoundPlace {
    const { step } = this;
    const { kind, place, within, after, visits, tensor } = noted;
    const { op, name, id } = tensor.node;
    const told: PlaceValue = {
      kind, after, visits, op, value: step.digest(value), gradient: gradient ? step.digest(gradient) : null,
      place: recordOf(place), within: recordOf(within), name: place.name, node: name, order: id, isOfStep: step.executed.has(tensor.node),
      isMaker: this.isMaker(tensor, place),
      rows: step.rowsOf(tensor),
      ...(turns === undefined ? {} : { turns }),
    };
    return { place: told, tensor, value, gradient, arrivals };
  }

  private isMaker({ node: { origin } }: Tensor, place: Place): boolean | null {
    const { naming, origins } = this;
    if (naming === null) return null;
    if (!origins.has(origin)) origins.set(origin, naming.place(origin));
    const made = origins.get(origin) ?? null;
    return made !== null && made.file === place.file && covers(place, made.line, made.column) && covers(place, made.endLine, made.endColumn);
  }
}
