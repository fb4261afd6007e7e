import { describeFormats } from './formats'

describeFormats('audio')
