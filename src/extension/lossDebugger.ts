/** @file Debugs one file: loads it, steps it, keeps up with its text. Knows no editor; one command at a time. */
import type { Question } from '../protocol/explanations';
import type { SessionCommand, SessionState } from '../protocol/messages';
import type { ErrorRecord } from '../protocol/records';
import { INITIAL, withPrint, type DebuggerView } from './debuggerView';
import { LossSession, type Outcome } from './lossSession';
import { nextChunk, wayTo } from './stepChunks';
import type { Surroundings } from './surroundings';

/** A command shorter than this shows no "running": nothing flickers. ms */
const UNSEEN = 120;
/** How long a stopped run may take to its next step before it is interrupted, and then to its end. ms */
const PATIENCE = { interrupt: 300, end: 1300 };
/** The file's own steps are walked by the user: no limit. JSON has no Infinity. */
const ALL_STEPS = Number.MAX_SAFE_INTEGER;
/** Elements of a tensor that travel to the panel. */
const MAX_VALUES = 256;

export class LossDebugger {
  readonly #around: Surroundings;
  #view: DebuggerView = INITIAL;
  #session: Promise<LossSession> | undefined;
  #tail: Promise<unknown> = Promise.resolve();
  /** The text that the session has; null when it has none. Versions start again when a file is reopened. */
  #loaded: string | null = null;
  #running: { readonly isLive: boolean; isStopped: boolean } | null = null;
  #isSeenRunning = false;
  /** What is shown while the text runs again up to the step that is shown: nothing jumps. */
  #held: DebuggerView | null = null;
  /** The user has chosen among several training ops since the text was loaded. */
  #hasChosen = false;
  #hasStarted = false;
  /** The values are marked for no other reason than that the text is not theirs. */
  #isEdited = false;
  #liveTimer: NodeJS.Timeout | undefined;
  #stopTimers: readonly NodeJS.Timeout[] = [];
  #wantedIndex: number | null = null;
  #isDisposed = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  get view(): DebuggerView {
    const { prints, printsOmitted } = this.#view;
    const view = this.#held ? { ...this.#held, prints, printsOmitted } : this.#view;
    if (!this.#isSeenRunning) return view;
    return { ...view, status: { kind: 'running', what: this.#around.texts.running } };
  }

  /** Runs the text from its beginning: to its first training step or its end, then `cursor` steps. */
  load(cursor = 0): Promise<void> {
    return this.#enqueue(false, (run) => this.#loadTo(cursor, run));
  }

  async step(count: number): Promise<void> {
    await this.#enqueue(false, async (run) => {
      if (await this.#catchUp()) await this.#stepInChunks(count, this.#view.trainingOp, run);
    });
  }

  async stepBack(count: number): Promise<void> {
    await this.perform({ kind: 'stepBack', count });
  }

  async compute(): Promise<void> {
    await this.#enqueue(false, async () => {
      if (await this.#catchUp()) await this.#compute();
    });
  }

  /** What Step runs from now on: one training op, or with null those of the file in turn. */
  async chooseTrainingOp(name: string | null): Promise<void> {
    await this.#enqueue(false, async () => {
      if (!(await this.#catchUp())) return;
      this.#hasChosen = true;
      this.#show({ trainingOp: name });
      const { state } = this.#view;
      // The script's own next step is what it is; at the end of the steps ours is another now.
      if (state && state.script !== 'parked' && state.cursor === state.stepCount) {
        await this.#compute();
      }
    });
  }

  async apply(): Promise<void> {
    await this.perform({ kind: 'apply' });
  }

  /** Steps on until the condition holds of one; null: to the file's own end. In pieces, so that it can be stopped. */
  async runUntil(condition: string | null): Promise<void> {
    await this.#enqueue(false, async (run) => {
      if (!(await this.#catchUp())) return;
      // The file's own end is past: without a condition there is nothing to run to.
      const { state: now } = this.#view;
      if (condition === null && now?.script !== 'parked' && now?.cursor === now?.stepCount) return;
      let last: Parameters<typeof nextChunk>[0] = null;
      while (!run.isStopped && this.#view.canStep) {
        const limit = nextChunk(last);
        const before = this.#view.state?.cursor ?? 0;
        const began = this.#around.now();
        await this.#send({ kind: 'runUntil', condition, limit, trainingOp: this.#view.trainingOp });
        const { state, error } = this.#view;
        if (error || !state || state.cursor - before < limit || !isAtLimit(state)) return;
        // Without a condition the file's end is the end: the debugger's own steps have none.
        if (condition === null && state.script !== 'parked') return;
        last = { steps: limit, ms: this.#around.now() - began };
      }
    });
  }

  /** While a slider is dragged only the newest wish counts. */
  async goTo(index: number): Promise<void> {
    const isWaiting = this.#wantedIndex !== null;
    this.#wantedIndex = index;
    if (isWaiting) return;
    await this.#enqueue(false, async () => {
      const wanted = this.#wantedIndex ?? index;
      this.#wantedIndex = null;
      if (await this.#catchUp()) await this.#send({ kind: 'goTo', index: wanted });
    });
  }

