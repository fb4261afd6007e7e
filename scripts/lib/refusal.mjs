/** An expected failure of a script: its message is all that a person needs to see. */
export class Refusal extends Error {
  name = 'Refusal'
}
