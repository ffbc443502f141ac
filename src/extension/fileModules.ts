/** @file Which open documents are modules that a debugged file imports, and the values that each has. */
import type { TextDocument, Uri } from 'vscode';
import type { TextEdit } from './editTrail';
import { ModuleHints } from './moduleHints';
import type { PlaceHints } from './placeHints';

export class FileModules {
  readonly #folder: string;
  readonly #scheme: string;
  readonly #values: PlaceHints;
  /** By the document's address. */
  readonly #known = new Map<string, ModuleHints>();

  constructor(file: Uri, values: PlaceHints) {
    this.#folder = file.path.replace(/[^/]*$/, '');
    this.#scheme = file.scheme;
    this.#values = values;
  }

  /** Undefined for a document that the last step knows no value of. */
  of(document: TextDocument): ModuleHints | undefined {
    const { uri } = document;
    if (uri.scheme !== this.#scheme || !uri.path.startsWith(this.#folder)) return undefined;
    const file = `./${uri.path.slice(this.#folder.length)}`;
    if (this.#values.beside(file).digest === null) return undefined;
    const key = uri.toString();
    const known = this.#known.get(key) ?? new ModuleHints(this.#values, file, document);
    this.#known.set(key, known);
    return known;
  }

  edited(uri: Uri, edits: readonly TextEdit[]): void {
    this.#known.get(uri.toString())?.edited(edits);
  }

  /** The document was closed: opened again it may have any text. */
  forget(uri: Uri): void {
    this.#known.delete(uri.toString());
  }
}
