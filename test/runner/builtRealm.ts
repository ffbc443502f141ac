/** @file Builds the test realm once per process and runs Python files in it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PythonError, RunOutcome } from '../../src/frontends/python/realm/runOutcome';
import { Runner, type RunnerOptions, type SendOptions } from '../../src/runner/client';

const root = process.cwd();
const packaging = join(root, 'src', 'frontends', 'python', 'packaging');

/** Imports one of the build scripts, which are not TypeScript. */
export async function buildScript(name: string): Promise<Record<string, BuildFunction>> {
  return (await import(pathToFileURL(join(packaging, name)).href)) as never;
}

type BuildFunction = (...args: readonly unknown[]) => Promise<unknown>;

const built = new Map<string, Promise<string>>();

/** Folder with a complete build whose realm is ENTRY.ts of this folder; made once per process. */
export function builtRealmDirectory(entry: 'testRealm' | 'auditRealm' | 'helpedRealm'): Promise<string> {
  const known = built.get(entry) ?? buildInto(join(root, 'out', entry), entry);
  built.set(entry, known);
  return known;
}

async function buildInto(outDir: string, entry: string): Promise<string> {
  const realmEntry = join(root, 'test', 'runner', `${entry}.ts`);
  if (!existsSync(realmEntry)) throw new Error(`run the tests in the project's root, not ${root}`);
  const { buildPython } = await buildScript('buildPython.mjs');
  const { buildRealm } = await buildScript('buildRealm.mjs');
  await buildPython?.({ root, outDir });
  await buildRealm?.({ root, outDir, realmEntry });
  return outDir;
}

/** One run as a test looks at it. */
export interface Ran {
  readonly outcome: RunOutcome;
  /** All that was printed on both streams, in order. */
  readonly printed: string;
  readonly logged: readonly string[];
}

/** A runner over the test realm, with what it said. */
export class PythonBench {
  readonly runner: Runner;
  readonly messages: { readonly kind: string; readonly [key: string]: unknown }[] = [];
  readonly logs: string[] = [];
  #lastId = 0;

  private constructor(options: RunnerOptions) {
    this.runner = new Runner(options);
    this.runner.onMessage((text) => this.messages.push(JSON.parse(text) as never));
    this.runner.onLog((text) => this.logs.push(text));
  }

  /** Builds if need be, starts a worker without a spare. */
  static async open(options: Partial<RunnerOptions> = {}): Promise<PythonBench> {
    const directory = await builtRealmDirectory('testRealm');
    const bench = new PythonBench({ directory, spare: false, ...options });
    await bench.runner.start();
    return bench;
  }

  nextId(): number {
    return ++this.#lastId;
  }

  /** Sends a command of the console; its reply, parsed. */
  async send(command: object, options: SendOptions = {}): Promise<Record<string, unknown>> {
    const text = JSON.stringify({ id: this.nextId(), ...command });
    return JSON.parse(await this.runner.send(text, options)) as Record<string, unknown>;
  }

  /** Runs TEXT as `/loss/loss.py`. */
  async run(text: string, options: SendOptions = { deadlineMs: 20_000 }): Promise<Ran> {
    const from = this.messages.length;
    const reply = await this.send({ kind: 'python', path: '/loss/loss.py', text }, options);
    const said = this.messages.slice(from);
    const texts = (kind: string): string[] =>
      said.filter((message) => message.kind === kind).map((message) => String(message['text']));
    return {
      outcome: reply['outcome'] as RunOutcome,
      printed: texts('print').join(''),
      logged: texts('log'),
    };
  }

  /** Runs TEXT, which must fail. */
  async fail(text: string, options?: SendOptions): Promise<PythonError> {
    const { outcome } = await this.run(text, options);
    if (outcome.kind !== 'error') throw new Error(`the file ${outcome.kind}, it should have failed`);
    return outcome;
  }

  close(): Promise<void> {
    return this.runner.dispose();
  }
}
