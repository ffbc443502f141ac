/** @file Walks a debugged file: step by step, inside a step from line to line, and on to what stops it. Knows no protocol. */
import type { BadOp, Question } from '../../protocol/explanations';
import type { PlaceValue } from '../../protocol/placeValues';
import type { PlaceRecord, StepRecord } from '../../protocol/records';
import { hasChanged } from '../../protocol/rowFacts';
import { fromWire } from '../../protocol/wireNumber';
import {
  caught, countsHit, FILTER_CONDITIONS, type DataBreakpoint, type ExceptionFilter, type LineBreakpoint,
} from './breakpoints';

import { answered, type Answered } from '../stepQuestions';
import type { DebugTarget } from './target';
import type { DebugTexts } from './debugTexts';
import { isGiven, traceOf, type Stop } from './trace';

export type RestReason =
  | 'entry' | 'step' | 'goto' | 'pause' | 'breakpoint' | 'data breakpoint' | 'exception';

/** Why the walk rests. */
export interface Rest {
  readonly reason: RestReason;
  /** For the reader; null: the reason says it. */
  readonly description: string | null;
  /** Ids of the line breakpoints that were hit. */
  readonly hits: readonly number[];
}

/** Writes what a logpoint or a condition says, with the place it stands at. */
export type Output = (text: string, stop: Stop | null) => void;

export class Walker {
  lines: readonly LineBreakpoint[] = [];
  data: readonly DataBreakpoint[] = [];
  filters: readonly ExceptionFilter[] = [];
  /** The stops of the step at the cursor; empty before the first step and where nothing can be told. */
  #trace: readonly Stop[] = [];
  #given: readonly PlaceValue[] = [];
  /** Index of the stop in `#trace` where the walk is; null: the step is over. */
  #at: number | null = null;
  /** Why the values of this step's lines are not known, as a sentence; null when they are. */
  #untold: string | null = null;
  #bad: BadOp | null = null;
  readonly #hits = new Map<string, number>();
  /** What the console was told of conditions since the beginning. */
  readonly #told = new Set<string>();
  #isPausing = false;

  constructor(
    readonly target: DebugTarget,
    private readonly texts: DebugTexts,
    private readonly write: Output,
    /** What stands for `{…}` in a logpoint. */
    private readonly tell: (expression: string) => Promise<string>,
  ) {}

  /** The line that the pass inside a step is at; null between steps. */
  get stop(): Stop | null {
    return this.#at === null ? null : (this.#trace[this.#at] ?? null);
  }

  get trace(): readonly Stop[] {
    return this.#trace;
  }

  /** What the step begins with: constants, fed values, variables. */
  get given(): readonly PlaceValue[] {
    return this.#given;
  }

  get at(): number | null {
    return this.#at;
  }

  get untold(): string | null {
    return this.#untold;
  }

  /** The op where the step's first NaN or infinity came up, after a stop because of it. */
  get bad(): BadOp | null {
    return this.#bad;
  }

  get record(): StepRecord | null {
    return this.target.debugger.view.state?.record ?? null;
  }

  /** From the beginning: no breakpoint was hit yet. */
  async restart(): Promise<void> {
    this.#hits.clear();
    this.#told.clear();
    await this.target.debugger.load();
    await this.follow();
  }

  /** The debugger shows another step than the walk knows: it is over there. */
  async follow(): Promise<void> {
    this.#at = null;
    this.#bad = null;
    await this.#read();
  }

  pause(): void {
    this.#isPausing = true;
    this.target.debugger.pause();
  }

