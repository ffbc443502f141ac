/** @file The debug adapter: DAP requests in, the walk of a loss file out. Inline: no process, no port. Knows no editor. */
import {
  BreakpointEvent, ContinuedEvent, InitializedEvent, OutputEvent, StoppedEvent, TerminatedEvent,
} from '@vscode/debugadapter';
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import type { Edit } from '../../protocol/messages';
import type { PlaceRecord } from '../../protocol/records';
import { BreakpointStore } from './breakpointStore';
import { EXCEPTION_FILTERS } from './breakpoints';
import type { DebugTexts } from './debugTexts';
import { Evaluator } from './evaluator';
import { framesOf } from './frames';
import { QueuedSession } from './queuedSession';
import { Scopes } from './scopes';
import type { LaunchArguments, OpenTarget } from './target';
import { VariableTable } from './variableTable';
import { placeOf, Walker, type Rest } from './walker';

const THREAD = 1;

export class GradientDebugSession extends QueuedSession {
  #walker: Walker | null = null;
  #scopes: Scopes | null = null;
  #evaluator: Evaluator | null = null;
  #unhear: () => void = () => undefined;
  #rest: Rest | null = null;
  #launch: LaunchArguments | null = null;
  #configured: () => void = () => undefined;
  readonly #isConfigured = new Promise<void>((resolve) => (this.#configured = resolve));
  readonly #table = new VariableTable();
  readonly #points = new BreakpointStore();
  #seen = '';
  /** The step at which the walk rests. */
  #index: number | undefined;

  constructor(
    private readonly openTarget: OpenTarget,
    private readonly texts: DebugTexts,
  ) {
    super();
    this.setDebuggerLinesStartAt1(true);
    this.setDebuggerColumnsStartAt1(true);
  }

  protected override initializeRequest(response: Dap.InitializeResponse): void {
    response.body = {
      supportsConfigurationDoneRequest: true,
      supportsStepBack: true,
      supportsRestartRequest: true,
      supportsConditionalBreakpoints: true,
      supportsHitConditionalBreakpoints: true,
      supportsLogPoints: true,
      supportsDataBreakpoints: true,
      supportsSetVariable: true,
      supportsSetExpression: true,
      supportsEvaluateForHovers: true,
      supportsExceptionInfoRequest: true,
      supportsTerminateRequest: true,
      exceptionBreakpointFilters: EXCEPTION_FILTERS.map((filter) => ({
        filter, label: this.texts.filters[filter], default: filter === 'nan' || filter === 'infinity',
      })),
    };
    this.sendResponse(response);
    this.sendEvent(new InitializedEvent());
  }

  protected override configurationDoneRequest(response: Dap.ConfigurationDoneResponse): void {
    this.#configured();
    this.sendResponse(response);
  }

  protected override launchRequest(response: Dap.LaunchResponse, given: LaunchArguments): void {
    this.#launch = given;
    void this.work(response, async () => {
      const target = await this.openTarget(given.program);
      const edit = (wanted: Edit) => this.#edit(wanted);
      const walker = new Walker(
        target, this.texts,
        (text, stop) => this.write(`${text}\n`, stop?.place),
        (expression) => this.#evaluator!.tell(expression),
      );
      this.#walker = walker;
      this.#scopes = new Scopes(walker, this.texts, edit);
      this.#evaluator = new Evaluator(walker, this.#scopes, this.texts, edit);
      this.#unhear = target.onChange(() => this.#changed());
      await walker.follow();
    }).then(async (isOk) => {
      // Breakpoints arrive in requests of their own, before this one is over.
      await this.#isConfigured;
      if (!isOk) return this.sendEvent(new TerminatedEvent());
      await this.#checkWaiting();
      this.#takeBreakpoints();
      await this.#begin();
    });
  }

