/**
 * @file Every quick fix on a loss file of its own, in the real worker: the fixed file runs, the problem
 * is gone, and there is no new one.
 */
import assert from 'node:assert/strict';
import type { Fix, Problem } from '../../src/extension/quickFixes/fix';
import { tokenize } from '../../src/extension/quickFixes/pythonTokens';
import { fixesOf } from '../../src/extension/quickFixes/remedies';
import { applied } from '../extension/appliedFix';
import { FIX_CASES } from './quickFixCases';
import { LossFile } from './loadedFile';

const STEPS = 6;

/** `becomes` stands in the fixed file, and without it that is the file without what was changed. */
function hasBecome(fixed: string, lines: readonly string[], becomes: readonly string[]): void {
  const now = fixed.split('\n').slice(0, -1);
  const at = now.findIndex((_, i) => becomes.every((line, k) => now[i + k] === line));
  assert.ok(at >= 0, fixed);
  const others = now.toSpliced(at, becomes.length);
  let from = 0;
  for (const line of others) {
    from = lines.indexOf(line, from) + 1;
    assert.ok(from > 0, `${line} was not there, or was elsewhere:\n${fixed}`);
  }
  assert.ok(others.length >= lines.length - becomes.length, fixed);
}

describe('quick fixes', () => {
  let file: LossFile;
  before(() => {
    file = new LossFile();
  });
  after(() => file.dispose());

  /** What is told of the text over its first steps, each once per code and line; errors with their type. */
  async function problemsOf(text: string): Promise<Problem[]> {
    const found = new Map<string, Problem>();
    const note = ({ code, message, place, trap = null }: Omit<Problem, 'place' | 'trap'> & {
      readonly place: Problem['place'] | null; readonly trap?: Problem['trap'] | undefined;
    }) => {
      const key = `${code} ${place?.line}`;
      if (place !== null && !found.has(key)) found.set(key, { code, message, place, trap: trap ?? null });
    };
    const first = await file.load(text);
    for (let state = first, count = 0; ; count++) {
      state.findings.forEach(note);
      if (state.error !== null) note({ ...state.error, code: state.error.type });
      if (count === STEPS || state.record === null) break;
      const reply = await file.send({ kind: 'step', count: 1, trainingOp: null });
      if (!reply.ok) {
        note({ ...reply.error, code: reply.error.type });
        break;
      }
      state = reply.state!;
    }
    return [...found.values()];
  }

  const told = (problems: readonly Problem[]) => problems.map(({ code, place, message }) => `${code} ${place.line}: ${message}`);

  for (const { what, code, kind, subject, lines, becomes } of FIX_CASES) {
    it(`repair ${what}`, async () => {
      const text = `${lines.join('\n')}\n`;
      const before = await problemsOf(text);
      const fixes = before.flatMap((problem): Fix[] => (problem.code === code ? fixesOf(text, problem) : []));
      const fix = fixes.find((known) => known.kind === kind && (subject === undefined || known.subject === subject));
      assert.ok(fix, `${kind} is not among ${JSON.stringify(fixes)} of:\n${told(before).join('\n')}`);
      const fixed = applied(text, fix.changes);
      hasBecome(fixed, lines, becomes);
      const after = await problemsOf(fixed);
      const known = new Set(before.map((problem) => problem.code));
      assert.deepEqual(told(after.filter((problem) => problem.code === code || !known.has(problem.code))), [], fixed);
      const state = await file.load(fixed);
      assert.equal(state.error, null);
      assert.ok(state.record, 'the fixed file trains');

      // With other line ends it is the same change, with those line ends.
      const fixOf = (other: string) => before
        .flatMap((problem): Fix[] => (problem.code === code ? fixesOf(other, problem) : []))
        .find((known) => known.kind === kind && known.subject === fix.subject);
      const crlf = text.replaceAll('\n', '\r\n');
      assert.equal(applied(crlf, fixOf(crlf)?.changes ?? []), fixed.replaceAll('\n', '\r\n'));
      // Of a half-typed file: a change that leaves whole tokens and brackets, or none.
      for (let length = 0; length < text.length; length++) {
        const half = text.slice(0, length);
        const changed = applied(half, fixOf(half)?.changes ?? []);
        assert.equal(tokenize(changed) === null, tokenize(half) === null, changed);
      }
    });
  }
});
