/** @file One golden session: what the panel says before the first step, after two, and one step back; beside its file. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { SessionState } from '../../src/protocol/messages';
import { ENGLISH } from '../../src/protocol/panelStrings';
import { panelText } from '../../src/protocol/panelText';
import type { LossFile } from '../runner/loadedFile';
import { snapshotOf } from '../webview/notesProgram';

const isWriting = process.env['GOLDEN'] === 'write';

/** `first`: the file is loaded and waits before its first step. `golden`: the file of the text. */
export async function compareSession(file: LossFile, first: SessionState, title: string, golden: string): Promise<void> {
  const say = (heading: string, state: SessionState) =>
    `==== ${heading}\n${panelText(snapshotOf(state, { title, prints: [] }), ENGLISH)}`;
  const parts = [say('before the first step', first)];
  const one = say('after one step', await file.step());
  parts.push(one, say('after two steps', await file.step()));
  // Back is exact: the same text, but for how many steps there are.
  const again = say('after one step', await file.back()).replace('1 of 2', '1 of 1');
  assert.equal(again, one);
  const whole = parts.join('\n');
  if (isWriting) writeFileSync(golden, whole);
  assert.ok(existsSync(golden), `no ${golden}: GOLDEN=write makes it`);
  assert.equal(whole, readFileSync(golden, 'utf8'));
}
