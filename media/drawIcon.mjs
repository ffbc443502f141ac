/** @file Draws icon.png, the extension's picture: a nabla whose tip is clipped. Run: node media/drawIcon.mjs */
import { writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

const SIZE = 256;
/** Samples per pixel and axis, for smooth edges. */
const SAMPLES = 4;

const BACKGROUND = [24, 36, 58];
const INK = [236, 242, 250];
const CLIP = [240, 160, 60];
const BELOW = [90, 140, 200];

/** Signed distance to a segment. */
function toSegment(x, y, [ax, ay], [bx, by]) {
  const t = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
  const k = Math.min(1, Math.max(0, t));
  return Math.hypot(x - ax - k * (bx - ax), y - ay - k * (by - ay));
}

const LEFT = [52, 66];
const RIGHT = [204, 66];
const TIP = [128, 206];
/** The threshold: what the nabla has below it is clipped. */
const THRESHOLD = 152;

/** Colour at a point, null outside the rounded square. */
function colourAt(x, y) {
  const corner = Math.hypot(
    Math.max(0, Math.abs(x - 128) - 84),
    Math.max(0, Math.abs(y - 128) - 84),
  );
  if (corner > 44) return null;
  if (Math.abs(y - THRESHOLD) < 5 && Math.abs(x - 128) < 84) return CLIP;
  const edge = Math.min(
    toSegment(x, y, LEFT, RIGHT),
    toSegment(x, y, RIGHT, TIP),
    toSegment(x, y, TIP, LEFT),
  );
  if (y < THRESHOLD) return edge < 10 ? INK : BACKGROUND;
  return edge < 5 ? BELOW : BACKGROUND;
}

function pixelAt(px, py) {
  const sum = [0, 0, 0];
  let inside = 0;
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const dx = ((i % SAMPLES) + 0.5) / SAMPLES;
    const dy = (Math.floor(i / SAMPLES) + 0.5) / SAMPLES;
    const colour = colourAt(px + dx, py + dy);
    if (!colour) continue;
    inside++;
    colour.forEach((value, channel) => (sum[channel] += value));
  }
  const alpha = Math.round((255 * inside) / SAMPLES ** 2);
  return [...sum.map((value) => Math.round(value / Math.max(1, inside))), alpha];
}

/** CRC-32 of PNG (ISO 3309). */
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
header.set([8, 6, 0, 0, 0], 8); // 8 bits, RGBA
const rows = Array.from({ length: SIZE }, (_, y) =>
  Buffer.from([0, ...Array.from({ length: SIZE }, (_, x) => pixelAt(x, y)).flat()]),
);
writeFileSync(
  new URL('icon.png', import.meta.url),
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]),
);
