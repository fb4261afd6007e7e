import { describeFormats } from './formats'

describeFormats('programs')
