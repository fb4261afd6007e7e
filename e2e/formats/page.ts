import { families } from '../../lib/content'
import type { ContentGenerator } from '../../lib/content/generator'
import type { Check, Checks } from './check'
import { checksByFamily } from './checks'
import { screenChecks } from './screen'

const head = `# Formats

<!-- Written by "npm run docs" from the registry of formats and the table of their checks. -->

A simulated download writes files of these formats, chosen by extension, of exactly the length that the torrent gives.
A file shorter than the smallest size of its format holds what its fallback makes: *noise* is bytes without a pattern,
which \`file\` calls data; *prose* is plain text. \`npm test\` lets a simulated download write a file of the smallest size, one of
an odd size and one of 50 MB for each extension, and shows them to the programs named here.
`

/** The page of the documentation that lists every format, as Markdown. */
export function formatsPage(): string {
  const sections = Object.entries(families).map(([family, generators]) => {
    const rows = generators.flatMap((generator) => rowsOf(generator, checksByFamily[family] ?? {}))
    return `## ${title(family)}\n\n${tableOf(rows)}`
  })
  return `${[head, ...sections].join('\n')}`
}

function rowsOf({ name, version, extensions, smallestBytes, fallback }: ContentGenerator, checks: Checks): string[][] {
  const shown = extensions.length === 0 ? ['bin'] : extensions
  return shown.map((extension) => [
    extensions.length === 0 ? 'all others' : `\`${extension}\``,
    `${name} ${version}`,
    `${smallestBytes.toLocaleString('en-GB')} bytes`,
    smallestBytes === 0 ? '' : fallback,
    [...(checks[extension] ?? []).map(sentenceOf), ...onScreen(extension)].join('; '),
  ])
}

function onScreen(extension: string): string[] {
  return Object.values(screenChecks)
    .filter(({ extensions }) => extensions.includes(extension))
    .map(({ shows }) => `Chromium: ${shows}`)
}

function sentenceOf({ program, shows }: Check): string {
  return program === 'parser' ? shows : `\`${program}\`: ${shows}`
}

function tableOf(rows: readonly string[][]): string {
  const all = [
    ['extension', 'generator and version', 'smallest', 'shorter ones', 'checked with'],
    Array(5).fill('---'),
    ...rows,
  ]
  return `${all.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n')}\n`
}

function title(family: string): string {
  return family.charAt(0).toUpperCase() + family.slice(1)
}
