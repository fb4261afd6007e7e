import type { ContentGenerator } from '../generator'
import { deb } from './deb'
import { disk } from './disk'
import { elf } from './elf'
import { dll, exe } from './pe'
import { sharedObject } from './shared-object'
import { sqlite } from './sqlite'

export const programs: readonly ContentGenerator[] = [exe, dll, elf, sharedObject, deb, disk, sqlite]
