import { describeFamily } from '../generator.contract'

describeFamily(
  'documents',
  {
    pdf: { version: 1, sha256: '066ff6b54f1c5a4766f204d7b278c60c61056ae6e6833c990c7ada4ad8ddc426' },
    epub: { version: 1, sha256: 'fb4e52cddf61c2c318983b858ef5d6ec0dd380b8a2621263003062e6fda0cc31' },
    docx: { version: 1, sha256: '65890ac70fdc9c095b1e57000a155ceec01e281d027a4d17b6e5e1a32cd7d205' },
  },
  {
    // A page more, and its number; offsets of seven bytes; pages of the same size.
    pdf: [32_000, 45_000, 6_000_000, 2 ** 32, 24 * 10 ** 9],
    // A chapter more, and plates; ZIP64, of the whole and of each plate.
    epub: [45_000, 125_000, 2 ** 32, 33 * 2 ** 32],
    docx: [45_000, 125_000, 2 ** 32, 33 * 2 ** 32],
  },
)