  /** Asks about a step; what is shown stays as it is, unless the worker is lost. */
  async ask(question: Question): Promise<Outcome> {
    let outcome: Outcome | undefined;
    await this.#enqueue(false, async () => {
      if (!(await this.#catchUp())) return;
      outcome = await this.#run({ kind: 'ask', question });
      if (outcome.kind === 'lost') this.#take(outcome, false);
    });
    const error = { type: 'Stopped', place: null, madeAt: null, remedy: null };
    return outcome ?? { kind: 'refused', error: { ...error, message: this.#around.texts.failed } };
  }

  /** Stops what runs: at the next step of a longer run, else by an interrupt, else with its worker. */
  stop(): void {
    this.#stop(PATIENCE.interrupt);
  }

  /** The text may be another: then the values are marked, and soon it runs again to the same step. */
  textChanged(): void {
    const text = this.#around.read();
    if (!text || !this.#hasStarted) return;
    clearTimeout(this.#liveTimer);
    if (text.text === this.#loaded) {
      // Typed and taken back: the values are those of this text again.
      if (this.#isEdited) this.#show({ status: { kind: 'idle' } });
      this.#isEdited = false;
      return;
    }
    if (this.#running?.isLive) this.#stop(0);
    if (this.#view.status.kind === 'idle') {
      this.#isEdited = true;
      this.#show({ status: { kind: 'stale', reason: this.#around.texts.edited } });
    }
    const { isLive, liveDelay } = this.#around.settings();
    if (!isLive) return;
    this.#liveTimer = setTimeout(() => {
      void this.#enqueue(true, (run) => this.#rerun(run));
    }, liveDelay);
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    clearTimeout(this.#liveTimer);
    this.#clearStop();
    const session = await this.#session?.catch(() => undefined);
    await session?.dispose();
  }

  #stop(patience: number): void {
    if (!this.#running || this.#running.isStopped) return;
    this.#running.isStopped = true;
    const { stopped } = this.#around.texts;
    const withSession = (act: (session: LossSession) => void) => () => {
      void this.#session?.then(act, () => undefined);
    };
    this.#stopTimers = [
      setTimeout(
        withSession((session) => session.interrupt()),
        patience,
      ),
      setTimeout(
        withSession((session) => session.end(stopped)),
        PATIENCE.end,
      ),
    ];
  }

  #clearStop(): void {
    for (const timer of this.#stopTimers) clearTimeout(timer);
    this.#stopTimers = [];
  }

  /** Carries out a command that changes what is shown: a fork, another timeline, a pinned baseline. */
  perform(command: SessionCommand): Promise<void> {
    return this.#enqueue(false, async () => {
      if (await this.#catchUp()) await this.#send(command);
    });
  }

  /** The session has the text that the editor shows, and can be stepped. */
  async #catchUp(): Promise<boolean> {
    if (this.#around.read()?.text !== this.#loaded) {
      await this.#rerun(this.#running ?? { isStopped: false });
    }
    return this.#view.canStep;
  }

  async #rerun(run: { readonly isStopped: boolean }): Promise<void> {
    clearTimeout(this.#liveTimer);
    await this.#loadTo(this.#view.state?.cursor ?? 0, run);
  }

  async #loadTo(cursor: number, run: { readonly isStopped: boolean }): Promise<void> {
    const gone = this.#view.state?.history ?? [];
    const isShown = cursor > 0 && this.#view.state?.record != null;
    this.#held = isShown ? this.#view : null;
    try {
      const hadChosen = this.#hasChosen;
      await this.#load();
      const known = this.#view.state?.trainingOps ?? [];
      for (const { count, trainingOp } of wayTo(cursor, gone, hadChosen, known)) {
        if (run.isStopped || !this.#view.canStep || this.#view.error) break;
        await this.#stepInChunks(count, trainingOp, run);
      }
      this.#hasChosen = hadChosen && cursor > 0;
    } finally {
      const held = this.#held;
      this.#held = null;
      if (held && this.#running?.isLive && this.#running.isStopped) {
        // The next key came first: what is shown stays, and is the step to come back to.
        this.#loaded = null;
        this.#isEdited = true;
        const status = { kind: 'stale', reason: this.#around.texts.edited } as const;
        this.#show({ ...held, status });
      } else this.#show({});
    }
  }

  async #load(): Promise<void> {
    const text = this.#around.read();
    if (!this.#around.isTrusted()) return this.#show({ status: { kind: 'restricted' } });
    if (!text) {
      const reason = this.#around.texts.fileGone;
      return this.#show({ status: { kind: 'stale', reason }, canStep: false });
    }
    const { seed } = this.#around.settings();
    const options = { seed, drive: 'park', maxSteps: ALL_STEPS, maxValues: MAX_VALUES } as const;
    this.#view = { ...this.#view, prints: [], printsOmitted: 0 };
    this.#hasStarted = true;
    this.#loaded = text.text;
    this.#isEdited = false;
    const { path, version } = text;
    this.#take(await this.#run({ kind: 'load', path, text: text.text, version, options }), true);
  }

  async #stepInChunks(
    count: number,
    trainingOp: string | null,
    run: { readonly isStopped: boolean },
  ): Promise<void> {
    let last: Parameters<typeof nextChunk>[0] = null;
    for (let left = count; left > 0 && !run.isStopped && this.#view.canStep; ) {
      const steps = Math.min(left, nextChunk(last));
      const before = this.#view.state?.cursor;
      const began = this.#around.now();
      await this.#send({ kind: 'step', count: steps, trainingOp });
      // A step that was refused, or a script that ended: the rest would do nothing either.
      if (this.#view.error || this.#view.state?.cursor === before) return;
      last = { steps, ms: this.#around.now() - began };
      left -= steps;
    }
  }

  #compute(): Promise<void> {
    return this.#send({ kind: 'compute', trainingOp: this.#view.trainingOp });
  }

  async #send(command: SessionCommand): Promise<void> {
    this.#take(await this.#run(command), false);
  }

  async #run(command: SessionCommand): Promise<Outcome> {
    this.#session ??= this.#open();
    try {
      const session = await this.#session;
      return await session.run(command, this.#around.settings().timeout, this.#around.folder());
    } catch (error) {
      this.#session = undefined;
      const message = error instanceof Error ? error.message : String(error);
      return { kind: 'lost', error: { type: 'Crashed', message, place: null, madeAt: null, remedy: null } };
    }
  }

  async #open(): Promise<LossSession> {
    return new LossSession(await this.#around.openRunner(), {
      print: (text, stream) => {
        this.#around.log(text);
        this.#view = withPrint(this.#view, { text, stream });
      },
      log: (text) => this.#around.log(text),
    });
  }

