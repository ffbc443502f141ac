/** @file A debug session that carries out one request after the other, and answers each, also when it fails. */
import { DebugSession } from '@vscode/debugadapter';
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';

export abstract class QueuedSession extends DebugSession {
  /** Requests that are being carried out: what changes meanwhile is their doing. */
  protected busy = 0;
  #tail: Promise<void> = Promise.resolve();

  /** Says something in the console. */
  protected abstract write(text: string): void;
  /** A request was carried out, well or not. */
  protected abstract settled(): void;

  /** After the requests before it. With a response, an error is the answer. Resolves to whether it went well. */
  protected work(response: Dap.Response | null, body: () => Promise<void>): Promise<boolean> {
    const turn = this.#tail.then(async () => {
      this.busy++;
      const isOk = await this.answer(response, body);
      this.settled();
      this.busy--;
      return isOk;
    });
    this.#tail = turn.then(() => undefined);
    return turn;
  }

  /** At once. */
  protected async answer(response: Dap.Response | null, body: () => Promise<void>): Promise<boolean> {
    try {
      await body();
      if (response) this.sendResponse(response);
      return true;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      // Braces would be places for variables in the message.
      const format = message.replace(/[{}]/g, '');
      if (response) this.sendErrorResponse(response, { id: 1, format, showUser: true });
      else this.write(`${message}\n`);
      return false;
    }
  }
}
