import { describeFormats } from './formats'

describeFormats('documents')
