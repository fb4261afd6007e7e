/** A picture in RGB, drawn by distances to shapes so that edges are smooth. */
export class Canvas {
  constructor(width, height) {
    this.width = width
    this.height = height
    this.pixels = new Float64Array(width * height * 3)
  }

  /** Mixes `colour` in where `distance(x, y)` to the shape is below zero; half a pixel on either side is the edge. */
  draw([left, top, right, bottom], colour, distance) {
    const fromX = Math.max(0, Math.floor(left - 1))
    const toX = Math.min(this.width, Math.ceil(right + 1))
    const toY = Math.min(this.height, Math.ceil(bottom + 1))
    for (let y = Math.max(0, Math.floor(top - 1)); y < toY; y++) {
      for (let x = fromX; x < toX; x++) {
        const coverage = Math.min(1, Math.max(0, 0.5 - distance(x + 0.5, y + 0.5)))
        if (coverage === 0) continue
        const mixed = typeof colour === 'function' ? colour(x + 0.5, y + 0.5) : colour
        const at = (y * this.width + x) * 3
        for (let channel = 0; channel < 3; channel++) {
          this.pixels[at + channel] += (mixed[channel] - this.pixels[at + channel]) * coverage
        }
      }
    }
  }

  rectangle(left, top, right, bottom, colour) {
    const distance = (x, y) => Math.max(left - x, x - right, top - y, y - bottom)
    this.draw([left, top, right, bottom], colour, distance)
  }

  disc(centreX, centreY, radius, colour) {
    const box = [centreX - radius, centreY - radius, centreX + radius, centreY + radius]
    this.draw(box, colour, (x, y) => Math.hypot(x - centreX, y - centreY) - radius)
  }

  ring(centreX, centreY, radius, thickness, colour) {
    const reach = radius + thickness
    const box = [centreX - reach, centreY - reach, centreX + reach, centreY + reach]
    this.draw(box, colour, (x, y) => Math.abs(Math.hypot(x - centreX, y - centreY) - radius) - thickness / 2)
  }

  line(x1, y1, x2, y2, thickness, colour) {
    const box = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]
    const reach = [-thickness, -thickness, thickness, thickness]
    this.draw(
      box.map((edge, index) => edge + reach[index]),
      colour,
      (x, y) => distanceToLine(x, y, x1, y1, x2, y2) - thickness / 2,
    )
  }

  /** RGB, 8 bits a channel. */
  toBuffer() {
    return Buffer.from(Uint8ClampedArray.from(this.pixels).buffer)
  }
}

export function distanceToLine(x, y, x1, y1, x2, y2) {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy)
}
