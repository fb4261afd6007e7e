import type { FileReply } from '@/lib/api/contract'

export interface FileNode {
  readonly kind: 'file'
  readonly name: string
  readonly path: string
  readonly file: FileReply
}

/** A folder with its files' paths and sizes added up, at every depth. */
export interface FolderNode {
  readonly kind: 'folder'
  readonly name: string
  readonly path: string
  readonly children: readonly TreeNode[]
  readonly files: readonly FileReply[]
  readonly bytes: number
}

export type TreeNode = FileNode | FolderNode

/** One line of the tree as it is shown. */
export interface TreeLine {
  readonly node: TreeNode
  /** 0 at the top. */
  readonly depth: number
}

/** The files of a torrent as a tree, in the torrent's order, folders where their first file stands. */
export function buildTree(files: readonly FileReply[]): readonly TreeNode[] {
  return buildLevel(
    files.map((file) => ({ file, parts: file.path.split('/') })),
    0,
    '',
  )
}

interface Entry {
  readonly file: FileReply
  readonly parts: readonly string[]
}

function buildLevel(entries: readonly Entry[], depth: number, prefix: string): TreeNode[] {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const name = entry.parts[depth] ?? ''
    const group = groups.get(name)
    if (group) group.push(entry)
    else groups.set(name, [entry])
  }
  return [...groups].map(([name, group]) => buildNode(name, group, depth, `${prefix}${name}`))
}

function buildNode(name: string, group: readonly Entry[], depth: number, path: string): TreeNode {
  const [first] = group
  if (first && first.parts.length === depth + 1) return { kind: 'file', name, path, file: first.file }
  const files = group.map((entry) => entry.file)
  const bytes = files.reduce((sum, file) => sum + file.length, 0)
  return { kind: 'folder', name, path, files, bytes, children: buildLevel(group, depth + 1, `${path}/`) }
}

/** The lines to show: what lies in a closed folder is left out. */
export function linesOf(nodes: readonly TreeNode[], isOpen: (path: string) => boolean, depth = 0): TreeLine[] {
  const lines: TreeLine[] = []
  for (const node of nodes) {
    lines.push({ node, depth })
    // No spread of the whole: a folder may hold more lines than a call takes arguments.
    if (node.kind === 'folder' && isOpen(node.path)) {
      for (const line of linesOf(node.children, isOpen, depth + 1)) lines.push(line)
    }
  }
  return lines
}

/** How many of the files are chosen: all, some or none. */
export function coverage(files: readonly FileReply[], isChosen: (path: string) => boolean): 'all' | 'some' | 'none' {
  let chosen = 0
  for (const file of files) if (isChosen(file.path)) chosen += 1
  if (chosen === 0) return 'none'
  return chosen === files.length ? 'all' : 'some'
}

/** The files whose path has the text, in either case. */
export function filterFiles(files: readonly FileReply[], text: string): readonly FileReply[] {
  const wanted = text.trim().toLowerCase()
  return wanted === '' ? files : files.filter((file) => file.path.toLowerCase().includes(wanted))
}
