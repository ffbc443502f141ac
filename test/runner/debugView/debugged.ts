/** @file A loss file under the real adapter and the real worker, spoken to over a socket by the protocol's own client. */
import net from 'node:net';
import path from 'node:path';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import { GradientDebugSession } from '../../../src/extension/debug/adapter';
import type { DebugTexts } from '../../../src/extension/debug/debugTexts';
import { LossDebugger } from '../../../src/extension/lossDebugger';
import { Runner } from '../../../src/runner/client';

export const FILE = path.join(path.sep, 'loss', 'loss.py');

const TEXTS: DebugTexts = {
  thread: 'Training', ended: 'the file has ended', pairs: 'Pairs', tensors: 'Tensors', slots: 'Slots', step: 'Step',
  notYet: 'not yet', value: 'value', before: 'before', trainingOp: 'training op', noOp: 'no op here', restricted: 'restricted', readOnly: 'read only', noNumber: 'no number',
  filters: { nan: 'NaN', infinity: 'infinity', none: 'no gradient', clip: 'clip' },
  passes: { forward: 'forward', backward: 'backward', update: 'update' },
  beforeFirst: () => 'before the first step',
  after: (step, trainingOp) => `after step ${step} ${trainingOp}`,
  whole: (step, trainingOp) => `step ${step} ${trainingOp}`,
  inside: (step, pass, line) => `step ${step} ${pass} line ${line}`,
  caught: (filter, names) => `${filter}: ${names}`,
  changed: (variable) => `${variable} has changed`,
  unknown: (expression) => `${expression} is unknown`,
  stopsNothing: (condition, reason) => `${condition} stopped nothing: ${reason}`,
  bad: (op, value) => `${op} gave ${value}`,
};

const PANEL_TEXTS = {
  edited: '', failed: 'failed', ended: 'ended', fileGone: 'gone', stopped: 'stopped', running: 'running', pausing: 'pausing',
  pausedSteps: '{0}', pausedUntil: '{0}', pausedToEnd: 'end', stoppedHere: 'stopped', tookTooLong: '{0}',
};

export interface Place {
  readonly name: string;
  readonly line: number;
}

export class Debugged {
  readonly client = new DebugClient('', '', 'gradient');
  readonly panel: LossDebugger;
  readonly output: string[] = [];
  #server: net.Server | undefined;
  readonly #listeners = new Set<() => void>();

  /** `text`: what the editor shows; it can be given another. */
  constructor(public text: string) {
    this.panel = new LossDebugger({
      texts: PANEL_TEXTS,
      read: () => ({ path: FILE, text: this.text, version: 1 }),
      settings: () => ({ seed: 0, isLive: false, liveDelay: 0, timeout: 60_000, thresholds: {} }),
      isTrusted: () => true,
      folder: () => null,
      now: () => performance.now(),
      openRunner: async () => new Runner({ directory: path.join(process.cwd(), 'dist'), spare: false }),
      log: () => undefined,
      changed: () => {
        for (const listener of this.#listeners) listener();
      },
    });
  }

  /** Begins a session with these breakpoints; resolves when it rests first. */
  async start(
    breakpoints: readonly Dap.SourceBreakpoint[] = [],
    filters: readonly string[] = [],
    launch: { readonly stopOnEntry?: boolean } = {},
  ): Promise<Dap.StoppedEvent['body']> {
    const open = async () => {
      await this.panel.load();
      return {
        debugger: this.panel, path: FILE,
        pathOf: () => FILE,
        onChange: (listener: () => void) => {
          this.#listeners.add(listener);
          return () => this.#listeners.delete(listener);
        },
      };
    };
    this.#server = net.createServer((socket) => {
      const session = new GradientDebugSession(open, TEXTS);
      session.setRunAsServer(true);
      session.start(socket, socket);
    });
    const server = this.#server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await this.client.start((server.address() as net.AddressInfo).port);
    this.client.defaultTimeout = 60_000;
    this.client.on('output', (event: Dap.OutputEvent) => this.output.push(event.body.output));
    await this.client.initializeRequest();
    const rests = this.#stopped();
    const launched = this.client.launchRequest({ program: FILE, ...launch } as Dap.LaunchRequestArguments);
    await this.setLines(breakpoints);
    await this.client.setExceptionBreakpointsRequest({ filters: [...filters] });
    await this.client.configurationDoneRequest();
    await launched;
    return rests;
  }

  async setLines(breakpoints: readonly Dap.SourceBreakpoint[]): Promise<readonly Dap.Breakpoint[]> {
    const source = { name: 'loss.py', path: FILE };
    const { body } = await this.client.setBreakpointsRequest({ source, breakpoints: [...breakpoints] });
    return body.breakpoints;
  }

  /** Sends a request that walks; resolves when it rests again. */
  async walk(
    how: 'continue' | 'next' | 'stepIn' | 'stepOut' | 'stepBack' | 'reverseContinue' | 'restart',
  ): Promise<Dap.StoppedEvent['body']> {
    const rests = this.#stopped();
    await this.client.send(how, { threadId: 1 });
    return rests;
  }

  async where(): Promise<readonly Place[]> {
    const { body } = await this.client.stackTraceRequest({ threadId: 1 });
    return body.stackFrames.map(({ name, line }) => ({ name, line }));
  }

  async scope(name: string): Promise<readonly Dap.Variable[]> {
    const { body } = await this.client.scopesRequest({ frameId: 1 });
    const found = body.scopes.find((scope) => scope.name === name);
    if (!found) throw new Error(`no scope ${name}: ${body.scopes.map((scope) => scope.name).join()}`);
    return this.inside(found.variablesReference);
  }

  async inside(variablesReference: number): Promise<readonly Dap.Variable[]> {
    return (await this.client.variablesRequest({ variablesReference })).body.variables;
  }

  async evaluate(expression: string): Promise<string> {
    return (await this.client.evaluateRequest({ expression, context: 'repl' })).body.result;
  }

  /** The next rest of the walk; the panel's own changes are no rest. */
  async #stopped(): Promise<Dap.StoppedEvent['body']> {
    return new Promise((resolve) => {
      const hear = (event: Dap.StoppedEvent) => {
        if (event.body.reason === 'goto') return;
        this.client.off('stopped', hear);
        resolve(event.body);
      };
      this.client.on('stopped', hear);
    });
  }

  async dispose(): Promise<void> {
    await this.client.stop();
    this.#server?.close();
    await this.panel.dispose();
  }
}
