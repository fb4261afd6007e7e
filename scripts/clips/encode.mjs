import { spawnSync } from 'node:child_process'
import { card } from './card.mjs'
import { sound } from './sound.mjs'

const samples = ['-f', 's16le', '-ar', `${sound.samplesPerSecond}`, '-ac', `${sound.channels}`, '-i', 'pipe:0']
// One thread and exact arithmetic: the same bytes whenever it is run.
const exactly = ['-threads', '1', '-flags', '+bitexact', '-fflags', '+bitexact']

/** What ffmpeg makes of pictures in RGB; `matrix` is how RGB becomes YUV, which not every format can tell. */
export function encodePictures(input, matrix, args, { width, height } = card) {
  const pictures = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`]
  const scale = `scale=out_color_matrix=${matrix}:out_range=tv:flags=accurate_rnd+bitexact,format=yuv420p`
  const from = [...pictures, '-r', `${card.picturesPerSecond}`, '-i', 'pipe:0', '-vf', scale]
  return ffmpeg([...from, ...exactly, ...args], input)
}

/** What ffmpeg makes of 16-bit stereo samples. */
export function encodeSound(input, args) {
  return ffmpeg([...samples, ...exactly, ...args], input)
}

/** A character in the middle of a square of `size` pixels, in RGB. */
export function drawCharacter(character, size, ink, ground) {
  const hex = (colour) => `0x${Buffer.from(colour).toString('hex')}`
  const text = `text='${character.replace(/[\\':%]/g, (one) => (one === "'" ? "'\\\\\\''" : `\\${one}`))}'`
  const font = `font=DejaVu Sans:fontsize=16:fontcolor=${hex(ink)}:borderw=1:bordercolor=${hex(ink)}@0.4`
  const place = 'x=(w-tw)/2:y=13-ascent:expansion=none'
  const source = `color=c=${hex(ground)}:s=${size}x${size},format=rgb24,drawtext=${text}:${font}:${place}`
  return ffmpeg(['-f', 'lavfi', '-i', source, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24'])
}

function ffmpeg(args, input) {
  const run = spawnSync('ffmpeg', ['-v', 'error', '-y', ...args, 'pipe:1'], { input, maxBuffer: 1 << 28 })
  if (run.status !== 0) throw new Error(`ffmpeg ${args.join(' ')}\n${run.stderr}`)
  return run.stdout
}
