import { FolderCog, Plus } from 'lucide-react'
import { IconButton } from '../ui/icon-button'
import { Logo } from '../ui/logo'
import { ThemeToggle } from '../ui/theme-toggle'
import './header.css'

interface HeaderProps {
  onAdd: () => void
  onDirectory: () => void
}

export function Header({ onAdd, onDirectory }: HeaderProps) {
  return (
    <header className="page-header">
      <div className="page-header-inner">
        <h1 className="brand">
          <Logo />
          <span>bittorrent-me</span>
        </h1>
        <div className="page-header-actions">
          <IconButton icon={FolderCog} label="Download folder" onClick={onDirectory} />
          <ThemeToggle />
          <button type="button" className="button is-primary add-button" onClick={onAdd}>
            <Plus aria-hidden="true" />
            <span>Add torrents</span>
          </button>
        </div>
      </div>
    </header>
  )
}
