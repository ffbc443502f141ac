/**
 * @file Entry of a realm for the audit: boots as the product does and lays its inner objects open.
 */
import { loadInterpreter } from '../../src/frontends/python/realm/loadInterpreter';
import { defineRealm } from '../../src/runner/defineRealm';

/** What the audit starts from, besides the global object. */
export const opened: { python?: unknown; host?: unknown; boot?: unknown } = {};

/** The bundle's value. */
export const realm = defineRealm(async (boot) => {
  opened.python = await loadInterpreter({
    standardLibrary: boot.take('stdlib.zip'),
    packages: boot.take('packages.zip'),
    wasm: boot.take('pyodide.asm.wasm'),
  });
  opened.host = boot.host;
  opened.boot = boot;
  return { handle: () => undefined };
});
