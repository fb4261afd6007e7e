import {
  Archive,
  BookOpen,
  Disc3,
  File,
  FileText,
  Film,
  FolderOpen,
  Image,
  type LucideIcon,
  Music,
  Package,
} from 'lucide-react'

const iconsByExtension: Record<string, LucideIcon> = {
  ...iconFor(Film, ['mkv', 'mp4', 'avi', 'mov', 'webm', 'm4v', 'mpg', 'ogv']),
  ...iconFor(Music, ['mp3', 'flac', 'ogg', 'wav', 'm4a', 'opus', 'aac']),
  ...iconFor(Image, ['png', 'jpg', 'jpeg', 'gif', 'webp', 'svg', 'tif', 'tiff']),
  ...iconFor(BookOpen, ['pdf', 'epub', 'mobi', 'djvu']),
  ...iconFor(FileText, ['txt', 'md', 'nfo', 'srt', 'csv', 'json', 'xml', 'html', 'log']),
  ...iconFor(Archive, ['zip', 'gz', 'xz', 'bz2', 'zst', 'tar', 'tgz', '7z', 'rar']),
  ...iconFor(Disc3, ['iso', 'img']),
  ...iconFor(Package, ['deb', 'rpm', 'appimage', 'exe', 'msi', 'dmg', 'apk']),
}

/** What a file is, by its name's ending. */
export function fileIcon(name: string): LucideIcon {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return Object.hasOwn(iconsByExtension, extension) ? (iconsByExtension[extension] ?? File) : File
}

/** What a torrent is: a folder, or its one file. */
export function torrentIcon(name: string, isMultiFile: boolean): LucideIcon {
  return isMultiFile ? FolderOpen : fileIcon(name)
}

function iconFor(icon: LucideIcon, extensions: readonly string[]): Record<string, LucideIcon> {
  return Object.fromEntries(extensions.map((extension) => [extension, icon]))
}
