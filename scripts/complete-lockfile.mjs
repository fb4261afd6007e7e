// Adds to package-lock.json what `npm install` leaves out when its registry lacks the packages of other machines.
import { readFileSync, writeFileSync } from 'node:fs'
import { completeLockfile, missingPlatforms } from './lib/lockfile.mjs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const missing = missingPlatforms(lock)
if (missing.length > 0) writeFileSync(file, `${JSON.stringify(completeLockfile(lock), null, 2)}\n`)
console.log(`Added ${missing.length} entries to package-lock.json.`)
