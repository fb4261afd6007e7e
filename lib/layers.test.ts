import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

/** What each place may import from, besides itself. The first that matches a file is its place. */
const layers: { place: string; files: RegExp; mayImport: readonly string[] }[] = [
  layer('util', []),
  layer('download', ['util']),
  layer('metainfo', ['util', 'download']),
  layer('content', ['util', 'download']),
  layer('storage', ['util', 'download']),
  // Both name the reason of a failed write in the same way.
  layer('state', ['util', 'download', 'storage']),
  layer('engine', ['util', 'download', 'metainfo', 'content', 'storage', 'state']),
  layer('strategies', ['util', 'download', 'metainfo', 'content', 'storage', 'state', 'engine']),
  layer('config', ['util', 'download', 'package']),
  layer('registry', [...'util download metainfo content storage state engine strategies config'.split(' ')]),
  layer('operations', ['util', 'download', 'config', 'registry', 'package']),
  // What the page shares with the routes: shapes, and the calls that return them.
  { place: 'contract', files: /^lib\/api\/(contract|client)$/, mayImport: ['util', 'download'] },
  layer('api', ['contract', 'util', 'download', 'metainfo', 'registry', 'config', 'operations']),
  { place: 'components', files: /^components\//, mayImport: ['contract', 'download'] },
  { place: 'route', files: /^app\/.*route$/, mayImport: ['api', 'contract', 'registry', 'operations', 'download'] },
  { place: 'page', files: /^app\//, mayImport: ['components'] },
  { place: 'instrumentation', files: /^instrumentation$/, mayImport: ['config', 'registry', 'operations', 'api'] },
  { place: 'package', files: /^package\.json$/, mayImport: [] },
]

function layer(place: string, mayImport: readonly string[]) {
  return { place, files: new RegExp(`^lib/${place}(/|$)`), mayImport }
}

/** What only some files may touch, by the names that betray it. */
const tools: { tool: string; pattern: RegExp; within: RegExp }[] = [
  { tool: 'files', pattern: importing('fs|fs/promises'), within: /^lib\/(storage|state|operations)\// },
  { tool: 'sockets', pattern: importing('net|dgram|tls|https?|http2'), within: /^lib\/strategies\/swarm\// },
  { tool: 'environment', pattern: /\bprocess\.env\b/, within: /^lib\/config\/|^instrumentation\.ts$/ },
  {
    tool: 'clock',
    pattern:
      /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bset(Timeout|Interval|Immediate)\b|\bhrtime\b|node:timers/,
    within: /^lib\/util\/clock\.ts$|^(components|app)\//,
  },
  {
    tool: 'chance',
    pattern: /\bMath\.random\b|\brandom(Bytes|Int|UUID|FillSync|Fill)\b|\bgetRandomValues\b/,
    within: /^$/,
  },
]

/** Files that may touch a tool outside of its place, each with its reason. */
const exemptions: { file: string; tool: string; reason: string }[] = [
  {
    file: 'lib/util/virtual-clock.ts',
    tool: 'clock',
    reason: 'lets promises settle between two virtual timers; no time is read',
  },
]

function importing(modules: string): RegExp {
  return new RegExp(`(?:from|import|require\\(|import\\()\\s*['"](?:node:)?(?:${modules})['"]`)
}

function placeOf(file: string): { place: string; mayImport: readonly string[] } | undefined {
  const withoutExtension = file.replace(/\.tsx?$/, '')
  return layers.find(({ files }) => files.test(withoutExtension))
}

/** The project's files that a source imports, as paths from the root without an extension. */
function importsOf(file: string, source: string): string[] {
  const specifiers = [...source.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*['"]([^'"]+)['"]/g)]
  return specifiers.flatMap(([, specifier]) => {
    if (specifier!.startsWith('@/')) return [specifier!.slice(2)]
    if (specifier!.startsWith('.')) return [path.posix.join(path.posix.dirname(file), specifier!)]
    return []
  })
}

function wrongImports(file: string, source: string): string[] {
  const from = placeOf(file)
  if (from === undefined) return [`${file} is in no layer`]
  return importsOf(file, withoutComments(source)).flatMap((target) => {
    // Sizes and speeds read the same on the page and in the log.
    if (from.place === 'components' && target === 'lib/util/format') return []
    const to = placeOf(target)
    // A style sheet beside what it styles belongs to no layer.
    if (to === undefined) return target.endsWith('.css') ? [] : [`${file} imports ${target}, which is in no layer`]
    if (to.place === from.place || from.mayImport.includes(to.place)) return []
    return [`${file} imports ${target}: ${from.place} may not import ${to.place}`]
  })
}

function misplacedTools(file: string, source: string): string[] {
  const code = withoutComments(source)
  return tools.filter(({ pattern, within }) => pattern.test(code) && !within.test(file)).map(({ tool }) => tool)
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1')
}

/** Sources without tests and what only tests use. */
function sourceFiles(): string[] {
  const below = ['lib', 'app', 'components'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.posix.join(folder, file.replaceAll(path.sep, '/')),
    ),
  )
  const top = readdirSync(root).filter((file) => file === 'instrumentation.ts')
  return [...below, ...top].filter((file) => /\.tsx?$/.test(file) && !/\.(test|contract|d)\.tsx?$/.test(file))
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}

describe('the layers', () => {
  it('are imported downwards only', () => {
    const files = sourceFiles()
    expect(files.length).toBeGreaterThan(20)
    expect(files.flatMap((file) => wrongImports(file, read(file)))).toEqual([])
  })

  it('keep files, sockets, environment, clock and chance in their places', () => {
    const misplaced = sourceFiles().flatMap((file) =>
      misplacedTools(file, read(file)).map((tool) => `${file}: ${tool}`),
    )
    expect(misplaced.sort()).toEqual(exemptions.map(({ file, tool }) => `${file}: ${tool}`).sort())
  })
})

describe('the check of the layers', () => {
  it.each([
    ['lib/util/format.ts', `import { x } from '@/lib/download/status'`, 'util may not import download'],
    ['lib/engine/picker.ts', `import type { R } from '../registry/port'`, 'engine may not import registry'],
    ['lib/storage/a.ts', `export * from '@/lib/state/b'`, 'storage may not import state'],
    ['lib/registry/a.ts', `const a = await import('@/lib/api/errors')`, 'registry may not import api'],
    ['lib/api/client.ts', `import {\n  a,\n  b,\n} from './errors'`, 'contract may not import api'],
    ['components/row.tsx', `import { route } from '@/lib/api/route'`, 'components may not import api'],
    ['components/row.tsx', `import { clock } from '@/lib/util/clock'`, 'components may not import util'],
    ['app/page.tsx', `import '@/lib/registry/registry'`, 'page may not import registry'],
    ['lib/elsewhere/a.ts', '', 'is in no layer'],
  ])('finds what is wrong in %s: %s', (file, source, finding) => {
    expect(wrongImports(file, source)).toEqual([expect.stringContaining(finding)])
  })

  it.each([
    ['lib/engine/picker.ts', `import { Bitfield } from '@/lib/download/bitfield'\nimport { z } from 'zod'`],
    ['components/row.tsx', `import { formatBytes } from '@/lib/util/format'\nimport './row.css'`],
    ['app/status/route.ts', `import { route } from '@/lib/api/route'`],
    ['lib/util/format.ts', `// import { x } from '@/lib/api/route'\n/* import '@/lib/api/route' */`],
  ])('lets pass what is right in %s: %s', (file, source) => {
    expect(wrongImports(file, source)).toEqual([])
  })

  it.each([
    ['lib/engine/a.ts', `import { open } from 'node:fs/promises'`, ['files']],
    ['lib/engine/a.ts', `import net from 'net'`, ['sockets']],
    ['lib/storage/a.ts', `import { open } from 'node:fs'\nconst a = process.env.HOME`, ['environment']],
    ['lib/engine/a.ts', 'const now = Date.now()', ['clock']],
    ['lib/api/a.ts', 'setTimeout(f, 1); const day = new Date()', ['clock']],
    ['lib/util/random.ts', 'return Math.random()', ['chance']],
    ['lib/state/a.ts', `import { randomUUID } from 'node:crypto'`, ['chance']],
    ['lib/util/clock.ts', 'const now = Date.now()', []],
    ['lib/engine/a.ts', 'const then = new Date(wallMs) // Date.now()', []],
  ])('sees the tools in %s: %s', (file, source, found) => {
    expect(misplacedTools(file, source)).toEqual(found)
  })
})
