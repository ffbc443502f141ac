/** @file The page alone, with a real session behind it: what it asks and changes is answered by the worker. */
import type { SessionState } from '../../src/protocol/messages';
import type { ViewToHost } from '../../src/protocol/view';
import { LossFile } from '../runner/loadedFile';
import { snapshotOf } from './notesProgram';
import type { PanelPage } from './panelBrowser';

export class LivePanel {
  private readonly file = new LossFile();
  private handled = 0;

  constructor(private readonly panel: PanelPage) {}

  async load(lines: readonly string[]): Promise<void> {
    await this.show(await this.file.load(lines.join('\n'), 'loss.py', 256));
  }

  async step(count = 1): Promise<void> {
    await this.show(await this.file.step(count));
  }

  async show(state: SessionState): Promise<void> {
    await this.panel.send(snapshotOf(state));
  }

  state(command: Parameters<LossFile['state']>[0]): Promise<SessionState> {
    return this.file.state(command);
  }

  /** Answers what the page has sent since the last time, as the extension does. */
  async answer(): Promise<void> {
    const sent = await this.panel.sent();
    const fresh = sent.slice(this.handled);
    this.handled = sent.length;
    for (const message of fresh) await this.answerOne(message);
  }

  dispose(): Promise<void> {
    return this.file.dispose();
  }

  private async answerOne(message: ViewToHost): Promise<void> {
    if (message.type === 'ask') {
      const reply = await this.file.send({ kind: 'ask', question: message.question });
      const answer = reply.ok
        ? { ok: true, answer: reply.answer }
        : { ok: false, message: reply.error.message };
      await this.panel.send({ type: 'answer', id: message.id, ...answer });
    }
    if (message.type !== 'act') return;
    const { action } = message;
    await this.show(await this.file.state(action.kind === 'edit' ? { ...action, index: null } : action));
  }
}
