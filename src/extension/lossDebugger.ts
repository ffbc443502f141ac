/** @file Debugs one file: loads it, steps it, keeps up with its text. Knows no editor; one command at a time. */
import type { Question } from '../protocol/explanations';
import { CurrentRun, type Run } from './currentRun';
import { edited, INITIAL, isInFork, whileRunning, withPrint, type DebuggerView } from './debuggerView';
import { LazySession } from './lazySession';
import { LiveTimer } from './liveTimer';
import { loadCommand } from './loadCommand';
import { LossSession, lost, type Answered, type Outcome, type RunCommand } from './lossSession';
import { changesBy, isAtLimit } from './outcomes';
import { FIRST_CHUNK, nextChunk, wayTo } from './stepChunks';
import type { FileText, Surroundings } from './surroundings';

/** A command shorter than this shows no "running": nothing flickers. ms */
const UNSEEN = 120;

export class LossDebugger {
  readonly #around: Surroundings;
  #view: DebuggerView = INITIAL;
  readonly #session: LazySession;
  #tail: Promise<unknown> = Promise.resolve();
  /** The text that the session has; null when it has none. Versions start again when a file is reopened. */
  #loaded: string | null = null;
  /** The last text that had values, and whether the session has it though the editor's text fails. */
  #good: FileText | null = null;
  #walksGood = false;
  readonly #running: CurrentRun;
  /** The last answer ended a piece of a longer run, not the run. */
  #isPiece = false;
  #isSeenRunning = false;
  /** Goes on with what was paused. */
  #resume: (() => Promise<void>) | null = null;
  /** What is shown while the text runs again up to the step that is shown: nothing jumps. */
  #held: DebuggerView | null = null;
  /** The user has chosen among several training ops since the text was loaded. */
  #hasChosen = false;
  #hasStarted = false;
  /** The values are marked for no other reason than that the text is not theirs. */
  #isEdited = false;
  readonly #liveTimer = new LiveTimer();
  #wantedIndex: number | null = null;
  /** The step that was shown before a text failed on its way there: the next text comes back to it. */
  #backTo: number | null = null;
  /** The session runs another text than what is shown is of. */
  #isLoading = false;
  #isDisposed = false;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#session = new LazySession(() => this.#open());
    this.#running = new CurrentRun((act) => this.#session.act(act), around.texts.stopped);
  }

  /** The text that `view` is about; null when the session has none. */
  get loaded(): string | null {
    return this.#loaded;
  }

  get view(): DebuggerView {
    const { prints, printsOmitted } = this.#view;
    const view = this.#held ? { ...this.#held, prints, printsOmitted } : this.#view;
    const run = this.#running.now;
    return this.#isSeenRunning && run ? whileRunning(view, run, this.#around.texts) : view;
  }

  /** Runs the text from its beginning: to its first training step or its end, then `cursor` steps. */
  load(cursor = 0): Promise<void> {
    return this.#enqueue(false, (run) => this.#loadTo(cursor, run));
  }

  async step(count: number): Promise<void> {
    await this.#enqueue(false, async (run) => {
      if (!(await this.#catchUp())) return this.#walk((cursor) => cursor + count, run);
      run.canPause = count > 1;
      const left = await this.#stepInChunks(count, this.#view.trainingOp, run);
      const { pausedSteps } = this.#around.texts;
      this.#rest(run, pausedSteps.replace('{0}', String(left)), left > 0 ? () => this.step(left) : null);
    });
  }

  async stepBack(count: number): Promise<void> {
    await this.#enqueue(false, async (run) => {
      if (await this.#catchUp()) await this.#send({ kind: 'stepBack', count });
      else await this.#walk((cursor) => cursor - count, run);
    });
  }

  /** A longer run rests after the step that it makes now; Continue goes on with it. */
  pause(): void {
    if (this.#running.pause()) this.#show({});
  }

  /** Goes on with what was paused; else to the file's own end. */
  continue(): Promise<void> {
    return this.#view.status.kind === 'paused' && this.#resume ? this.#resume() : this.runUntil(null);
  }

  /** The same text under other settings, or with other modules: computed again, up to the step that is shown. */
  async surroundingsChanged(): Promise<void> {
    if (!this.#hasStarted || this.#around.read()?.text !== this.#loaded) return;
    await this.#enqueue(false, (run) => this.#rerun(run));
  }

  compute(): Promise<void> {
    return this.perform({ kind: 'compute', trainingOp: this.#view.trainingOp });
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
        await this.#send({ kind: 'compute', trainingOp: name });
      }
    });
  }

  apply(): Promise<void> {
    return this.perform({ kind: 'apply' });
  }

  /** Steps on until the condition holds of one, and at most to the file's own end with `isToEnd`. In pieces, so that it can be stopped. */
  async runUntil(condition: string | null, isToEnd = condition === null): Promise<void> {
    await this.#enqueue(false, async (run) => {
      if (!(await this.#catchUp())) return;
      run.canPause = true;
      const { pausedToEnd, pausedUntil } = this.#around.texts;
      const goesOn = condition === null ? pausedToEnd : pausedUntil.replace('{0}', condition);
      // The file's own end is past: without a condition there is nothing to run to.
      const { state: now } = this.#view;
      if (isToEnd && now?.script !== 'parked' && now?.cursor === now?.stepCount) return;
      let last: Parameters<typeof nextChunk>[0] = null;
      while (!run.isStopped && this.#view.canStep) {
        const limit = nextChunk(last);
        const before = this.#view.state?.cursor ?? 0;
        const began = this.#around.now();
        await this.#send({ kind: 'runUntil', condition, limit, trainingOp: this.#view.trainingOp, isToEnd });
        const { state, error } = this.#view;
        if (error || !state || state.cursor - before < limit || !this.#isPiece) return;
        // Without a condition the file's end is the end: the debugger's own steps have none.
        if (isToEnd && state.script !== 'parked') return;
        last = { steps: limit, ms: this.#around.now() - began };
      }
      this.#rest(run, goesOn, () => this.runUntil(condition, isToEnd));
    });
  }

  /** While a slider is dragged only the newest wish counts. */
  async goTo(index: number): Promise<void> {
    const isWaiting = this.#wantedIndex !== null;
    this.#wantedIndex = index;
    if (isWaiting) return;
    await this.#enqueue(false, async (run) => {
      const wanted = this.#wantedIndex ?? index;
      this.#wantedIndex = null;
      if (await this.#catchUp()) await this.#send({ kind: 'goTo', index: wanted });
      else await this.#walk(() => wanted, run);
    });
  }

  /** Asks about a step; what is shown stays as it is, unless the worker is lost. */
  async ask(question: Question): Promise<Answered> {
    const { error } = lost(this.#around.texts.failed);
    return (await this.#asked(question, () => this.#catchUp())) ?? { kind: 'refused', error: { ...error, type: 'Stopped' } };
  }

  /** Asks about what is shown; undefined when it is not of the editor's text, which does not run for it. */
  askShown(question: Question): Promise<Answered | undefined> {
    return this.#asked(question, async () => this.isCurrent);
  }

  /** Whether what is shown is of the text as it stands in the editor. */
  get isCurrent(): boolean {
    return this.#view.canStep && this.#held === null && !this.#isLoading && this.#around.read()?.text === this.#loaded;
  }

  /** Whether a live run of the text is on its way, or about to begin. */
  get isAwaited(): boolean {
    return this.#liveTimer.isWaiting || this.#running.now?.isLive === true;
  }

  /** Stops what runs: at the next step of a longer run, else by an interrupt, else with its worker. */
  stop(): void {
    this.#running.stop();
  }

  /** The text may be another: then the values are marked, and soon it runs again to the same step. */
  textChanged(): void {
    const text = this.#around.read();
    if (!text || !this.#hasStarted) return;
    this.#liveTimer.clear();
    const live = this.#running.now?.isLive ? this.#running.now : null;
    // A run that a key has stopped brings no values, though its text be there again.
    if (text.text === this.#loaded && !live?.isStopped) {
      // Typed and taken back: the values are those of this text again.
      if (this.#isEdited) this.#show({ status: { kind: 'idle' } });
      this.#isEdited = false;
      return;
    }
    // Before anybody is told: whoever hears of the edit sees that a run is awaited.
    const { isLive, liveDelay } = this.#around.settings();
    if (isLive) this.#liveTimer.start(liveDelay, () => void this.#enqueue(true, async () => void (await this.#catchUp())));
    if (live) this.#running.stop(0);
    const view = edited(this.#view, this.#around.texts.edited);
    this.#isEdited ||= view !== this.#view;
    this.#view = view;
    // Also what stands in the place of values that are on their way.
    this.#held &&= edited(this.#held, this.#around.texts.edited);
    if (!this.#isDisposed) this.#around.changed();
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#liveTimer.clear();
    this.#running.end();
    await this.#session.dispose();
  }

  /** Carries out a command that changes what is shown: a fork, another timeline, a pinned baseline. */
  perform(command: RunCommand): Promise<void> {
    return this.#enqueue(false, async () => {
      if (await this.#catchUp()) await this.#send(command);
    });
  }

  async #asked(question: Question, canAsk: () => Promise<boolean>): Promise<Answered | undefined> {
    let outcome: Answered | undefined;
    await this.#enqueue(false, async () => {
      if (!(await canAsk())) return;
      outcome = await this.#session.ask(question, this.#around.settings().timeout);
      if (outcome.kind === 'lost') this.#take(outcome, false);
    });
    return outcome;
  }

  /** The session has the text that the editor shows, and can be stepped. */
  async #catchUp(): Promise<boolean> {
    if (this.#around.read()?.text !== this.#loaded) await this.#rerun(this.#running.now);
    return this.#view.canStep;
  }

  async #rerun(run: Run | null): Promise<void> {
    this.#liveTimer.clear();
    const cursor = this.#backTo ?? this.#view.state?.cursor ?? 0;
    await this.#loadTo(cursor, run);
    this.#backTo = this.#view.error && (this.#view.state?.cursor ?? 0) < cursor ? cursor : null;
  }

  async #loadTo(cursor: number, run: Run | null): Promise<void> {
    const gone = this.#view.state?.history ?? [];
    const isShown = cursor > 0 && this.#view.state?.record != null;
    this.#held = isShown ? this.#view : null;
    try {
      const hadChosen = this.#hasChosen;
      // The first steps in turn are made with the load: one message there and back.
      const steps = hadChosen ? 0 : Math.min(cursor, FIRST_CHUNK);
      await this.#load(steps);
      const { state } = this.#view;
      const left = cursor - Math.min(steps, state?.cursor ?? 0);
      for (const { count, trainingOp } of wayTo(left, gone, hadChosen, state?.trainingOps ?? [])) {
        if (run?.isStopped || !this.#view.canStep || this.#view.error) break;
        await this.#stepInChunks(count, trainingOp, run, true);
      }
      this.#hasChosen = hadChosen && cursor > 0;
    } finally {
      const held = this.#held;
      this.#held = null;
      if (held && run?.isLive && run.isStopped) {
        // The next key came first: what is shown stays, and is the step to come back to.
        this.#loaded = null;
        this.#isEdited = true;
        this.#show({ ...held, status: { kind: 'stale', reason: this.#around.texts.edited } });
      } else this.#show({});
    }
  }

  async #load(steps: number): Promise<void> {
    const text = this.#around.read();
    if (!this.#around.isTrusted()) return this.#show({ status: { kind: 'restricted' } });
    if (!text) return this.#show({ status: { kind: 'stale', reason: this.#around.texts.fileGone }, canStep: false });
    this.#view = { ...this.#view, prints: [], printsOmitted: 0 };
    this.#hasStarted = true;
    this.#loaded = text.text;
    this.#isEdited = false;
    this.#walksGood = false;
    this.#isLoading = true;
    const outcome = await this.#run(loadCommand(text, this.#around.settings(), steps));
    this.#isLoading = false;
    this.#take(outcome, true);
    if (this.#view.canStep) this.#good = text;
  }

  /** While the text fails, another step of the last text that ran, which runs again once; it stays marked, the error above it. */
  async #walk(wanted: (cursor: number) => number, run: Run): Promise<void> {
    const { state, error, status, prints, printsOmitted } = this.#view;
    if (!state || !error || status.kind !== 'stale' || isInFork(state) || !this.#good) return;
    const index = Math.max(0, Math.min(state.stepCount, wanted(state.cursor)));
    if (index === state.cursor) return;
    this.#held = this.#view;
    try {
      if (!this.#walksGood) {
        this.#take(await this.#run(loadCommand(this.#good, this.#around.settings())), true);
        for (const way of wayTo(state.stepCount, state.history, this.#hasChosen, state.trainingOps)) {
          await this.#stepInChunks(way.count, way.trainingOp, run, true);
        }
        this.#walksGood = this.#view.canStep && this.#view.state?.cursor === state.stepCount;
      }
      if (this.#walksGood) await this.#send({ kind: 'goTo', index });
    } finally {
      const shown = this.#walksGood ? this.#view.state : state;
      this.#held = null;
      this.#show({ state: shown, error, status, canStep: false, prints, printsOmitted });
    }
  }

  /** The end of a longer run: where it was paused it can go on. */
  #rest(run: Run, what: string, resume: (() => Promise<void>) | null): void {
    if (!run.isPaused || !resume || this.#view.status.kind !== 'idle' || this.#view.error) return;
    this.#resume = resume;
    this.#show({ status: { kind: 'paused', what } });
  }

  /** Resolves to how many steps are left. On the way back the debugger's own steps go on where the script's end, as they did. */
  async #stepInChunks(count: number, trainingOp: string | null, run: Run | null, isWayBack = false): Promise<number> {
    let last: Parameters<typeof nextChunk>[0] = null;
    let left = count;
    while (left > 0 && !run?.isStopped && this.#view.canStep) {
      const steps = Math.min(left, nextChunk(last));
      const before = this.#view.state?.cursor ?? 0;
      const began = this.#around.now();
      await this.#send({ kind: 'step', count: steps, trainingOp });
      // A step that was refused, or a script that ended: the rest would do nothing either.
      const gained = (this.#view.state?.cursor ?? 0) - before;
      if (this.#view.error || gained === 0) return 0;
      last = { steps, ms: this.#around.now() - began };
      left -= isWayBack ? Math.min(steps, gained) : steps;
    }
    return left;
  }

  async #send(command: RunCommand): Promise<void> {
    this.#backTo = null;
    this.#take(await this.#run(command), false, command.kind === 'edit');
  }

  #run(command: RunCommand): Promise<Outcome> {
    return this.#session.run(command, this.#around.settings().timeout, this.#around.folder());
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

  /** Takes an answer in. */
  #take(outcome: Outcome, isLoad: boolean, isEdit = false): void {
    const run = this.#running.now;
    // The next key made a live run useless: its answer is about a text that is gone.
    const isUseless = run?.isLive === true && run.isStopped;
    if (isUseless || outcome.kind === 'lost') this.#loaded = null;
    if (isUseless) return;
    this.#isPiece = outcome.kind === 'state' && isAtLimit(outcome.state);
    const around = { texts: this.#around.texts, isLoad, isEdit, run, seconds: this.#around.settings().timeout / 1000 };
    this.#show(changesBy(outcome, this.#view, around));
  }

  #show(changes: Partial<DebuggerView>): void {
    this.#view = { ...this.#view, ...changes };
    if (!this.#isDisposed && !this.#held) this.#around.changed();
  }

  #enqueue(isLive: boolean, work: (run: Run) => Promise<void>): Promise<void> {
    const turn = this.#tail.then(async () => {
      if (this.#isDisposed) return;
      const run = this.#running.begin(isLive);
      const showRunning = setTimeout(() => {
        this.#isSeenRunning = true;
        if (!this.#isDisposed) this.#around.changed();
      }, UNSEEN);
      try {
        await work(run);
      } finally {
        clearTimeout(showRunning);
        this.#running.end();
        this.#isSeenRunning = false;
        this.#show({});
      }
    });
    this.#tail = turn.catch((error: unknown) => this.#around.log(String(error)));
    return turn;
  }
}
