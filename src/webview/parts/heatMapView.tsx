/** @file A matrix as colours, with the exact value under the pointer or under the keyboard's cursor. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../protocol/panelStrings';
import { fullText } from '../../protocol/numberText';
import { toWire } from '../../protocol/wireNumber';
import { copyText } from '../host';
import { heatMap, intensity, type HeatMap, type HeatScale } from '../model/heatMap';
import { numberText } from '../../protocol/displayNumber';
import type { TensorSlice } from '../model/tensorSlice';
import { indexText } from '../../protocol/tensorText';
import { strings } from '../store';

interface Props {
  readonly slice: TensorSlice;
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly scale: HeatScale;
  readonly label: string;
}

/** The map is drawn at most this wide and high, CSS pixels; a cell is at most 22 wide and high. */
const BOX = { width: 512, height: 288, cell: 22 };

export function HeatMapView({ slice, values, shape, dtype, scale, label }: Props) {
  const t = strings.value;
  const canvas = useRef<HTMLCanvasElement>(null);
  const map = heatMap(slice, values);
  const size = cellSize(map);
  const [cursor, setCursor] = useState<{ readonly row: number; readonly column: number } | null>(null);
  const theme = useTheme();
  const at = cursor && {
    row: Math.min(cursor.row, map.rows - 1),
    column: Math.min(cursor.column, map.columns - 1),
  };
  useLayoutEffect(() => {
    if (canvas.current) draw(canvas.current, map, size, scale, at);
  }, [slice, values, scale, theme, at?.row, at?.column]);

  const cell = at && map.cells[at.row * map.columns + at.column];
  const exact = cell && (cell.value === undefined ? null : fullText(toWire(cell.value), dtype));
  const onKeyDown = (event: KeyboardEvent) => {
    const from = at ?? { row: 0, column: 0 };
    const isModified = event.ctrlKey || event.metaKey;
    const moves: { readonly [key: string]: readonly [number, number] } = {
      ArrowUp: [from.row - 1, from.column],
      ArrowDown: [from.row + 1, from.column],
      ArrowLeft: [from.row, from.column - 1],
      ArrowRight: [from.row, from.column + 1],
      Home: [isModified ? 0 : from.row, 0],
      End: [isModified ? map.rows - 1 : from.row, map.columns - 1],
      PageUp: [from.row - 10, from.column],
      PageDown: [from.row + 10, from.column],
    };
    if (isModified && event.key === 'c' && exact) copyText(exact);
    else {
      const to = moves[event.key];
      if (!to) return;
      const clamp = (value: number, end: number) => Math.max(0, Math.min(end - 1, value));
      setCursor({ row: clamp(to[0], map.rows), column: clamp(to[1], map.columns) });
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onPointerMove = ({ offsetX, offsetY }: PointerEvent) => {
    const [row, column] = [Math.floor(offsetY / size.height), Math.floor(offsetX / size.width)];
    if (row < map.rows && column < map.columns) setCursor({ row, column });
  };
  return (
    <div class="heat">
      <canvas
        ref={canvas}
        class="heat-canvas"
        role="application"
        aria-roledescription={t.heatRole}
        aria-label={fill(t.heatMap, label, `[${shape.join(', ')}]`)}
        tabIndex={0}
        width={map.columns * size.width}
        height={map.rows * size.height}
        onKeyDown={onKeyDown}
        onFocus={() => setCursor(at ?? { row: 0, column: 0 })}
        onPointerMove={onPointerMove}
      />
      <p class="heat-value" aria-live="polite">
        {cell ? (
          <>
            <span class="quiet number">{indexText(cell.flat, shape)}</span>{' '}
            <span class="number">{exact?.replace('-', '−') ?? t.heatNotSent}</span>
          </>
        ) : (
          <span class="quiet">{t.heatHint}</span>
        )}
      </p>
      <Legend map={map} />
      {(map.blockRows > 1 || map.blockColumns > 1) && (
        <p class="aside">{fill(t.heatBlocks, map.blockRows, map.blockColumns)}</p>
      )}
    </div>
  );
}

function Legend({ map }: { readonly map: HeatMap }) {
  const t = strings.value;
  const end = numberText(map.largest, 4);
  const hasFinite = map.cells.some((cell) => cell?.value !== undefined && Number.isFinite(cell.value));
  const has = (test: (value: number) => boolean) =>
    map.cells.some((cell) => cell?.value !== undefined && test(cell.value));
  const marks = [
    [has(Number.isNaN), 'nan', 'NaN'],
    [has((value) => value === Infinity), 'positive', '∞'],
    [has((value) => value === -Infinity), 'negative', '−∞'],
    [map.cells.some((cell) => cell && cell.value === undefined), 'absent', t.heatNotSent],
  ] as const;
  return (
    <p class="heat-legend aside" title={fill(t.heatLegend, `−${end}`, end)}>
      {hasFinite && (
        <>
          {map.largest > 0 && <span class="number">{`−${end}`}</span>}
          {map.largest > 0 && <span class="heat-scale" />}
          <span class="number">{end}</span>
        </>
      )}
      {marks.map(
        ([isShown, kind, text]) =>
          isShown && (
            <span key={kind} class="heat-mark">
              <span class={`heat-swatch heat-swatch-${kind}`} /> {text}
            </span>
          ),
      )}
    </p>
  );
}

interface CellSize {
  readonly width: number;
  readonly height: number;
}

/** Square while there is room; a long vector's cells are higher than wide. */
function cellSize({ rows, columns }: HeatMap): CellSize {
  const width = Math.max(3, Math.min(BOX.cell, Math.floor(BOX.width / Math.max(1, columns))));
  const height = Math.max(3, Math.min(BOX.cell, Math.floor(BOX.height / Math.max(1, rows))));
  return rows > 1 && columns > 1 ? { width, height: Math.min(height, Math.max(width, 6)) } : { width, height };
}

/** Changes whenever VS Code changes the theme: a canvas does not follow by itself. */
function useTheme(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const observer = new MutationObserver(() => setCount((last) => last + 1));
    observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    return () => observer.disconnect();
  }, []);
  return count;
}

