import { describeFamily } from '../generator.contract'

describeFamily(
  'video',
  {
    mp4: { version: 1, sha256: 'a69475386d177f1598304714ce1e23b75dc0978bf0d4b5cda9be3ce52f008734' },
    m4v: { version: 1, sha256: '685696f69ffb5cdc9267f342d369ae2423c48aafb1071db1c352c110084c012f' },
    mov: { version: 1, sha256: 'a95fce6aa34b324c13178290978b5a5544312c78252f7d89de14cf9fc6212ba8' },
    ts: { version: 1, sha256: 'b7864b48b6e1b018844d2680543bce138798bcac5434a4f8c0e6a8aab63aa9b4' },
    mkv: { version: 1, sha256: '619ab3002613b075a94f7b0340cec0f38170baf3be886d279927dbe7ecc3a410' },
    webm: { version: 1, sha256: 'bb5d5c6722f7ed46f4823b920d59fc2ebeed8b13496e76d521575f7819dbfd12' },
    avi: { version: 1, sha256: '41c7b68986557449afb3e3712f36d14a90c5ce2a1dd37cafadd7f2edf4510ec0' },
  },
  { avi: [2 ** 30], mp4: [2 ** 32] },
)
