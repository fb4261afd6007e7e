import { encodeSound } from './encode.mjs'
import { playSong, songBars } from './song.mjs'
import { adtsFramesOf, oggPacketsOf } from './split.mjs'

const frameBytes = 384

/** The bars of the song one after another, by every coder that songs are kept in. */
export function codeSong() {
  const song = playSong()
  return { 'song-aac': aac(song), 'song-opus': opus(song), 'song-mp3': mp3(song), 'song-vorbis': vorbis(song) }
}

// The bar of silence before the first is left out, and so is what follows the last.
const barsOf = (packets, count) => packets.slice(count, (1 + songBars) * count)

function aac(song) {
  const blocks = adtsFramesOf(encodeSound(song, ['-c:a', 'aac', '-b:a', '80k', '-f', 'adts']))
  return { head: {}, packets: barsOf(blocks, 45) }
}

function opus(song) {
  const coder = ['-c:a', 'libopus', '-b:a', '96k', '-vbr', 'off', '-frame_duration', '20', '-f', 'ogg']
  const [head, , ...packets] = oggPacketsOf(encodeSound(song, coder))
  return { head: { head }, packets: barsOf(packets, 48) }
}

function vorbis(song) {
  const [identification, , setup, ...packets] = oggPacketsOf(
    encodeSound(song, ['-c:a', 'libvorbis', '-q:a', '5', '-f', 'ogg']),
  )
  return { head: { identification, setup }, packets: barsOf(packets, 45) }
}

function mp3(song) {
  const coder = ['-c:a', 'libmp3lame', '-b:a', '128k', '-reservoir', '0', '-write_xing', '0', '-id3v2_version', '0']
  const stream = encodeSound(song, [...coder, '-f', 'mp3'])
  const frames = Array.from({ length: Math.floor(stream.length / frameBytes) }, (_, index) =>
    usedOf(stream.subarray(index * frameBytes, (index + 1) * frameBytes)),
  )
  return { head: {}, packets: barsOf(frames, 40) }
}

// A frame without what fills it up: two granules of two channels say how many bits they take (ISO/IEC 11172-3, 2.4.1.7).
function usedOf(frame) {
  const [headBytes, sideBytes, sideBits, firstLength] = [4, 32, 59, 20]
  let bits = 0
  for (let part = 0; part < 4; part++) {
    for (let bit = 0; bit < 12; bit++) {
      const at = headBytes * 8 + firstLength + part * sideBits + bit
      bits += ((frame[at >> 3] >> (7 - (at & 7))) & 1) << (11 - bit)
    }
  }
  return frame.subarray(0, headBytes + sideBytes + Math.ceil(bits / 8))
}
