/**
 * @file Templates with nothing before, between or behind their `${…}`. Sucrase has a token for that nothing, which begins
 * where the next one does, and loses every place behind it: while it reads the text, a space stands there.
 */

/** Spaces of JavaScript: outside of a template they change nothing either. */
const SPACES = ['\uFEFF', '\u2003', '\u2005', '\u3000', '\u1680', '\u2000'];
const NOTHING = /[`}](?=`|\$\{)/g;

export interface Filled {
  readonly text: string;
  /** What was made of `text`, with nothing where nothing was. */
  emptied(code: string): string;
  /** The offset in `emptied(code)` of what stands at OFFSET of `code`; both may be the text itself. */
  offsetsOf(code: string): (offset: number) => number;
}

/** Null when there is nothing to fill. */
export function filledTemplates(text: string): Filled | null {
  const space = SPACES.find((one) => !text.includes(one));
  if (space === undefined) return null;
  const filled = text.replace(NOTHING, `$&${space}`);
  if (filled === text) return null;
  return {
    text: filled,
    emptied: (code) => code.replaceAll(space, ''),
    offsetsOf(code) {
      const fills: number[] = [];
      for (let at = code.indexOf(space); at >= 0; at = code.indexOf(space, at + 1)) fills.push(at);
      return (offset) => {
        let low = 0;
        let high = fills.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (fills[middle]! < offset) low = middle + 1;
          else high = middle;
        }
        return offset - low;
      };
    },
  };
}
