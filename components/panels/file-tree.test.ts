import { describe, expect, it } from 'vitest'
import type { FileReply } from '@/lib/api/contract'
import { buildTree, coverage, filterFiles, linesOf } from './file-tree'

function file(path: string, length = 1): FileReply {
  return { path, length, selected: true, priority: 'normal', downloaded_size: 0, progress: 0 }
}

const files = [file('disc/1.mp3', 10), file('readme.txt', 5), file('disc/art/cover.jpg', 20)]

describe('buildTree', () => {
  it('groups files by folder, each folder once, with its sizes added up', () => {
    const [disc, readme] = buildTree(files)
    expect(readme).toMatchObject({ kind: 'file', path: 'readme.txt' })
    expect(disc).toMatchObject({ kind: 'folder', path: 'disc', bytes: 30 })
    expect(disc?.kind === 'folder' && disc.files.map(({ path }) => path)).toEqual(['disc/1.mp3', 'disc/art/cover.jpg'])
  })
})

describe('linesOf', () => {
  const tree = buildTree(files)
  const shown = (isOpen: (path: string) => boolean) =>
    linesOf(tree, isOpen).map(({ node, depth }) => `${depth} ${node.path}`)

  it('shows what lies in open folders, one deeper', () => {
    expect(shown(() => true)).toEqual(['0 disc', '1 disc/1.mp3', '1 disc/art', '2 disc/art/cover.jpg', '0 readme.txt'])
    expect(shown((path) => path === 'disc')).toEqual(['0 disc', '1 disc/1.mp3', '1 disc/art', '0 readme.txt'])
    expect(shown(() => false)).toEqual(['0 disc', '0 readme.txt'])
  })

  it('takes a folder of a hundred thousand files', () => {
    const many = buildTree(Array.from({ length: 100_000 }, (_, index) => file(`all/${index}`)))
    expect(linesOf(many, () => true)).toHaveLength(100_001)
  })
})

describe('coverage', () => {
  it.each([
    [[], 'none'],
    [['readme.txt'], 'some'],
    [['disc/1.mp3', 'readme.txt', 'disc/art/cover.jpg'], 'all'],
  ])('of %j is %s', (chosen, expected) => {
    expect(coverage(files, (path) => chosen.includes(path))).toBe(expected)
  })
})

describe('filterFiles', () => {
  it('looks at the whole path, in either case', () => {
    expect(filterFiles(files, ' ART ').map(({ path }) => path)).toEqual(['disc/art/cover.jpg'])
    expect(filterFiles(files, '')).toBe(files)
  })
})
