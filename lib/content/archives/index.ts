import type { ContentGenerator } from '../generator'
import { apk } from './apk'
import { cbz } from './cbz'
import { gzip, tgz } from './gzip'
import { iso } from './iso'
import { jar } from './jar'
import { rar } from './rar'
import { sevenZip } from './seven-zip'
import { tar } from './tar'
import { zip } from './zip'

export const archives: readonly ContentGenerator[] = [zip, cbz, jar, apk, tar, gzip, tgz, sevenZip, rar, iso]
