/**
 * @file Turns the bytes that Python writes into pieces of text, and stops a flood. Knows no
 * interpreter.
 */
import { PlainTextDecoder } from './textCoding';

/** UTF-16 units of output that one run may show: about 20,000 lines. */
export const OUTPUT_LIMIT = 1_000_000;

/** One of stdout and stderr of a run. */
export class OutputStream {
  readonly #deliver: (text: string) => void;
  #decoder = new PlainTextDecoder();
  #left = OUTPUT_LIMIT;

  constructor(deliver: (text: string) => void) {
    this.#deliver = deliver;
  }

  /** A new run: the full allowance, no half character left over. */
  reset(): void {
    this.#decoder = new PlainTextDecoder();
    this.#left = OUTPUT_LIMIT;
  }

  /** Bytes as Python wrote them; a character may be cut between two calls. */
  write(bytes: Uint8Array): void {
    if (this.#left <= 0) return;
    const text = this.#decoder.decode(bytes, { stream: true });
    if (text === '') return;
    this.#deliver(text.length <= this.#left ? text : text.slice(0, this.#left));
    this.#left -= text.length;
    if (this.#left <= 0) {
      this.#deliver(
        `\n[output stops here: the file printed more than ${OUTPUT_LIMIT} characters; ` +
          'it runs on, the rest is not shown]\n',
      );
    }
  }
}
