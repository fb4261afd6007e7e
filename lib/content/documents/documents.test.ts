import { describeFamily } from '../generator.contract'

describeFamily(
  'documents',
  {
    pdf: { version: 1, sha256: '066ff6b54f1c5a4766f204d7b278c60c61056ae6e6833c990c7ada4ad8ddc426' },
    epub: { version: 1, sha256: '053030994ad353e6c0c1df4893dbc6b745556831f774975f57d8c1b5b3842156' },
    docx: { version: 1, sha256: '978c23d216dfd29687666f9a4a0d859410fa66dd68561d7649d76595ae046dc0' },
  },
  {
    // A page more, and its number; offsets of seven bytes; pages of the same size.
    pdf: [32_000, 45_000, 6_000_000, 2 ** 32, 24 * 10 ** 9],
    // A chapter more, and plates; ZIP64, of the whole and of each plate.
    epub: [45_000, 125_000, 2 ** 32, 33 * 2 ** 32],
    docx: [45_000, 125_000, 2 ** 32, 33 * 2 ** 32],
  },
)
