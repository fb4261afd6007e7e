import { describeFormats } from './formats'

describeFormats('other')
