/** @file Where a long name of a variable may go on in the next line: after `/` and `_`, before a capital letter. No page. */

export function nameParts(name: string): readonly string[] {
  return name.split(/(?<=[/_.])(?=[^/_.])|(?<=[a-z])(?=[A-Z])/);
}
