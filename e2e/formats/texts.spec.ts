import { texts } from './checks/texts'
import { describeFormats } from './formats'

describeFormats('texts', texts)
