/**
 * Calls `work` for each item, at most `width` at a time. After a failure no further item is begun; what runs is waited
 * for, then the first failure is thrown.
 */
export async function inParallel<T>(
  items: Iterable<T>,
  width: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]()
  let failure: { readonly error: unknown } | undefined
  const lane = async () => {
    for (let next = rest.next(); !next.done && failure === undefined; next = rest.next()) {
      try {
        await work(next.value)
      } catch (error) {
        failure ??= { error }
      }
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
  if (failure !== undefined) throw failure.error
}
