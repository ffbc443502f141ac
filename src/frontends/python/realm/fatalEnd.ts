/**
 * @file How the interpreter died: catches the traceback it writes at its end and says the line.
 * Knows no runtime.
 */
import { PlainTextDecoder } from './textCoding';

/**
 * A dying Pyodide dumps its stack to stdout, one write a word. That is not the file's output: from
 * the moment it reports the fatal error, what is written is collected here.
 */
export class LastWords {
  #isDying = false;
  #text = '';
  readonly #decoder = new PlainTextDecoder();

  /** PYTHON is the loaded interpreter; its internal fatal_error is called before the dump. */
  constructor(python: object) {
    const { _api: internal } = python as { _api: { fatal_error: (error: unknown) => unknown } };
    const report = internal.fatal_error;
    internal.fatal_error = (error) => {
      this.#isDying = true;
      return report(error);
    };
  }

  /** Takes the bytes if the interpreter is dying; says whether it did. */
  take(bytes: Uint8Array): boolean {
    if (this.#isDying) this.#text += this.#decoder.decode(bytes, { stream: true });
    return this.#isDying;
  }

  text(): string {
    return this.#text;
  }
}

/** One sentence for the user; TRACEBACK as CPython dumps it, most recent call first. */
export function explainDeath(error: unknown, traceback: string): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = userLine(traceback);
  const where = line === null ? '' : ` in line ${line}`;
  if (text.includes('call stack')) {
    return `the file recursed deeper than the interpreter can bear${where}`;
  }
  const exit = /^Program terminated with exit\((-?\d+)\)/.exec(text);
  if (exit !== null) return `the file ended the interpreter itself (exit status ${exit[1]})`;
  return `the interpreter died${where}: ${text}`;
}

/** The line of the innermost frame that is not of the library or of our packages. */
function userLine(traceback: string): string | null {
  for (const [, file, line] of traceback.matchAll(/^ {2}File "(.*)", line (\d+)/gm)) {
    if (file !== undefined && line !== undefined && !file.startsWith('/lib/')) return line;
  }
  return null;
}
