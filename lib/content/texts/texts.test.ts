import { describeFamily } from '../generator.contract'

describeFamily('texts', {
  txt: { version: 2, sha256: '4bfd123275b13dee8ca18fe816f87689edd6586a152f23977c8424b094cb20c9' },
  md: { version: 1, sha256: 'd51b540cc4cbf7fc625b644dd0369ce40647beea5ee5714b7e46fa975bf7f477' },
  nfo: { version: 1, sha256: 'f5b5c757b3bcb494f79e8ef4fa2fe22d8a97064c3c102a2a015b77fc4fb7725a' },
  log: { version: 1, sha256: '7aec3689504bfb36b79b698c6938e23f6f88a77aacfbaf04f4c7285866968b9b' },
  csv: { version: 1, sha256: '116e493cf00b018fe0821e173d1b5c56d7ce6b06105e5b4aab2fbbb177cde6d5' },
  tsv: { version: 1, sha256: 'd295d998c80fddbf57dd64ebbc2b7f4672053c6035dce03410d6fb0db6756ff3' },
  json: { version: 1, sha256: 'ea28e187f16216776255aedca1e1d1b2564a298b0d1fe9aaa8163c693d858883' },
  xml: { version: 1, sha256: 'ea5e9e3fa4e3f6f5ec014b6941c608f46ebe8196dd8d994d38f113741f75d3d8' },
  html: { version: 1, sha256: '120b76597f1863215b8aa417480f69bb09b0972ebe87040d8eecff10fa451552' },
  srt: { version: 1, sha256: '235b246a9c89c48f0760166cb955bb46c0d8edfc8c8da3effc619757d769c669' },
  vtt: { version: 1, sha256: '6d4893a0547a34b946576643a1a85cf4412fb8d267644392776b7ba4321437cf' },
  ass: { version: 1, sha256: '6b1197b28475c77d337a040588ff45bfc6ee194dc370350b81f0394f2eed1612' },
  m3u: { version: 1, sha256: 'e67faaff8a2cca0e8d9e58a074fbf3d229b43e89a58b38078b6c25ca203d5164' },
  m3u8: { version: 1, sha256: 'dc9ca8c870742f9ce5181f845c6ae9ed174c6bb4e103121ebb7d2391c5582d9e' },
  cue: { version: 1, sha256: '489113cf643fc6db9c77f10ff2db6ab93fde6c020726f9f97039ee59ee99154c' },
  sfv: { version: 1, sha256: 'ef11e5ce8eba4a2f4ad435b816f500d87cd24b9d8538e468d15586ecd5444597' },
  md5: { version: 1, sha256: 'c5e88a4487d40f96aa48c535a10ecef4be7bb2efc2d558e21e8a6fc89bc7a4ca' },
})