  /** Takes an answer in. The last good values stay when the newest text has none. */
  #take(outcome: Outcome, isLoad: boolean): void {
    if (this.#running?.isLive && this.#running.isStopped) {
      // The next key made this run useless: its answer is about a text that is gone.
      this.#loaded = null;
      return;
    }
    const { texts } = this.#around;
    const hasValues = this.#view.state?.record != null;
    if (outcome.kind === 'state') {
      const { state } = outcome;
      const keepsOld = state.error !== null && !state.record && hasValues;
      const isKnown = state.trainingOps.some(({ name }) => name === this.#view.trainingOp);
      this.#show({
        state: keepsOld ? this.#view.state : state,
        error: state.error && this.#explained(state.error),
        // A choice ends with the op that was chosen; a text that fails may not have made it yet.
        ...(isKnown || state.error ? {} : { trainingOp: null }),
        status: keepsOld ? { kind: 'stale', reason: texts.failed } : { kind: 'idle' },
        canStep: state.record !== null,
      });
      return;
    }
    const isLost = outcome.kind === 'lost';
    if (isLost) this.#loaded = null;
    const isStale = hasValues && (isLoad || isLost);
    this.#show({
      error: this.#explained(outcome.error),
      status: isStale ? { kind: 'stale', reason: texts.ended } : { kind: 'idle' },
      // A lost worker is replaced and the text runs again; a text that was refused is not retried.
      canStep: hasValues && !isLoad,
    });
  }

  /** Python calls it KeyboardInterrupt; the reader pressed Stop, or waited too long. */
  #explained(error: ErrorRecord): ErrorRecord {
    if (error.type !== 'KeyboardInterrupt') return error;
    const { texts } = this.#around;
    if (this.#running?.isStopped) return { ...error, type: 'Stopped', message: texts.stoppedHere };
    const seconds = String(this.#around.settings().timeout / 1000);
    return { ...error, type: 'Timeout', message: texts.tookTooLong.replace('{0}', seconds) };
  }

  #show(changes: Partial<DebuggerView>): void {
    this.#view = { ...this.#view, ...changes };
    if (!this.#isDisposed && !this.#held) this.#around.changed();
  }

  #enqueue(
    isLive: boolean,
    work: (run: { readonly isStopped: boolean }) => Promise<void>,
  ): Promise<void> {
    const turn = this.#tail.then(async () => {
      if (this.#isDisposed) return;
      const run = { isLive, isStopped: false };
      this.#running = run;
      const showRunning = setTimeout(() => {
        this.#isSeenRunning = true;
        if (!this.#isDisposed) this.#around.changed();
      }, UNSEEN);
      try {
        await work(run);
      } finally {
        clearTimeout(showRunning);
        this.#clearStop();
        this.#running = null;
        this.#isSeenRunning = false;
        this.#show({});
      }
    });
    this.#tail = turn.catch((error: unknown) => this.#around.log(String(error)));
    return turn;
  }
}

/** A piece of a longer run ended because it was only a piece. */
function isAtLimit({ stopped }: SessionState): boolean {
  return stopped?.endsWith('the limit of steps was reached') === true;
}
