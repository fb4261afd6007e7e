import type { ContentGenerator } from '../generator'
import { deb } from './deb'
import { elf, sharedObject } from './elf'
import { sqlite } from './sqlite'

export const programs: readonly ContentGenerator[] = [elf, sharedObject, deb, sqlite]
