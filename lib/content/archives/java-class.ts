import { ByteWriter } from '../layout/byte-writer'

const tag = { utf8: 1, class: 7, string: 8, field: 9, method: 10, nameAndType: 12 }
/** Java 8. */
const majorVersion = 52
const isPublic = 0x0001
const isStatic = 0x0008
const isSuper = 0x0020

/** The class file (JVMS 4) of a public class whose `main` prints a line. `name` has slashes; both are ASCII. */
export function javaClass(name: string, line: string): Uint8Array {
  const pool = new ConstantPool()
  const itself = pool.class(name)
  const parent = pool.class('java/lang/Object')
  const out = pool.member(tag.field, 'java/lang/System', 'out', 'Ljava/io/PrintStream;')
  const println = pool.member(tag.method, 'java/io/PrintStream', 'println', '(Ljava/lang/String;)V')
  const text = pool.string(line)
  // getstatic, ldc_w, invokevirtual, return.
  const code = new ByteWriter().u8(0xb2).u16be(out).u8(0x13).u16be(text).u8(0xb6).u16be(println).u8(0xb1).done()
  const [main, takesArguments, codeName] = [pool.utf8('main'), pool.utf8('([Ljava/lang/String;)V'), pool.utf8('Code')]

  const writer = new ByteWriter().u32be(0xcafebabe).u16be(0).u16be(majorVersion)
  writer.u16be(pool.count).bytes(pool.done())
  writer
    .u16be(isPublic | isSuper)
    .u16be(itself)
    .u16be(parent)
    .u16be(0)
    .u16be(0)
  writer
    .u16be(1)
    .u16be(isPublic | isStatic)
    .u16be(main)
    .u16be(takesArguments)
    .u16be(1)
  // Two on the stack, one local, no handlers, no attributes of the code's own.
  writer
    .u16be(codeName)
    .u32be(12 + code.length)
    .u16be(2)
    .u16be(1)
    .u32be(code.length)
    .bytes(code)
    .u16be(0)
    .u16be(0)
  return writer.u16be(0).done()
}

class ConstantPool {
  private readonly writer = new ByteWriter()
  /** One more than its constants. */
  count = 1

  utf8(text: string): number {
    const bytes = new TextEncoder().encode(text)
    this.writer.u8(tag.utf8).u16be(bytes.length).bytes(bytes)
    return this.count++
  }

  class(name: string): number {
    return this.pair(tag.class, this.utf8(name))
  }

  string(text: string): number {
    return this.pair(tag.string, this.utf8(text))
  }

  member(kind: number, owner: string, name: string, type: string): number {
    const ownerIndex = this.class(owner)
    const nameAndType = this.pair(tag.nameAndType, this.utf8(name), this.utf8(type))
    return this.pair(kind, ownerIndex, nameAndType)
  }

  done(): Uint8Array {
    return this.writer.done()
  }

  private pair(kind: number, first: number, second?: number): number {
    this.writer.u8(kind).u16be(first)
    if (second !== undefined) this.writer.u16be(second)
    return this.count++
  }
}
