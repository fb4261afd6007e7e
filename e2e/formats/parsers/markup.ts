/** The start tags of an XML document, in order: enough of XML 1.0 to tell what is not well-formed of a small one. @throws Error */
export function parseMarkup(text: string): string[] {
  const token =
    /<\?xml [^?]*\?>\n|<!DOCTYPE html>\n|<!--(?:[^-]|-[^-])*-->|<!\[CDATA\[(?:(?!\]\]>)[\s\S])*\]\]>|<(\/)?([\w:-]+)((?:\s+[\w:-]+="(?:[^<&"]|&(?:amp|lt|gt|quot);)*")*)\s*(\/)?>|(?:[^<&]|&(?:amp|lt|gt|quot);)+/y
  const open: string[] = []
  const tags: string[] = []
  while (token.lastIndex < text.length) {
    const at = token.lastIndex
    const match = token.exec(text)
    if (match === null) throw new Error(`at ${at}: ${text.slice(at, at + 80)}`)
    const [whole, closes, name, , empty] = match
    if (name === undefined) {
      if (open.length === 0 && !whole.startsWith('<') && whole.trim() !== '') throw new Error(`outside: ${whole}`)
      continue
    }
    if (closes === undefined) {
      if (open.length === 0 && tags.length > 0) throw new Error(`a second root: ${name}`)
      tags.push(name)
      if (empty === undefined) open.push(name)
    } else if (open.pop() !== name) throw new Error(`at ${at}: ${name} is closed`)
  }
  if (open.length > 0 || tags.length === 0) throw new Error(`not closed: ${open}`)
  return tags
}
