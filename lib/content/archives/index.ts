import type { ContentGenerator } from '../generator'
import { gzip, tgz } from './gzip'
import { rar } from './rar'
import { sevenZip } from './seven-zip'
import { tar } from './tar'
import { zip } from './zip'

export const archives: readonly ContentGenerator[] = [zip, tar, gzip, tgz, sevenZip, rar]