  #begin(): Promise<boolean> {
    const isRunning = this.#launch?.noDebug === true || this.#launch?.stopOnEntry === false;
    const how = isRunning ? () => this.#walker!.continue() : async (): Promise<Rest> => {
      const { error, status } = this.#walker!.target.debugger.view;
      if (status.kind === 'restricted') return { reason: 'entry', description: this.texts.restricted, hits: [] };
      return error
        ? { reason: 'exception', description: `${error.type}: ${error.message}`, hits: [] }
        : { reason: 'entry', description: null, hits: [] };
    };
    return this.#walk(null, how);
  }

  // ---- walking ----

  protected override continueRequest(response: Dap.ContinueResponse): void {
    response.body = { allThreadsContinued: true };
    void this.#walk(response, (walker) => walker.continue());
  }

  protected override reverseContinueRequest(response: Dap.ReverseContinueResponse): void {
    void this.#walk(response, (walker) => walker.reverse());
  }

  protected override nextRequest(response: Dap.NextResponse): void {
    void this.#walk(response, (walker) => walker.next());
  }

  protected override stepInRequest(response: Dap.StepInResponse): void {
    void this.#walk(response, (walker) => walker.stepIn());
  }

  protected override stepOutRequest(response: Dap.StepOutResponse): void {
    void this.#walk(response, (walker) => walker.stepOut());
  }

  protected override stepBackRequest(response: Dap.StepBackResponse): void {
    void this.#walk(response, (walker) => walker.back());
  }

  protected override restartRequest(response: Dap.RestartResponse): void {
    void this.#walk(response, async (walker): Promise<Rest> => {
      await walker.restart();
      return { reason: 'entry', description: null, hits: [] };
    });
  }

  protected override pauseRequest(response: Dap.PauseResponse): void {
    this.#walker?.pause();
    this.sendResponse(response);
  }

  protected override terminateRequest(response: Dap.TerminateResponse): void {
    this.#end();
    this.sendResponse(response);
    this.sendEvent(new TerminatedEvent());
  }

  protected override disconnectRequest(response: Dap.DisconnectResponse): void {
    this.#end();
    this.sendResponse(response);
  }

  /** The panel stays: only the debug view's hold on it ends. */
  #end(): void {
    this.#unhear();
    this.#walker?.pause();
    this.#configured();
  }

  // ---- where it is ----

  protected override threadsRequest(response: Dap.ThreadsResponse): void {
    response.body = { threads: [{ id: THREAD, name: this.texts.thread }] };
    this.sendResponse(response);
  }

  protected override stackTraceRequest(response: Dap.StackTraceResponse): void {
    const frames = this.#walker ? framesOf(this.#walker, this.texts) : [];
    response.body = { stackFrames: frames, totalFrames: frames.length };
    this.sendResponse(response);
  }

  protected override scopesRequest(response: Dap.ScopesResponse): void {
    response.body = {
      scopes: (this.#scopes?.all() ?? []).map(({ name, shown, isLarge }) => ({
        name, expensive: isLarge, variablesReference: this.#table.referenceOf(shown), namedVariables: shown.length,
      })),
    };
    this.sendResponse(response);
  }

  protected override variablesRequest(response: Dap.VariablesResponse, given: Dap.VariablesArguments): void {
    void this.work(response, async () => {
      const all = await this.#table.inside(given.variablesReference, given.start, given.count);
      response.body = { variables: all.map((shown) => ({ name: shown.name, ...this.#table.variable(shown) })) };
    });
  }

  protected override setVariableRequest(response: Dap.SetVariableResponse, given: Dap.SetVariableArguments): void {
    void this.work(response, async () => {
      const index = /^\[(\d+)\]$/.exec(given.name);
      const all = await this.#table.inside(given.variablesReference, index ? Number(index[1]) : 0, index ? 1 : 1e6);
      const shown = all.find(({ name }) => name === given.name);
      if (!shown?.set) throw new Error(this.texts.readOnly);
      await shown.set(given.value);
      response.body = { value: given.value };
      this.#showAgain();
    });
  }

  protected override setExpressionRequest(response: Dap.SetExpressionResponse, given: Dap.SetExpressionArguments): void {
    void this.work(response, async () => {
      const shown = await this.#evaluator!.evaluate(`${given.expression} = ${given.value}`);
      response.body = { value: shown.value };
      this.#showAgain();
    });
  }

  protected override evaluateRequest(response: Dap.EvaluateResponse, given: Dap.EvaluateArguments): void {
    void this.work(response, async () => {
      const before = this.#seen;
      const shown = await this.#evaluator!.evaluate(given.expression);
      const { value, ...rest } = this.#table.variable(shown);
      response.body = { result: value, ...rest };
      if (this.#seen !== before) this.#showAgain();
    });
  }

  protected override exceptionInfoRequest(response: Dap.ExceptionInfoResponse): void {
    const bad = this.#walker?.bad ?? null;
    const description = this.#rest?.description ?? '';
    response.body = {
      exceptionId: description, breakMode: 'always',
      ...(bad === null ? {} : { description: this.texts.bad(bad.op, String(bad.value)) }),
    };
    this.sendResponse(response);
  }

  // ---- breakpoints ----

  protected override setBreakPointsRequest(response: Dap.SetBreakpointsResponse, given: Dap.SetBreakpointsArguments): void {
    void this.answer(response, async () => {
      const breakpoints = await this.#points.setLines(given.source.path ?? '', given.breakpoints ?? [], this.#check());
      response.body = { breakpoints };
      this.#takeBreakpoints();
    });
  }

  /** Null: before the file was opened nobody knows its names, and while it runs nobody answers. */
  #check() {
    const evaluator = this.busy === 0 ? this.#evaluator : null;
    return evaluator && ((text: string) => evaluator.conditionProblem(text));
  }

  /** Conditions that came while nobody could check them, now that somebody can. */
  async #checkWaiting(): Promise<void> {
    const refused = await this.#points.checkWaiting((text) => this.#evaluator!.conditionProblem(text));
    for (const { id, line, message } of refused) {
      this.#tellBreakpoint(id, line, message);
      this.write(`${message}\n`);
    }
  }

  /** Hands them to the walk, and says which lines no op of the step stands on. */
  #takeBreakpoints(): void {
    const walker = this.#walker;
    if (!walker) return;
    this.#points.handTo(walker);
    if (walker.trace.length === 0) return;
    const reached = new Set(walker.trace.map(({ file, line }) => `${walker.target.pathOf(file)}:${line}`));
    for (const { id, path, line } of walker.lines) {
      this.#tellBreakpoint(id, line, reached.has(`${path}:${line}`) ? null : this.texts.noOp);
    }
  }

  #tellBreakpoint(id: number, line: number | null, message: string | null): void {
    const breakpoint: Dap.Breakpoint = {
      id, verified: message === null, ...(line === null ? {} : { line }), ...(message === null ? {} : { message }),
    };
    this.sendEvent(new BreakpointEvent('changed', breakpoint));
  }

  protected override setExceptionBreakPointsRequest(
    response: Dap.SetExceptionBreakpointsResponse, given: Dap.SetExceptionBreakpointsArguments,
  ): void {
    this.#points.setFilters(given.filters);
    this.#takeBreakpoints();
    this.sendResponse(response);
  }

  protected override dataBreakpointInfoRequest(
    response: Dap.DataBreakpointInfoResponse, given: Dap.DataBreakpointInfoArguments,
  ): void {
    void this.work(response, async () => {
      const inside = given.variablesReference === undefined ? [] : await this.#table.inside(given.variablesReference);
      const variable =
        inside.find(({ name }) => name === given.name)?.variable ?? this.#evaluator?.rowCalled(given.name)?.variable;
      response.body = variable === undefined
        ? { dataId: null, description: this.texts.unknown(given.name) }
        : { dataId: variable, description: variable, accessTypes: ['write'], canPersist: true };
    });
  }

  protected override setDataBreakpointsRequest(
    response: Dap.SetDataBreakpointsResponse, given: Dap.SetDataBreakpointsArguments,
  ): void {
    void this.answer(response, async () => {
      response.body = { breakpoints: await this.#points.setData(given.breakpoints, this.#check()) };
      this.#takeBreakpoints();
    });
  }

  // ---- carrying out ----

  /** Answers at once, walks, and says where it rests. One walk after the other. */
  #walk(response: Dap.Response | null, how: (walker: Walker) => Promise<Rest>): Promise<boolean> {
    if (response) this.sendResponse(response);
    return this.work(null, async () => {
      const walker = this.#walker;
      if (!walker) return;
      if (!response) this.sendEvent(new ContinuedEvent(THREAD, true));
      this.#table.reset();
      const rest = await how(walker);
      this.#rest = rest;
      await this.#checkWaiting();
      this.#takeBreakpoints();
      this.#sendStopped(rest);
    });
  }

  #sendStopped({ reason, description, hits }: Rest): void {
    const event = new StoppedEvent(reason, THREAD) as Dap.StoppedEvent;
    event.body = {
      ...event.body, allThreadsStopped: true,
      ...(description === null ? {} : { description, text: description }),
      ...(hits.length > 0 ? { hitBreakpointIds: [...hits] } : {}),
    };
    if (description !== null) this.write(`${description}\n`, this.#walker ? placeOf(this.#walker) : null);
    this.sendEvent(event);
  }

  /** What the panel, a key or the text has changed is shown here too, without taking the focus. */
  #changed(): void {
    const seen = this.#look();
    if (this.#walker!.target.debugger.view.status.kind === 'running' || seen === this.#seen) return;
    this.#seen = seen;
    if (this.busy === 0) this.#showAgain();
  }

  /** What decides whether the panel shows something else. */
  #look(): string {
    const { state, error } = this.#walker!.target.debugger.view;
    return [state?.version, state?.timeline, state?.cursor, state?.record?.phase, error?.message].join();
  }

  #showAgain(): void {
    void this.work(null, async () => {
      const walker = this.#walker!;
      const { stop } = walker;
      // Another step than the walk's: it is over there.
      if (stop === null || walker.record?.index !== this.#index) await walker.follow();
      this.#table.reset();
      const event = new StoppedEvent('goto', THREAD) as Dap.StoppedEvent;
      event.body = { ...event.body, allThreadsStopped: true, preserveFocusHint: true };
      this.sendEvent(event);
    });
  }

  async #edit(edit: Edit): Promise<void> {
    const { debugger: made } = this.#walker!.target;
    await made.perform({ kind: 'edit', index: null, edit });
    const { refusal } = made.view;
    if (refusal) throw new Error(refusal.message);
    await this.#walker!.follow();
  }

  protected override settled(): void {
    if (!this.#walker) return;
    this.#index = this.#walker.record?.index;
    this.#seen = this.#look();
  }

  protected override write(text: string, place: PlaceRecord | null = null): void {
    const event = new OutputEvent(text, 'console') as Dap.OutputEvent;
    if (place !== null) {
      event.body.source = { name: place.file, path: this.#walker!.target.pathOf(place.file) };
      event.body.line = place.line;
    }
    this.sendEvent(event);
  }
}
