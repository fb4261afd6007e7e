/** What a parser throws for a file that is not what was saved; the message says in what way. */
export class Damage extends Error {
  override readonly name = 'Damage'
}
