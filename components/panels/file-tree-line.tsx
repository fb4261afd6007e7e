import { ChevronRight, Folder } from 'lucide-react'
import { type Priority, priorities } from '@/lib/download/selection'
import { formatBytes, formatCount, formatPercent } from '@/lib/util/format'
import { fileIcon } from '../torrents/kind-icon'
import { Check } from '../ui/check'
import { choose, commonPriority, type FileChoices, prioritise } from './file-choices'
import { coverage, type TreeNode } from './file-tree'

const priorityLabels: Record<Priority, string> = { low: 'Low', normal: 'Normal', high: 'High' }

interface FileTreeLineProps {
  node: TreeNode
  depth: number
  topPx: number
  open: boolean
  choices: FileChoices
  onToggle: (path: string) => void
  onChoices: (choices: FileChoices) => void
}

/** One file or folder: check box, name, size, priority. A folder speaks for all that is in it. */
export function FileTreeLine({ node, depth, topPx, open, choices, onToggle, onChoices }: FileTreeLineProps) {
  const files = node.kind === 'file' ? [node.file] : node.files
  const covered = coverage(files, (path) => choices.selected.has(path))
  const priority = commonPriority(choices, files)
  const Icon = node.kind === 'file' ? fileIcon(node.name) : Folder

  return (
    <li
      className="file-line"
      data-chosen={covered !== 'none'}
      style={{ top: topPx, paddingLeft: `calc(${depth} * var(--file-indent))` }}
    >
      {node.kind === 'folder' ? (
        <button
          type="button"
          className="file-line-toggle"
          aria-expanded={open}
          aria-label={`Contents of ${node.name}`}
          onClick={() => onToggle(node.path)}
        >
          <ChevronRight aria-hidden="true" />
        </button>
      ) : (
        <span className="file-line-toggle" />
      )}
      <Check
        checked={covered === 'all'}
        mixed={covered === 'some'}
        onChange={(checked) => onChoices(choose(choices, files, checked))}
      >
        <Icon aria-hidden="true" />
        <span className="file-line-name" title={node.path}>
          {node.name}
        </span>
      </Check>
      <span className="file-line-size">{sizeOf(node)}</span>
      <div className="select is-small file-line-priority">
        <select
          aria-label={`Priority of ${node.name}`}
          value={priority ?? ''}
          disabled={covered === 'none'}
          onChange={(event) => {
            const chosen = priorities.find((name) => name === event.target.value)
            if (chosen) onChoices(prioritise(choices, files, chosen))
          }}
        >
          {priority === undefined && <option value="">Mixed</option>}
          {priorities.map((name) => (
            <option key={name} value={name}>
              {priorityLabels[name]}
            </option>
          ))}
        </select>
      </div>
    </li>
  )
}

function sizeOf(node: TreeNode): string {
  if (node.kind === 'folder') {
    const count = node.files.length === 1 ? '1 file' : `${formatCount(node.files.length)} files`
    return `${count}, ${formatBytes(node.bytes)}`
  }
  const { length, progress } = node.file
  return progress > 0 ? `${formatPercent(progress)} of ${formatBytes(length)}` : formatBytes(length)
}
