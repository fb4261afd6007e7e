import { expect } from 'playwright/test'
import { accepted, type Checks } from '../check'

export const other: Checks = {
  bin: [
    {
      program: 'file',
      shows: '"data"',
      async judge({ file }) {
        expect((await accepted('file', ['--brief', file])).trim()).toBe('data')
      },
    },
  ],
}
