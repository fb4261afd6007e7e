import aac1 from './aac-1.json' with { type: 'json' }
import { clip } from './clip'
import h264a from './h264-1.json' with { type: 'json' }
import heads from './heads.json' with { type: 'json' }
import mp3a from './mp3-1.json' with { type: 'json' }
import mpeg4a from './mpeg4-1.json' with { type: 'json' }
import mpeg4b from './mpeg4-2.json' with { type: 'json' }
import opus1 from './opus-1.json' with { type: 'json' }
import songAac1 from './song-aac-1.json' with { type: 'json' }
import songMp3a from './song-mp3-1.json' with { type: 'json' }
import songMp3b from './song-mp3-2.json' with { type: 'json' }
import songOpus1 from './song-opus-1.json' with { type: 'json' }
import songOpus2 from './song-opus-2.json' with { type: 'json' }
import songVorbis1 from './song-vorbis-1.json' with { type: 'json' }
import songVorbis2 from './song-vorbis-2.json' with { type: 'json' }
import tiles1 from './tiles-1.json' with { type: 'json' }
import vp8a from './vp8-1.json' with { type: 'json' }

// Made by scripts/make-clips.mjs. Each loop lasts 0.96 s: 24 pictures of the card, or its length of the chord.

/** The card: 640 x 360, 25 pictures a second. */
export const card = heads.card

/** The chord: 48,000 samples a second, stereo; a loop is 46,080 samples. */
export const sound = heads.sound

/**
 * High profile, level 4; a packet is the slice of all rows but the last two, of an IDR picture and then of 23 P pictures, as
 * a NAL unit without start code. The last rows are written with `tiles`.
 */
export const h264 = clip(heads.h264, () => h264a)

/**
 * What is written with into the bar below H.264 pictures: the CABAC data of slices, for each character from space to tilde,
 * then for runs of 1 to 40 empty macroblocks; before it a byte, the slice's QP less that of the parameters, plus 64. All
 * digits have one length.
 */
export const tiles = clip(heads.tiles, () => tiles1)

/** A key frame, then 23 that refer to the one before. Decoders ignore zeros after a frame. */
export const vp8 = clip(heads.vp8, () => vp8a)

/** Simple profile: an I-VOP with its group header, then 23 P-VOPs. Decoders ignore zeros after a VOP. */
export const mpeg4 = clip(heads.mpeg4, () => [...mpeg4a, ...mpeg4b])

/** AAC-LC: 45 raw blocks of 341 bytes and 1,024 samples, filled by fill elements; 128 kbit/s. */
export const aac = clip(heads.aac, () => aac1)

/** 48 packets of 240 bytes and 20 ms; `head` is an OpusHead packet (RFC 7845). */
export const opus = clip(heads.opus, () => opus1)

/** MPEG-1 layer III: 40 frames of 384 bytes and 1,152 samples, none of which draws on the one before; 128 kbit/s. */
export const mp3 = clip(heads.mp3, () => mp3a)

// The song: four bars of 0.96 s, C, A minor, F and G. Each begins and ends in silence, so they may be played in any order.

/** AAC-LC: 4 x 45 raw blocks of 1,024 samples, not filled. */
export const songAac = clip(heads['song-aac'], () => songAac1)

/** 4 x 48 packets of 240 bytes and 20 ms. */
export const songOpus = clip(heads['song-opus'], () => [...songOpus1, ...songOpus2])

/** MPEG-1 layer III: 4 x 40 frames of 1,152 samples, without what fills them up to the 384 bytes of 128 kbit/s. */
export const songMp3 = clip(heads['song-mp3'], () => [...songMp3a, ...songMp3b])

/** 4 x 45 packets of 1,024 samples. */
export const songVorbis = clip(heads['song-vorbis'], () => [...songVorbis1, ...songVorbis2])
