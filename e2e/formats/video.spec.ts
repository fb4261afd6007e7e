import { describeFormats } from './formats'

describeFormats('video')
