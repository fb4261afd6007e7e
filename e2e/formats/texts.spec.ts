import { describeFormats } from './formats'

describeFormats('texts')
