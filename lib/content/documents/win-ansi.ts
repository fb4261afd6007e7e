// The characters of WinAnsiEncoding (ISO 32000-1, annex D.2) from 0x80 to 0x9f; what is not used there is a bullet.
const high = '€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ'

// Letters that have a customary spelling in Latin ones; lower case, ISO 9 without its marks.
const spelled = new Map(
  [
    ...['а a|б b|в v|г g|д d|е e|ё yo|ж zh|з z|и i|й y|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u|ф f|х kh|ц ts|ч ch'],
    ...['ш sh|щ shch|ъ |ы y|ь |э e|ю yu|я ya|і i|ї yi|є ye|ґ g|ў u|ђ dj|ј j|љ lj|њ nj|ћ c|џ dz'],
    ...['α a|β v|γ g|δ d|ε e|ζ z|η i|θ th|ι i|κ k|λ l|μ m|ν n|ξ x|ο o|π p|ρ r|σ s|ς s|τ t|υ y|φ f|χ ch|ψ ps|ω o'],
    ...['ł l|đ d|ħ h|ı i|ŋ n|ŧ t|ə e'],
  ]
    .join('|')
    .split('|')
    .map((pair) => pair.split(' ') as [string, string]),
)

const cannotBeShown = '…'

/**
 * A text as the standard fonts show it: each character from 0x20 to 0xff stands for the one of WinAnsiEncoding. Letters it
 * lacks lose their marks, Cyrillic and Greek ones are spelled in Latin, a run of others becomes an ellipsis.
 */
export function toWinAnsi(text: string): string {
  let shown = ''
  let gap = false
  for (const character of text) {
    const codes = shownAs(character)
    if (codes === undefined) gap = true
    else {
      if (gap && codes !== '') shown += encoded(cannotBeShown)
      gap = gap && codes === ''
      shown += codes
    }
  }
  return gap ? shown + encoded(cannotBeShown) : shown
}

// The codes of a character: none for marks that stand on another, undefined where it cannot be shown.
function shownAs(character: string): string | undefined {
  const code = character.codePointAt(0)!
  if (code >= 0x20 && code < 0x7f) return character
  if (code >= 0xa0 && code <= 0xff) return character
  if (code < 0xa0) return ' '
  if (high.includes(character)) return encoded(character)
  if (/^\p{Mark}$/u.test(character)) return ''
  const base = [...character.normalize('NFKD')].filter((one) => !/^\p{Mark}$/u.test(one))
  const letters = base.map((one) => {
    if (one >= ' ' && one < '\x7f') return one
    const spelling = spelled.get(one.toLowerCase())
    return spelling === undefined || one === one.toLowerCase() ? spelling : capitalized(spelling)
  })
  return letters.includes(undefined) || letters.length === 0 ? undefined : letters.join('')
}

function encoded(character: string): string {
  return String.fromCharCode(0x80 + high.indexOf(character))
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
