/** @file A link to a line of the loss file. */
import { fill } from '../../protocol/panelStrings';
import { withFile } from '../../protocol/places';
import type { PlaceRecord } from '../../protocol/records';
import { reveal } from '../host';
import { strings } from '../store';

interface Props {
  readonly place: PlaceRecord | null;
  /** {0} is the line; default "line {0}". */
  readonly label?: string;
  /** −1 inside the grid, whose cells have the focus. */
  readonly tabIndex?: number;
}

export function LineLink({ place, label, tabIndex }: Props) {
  if (!place) return null;
  const t = strings.value;
  return (
    <button
      type="button"
      class="link"
      tabIndex={tabIndex ?? 0}
      aria-label={withFile(place, fill(t.revealLine, place.line))}
      onClick={(event) => {
        event.stopPropagation();
        reveal(place);
      }}
    >
      {withFile(place, fill(label ?? t.line, place.line))}
    </button>
  );
}
