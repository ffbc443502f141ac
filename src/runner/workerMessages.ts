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
