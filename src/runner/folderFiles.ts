/**
 * @file What the sandbox may see of the machine's files: names and bytes below one folder, read only.
 * Runs outside the realm and trusts nothing that it is asked.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { FolderGrant } from './workerMessages';

/** Most bytes of one file, and of all that are read in one run. */
export const MOST_FILE_BYTES = 64 * 1024 * 1024;
export const MOST_RUN_BYTES = 192 * 1024 * 1024;
/** Most files that are read in one run, and most names of one folder that are told. */
const MOST_FILES = 2000;
const MOST_NAMES = 4000;
/** Folders that hold no data and are large. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '__pycache__']);

/** One entry of a folder: name, bytes (−1: a folder), milliseconds since 1970. */
export type FolderEntry = readonly [name: string, size: number, modified: number];

/** Why a file is not read. */
export type Refusal = 'missing' | 'large' | 'many';

/** The files of one run. A new run has a new one, so that its limits begin again. */
export class FolderFiles {
  readonly #root: string | null;
  readonly #boundary: string;
  readonly #limits: { readonly fileBytes: number; readonly runBytes: number };
  #bytes = 0;
  #files = 0;

  constructor(
    grant: FolderGrant | null,
    limits = { fileBytes: MOST_FILE_BYTES, runBytes: MOST_RUN_BYTES },
  ) {
    this.#limits = limits;
    this.#boundary = grant === null ? '' : (realPath(grant.boundary) ?? '');
    const root = grant === null ? null : realPath(grant.folder);
    this.#root = root !== null && this.#isInside(root) ? root : null;
  }

  /** The entries of the folder at `relative` ('' is the loss file's own), sorted by name; none for what may not be seen. */
  list(relative: string): readonly FolderEntry[] {
    const folder = this.#resolve(relative);
    if (folder === null) return [];
    const entries: FolderEntry[] = [];
    for (const name of namesIn(folder)) {
      const real = isShown(name) ? this.#inner(path.join(folder, name)) : null;
      const found = real === null ? null : statOf(real);
      if (found === null) continue;
      if (found.isFile()) entries.push([name, found.size, found.mtimeMs]);
      else if (found.isDirectory()) entries.push([name, -1, found.mtimeMs]);
    }
    return entries;
  }

  /** The bytes of the file at `relative`, or why it is not read. */
  read(relative: string): Uint8Array | Refusal {
    const file = this.#resolve(relative);
    const found = file === null ? null : statOf(file);
    // A pipe or a device would never end: files only.
    if (file === null || found === null || !found.isFile()) return 'missing';
    if (found.size > this.#limits.fileBytes) return 'large';
    if (this.#files >= MOST_FILES || this.#bytes + found.size > this.#limits.runBytes) return 'many';
    const bytes = bytesOf(file, found.size);
    if (bytes === null) return 'missing';
    this.#files++;
    this.#bytes += bytes.length;
    return bytes;
  }

  /** The real path of what the sandbox calls `relative`; null for what it may not see. */
  #resolve(relative: string): string | null {
    if (this.#root === null) return null;
    if (relative === '') return this.#root;
    const segments = relative.split('/');
    return segments.every(isShown) ? this.#inner(path.join(this.#root, ...segments)) : null;
  }

  /** Where `full` leads when all links are followed; null when that is outside of the boundary. */
  #inner(full: string): string | null {
    const real = realPath(full);
    if (real === null || !this.#isInside(real)) return null;
    if (real === this.#root) return real;
    // A link must not lead to what is hidden where it is: `data -> .git`.
    const seen = path.relative(this.#isBelowRoot(real) ? this.#root! : this.#boundary, real);
    return seen.split(path.sep).every(isShown) ? real : null;
  }

  #isBelowRoot(real: string): boolean {
    return this.#root !== null && isWithin(this.#root, real);
  }

  #isInside(real: string): boolean {
    return this.#boundary !== '' && isWithin(this.#boundary, real);
  }
}

function isWithin(folder: string, real: string): boolean {
  const way = path.relative(folder, real);
  return way === '' || (!path.isAbsolute(way) && way !== '..' && !way.startsWith(`..${path.sep}`));
}

/** Hidden files hold keys and settings, never data; `..`, separators and drive letters lead out. */
function isShown(name: string): boolean {
  return name !== '' && !name.startsWith('.') && !SKIPPED.has(name) && !/[\0\\/:]/.test(name);
}

function realPath(full: string): string | null {
  try {
    return fs.realpathSync.native(full);
  } catch {
    return null;
  }
}

function statOf(full: string): fs.Stats | null {
  try {
    return fs.lstatSync(full);
  } catch {
    return null;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder).sort().slice(0, MOST_NAMES);
  } catch {
    return [];
  }
}

/** Exactly `size` bytes at most: a file that grows while it is read is cut. */
function bytesOf(file: string, size: number): Uint8Array | null {
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0));
    if (!fs.fstatSync(descriptor).isFile()) return null;
    const bytes = Buffer.alloc(size);
    let length = 0;
    for (let got = -1; length < size && got !== 0; length += got) {
      got = fs.readSync(descriptor, bytes, length, size - length, length);
    }
    return bytes.subarray(0, length);
  } catch {
    return null;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}
