const instances = globalThis as unknown as Record<symbol, unknown>

/**
 * One value per process under a name. Next bundles a module once per entry, so a module variable would exist several
 * times; `globalThis` exists once.
 */
export function singleton<T>(name: string, make: () => T): T {
  const key = Symbol.for(`bittorrent-me.${name}`)
  if (!(key in instances)) instances[key] = make()
  return instances[key] as T
}
