/** @file The session of one debugged file: opened when it is first needed, and again where that failed. */
import type { Question } from '../protocol/explanations';
import { lost, type Answered, type FolderGrant, type LossSession, type Outcome, type RunCommand } from './lossSession';

export class LazySession {
  readonly #open: () => Promise<LossSession>;
  #session: Promise<LossSession> | undefined;

  constructor(open: () => Promise<LossSession>) {
    this.#open = open;
  }

  /** As LossSession's; that none can be opened is an outcome too. */
  run(command: RunCommand, deadlineMs: number, folder: FolderGrant | null): Promise<Outcome> {
    return this.#inOpened((session) => session.run(command, deadlineMs, folder));
  }

  ask(question: Question, deadlineMs: number): Promise<Answered> {
    return this.#inOpened((session) => session.ask(question, deadlineMs));
  }

  /** Acts on the session that is open; without one there is nothing to act on. */
  act(act: (session: LossSession) => void): void {
    void this.#session?.then(act, () => undefined);
  }

  async dispose(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    await session?.dispose();
  }

  async #inOpened<T>(work: (session: LossSession) => Promise<T>): Promise<T | ReturnType<typeof lost>> {
    this.#session ??= this.#open();
    try {
      return await work(await this.#session);
    } catch (error) {
      this.#session = undefined;
      return lost(error instanceof Error ? error.message : String(error));
    }
  }
}
