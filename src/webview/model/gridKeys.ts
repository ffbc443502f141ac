/** @file Where a key leads in the grid, and what it does there; knows no page. */

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly rows: number;
  /** Columns that are visible now, in order. */
  readonly columns: number;
  /** Rows that PageUp and PageDown skip. */
  readonly page: number;
}

export type GridAction =
  | { readonly kind: 'move'; readonly to: Cell }
  | { readonly kind: 'reveal' }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'copy' };

export interface Key {
  readonly key: string;
  readonly isModified: boolean;
}

/** The grid pattern of the ARIA practices; null when the key means nothing here. */
export function gridAction({ key, isModified }: Key, at: Cell, size: GridSize): GridAction | null {
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  const move = (row: number, column: number): GridAction => ({
    kind: 'move',
    to: {
      row: Math.min(Math.max(row, 0), lastRow),
      column: Math.min(Math.max(column, 0), lastColumn),
    },
  });
  switch (key) {
    case 'ArrowUp':
      return move(at.row - 1, at.column);
    case 'ArrowDown':
      return move(at.row + 1, at.column);
    case 'ArrowLeft':
      return move(at.row, at.column - 1);
    case 'ArrowRight':
      return move(at.row, at.column + 1);
    case 'Home':
      return move(isModified ? 0 : at.row, 0);
    case 'End':
      return move(isModified ? lastRow : at.row, lastColumn);
    case 'PageUp':
      return move(at.row - size.page, at.column);
    case 'PageDown':
      return move(at.row + size.page, at.column);
    case 'Enter':
      return { kind: 'reveal' };
    case ' ':
      return { kind: 'toggle' };
    case 'c':
      return isModified ? { kind: 'copy' } : null;
    default:
      return null;
  }
}
