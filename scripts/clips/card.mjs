import { Canvas } from './canvas.mjs'
import { write } from './lettering.mjs'

export const card = { width: 640, height: 360, pictures: 24, picturesPerSecond: 25 }
/** The height of what moves: below it there is a bar to write on. */
export const barTop = 336

export const ink = [236, 239, 244]
const dim = [58, 66, 80]
const wall = [34, 39, 49]
/** What letters stand on. */
export const ground = [20, 23, 29]
const accent = [136, 192, 208]
const bars = [
  [236, 239, 244],
  [235, 203, 92],
  [110, 200, 214],
  [122, 184, 96],
  [186, 112, 190],
  [205, 84, 92],
  [74, 110, 196],
]
const circle = { x: 320, y: 168, radius: 150 }

/** The card at picture `index` of the loop, in RGB. */
export function drawCard(index) {
  const turn = index / card.pictures
  const canvas = new Canvas(card.width, card.height)
  canvas.rectangle(0, 0, card.width, card.height, wall)
  drawGrid(canvas)
  drawCircle(canvas)
  drawBall(canvas, turn)
  drawDial(canvas, turn)
  return canvas.toBuffer()
}

function drawGrid(canvas) {
  // Each line lies within one row or column of blocks, which codes it in fewer bits.
  for (let x = 0; x < card.width; x += 32) canvas.rectangle(x, 0, x + 2, card.height, dim)
  for (let y = 8; y < card.height; y += 32) canvas.rectangle(0, y, card.width, y + 2, dim)
  canvas.rectangle(0, barTop, card.width, card.height, ground)
}

function drawCircle(canvas) {
  const { x: centreX, y: centreY, radius } = circle
  const inside = (top, bottom) => (x, y) => Math.max(Math.hypot(x - centreX, y - centreY) - radius, top - y, y - bottom)
  const band = (top, bottom, colour) =>
    canvas.draw([centreX - radius, top, centreX + radius, bottom], colour, inside(top, bottom))
  band(18, 96, (x) => bars[Math.min(6, Math.max(0, Math.floor((x - 180) / 40)))])
  band(96, 120, (x) => Array(3).fill(16 + Math.min(10, Math.max(0, Math.floor((x - 188) / 24))) * 22))
  band(120, 224, ground)
  band(224, 320, (_x, y) =>
    accent.map((channel, index) => ground[index] + (channel - ground[index]) * ((y - 224) / 128)),
  )
  write(canvas, 'bittorrent-me', centreX, 178, 19, ink)
  write(canvas, 'simulated', centreX, 208, 11, accent)
  canvas.ring(centreX, centreY, radius, 3, ink)
}

// One bounce in a loop: a parabola, as it falls.
function drawBall(canvas, turn) {
  const [x, floor, rise, radius] = [88, 296, 200, 22]
  const fallen = 2 * turn - 1
  const y = floor - radius - rise * (1 - fallen * fallen)
  canvas.rectangle(x - 48, floor, x + 48, floor + 4, ink)
  canvas.disc(x, y, radius, [205, 84, 92])
  canvas.disc(x - 7, y - 7, 6, [232, 150, 152])
}

// One turn in a loop, as the hand of a film's leader.
function drawDial(canvas, turn) {
  const [x, y, radius] = [552, 168, 56]
  canvas.disc(x, y, radius, ground)
  const box = [x - radius, y - radius, x + radius, y + radius]
  canvas.draw(box, [52, 74, 92], (px, py) => {
    const angle = (Math.atan2(px - x, y - py) / (2 * Math.PI) + 1) % 1
    return Math.max(Math.hypot(px - x, py - y) - radius, angle <= turn ? -1 : 1)
  })
  canvas.ring(x, y, radius, 3, ink)
  for (let hour = 0; hour < 12; hour++) {
    const [sine, cosine] = [Math.sin((hour * Math.PI) / 6), -Math.cos((hour * Math.PI) / 6)]
    canvas.line(x + 48 * sine, y + 48 * cosine, x + 53 * sine, y + 53 * cosine, 3, ink)
  }
  const [sine, cosine] = [Math.sin(turn * 2 * Math.PI), -Math.cos(turn * 2 * Math.PI)]
  canvas.line(x - 10 * sine, y - 10 * cosine, x + 42 * sine, y + 42 * cosine, 4, [235, 203, 92])
  canvas.disc(x, y, 5, [235, 203, 92])
}
