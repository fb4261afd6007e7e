/** Bytes of PDF syntax: a string of characters from 0 to 255, as bytes. */
export function latin1(text: string): Uint8Array {
  const content = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) content[index] = text.charCodeAt(index)
  return content
}

/** A literal string (ISO 32000-1, 7.3.4.2) of characters from 0x20 to 0xff. */
export function literal(text: string): string {
  return `(${text.replaceAll(/[\\()]/g, '\\$&')})`
}

/** A text string (7.9.2.2): UTF-16 with its mark, in hexadecimal, four digits for each unit. */
export function textString(text: string): string {
  let digits = 'FEFF'
  for (let index = 0; index < text.length; index++) {
    digits += text.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0')
  }
  return `<${digits}>`
}

/** An indirect object (7.3.10), filled up with spaces to `length` bytes where that is given. */
export function indirect(number: number, value: string, length = 0): string {
  return `${`${number} 0 obj\n${value}\nendobj`.padEnd(length - 1)}\n`
}

/** What stands before the data of a stream (7.3.8) of `dataLength` bytes; `entries` are the others of its dictionary. */
export function streamHead(number: number, entries: string, dataLength: number, length = 0): string {
  return `${`${number} 0 obj\n<< ${entries && `${entries} `}/Length ${dataLength} >>`.padEnd(length - streamWord.length)}${streamWord}`
}

const streamWord = '\nstream\n'

/** What stands after the data of a stream. */
export const streamTail = '\nendstream\nendobj\n'
