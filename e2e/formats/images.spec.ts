import { describeFormats } from './formats'

describeFormats('images')
