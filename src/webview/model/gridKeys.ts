/** @file Where a key leads in the grid, and what it does there; knows no page. */

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  /** Row −1 is the header, which arrows reach and jumps do not. */
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
  | { readonly kind: 'copy' }
  /** To the box that filters the rows. */
  | { readonly kind: 'filter' };

export interface Key {
  readonly key: string;
  readonly isModified: boolean;
}

/** The grid pattern of the ARIA practices; null when the key means nothing here. */
export function gridAction({ key, isModified }: Key, at: Cell, size: GridSize): GridAction | null {
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  const move = (row: number, column: number, firstRow = 0): GridAction => ({
    kind: 'move',
    to: {
      row: Math.max(Math.min(row, lastRow), firstRow),
      column: Math.min(Math.max(column, 0), lastColumn),
    },
  });
  switch (key) {
    case 'ArrowUp':
      return move(at.row - 1, at.column, -1);
    case 'ArrowDown':
      return move(at.row + 1, at.column);
    case 'ArrowLeft':
      return move(at.row, at.column - 1, -1);
    case 'ArrowRight':
      return move(at.row, at.column + 1, -1);
    case 'Home':
      return move(isModified ? 0 : at.row, 0, -1);
    case 'End':
      return move(isModified ? lastRow : at.row, lastColumn, -1);
    case 'PageUp':
      return move(at.row - size.page, at.column);
    case 'PageDown':
      return move(at.row + size.page, at.column);
    case 'Enter':
      return { kind: 'reveal' };
    case ' ':
      return { kind: 'toggle' };
    case '/':
      return { kind: 'filter' };
    case 'f':
      return isModified ? { kind: 'filter' } : null;
    case 'c':
      return isModified ? { kind: 'copy' } : null;
    default:
      return null;
  }
}
