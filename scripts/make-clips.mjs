// Makes the clips that films and songs are made of, by ffmpeg: `node scripts/make-clips.mjs`. They are committed, since
// another ffmpeg may make other bytes and a file's bytes must stay the same for ever.
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { fillTo } from './clips/aac-fill.mjs'
import { barTop, card, drawCard } from './clips/card.mjs'
import { encodePictures, encodeSound } from './clips/encode.mjs'
import { parseSlice, parseSps, withOthers } from './clips/h264-syntax.mjs'
import { codeSong } from './clips/song-coders.mjs'
import { playChord, sound } from './clips/sound.mjs'
import { adtsFramesOf, ivfFramesOf, nalUnitsOf, oggPacketsOf, vopsOf } from './clips/split.mjs'
import { codeTiles } from './clips/tiles.mjs'

const folder = new URL('../lib/content/clips/', import.meta.url)
const maxFileBytes = 64 * 1024
const aacFrameBytes = 341

const pictures = Buffer.concat(Array.from({ length: card.pictures }, (_, index) => drawCard(index)))
// A coder settles at the beginning and stops at the end: the loop is taken from between.
const loops = 12
const chord = playChord(loops)
const settled = (packets, count) => packets.slice((loops / 2) * count, (loops / 2 + 1) * count)

// The bar is not coded with the pictures: it is written on with tiles.
function h264() {
  const units = nalUnitsOf(encodePictures(pictures, 'bt709', x264(20)))
  const [sps, pps] = [7, 8].map((type) => units.find((unit) => (unit[0] & 0x1f) === type))
  const upper = Buffer.concat(
    Array.from({ length: card.pictures }, (_, index) => {
      const begin = index * card.width * card.height * 3
      return pictures.subarray(begin, begin + card.width * barTop * 3)
    }),
  )
  const upperUnits = nalUnitsOf(encodePictures(upper, 'bt709', x264(20), { width: card.width, height: barTop }))
  const slices = upperUnits.filter((unit) => [1, 5].includes(unit[0] & 0x1f))
  const syntax = parseSps(sps)
  const packets = slices.map((slice, index) => {
    const parsed = parseSlice(slice, syntax)
    if (parsed.frameNum !== index % 16 || parsed.idrPicId > 0) throw new Error('Not numbered as the tiles will be')
    return index === 0 ? slice : withOthers(parsed)
  })
  return { head: { sps, pps }, packets }
}

function tiles({ head: { pps } }) {
  return { head: {}, packets: codeTiles((qp) => x264(qp, 1), pps) }
}

function x264(qp, keyint = 24) {
  const group = `keyint=${keyint}:min-keyint=${keyint}:scenecut=0:bframes=0:ref=1:weightp=0:ipratio=1:threads=1`
  const stream = 'fps=25/1:force-cfr=1:colorprim=bt709:transfer=bt709:colormatrix=bt709'
  const coder = ['-c:v', 'libx264', '-profile:v', 'high', '-level', '4.0', '-preset', 'placebo', '-qp', `${qp}`]
  return [...coder, '-x264-params', `${group}:${stream}`, '-f', 'h264']
}

function vp8() {
  const coder = [
    '-c:v',
    'libvpx',
    '-deadline',
    'best',
    '-auto-alt-ref',
    '0',
    '-lag-in-frames',
    '0',
    '-error-resilient',
    '0',
  ]
  const rate = ['-g', '24', '-keyint_min', '24', '-qmin', '12', '-qmax', '12', '-b:v', '10M']
  return { head: {}, packets: ivfFramesOf(encodePictures(pictures, 'bt601', [...coder, ...rate, '-f', 'ivf'])) }
}

function mpeg4() {
  const coder = ['-c:v', 'mpeg4', '-g', '24', '-bf', '0', '-sc_threshold', '1000000000', '-q:v', '4', '-mbd', 'rd']
  const { header, packets } = vopsOf(encodePictures(pictures, 'bt601', [...coder, '-f', 'm4v']))
  return { head: { header }, packets }
}

function aac() {
  const blocks = adtsFramesOf(encodeSound(chord, ['-c:a', 'aac', '-b:a', '80k', '-f', 'adts']))
  return { head: {}, packets: settled(blocks, 45).map((block) => fillTo(block, aacFrameBytes)) }
}

function opus() {
  const coder = ['-c:a', 'libopus', '-b:a', '96k', '-vbr', 'off', '-frame_duration', '20', '-f', 'ogg']
  const [head, , ...packets] = oggPacketsOf(encodeSound(chord, coder))
  return { head: { head }, packets: settled(packets, 48) }
}

function mp3() {
  const coder = ['-c:a', 'libmp3lame', '-b:a', '128k', '-reservoir', '0', '-write_xing', '0', '-id3v2_version', '0']
  const stream = encodeSound(chord, [...coder, '-f', 'mp3'])
  const frameBytes = 384
  const frames = Array.from({ length: Math.floor(stream.length / frameBytes) }, (_, index) =>
    stream.subarray(index * frameBytes, (index + 1) * frameBytes),
  )
  return { head: {}, packets: settled(frames, 40) }
}

const loopClips = { h264: h264(), vp8: vp8(), mpeg4: mpeg4(), aac: aac(), opus: opus(), mp3: mp3() }
const clips = { ...loopClips, tiles: tiles(loopClips.h264), ...codeSong() }

for (const name of readdirSync(folder)) if (name.endsWith('.json')) rmSync(new URL(name, folder))
const base64 = (bytes) => Buffer.from(bytes).toString('base64')
const save = (name, value) => {
  const text = `${JSON.stringify(value, null, 2)}\n`
  if (text.length > maxFileBytes) throw new Error(`${name} has ${text.length} bytes`)
  writeFileSync(new URL(name, folder), text)
}

const heads = Object.entries(clips).map(([name, { head }]) => {
  return [name, Object.fromEntries(Object.entries(head).map(([key, bytes]) => [key, base64(bytes)]))]
})
save('heads.json', { card, sound, ...Object.fromEntries(heads) })

for (const [name, { packets }] of Object.entries(clips)) {
  const sizes = packets.map(({ length }) => length)
  console.log(`${name}: ${packets.length} packets of ${Math.min(...sizes)} to ${Math.max(...sizes)} bytes`)
  const files = [[]]
  let room = 60_000
  for (const packet of packets.map(base64)) {
    if (packet.length > room) {
      files.push([])
      room = 60_000
    }
    room -= packet.length + 7
    files.at(-1).push(packet)
  }
  for (const [index, file] of files.entries()) save(`${name}-${index + 1}.json`, file)
}
