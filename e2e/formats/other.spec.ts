import { other } from './checks/other'
import { describeFormats } from './formats'

describeFormats('other', other)
