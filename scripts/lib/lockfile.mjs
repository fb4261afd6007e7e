const systems = ['android', 'darwin', 'freebsd', 'linux', 'openbsd', 'openharmony', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64']

/**
 * The packages of other machines that a lockfile names as optional dependencies and holds no entry for, as
 * `{ name, version, dev }`. `npm ci` refuses a lockfile with one of them missing; `npm install` leaves one out when the
 * registry it asked does not offer it.
 */
export function missingPlatforms(lock) {
  const missing = []
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const held = `node_modules/${name}` in lock.packages || `${place}/node_modules/${name}` in lock.packages
      if (!held) missing.push({ name, version, dev: entry.dev === true })
    }
  }
  return missing
}

/**
 * The lockfile with an entry for each of them: the exact version and the machine its name tells, without a checksum.
 * @throws Error when a version is a range or a name tells no machine
 */
export function completeLockfile(lock) {
  const packages = { ...lock.packages }
  for (const { name, version, dev } of missingPlatforms(lock)) {
    packages[`node_modules/${name}`] = { version: exact(name, version), ...machineOf(name), ...(dev && { dev }) }
  }
  const [[rootPlace, root], ...rest] = Object.entries(packages)
  rest.sort(([a], [b]) => a.localeCompare(b, 'en'))
  return { ...lock, packages: { [rootPlace]: root, ...Object.fromEntries(rest) } }
}

function exact(name, version) {
  if (/^\d+\.\d+\.\d+/.test(version)) return version
  throw new Error(`${name}: the lockfile gives the range ${version}, which only a registry can settle.`)
}

function machineOf(name) {
  const words = name.split(/[/-]/)
  const os = systems.find((system) => words.includes(system))
  const cpu = processors.find((processor) => words.includes(processor))
  if (os === undefined || cpu === undefined)
    throw new Error(`${name}: its name tells no operating system and processor.`)
  if (os !== 'linux') return { cpu: [cpu], optional: true, os: [os] }
  const libc = /musl/.test(name) ? 'musl' : 'glibc'
  return { cpu: [cpu], libc: [libc], optional: true, os: [os] }
}
