/** @file In which columns of the editor a new panel and its loss file are seen, so that columns do not multiply. Pure. */

export interface Columns {
  /** Of the panel; null: a new one beside the active column. */
  readonly panel: number | null;
  /** Where the loss file is to be shown as well, because the panel covers it; null: it is seen where it is. */
  readonly file: number | null;
}

/**
 * Panels stay together. A file that was opened in front of them, as from the explorer while a panel
 * had the focus, is shown in the column beside them. `active`: the column of the loss file; `panels`:
 * those of the panels that are open; `all`: those of the editor.
 */
export function panelColumns(
  active: number | undefined,
  panels: readonly number[],
  all: readonly number[],
): Columns {
  const other = panels.find((column) => column !== active);
  if (other !== undefined) return { panel: other, file: null };
  const [own] = panels;
  // The column before the panels, where loss files usually are; else the one after.
  const free = all.filter((column) => column !== own).sort((a, b) => a - b);
  const beside = own === undefined ? undefined : (free.findLast((column) => column < own) ?? free[0]);
  return own === undefined || beside === undefined ? { panel: null, file: null } : { panel: own, file: beside };
}
