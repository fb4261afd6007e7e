import { distanceToLine } from './canvas.mjs'

const line = (x1, y1, x2, y2) => (x, y) => distanceToLine(x, y, x1, y1, x2, y2)

/** Degrees clockwise from the right, `from` to `to`. */
function arc(centreX, centreY, radius, from, to) {
  const ends = [from, to].map((degrees) => (degrees * Math.PI) / 180)
  const [start, end] = ends.map((angle) => [centreX + radius * Math.cos(angle), centreY + radius * Math.sin(angle)])
  return (x, y) => {
    const degrees = (Math.atan2(y - centreY, x - centreX) * 180) / Math.PI
    const past = (((degrees - from) % 360) + 360) % 360
    if (past <= to - from) return Math.abs(Math.hypot(x - centreX, y - centreY) - radius)
    return Math.min(Math.hypot(x - start[0], y - start[1]), Math.hypot(x - end[0], y - end[1]))
  }
}

/** The strokes of each letter; a small letter is 1 high, y goes down and the baseline is 0. */
const letters = {
  ' ': { width: 0.3, strokes: [] },
  '-': { width: 0.5, strokes: [line(0, -0.5, 0.5, -0.5)] },
  a: { width: 1, strokes: [arc(0.5, -0.5, 0.5, 0, 360), line(1, -1, 1, 0)] },
  b: { width: 1, strokes: [line(0, -1.55, 0, 0), arc(0.5, -0.5, 0.5, 0, 360)] },
  d: { width: 1, strokes: [arc(0.5, -0.5, 0.5, 0, 360), line(1, -1.55, 1, 0)] },
  e: { width: 1, strokes: [line(0, -0.5, 1, -0.5), arc(0.5, -0.5, 0.5, 48, 360)] },
  i: { width: 0, strokes: [line(0, -1, 0, 0), line(0, -1.42, 0, -1.4)] },
  l: { width: 0, strokes: [line(0, -1.55, 0, 0)] },
  m: {
    width: 1.44,
    strokes: [
      line(0, -1, 0, 0),
      arc(0.36, -0.64, 0.36, 180, 360),
      line(0.72, -0.64, 0.72, 0),
      arc(1.08, -0.64, 0.36, 180, 360),
      line(1.44, -0.64, 1.44, 0),
    ],
  },
  n: { width: 0.84, strokes: [line(0, -1, 0, 0), arc(0.42, -0.58, 0.42, 180, 360), line(0.84, -0.58, 0.84, 0)] },
  o: { width: 1, strokes: [arc(0.5, -0.5, 0.5, 0, 360)] },
  r: { width: 0.5, strokes: [line(0, -1, 0, 0), arc(0.42, -0.58, 0.42, 180, 290)] },
  s: { width: 0.66, strokes: [arc(0.33, -0.75, 0.25, 90, 330), arc(0.33, -0.25, 0.25, 270, 510)] },
  t: { width: 0.5, strokes: [line(0.2, -1.45, 0.2, -0.26), arc(0.46, -0.26, 0.26, 90, 180), line(-0.05, -1, 0.5, -1)] },
  u: { width: 0.84, strokes: [line(0, -1, 0, -0.42), arc(0.42, -0.42, 0.42, 0, 180), line(0.84, -1, 0.84, 0)] },
}

/** Writes `words` with its middle at `centreX` and its baseline at `baseline`; `size` is the height of an x. */
export function write(canvas, words, centreX, baseline, size, colour) {
  const [gap, thickness] = [0.42, size * 0.2]
  const placed = [...words].map((letter) => letters[letter])
  const width = placed.reduce((sum, { width }) => sum + width + gap, -gap) * size
  let left = centreX - width / 2
  for (const { width, strokes } of placed) {
    const box = [left - size / 2, baseline - 1.8 * size, left + (width + 0.5) * size, baseline + 0.3 * size]
    const [begin] = [left]
    canvas.draw(box, colour, (x, y) => {
      const [within, above] = [(x - begin) / size, (y - baseline) / size]
      return Math.min(...strokes.map((stroke) => stroke(within, above))) * size - thickness / 2
    })
    left += (width + gap) * size
  }
}
