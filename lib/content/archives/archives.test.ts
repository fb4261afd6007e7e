import { describeFamily } from '../generator.contract'

const gib4 = 2 ** 32
const gib8 = 2 ** 33
// Where blocks of a gzip file begin, and where sectors of a volume run out.
const block = 65_540
const tib8 = 2 ** 43

describeFamily(
  'archives',
  {
    zip: { version: 1, sha256: 'feb8e07d42caac12e9e6b609c88fe9c1a63443fe4a557afdf14946e96b839e23' },
    cbz: { version: 1, sha256: '533d7f957cbb41429680e33eeec2be15f2509f911372cd37d1e3a8f0de42e412' },
    jar: { version: 1, sha256: 'a42abbc34b464acef933000de953f4d8000699a870443ff4dfd2e2f258e71dc5' },
    apk: { version: 1, sha256: '467c7bfce13fd45d3cf55e75e7f17f08e3ec1bfb61f4f5c8341bdde9b5fa9fd0' },
    tar: { version: 1, sha256: '0dc0bded04b6b1ab6ea55918fa76a1293893364c3a012ba69ba3196d3aee99d4' },
    gz: { version: 1, sha256: '2372b5375a2f405ac3f14006d1b814919b82925f38ec17dd80135949569abd17' },
    tgz: { version: 1, sha256: '1ae17a5a52a202bfb6602f940eab22d88588da843608b630804fa647d5417486' },
    '7z': { version: 1, sha256: '6df345b590a8f3bbd0a55114f99c37475bfd065d5779cbc5b27ad395ca4f77cf' },
    rar: { version: 1, sha256: '7166167eaaa7d4a0320b196cc053814584a2ea26e791efe7a83b310e1ee69870' },
    iso: { version: 1, sha256: '5b1c75ae56c8cbdd3c776bd8463b721266f58c5b0971c8824ee0c5f590fbc589' },
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
