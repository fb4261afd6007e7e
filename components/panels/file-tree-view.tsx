'use client'

import { useMemo, useState } from 'react'
import type { FileReply } from '@/lib/api/contract'
import { useWindow } from '../hooks/use-window'
import type { FileChoices } from './file-choices'
import { buildTree, linesOf } from './file-tree'
import { FileTreeLine } from './file-tree-line'
import './file-tree-view.css'

const lineHeightPx = 44
/** A torrent with more files opens with its folders closed. */
const openUpTo = 300

interface FileTreeViewProps {
  files: readonly FileReply[]
  choices: FileChoices
  /** The files are what a filter found: all folders are open. */
  filtered: boolean
  onChoices: (choices: FileChoices) => void
}

/** The files as a tree of check boxes; draws only the lines in view. */
export function FileTreeView({ files, choices, filtered, onChoices }: FileTreeViewProps) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const openAtFirst = filtered || files.length <= openUpTo
  const tree = useMemo(() => buildTree(files), [files])
  const isOpen = (path: string) => toggled.has(path) !== openAtFirst
  const lines = linesOf(tree, isOpen)
  const { ref, first, end } = useWindow(lines.length, lineHeightPx)

  const toggle = (path: string) => {
    const next = new Set(toggled)
    if (!next.delete(path)) next.add(path)
    setToggled(next)
  }

  return (
    <div ref={ref} className="file-tree">
      <ul aria-label="Files" style={{ height: lines.length * lineHeightPx }}>
        {lines.slice(first, end).map(({ node, depth }, index) => (
          <FileTreeLine
            key={node.path}
            node={node}
            depth={depth}
            topPx={(first + index) * lineHeightPx}
            open={isOpen(node.path)}
            choices={choices}
            onToggle={toggle}
            onChoices={onChoices}
          />
        ))}
      </ul>
    </div>
  )
}
