/**
 * @file The loss file's folder as Python sees it: a copy in memory whose folders are listed when they are looked into
 * and whose files are fetched when they are opened. What the program writes stays in the copy.
 */

/** The outside's side; see RealmHost. */
export interface FolderSource {
  listFolder(path: string): string;
  readFile(path: string): string;
  log(text: string): void;
}

type Operations = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Nodes of Emscripten's memory file system, as far as they are used here. */
interface FileNode {
  readonly name: string;
  mode: number;
  contents: unknown;
  usedBytes?: number;
  mtime: number;
  node_ops: Operations;
  stream_ops: Operations;
}

/** Emscripten's FS, as far as it is used here; Pyodide's types leave most of it out. */
interface FileSystem {
  readonly filesystems: {
    readonly MEMFS: { createNode(parent: FileNode, name: string, mode: number, device: number): FileNode };
  };
  readonly ErrnoError: new (code: number) => Error;
  lookupPath(path: string): { readonly node: FileNode };
}

const FILE_MODE = 0o100666;
const FOLDER_MODE = 0o40777;

/** Emscripten's numbers: no such file, file too large, too many open files. */
const ERRNO = { missing: 44, large: 22, many: 33 } as const;

export class FolderCopy {
  readonly #fs: FileSystem;
  readonly #source: FolderSource;
  readonly #root: FileNode;
  /** What belongs to an earlier run is never fetched any more. */
  #run = 0;
  #isOpen = false;
  /** Forgets that the root was listed. */
  #begin: () => void = () => undefined;

  /** `path` is an existing folder of `fs`: it becomes the loss file's. */
  constructor(fs: object, path: string, source: FolderSource) {
    this.#fs = fs as FileSystem;
    this.#source = source;
    this.#root = this.#fs.lookupPath(path).node;
  }

  /** From now on nothing more is fetched: what is there can be deleted. */
  close(): void {
    this.#isOpen = false;
  }

  /** A new run: the folder shows what is on the machine now. */
  open(): void {
    this.#run++;
    this.#isOpen = true;
    if (this.#run === 1) this.#begin = this.#makeLazyFolder(this.#root, '', () => this.#run);
    this.#begin();
  }

  /** Gives FOLDER entries when they are first asked for. `runOf` says to which run it belongs. */
  #makeLazyFolder(folder: FileNode, path: string, runOf: () => number): () => void {
    let isListed = false;
    const list = (): void => {
      if (isListed || !this.#isOpen || runOf() !== this.#run) return;
      isListed = true;
      this.#list(folder, path);
    };
    const { node_ops: plain } = folder;
    const readdir = plain['readdir'] as (node: FileNode) => string[];
    const lookup = plain['lookup'] as (parent: FileNode, name: string) => FileNode;
    folder.node_ops = {
      ...plain,
      readdir: (node: FileNode) => {
        list();
        return readdir(node);
      },
      // Asked only for names that are not known yet.
      lookup: (parent: FileNode, name: string) => {
        list();
        const children = folder.contents as Readonly<Record<string, FileNode>>;
        return Object.hasOwn(children, name) ? children[name]! : lookup(parent, name);
      },
    };
    return () => {
      isListed = false;
    };
  }

  #list(folder: FileNode, path: string): void {
    const entries = JSON.parse(this.#source.listFolder(path)) as readonly (readonly [string, number, number])[];
    const there = folder.contents as object;
    const run = this.#run;
    for (const [name, size, modified] of entries) {
      if (Object.hasOwn(there, name)) continue;
      const inner = path === '' ? name : `${path}/${name}`;
      const isFolder = size < 0;
      const node = this.#fs.filesystems.MEMFS.createNode(folder, name, isFolder ? FOLDER_MODE : FILE_MODE, 0);
      if (isFolder) this.#makeLazyFolder(node, inner, () => run);
      else this.#makeLazyFile(node, inner, size);
      node.mtime = modified;
    }
  }

  /** The file has its size at once and its bytes when it is opened. */
  #makeLazyFile(node: FileNode, path: string, size: number): void {
    const run = this.#run;
    let isWaiting = true;
    node.usedBytes = size;
    const fetch = (): void => {
      if (!isWaiting) return;
      const isOver = !this.#isOpen || run !== this.#run;
      const bytes = isOver ? null : this.#read(path);
      isWaiting = false;
      node.contents = bytes ?? new Uint8Array(0);
      node.usedBytes = bytes?.length ?? 0;
    };
    const { node_ops: plain, stream_ops: streams } = node;
    const setattr = plain['setattr'] as (node: FileNode, attributes: { readonly size?: number }) => void;
    node.node_ops = {
      ...plain,
      setattr: (at: FileNode, attributes: { readonly size?: number }) => {
        if (isWaiting && attributes.size === 0) {
          // It is written anew: what was in it is not needed.
          isWaiting = false;
          node.contents = new Uint8Array(0);
          node.usedBytes = 0;
        } else if (attributes.size !== undefined) fetch();
        setattr(at, attributes);
      },
    };
    node.stream_ops = { ...streams, open: fetch };
  }

  #read(path: string): Uint8Array {
    const text = this.#source.readFile(path);
    if (text.startsWith('=')) {
      const bytes = new Uint8Array(text.length - 1);
      for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i + 1);
      return bytes;
    }
    const reason = text as keyof typeof ERRNO;
    if (reason !== 'missing') this.#source.log(`${path} is not read: ${LIMITS[reason]}.`);
    throw new this.#fs.ErrnoError(ERRNO[reason] ?? ERRNO.missing);
  }
}

const LIMITS = {
  large: 'it is larger than the 64 MB that a loss file may read at once',
  many: 'a run may read 192 MB in at most 2000 files',
} as const;