  /** To the end of this step, or of the next one; earlier where something stops it. */
  async next(): Promise<Rest> {
    return (await this.#advance()) ?? this.#rest('step');
  }

  /** To the next line that a pass reaches. */
  async stepIn(): Promise<Rest> {
    if (this.#at === null) {
      if (!(await this.#makeStep())) return this.#ended();
      if (this.#trace.length === 0) return (await this.#afterStep()) ?? this.#rest('step', this.#untold);
      this.#at = 0;
    } else if (this.#at + 1 < this.#trace.length) this.#at++;
    else {
      this.#at = null;
      const rest = await this.#afterStep();
      if (rest) return rest;
    }
    return this.#rest('step');
  }

  /** To the end of the step that the walk is in. */
  async stepOut(): Promise<Rest> {
    if (this.#at === null) return this.next();
    this.#at = null;
    return (await this.#afterStep()) ?? this.#rest('step');
  }

  /** Inside a step to the line before; else the step is taken back. */
  async back(): Promise<Rest> {
    this.#bad = null;
    if (this.#at !== null && this.#at > 0) this.#at--;
    else {
      await this.target.debugger.stepBack(1);
      await this.follow();
    }
    return this.#rest('step');
  }

  /** On to what stops it, at most to the file's own end. */
  async continue(): Promise<Rest> {
    this.#isPausing = false;
    if (this.#at !== null) {
      const rest = await this.#advance();
      if (rest) return rest;
    }
    for (;;) {
      if (this.#isPausing) return this.#rest('pause');
      const { state } = this.target.debugger.view;
      if (state === null || (state.script !== 'parked' && state.cursor === state.stepCount)) return this.#ended();
      const rest = this.lines.length > 0 ? await this.#advance() : await this.#runOn();
      if (rest) return rest;
    }
  }

  /** Back to what stops it, at most to the beginning. Hits are not counted, nothing is logged. */
  async reverse(): Promise<Rest> {
    this.#isPausing = false;
    this.#bad = null;
    for (;;) {
      const until = this.#at ?? this.#trace.length;
      for (let at = until - 1; at >= 0 && this.lines.length > 0; at--) {
        const hits = await this.#hitsAt(this.#trace[at]!, false);
        if (hits.length === 0) continue;
        this.#at = at;
        return this.#rest('breakpoint', null, hits);
      }
      const cursor = this.target.debugger.view.state?.cursor ?? 0;
      if (cursor === 0) return this.#rest('entry');
      if (this.#isPausing) return this.#rest('pause');
      await this.target.debugger.stepBack(this.#stopsAtAll() ? 1 : cursor);
      await this.follow();
      const rest = this.target.debugger.view.state?.cursor === 0 ? null : await this.#afterStep(false);
      if (rest) return rest;
    }
  }

  // ---- between steps ----

  /** To the end of this step or, between steps, of the next one. Null when nothing stops it before. */
  async #advance(): Promise<Rest | null> {
    if (this.#at === null && !(await this.#makeStep())) return this.#ended();
    for (let at = (this.#at ?? -1) + 1; at < this.#trace.length; at++) {
      const hits = await this.#hitsAt(this.#trace[at]!, true);
      if (hits.length === 0) continue;
      this.#at = at;
      return this.#rest('breakpoint', null, hits);
    }
    this.#at = null;
    return this.#afterStep();
  }

  /** Without breakpoints on lines: many steps at once. */
  async #runOn(): Promise<Rest | null> {
    const before = this.target.debugger.view.state?.cursor;
    const wanted = [
      ...this.filters.map((filter) => FILTER_CONDITIONS[filter]),
      ...this.data.map(({ variable }) => `changed("${variable}")`),
    ];
    const condition = wanted.length > 0 ? wanted.join(' or ') : null;
    await this.target.debugger.runUntil(condition, true);
    await this.follow();
    const { state, error, status } = this.target.debugger.view;
    if (status.kind === 'paused') return this.#rest('pause');
    if (error || state?.cursor === before) return this.#ended();
    return this.#afterStep();
  }

  async #makeStep(): Promise<boolean> {
    const { debugger: made } = this.target;
    const before = made.view.state?.cursor;
    await made.step(1);
    await this.follow();
    return made.view.state?.cursor !== before && made.view.error === null;
  }

  #stopsAtAll(): boolean {
    return this.lines.length + this.data.length + this.filters.length > 0;
  }

  /** The file's end, or what it failed of. */
  #ended(): Rest {
    const { error } = this.target.debugger.view;
    if (error) return this.#rest('exception', `${error.type}: ${error.message}`);
    return this.#rest('step', this.texts.ended);
  }

  /** What the whole step gives reason to stop at. */
  async #afterStep(isForward = true): Promise<Rest | null> {
    const { record } = this;
    if (record === null || record.phase === 'computed') return null;
    for (const filter of this.filters) {
      const names = caught(filter, record);
      if (names.length === 0) continue;
      if (filter === 'nan' || filter === 'infinity') await this.#goToBadOp();
      return this.#rest('exception', this.texts.caught(filter, names.join(', ')));
    }
    for (const { variable, condition, hitCondition } of this.data) {
      const row = record.rows.find((candidate) => candidate.variable === variable);
      if (row === undefined || !hasChanged(row) || !(await this.#holds(condition, null))) continue;
      if (isForward && !this.#counts(`data ${variable}`, hitCondition)) continue;
      return this.#rest('data breakpoint', this.texts.changed(row.name));
    }
    return null;
  }

  /** Stands where the first number that is not finite came up, if the trace has that line. */
  async #goToBadOp(): Promise<void> {
    const answer = await this.#ask({ kind: 'firstBadOp', step: null });
    if (typeof answer === 'string' || answer.found === null) return;
    this.#bad = answer.found;
    const { place, pass } = answer.found;
    const at = this.#trace.findIndex(
      (stop) => stop.pass === pass && stop.file === place?.file && stop.line === place.line,
    );
    if (at >= 0) this.#at = at;
  }

  // ---- inside a step ----

  async #read(): Promise<void> {
    this.#trace = [];
    this.#given = [];
    this.#untold = null;
    const { record } = this;
    if (record === null || this.target.debugger.view.state?.cursor === 0) return;
    const answer = await this.#ask({ kind: 'placeValues', step: null, which: 'all' });
    if (typeof answer === 'string') this.#untold = answer;
    else {
      this.#given = answer.places.filter(isGiven);
      this.#trace = traceOf(answer.places, record);
    }
  }

  /** Ids of the breakpoints that stop here; logpoints write instead. */
  async #hitsAt(stop: Stop, isForward: boolean): Promise<readonly number[]> {
    const path = this.target.pathOf(stop.file);
    const hits: number[] = [];
    for (const point of this.lines) {
      if (point.line !== stop.line || point.path !== path) continue;
      if (!(await this.#holds(point.condition, stop))) continue;
      if (!isForward) {
        if (point.logMessage === null) hits.push(point.id);
      } else if (this.#counts(`line ${point.id}`, point.hitCondition)) {
        if (point.logMessage === null) hits.push(point.id);
        else this.write(await this.#filled(point.logMessage), stop);
      }
    }
    return hits;
  }

  #counts(key: string, hitCondition: string | null): boolean {
    const hits = (this.#hits.get(key) ?? 0) + 1;
    this.#hits.set(key, hits);
    return countsHit(hitCondition, hits);
  }

  /** A condition that cannot be evaluated stops nothing, and says so once. */
  async #holds(condition: string | null, stop: Stop | null): Promise<boolean> {
    if (condition === null) return true;
    const answer = await this.#ask({ kind: 'evaluate', step: null, text: condition });
    if (typeof answer === 'string') {
      const told = this.texts.stopsNothing(condition, answer);
      if (!this.#told.has(told)) this.write(told, stop);
      this.#told.add(told);
      return false;
    }
    const value = fromWire(answer.value);
    return value !== 0 && !Number.isNaN(value);
  }

  async #filled(message: string): Promise<string> {
    const parts = message.split(/\{([^{}]*)\}/);
    const told = await Promise.all(parts.map((part, i) => (i % 2 === 0 ? part : this.tell(part))));
    return told.join('');
  }

  #ask<K extends Question['kind']>(question: Extract<Question, { kind: K }>): Promise<Answered<K>> {
    return answered(this.target.debugger, question);
  }

  #rest(reason: RestReason, description: string | null = null, hits: readonly number[] = []): Rest {
    return { reason, description, hits };
  }
}

/** Where the walk is, in the text; null when the step has no place. */
export function placeOf(walker: Walker): PlaceRecord | null {
  const { state } = walker.target.debugger.view;
  return walker.stop?.place ?? state?.waitsAt ?? walker.record?.place ?? null;
}