type Rgb = readonly [number, number, number];

/** A CSS colour as numbers, by way of the canvas, which knows every form. */
function rgb(pen: CanvasRenderingContext2D, colour: string): Rgb {
  pen.fillStyle = '#808080';
  pen.fillStyle = colour;
  pen.clearRect(0, 0, 1, 1);
  pen.fillRect(0, 0, 1, 1);
  const [r = 0, g = 0, b = 0] = pen.getImageData(0, 0, 1, 1).data;
  return [r, g, b];
}

function draw(
  canvas: HTMLCanvasElement,
  map: HeatMap,
  full: CellSize,
  scale: HeatScale,
  cursor: { readonly row: number; readonly column: number } | null,
): void {
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return;
  const token = (name: string) => getComputedStyle(canvas).getPropertyValue(name).trim();
  const [zero, negative, positive] = ['--surface', '--negative', '--positive'].map((name) =>
    rgb(pen, token(name)),
  );
  const [error, quiet, text] = [token('--error'), token('--quiet'), token('--text')];
  pen.clearRect(0, 0, canvas.width, canvas.height);
  // A gap tells the cells apart where they are large enough to have one.
  const width = full.width - (full.width > 8 ? 1 : 0);
  const height = full.height - (full.height > 8 ? 1 : 0);
  map.cells.forEach((cell, i) => {
    if (!cell) return;
    const [x, y] = [(i % map.columns) * full.width, Math.floor(i / map.columns) * full.height];
    const { value } = cell;
    if (value === undefined) hatch(pen, x, y, width, height, quiet, { falling: false, rising: true }, 0.35);
    else if (Number.isNaN(value)) hatch(pen, x, y, width, height, error, { falling: true, rising: true }, 1);
    else if (!Number.isFinite(value)) {
      hatch(pen, x, y, width, height, error, { falling: value < 0, rising: value > 0 }, 1);
    } else {
      const level = intensity(value, map.largest, scale);
      const end = level < 0 ? negative : positive;
      // A value that is not 0 is seen to be not 0.
      const share = level === 0 ? 0 : 0.1 + 0.9 * Math.abs(level);
      const mixed = [0, 1, 2].map((k) => (zero?.[k] ?? 0) + ((end?.[k] ?? 0) - (zero?.[k] ?? 0)) * share);
      pen.fillStyle = `rgb(${mixed.map(Math.round).join(',')})`;
      pen.fillRect(x, y, width, height);
    }
  });
  if (cursor && document.activeElement === canvas) {
    pen.strokeStyle = text;
    pen.lineWidth = 2;
    pen.strokeRect(cursor.column * full.width, cursor.row * full.height, full.width, full.height);
  }
}

function hatch(
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
  lines: { readonly falling: boolean; readonly rising: boolean },
  alpha: number,
): void {
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  pen.globalAlpha = alpha;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.25;
  pen.beginPath();
  const pitch = 5;
  for (let at = -height; at < width; at += pitch) {
    if (lines.falling) {
      pen.moveTo(x + at, y);
      pen.lineTo(x + at + height, y + height);
    }
    if (lines.rising) {
      pen.moveTo(x + at, y + height);
      pen.lineTo(x + at + height, y);
    }
  }
  pen.stroke();
  pen.restore();
}
