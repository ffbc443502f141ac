/**
 * @file What a runner and its worker thread say to each other around the opaque command texts.
 * Types only.
 */

/** Start data of the worker thread. */
export interface WorkerStart {
  /** Folder with `realmPrelude.js`, `realm.js` and `python/`. */
  readonly directory: string;
  /** Int32 cell that is added to and notified after each command: wakes a parked script. */
  readonly bell: SharedArrayBuffer;
}

/** Which folder a loss file may read. */
export interface FolderGrant {
  /** The loss file's own folder. */
  readonly folder: string;
  /** Nothing outside of this folder is read, wherever a link in it points: the workspace folder. */
  readonly boundary: string;
}

/** To the worker: a command, and which folder its run may read; absent: as before. */
export interface WorkerCommand {
  readonly text: string;
  readonly folder?: FolderGrant | null;
}

/** From the worker. `text` is the session's own JSON. */
export type WorkerMessage =
  | {
      readonly kind: 'ready';
      /** One byte: not 0 asks the running command to stop. */
      readonly flag: SharedArrayBuffer;
      /** To be kept alive, so that the next worker starts faster. */
      readonly compiled: WebAssembly.Module;
    }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'log'; readonly text: string }
  | { readonly kind: 'retire'; readonly reason: string }
  | { readonly kind: 'fail'; readonly reason: string };
