/** @file Waiting for a value instead of for an element; knows nothing of pages. */
// @ts-check

/** @param {number} milliseconds */
export function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** @param {unknown} value */
function isThere(value) {
  return Boolean(value) && !(Array.isArray(value) && value.length === 0);
}

/**
 * Reads until the value is accepted (default: truthy and no empty list); milliseconds. VS Code
 * re-renders between a `waitFor` and the read that follows it, so the value itself is polled.
 * An error of `read` counts as "not yet"; the last one is in the message.
 * @template T
 * @param {() => T | Promise<T>} read
 * @param {(value: T) => boolean} [accept]
 * @param {number} [timeout]
 * @returns {Promise<T>}
 */
export async function poll(read, accept = isThere, timeout = 20_000) {
  const end = Date.now() + timeout;
  for (;;) {
    let seen;
    try {
      const value = await read();
      if (accept(value)) return value;
      seen = JSON.stringify(value);
    } catch (error) {
      seen = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() > end) throw new Error(`Not seen within ${timeout} ms. Last value: ${seen}`);
    await sleep(50);
  }
}

/**
 * Repeats a whole sequence of actions until it goes through without an error; milliseconds.
 * @template T
 * @param {string} what for the message
 * @param {() => Promise<T>} attempt
 * @param {{ timeout?: number, between?: () => Promise<unknown> }} [options]
 * @returns {Promise<T>}
 */
export async function retry(what, attempt, { timeout = 20_000, between } = {}) {
  const end = Date.now() + timeout;
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) {
        const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
        throw new Error(`${what}: ${attempts} attempts in ${timeout} ms failed, last: ${reason}`);
      }
      await between?.();
      await sleep(150);
    }
  }
}
