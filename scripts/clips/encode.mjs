import { spawnSync } from 'node:child_process'
import { card } from './card.mjs'
import { sound } from './sound.mjs'

const pictures = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${card.width}x${card.height}`]
const samples = ['-f', 's16le', '-ar', `${sound.samplesPerSecond}`, '-ac', `${sound.channels}`, '-i', 'pipe:0']
// One thread and exact arithmetic: the same bytes whenever it is run.
const exactly = ['-threads', '1', '-flags', '+bitexact', '-fflags', '+bitexact']

/** What ffmpeg makes of the card's pictures; `matrix` is how RGB becomes YUV, which not every format can tell. */
export function encodePictures(input, matrix, args) {
  const scale = `scale=out_color_matrix=${matrix}:out_range=tv:flags=accurate_rnd+bitexact,format=yuv420p`
  const from = [...pictures, '-r', `${card.picturesPerSecond}`, '-i', 'pipe:0', '-vf', scale]
  return ffmpeg([...from, ...exactly, ...args], input)
}

/** What ffmpeg makes of 16-bit stereo samples. */
export function encodeSound(input, args) {
  return ffmpeg([...samples, ...exactly, ...args], input)
}

function ffmpeg(args, input) {
  const run = spawnSync('ffmpeg', ['-v', 'error', '-y', ...args, 'pipe:1'], { input, maxBuffer: 1 << 28 })
  if (run.status !== 0) throw new Error(`ffmpeg ${args.join(' ')}\n${run.stderr}`)
  return run.stdout
}
