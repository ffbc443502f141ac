/**
 * @file Which of the drawn elements shows which line: a line that stays keeps its element, one that comes
 * takes over that of a line that went. An element that is made anew costs many times one that is filled anew.
 */

export class RowSlots {
  private slots = new Map<string, number>();

  /** The slot of each line, in the order of `keys`; slots are as few as can be. */
  assign(keys: readonly string[]): readonly number[] {
    const next = new Map<string, number>();
    const taken = new Set<number>();
    for (const key of keys) {
      const slot = this.slots.get(key);
      if (slot === undefined) continue;
      next.set(key, slot);
      taken.add(slot);
    }
    // In their old order, so that elements that are filled anew need not be moved as well.
    const free = [...this.slots.values()].filter((slot) => !taken.has(slot));
    let atFree = 0;
    let unused = 0;
    for (const key of keys) {
      if (next.has(key)) continue;
      while (taken.has(unused)) unused++;
      const slot = free[atFree++] ?? unused;
      next.set(key, slot);
      taken.add(slot);
    }
    const slots = keys.map((key) => next.get(key)!);
    this.slots = new Map(keys.map((key, i) => [key, slots[i]!]));
    return slots;
  }
}
