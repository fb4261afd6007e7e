import { describeFormats } from './formats'

describeFormats('archives')
