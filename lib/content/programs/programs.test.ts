import { describeFamily } from '../generator.contract'

const mib = 2 ** 20
const gib = 2 ** 30
const tib = 2 ** 40

// A page of locks that lies within or ends a database, pages of 64 KiB, and page numbers at their end.
const databases = [gib, gib + 4_096, gib + 8_192, 4 * tib - 8_192, 2 ** 48 - 131_072]

describeFamily(
  'programs',
  {
    exe: { version: 1, sha256: 'e89ae8839ab40826b2fd3ff016c0f3af0696688866dc8f1ee633ccee1fb89489' },
    dll: { version: 1, sha256: '8d19d177eadf7c58cab4cdb89a35cd178a62eb0a58b9137c6d2ecebed0103641' },
    elf: { version: 1, sha256: '0bb84a8d7d7b58768798b093eed1ae01aaaa483bc4998a2697eab23120c53605' },
    so: { version: 1, sha256: '1de4bc89f0695ef9610b4bd658590300b3b11bae41e6c69a5aaa098c2ffdc793' },
    deb: { version: 1, sha256: '8557b4ea4d182356dbdf9f4247b27c818e66347db6ec79a8ed42445fc875d90c' },
    img: { version: 1, sha256: '87742353035037a877821eaac4b88b34a2f894622218e6e77284c2d269c77f23' },
    sqlite: { version: 1, sha256: 'a7e7d1d02e654c07a044c34c7b6547920a31325ff0f32c12c0d8c0b48b8d991b' },
    sqlite3: { version: 1, sha256: '1b3a26d920b87ffd4b7889de5a849a43b3d3b523b1de68bfcdd2a44a8690882e' },
    db: { version: 1, sha256: '9aad1c7fd6de692870d1d549ed8b36fe0d3bb8393aaa125fcb72443e3ad3d0b9' },
  },
  {
    // From images to installers.
    exe: [2 * gib - mib],
    dll: [2 * gib - mib],
    // A second file of 4 GiB, a second member of the package, a third one.
    deb: [4 * gib, 9_999_999_999 + 3_264, 20_000_003_264],
    // From floppies to disks, to wider entries, to the GUID partition table.
    img: [4 * mib + 512, 513 * mib, 2 * tib],
    sqlite: databases,
    sqlite3: databases,
    db: databases,
  },
)
