/** Code for the first sector of a disk, loaded to 0x7c00, that lies `at` bytes in: it shows a line and halts. */
export function bootCode(at: number): Uint8Array {
  const message = new TextEncoder().encode('This disk does not start a computer.\r\n\0')
  const start = [
    ...[0x31, 0xc0], // xor ax, ax
    ...[0x8e, 0xd8], // mov ds, ax
    0xfc, // cld
    ...[0xbe, 0, 0], // mov si, message
    0xac, // next: lodsb
    ...[0x84, 0xc0], // test al, al
    ...[0x74, 0x09], // jz halt
    ...[0xb4, 0x0e], // mov ah, 14
    ...[0xbb, 0x07, 0x00], // mov bx, 7
    ...[0xcd, 0x10], // int 16
    ...[0xeb, 0xf2], // jmp next
    0xf4, // halt: hlt
    ...[0xeb, 0xfd], // jmp halt
  ]
  const code = Uint8Array.from([...start, ...message])
  new DataView(code.buffer).setUint16(6, 0x7c00 + at + start.length, true)
  return code
}
