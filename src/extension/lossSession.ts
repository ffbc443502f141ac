/** @file Sends commands to one session and answers each with what it became; a lost worker is an answer too. */
import type { CommandText, SessionCommand, SessionEvent, SessionState } from '../protocol/messages';
import type { Answer, Question } from '../protocol/explanations';
import type { ErrorRecord } from '../protocol/records';

/** What this needs of `runner/client`'s Runner. */
export interface RunnerPort {
  /** Resolves to the reply's text; rejects when the worker was lost before. */
  send(command: string, options: SendOptions): Promise<string>;
  /** Stops the running command, if it looks. */
  interrupt(): void;
  /** Ends the worker, whatever it does; the next command gets a new one. */
  restart(reason: string): void;
  onMessage(listener: (text: string) => void): () => void;
  onLog(listener: (text: string) => void): () => void;
  dispose(): Promise<void>;
}

/** Which folder the file may read; see runner/folderFiles. */
export interface FolderGrant {
  readonly folder: string;
  readonly boundary: string;
}

export interface SendOptions {
  readonly deadlineMs?: number;
  readonly isFreshStart?: boolean;
  readonly folder?: FolderGrant | null;
}

/** What became of a command that is no question. */
export type Outcome = { readonly kind: 'state'; readonly state: SessionState } | Failure;

/** What became of a question; `version`: of the document that it was answered of. */
export type Answered = { readonly kind: 'answer'; readonly answer: Answer; readonly version: number } | Failure;

export type Failure =
  /** The command was refused or interrupted; the session is as it was. */
  | { readonly kind: 'refused'; readonly error: ErrorRecord }
  /** The worker is gone and the loaded file with it. */
  | { readonly kind: 'lost'; readonly error: ErrorRecord };

/** Whose reply is the state. */
export type RunCommand = Exclude<SessionCommand, { kind: 'ask' }>;

type GoodReply = Extract<SessionEvent, { kind: 'reply'; ok: true }>;

export interface SessionListener {
  print(text: string, stream: 'stdout' | 'stderr'): void;
  log(text: string): void;
}

export class LossSession {
  readonly #port: RunnerPort;
  #lastId = 0;

  constructor(port: RunnerPort, listener: SessionListener) {
    this.#port = port;
    port.onMessage((text) => hear(text, listener));
    port.onLog((text) => listener.log(text));
  }

  /** Resolves always: a worker that was lost is an outcome. `deadlineMs` in ms; `folder`: what a run may read. */
  async run(command: RunCommand, deadlineMs: number, folder: FolderGrant | null = null): Promise<Outcome> {
    const isRun = command.kind === 'load' || command.kind === 'reset';
    const options = { deadlineMs, isFreshStart: command.kind === 'load', ...(isRun ? { folder } : {}) };
    const reply = await this.#reply(command, options);
    if (reply.kind !== 'reply') return reply;
    return reply.state ? { kind: 'state', state: reply.state } : noReply(command);
  }

  async ask(question: Question, deadlineMs: number): Promise<Answered> {
    const command = { kind: 'ask', question } as const;
    const reply = await this.#reply(command, { deadlineMs, isFreshStart: false });
    if (reply.kind !== 'reply') return reply;
    return reply.answer ? { kind: 'answer', answer: reply.answer, version: reply.version } : noReply(command);
  }

  async #reply(command: SessionCommand, options: SendOptions): Promise<GoodReply | Failure> {
    const sent: CommandText = { ...command, id: ++this.#lastId };
    try {
      const reply = parseEvent(await this.#port.send(JSON.stringify(sent), options));
      if (reply?.kind !== 'reply') return noReply(command);
      return reply.ok ? reply : { kind: 'refused', error: reply.error };
    } catch (error) {
      return lost(error instanceof Error ? error.message : String(error));
    }
  }

  interrupt(): void {
    this.#port.interrupt();
  }

  /** For a run that does not stop when it is interrupted. */
  end(reason: string): void {
    this.#port.restart(reason);
  }

  dispose(): Promise<void> {
    return this.#port.dispose();
  }
}

function noReply({ kind }: SessionCommand): Failure {
  return lost(`The reply to "${kind}" is no reply.`);
}

export function lost(message: string): Failure {
  return { kind: 'lost', error: { type: 'Crashed', message, place: null, madeAt: null, remedy: null } };
}

function hear(text: string, listener: SessionListener): void {
  // Replies and steps can be large and are not for the listener: only what is, is parsed.
  if (!text.startsWith('{"kind":"print"') && !text.startsWith('{"kind":"log"')) return;
  const event = parseEvent(text);
  if (event?.kind === 'print') listener.print(event.text, event.stream);
  else if (event?.kind === 'log') listener.log(event.text);
}

function parseEvent(text: string): SessionEvent | null {
  const value: unknown = JSON.parse(text);
  const isEvent = typeof value === 'object' && value !== null && 'kind' in value;
  return isEvent ? (value as SessionEvent) : null;
}
