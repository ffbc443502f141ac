/** @file A loss file that is typed: the extension's debugger and hints over the real worker, without an editor. */
import path from 'node:path';
import { EditTrail, type TextRange } from '../../../src/extension/editTrail';
import { LossDebugger } from '../../../src/extension/lossDebugger';
import type { RunnerPort } from '../../../src/extension/lossSession';
import { PlaceHints } from '../../../src/extension/placeHints';
import type { FoundPlace, PlaceHint } from '../../../src/extension/shownPlaces';
import type { CommandText } from '../../../src/protocol/messages';
import type { Question } from '../../../src/protocol/explanations';
import { Runner } from '../../../src/runner/client';

const TEXTS = {
  edited: 'edited', failed: 'failed', ended: 'ended', fileGone: 'gone', stopped: 'stopped', running: 'running',
  pausing: 'pausing', pausedSteps: '{0}', pausedUntil: '{0}', pausedToEnd: 'end', stoppedHere: 'here', tookTooLong: '{0} s',
};

export interface TypedOptions {
  /** ms after the last key; the next run waits so long. */
  readonly liveDelay: number;
  /** The hints may be other ones. */
  readonly changed?: () => void;
  /** How the session knows the file: its ending tells its language. */
  readonly name?: string;
}

export class TypedFile {
  readonly debugger: LossDebugger;
  readonly hints: PlaceHints;
  readonly trail = new EditTrail();
  readonly runner = new Runner({ directory: path.join(process.cwd(), 'dist'), spare: false });
  /** Workers that were lost, and why. */
  readonly crashes: string[] = [];
  /** What was logged and is not of the file. */
  readonly strange: string[] = [];
  /** The text of each version. */
  readonly versions = new Map<number, string>([[1, '']]);
  /** How often the editor was told that its hints are other ones. */
  refreshes = 0;
  /** Called when what is shown may be another, before the hints ask for its values. */
  whenChanged: () => void = () => undefined;
  text = '';
  /** The text that the worker ran last. */
  #ran = '';
  /** Of each question about values that is not answered yet, the text that it is about: when its answer is read, the next text may run. */
  readonly #askedOf: string[] = [];
  #asking = 0;
  readonly #textOf = new WeakMap<FoundPlace, string>();

  constructor({ liveDelay, changed, name = 'spiral.py' }: TypedOptions) {
    const settings = { seed: 0, isLive: true, liveDelay, timeout: 20_000, thresholds: {} };
    this.runner.onMessage((line) => {
      if (line.startsWith('{"kind":"crashed"')) this.crashes.push(line);
    });
    this.debugger = new LossDebugger({
      texts: TEXTS,
      read: () => ({ path: name, text: this.text, version: this.trail.version }),
      settings: () => settings,
      isTrusted: () => true,
      folder: () => null,
      now: () => performance.now(),
      openRunner: async () => this.#port(),
      log: (line) => {
        if (/^\w*Error: /.test(line)) this.strange.push(line);
      },
      changed: () => {
        this.whenChanged();
        void this.hints.update(true);
      },
    });
    const subject = this.debugger;
    const of = {
      get view() {
        return subject.view;
      },
      get isCurrent() {
        return subject.isCurrent;
      },
      get isAwaited() {
        return subject.isAwaited;
      },
      askShown: (question: Question) => this.#askShown(question),
    };
    this.hints = new PlaceHints(of, this.trail, () => {
      this.refreshes++;
      changed?.();
    });
  }

  /** Puts `put` in the place of what stands from `start` to `end`, as an editor tells it. */
  edit(start: number, end: number, put: string): void {
    const [startLine, startCharacter] = position(this.text, start);
    const [endLine, endCharacter] = position(this.text, end);
    this.text = this.text.slice(0, start) + put + this.text.slice(end);
    this.trail.note([{ text: put, range: { startLine, startCharacter, endLine, endCharacter } }]);
    this.versions.set(this.trail.version, this.text);
    this.debugger.textChanged();
    void this.hints.update(true);
  }

  /** Resolves when the run of the last edit is over and its values are there; for a `liveDelay` of 0. */
  async settled(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 2));
    // Behind the run in the queue, and behind the question that its end asks.
    for (let i = 0; i < 2; i++) await this.debugger.askShown({ kind: 'condition', text: 'loss < 1' });
  }

  /** A run or a question is on its way: values that come with it need no mark yet. */
  get isBusy(): boolean {
    return this.debugger.isAwaited || this.#asking > 0;
  }

  /** What the text had where the hint's value was computed, and what stands there now. */
  tokens(hint: PlaceHint): { readonly computed: string; readonly now: string; readonly isOfThisText: boolean } {
    const source = this.#textOf.get(hint.found);
    if (source === undefined) throw new Error('A hint whose value came with no answer.');
    const { place, after } = hint.found;
    if (after === null) throw new Error('A hint that stands nowhere.');
    const shift = hint.line + 1 - after.line;
    const now = { startLine: place.line - 1 + shift, startCharacter: place.column - 1, endLine: place.endLine - 1 + shift, endCharacter: place.endColumn - 1 };
    const then = { ...now, startLine: place.line - 1, endLine: place.endLine - 1 };
    return { computed: slice(source, then), now: slice(this.text, now), isOfThisText: source === this.text };
  }

  dispose(): Promise<void> {
    this.hints.dispose();
    return this.debugger.dispose();
  }

  async #askShown(question: Question) {
    this.#asking++;
    const outcome = await this.debugger.askShown(question).finally(() => this.#asking--);
    const ran = outcome !== undefined && question.kind === 'placeValues' ? this.#askedOf.shift() : undefined;
    const answer = outcome && 'answer' in outcome ? outcome.answer : null;
    if (answer?.kind === 'placeValues') for (const place of [...answer.places, ...answer.groups]) this.#textOf.set(place, ran!);
    return outcome;
  }

  #port(): RunnerPort {
    const { runner } = this;
    return {
      send: (command, options) => {
        const sent = JSON.parse(command) as CommandText;
        if (sent.kind === 'load') this.#ran = sent.text;
        if (sent.kind === 'ask' && sent.question.kind === 'placeValues') this.#askedOf.push(this.#ran);
        return runner.send(command, options);
      },
      interrupt: () => runner.interrupt(),
      restart: (reason) => runner.restart(reason),
      onMessage: (listener) => runner.onMessage(listener),
      onLog: (listener) => runner.onLog(listener),
      dispose: () => runner.dispose(),
    };
  }
}

function position(text: string, at: number): readonly [number, number] {
  const lines = text.slice(0, at).split('\n');
  return [lines.length - 1, lines.at(-1)!.length];
}

function slice(text: string, { startLine, startCharacter, endLine, endCharacter }: TextRange): string {
  const lines = text.split('\n').slice(startLine, endLine + 1);
  lines[lines.length - 1] = (lines.at(-1) ?? '').slice(0, endCharacter);
  lines[0] = lines[0]!.slice(startCharacter);
  return lines.join('\n');
}
