import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { projectRoot } from '@/e2e/support/project'
import { content } from './content'
import { type Bench, type Figure, tableOf } from './figure'
import { listing } from './listing'
import { parse } from './parse'
import { simulated } from './simulated'
import { startUp } from './start-up'

/** Add a bench here. Start-up comes first: it builds what the others run. */
const benches: Bench[] = [startUp, parse, content, listing, simulated]

/** Runs the benches of these names, or all of them. @throws Error for a name that none has */
export async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !benches.some((bench) => bench.name === name))
  if (unknown !== undefined) {
    throw new Error(`There is no bench "${unknown}"; there are ${benches.map(({ name }) => name).join(', ')}.`)
  }
  const figures: Figure[] = []
  for (const bench of benches) {
    if (names.length > 0 && !names.includes(bench.name)) continue
    console.log(`${bench.name} ...`)
    figures.push(...(await bench.run()))
  }
  console.log(`\n${tableOf(figures)}`)
  save(figures)
}

function save(figures: readonly Figure[]): void {
  const folder = path.join(projectRoot, 'bench/results')
  mkdirSync(folder, { recursive: true })
  const machine = { processors: cpus().length, model: cpus()[0]?.model, memoryBytes: totalmem(), node: process.version }
  const result = { measuredAt: new Date().toISOString(), machine, figures }
  writeFileSync(path.join(folder, 'latest.json'), `${JSON.stringify(result, null, 2)}\n`)
}
