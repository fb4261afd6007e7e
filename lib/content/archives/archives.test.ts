import { describeFamily } from '../generator.contract'

const gib4 = 2 ** 32
const gib8 = 2 ** 33
// Where blocks of a gzip file begin, and where sectors of a volume run out.
const block = 65_540
const tib8 = 2 ** 43

describeFamily(
  'archives',
  {
    zip: { version: 1, sha256: '27dbf010418e39eeb7e68a1320d28f02290e4aeca95ab071905acb1fcd0e29e4' },
    cbz: { version: 1, sha256: 'fd2384d58a13b83b92a2272b8bce1923931134589457ff3a5cbc402b880daa59' },
    jar: { version: 1, sha256: 'aa09357c9337149e89ba9a0efbc70d50a9ae61f87a592bc71232f97e77478031' },
    apk: { version: 1, sha256: '59a8966363f650d00f26797e2a252966b81d8644156409ab718099f52a96319c' },
    tar: { version: 1, sha256: '6fd80cd76ccc5d8b91bcdd07544fb1fed6f5e6407a5321f050f1fa1d2bda77e3' },
    gz: { version: 1, sha256: '2372b5375a2f405ac3f14006d1b814919b82925f38ec17dd80135949569abd17' },
    tgz: { version: 1, sha256: '07c88d43d2ea41a550a5d958ef7db1ad7cbc14ce6340fa9604326451fd480296' },
    '7z': { version: 1, sha256: 'a93c0531036e663605fa9cae7e457a6298c115a30bd6cc48eda54b8465157e88' },
    rar: { version: 1, sha256: '67d5bc5c3e279d5dcd6db087e67da3657d373c5c00f53c5f012d48585ad73dd8' },
    iso: { version: 1, sha256: 'd863350b338a3ec7f881ad977856adfe862cbe09840504105683c1e39e05cde3' },
  },
  {
    zip: [16_384, 262_144, gib4],
    cbz: [2 * 96 * 1024, gib4],
    jar: [gib4],
    apk: [gib4],
    tar: [gib8, gib8 + 5 * 512],
    gz: [10 + 8 + block, 10 + 8 + 2 * block + 3, gib4],
    tgz: [10 + 8 + block, gib8],
    '7z': [gib4],
    rar: [gib4],
    iso: [gib4, 2 * gib4, tib8],
  },
)
