/** @file A debugged file with a runner that answers by rules, for tests: its text, its trust, its clock. */
import { LossDebugger } from '../../src/extension/lossDebugger';
import type { FileText } from '../../src/extension/surroundings';
import { ScriptedRunner } from './scriptedRunner';

const TEXTS = {
  edited: 'edited',
  failed: 'failed',
  ended: 'ended',
  fileGone: 'file gone',
  stopped: 'stopped',
  running: 'running',
  pausing: 'pausing',
  pausedSteps: '{0} left',
  pausedUntil: 'until {0}',
  pausedToEnd: 'to the end',
  stoppedHere: 'stopped here',
  tookTooLong: 'longer than {0} s',
};

export function start(options: { isLive?: boolean; isTrusted?: boolean } = {}) {
  const runner = new ScriptedRunner();
  const world = {
    file: { path: '/loss/clip_by_norm.py', text: 'good', version: 1 } as FileText | null,
    isTrusted: options.isTrusted ?? true,
    folder: null as { readonly folder: string; readonly boundary: string } | null,
    opened: 0,
    onChanged: () => {},
    now: 0,
    thresholds: { explodingFactor: 50 } as { readonly [name: string]: number },
    edit(text: string) {
      world.file = { path: '/loss/clip_by_norm.py', text, version: (world.file?.version ?? 0) + 1 };
      subject.textChanged();
    },
  };
  const subject = new LossDebugger({
    texts: TEXTS,
    read: () => world.file,
    settings: () => ({ seed: 3, isLive: options.isLive ?? true, liveDelay: 0, timeout: 5000, thresholds: world.thresholds }),
    isTrusted: () => world.isTrusted,
    folder: () => world.folder,
    now: () => world.now,
    openRunner: async () => {
      world.opened++;
      return runner;
    },
    log: () => undefined,
    changed: () => world.onChanged(),
  });
  return { subject, runner, world };
}

/** The next live run has begun and ended: it starts by a timer of 0 ms, then takes its turn. */
export async function liveRun(subject: LossDebugger): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5));
  await subject.goTo(subject.view.state?.cursor ?? 0);
}
