import {
  ArrowDown,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  Hourglass,
  type LucideIcon,
  Pause,
  ScanSearch,
  Square,
  Upload,
} from 'lucide-react'
import type { Status } from '@/lib/download/status'
import type { Tone } from '../ui/tag'

interface StatusLook {
  readonly label: string
  readonly tone: Tone
  readonly icon: LucideIcon
}

/** How each status looks: a word, an icon, a colour. */
export const statusLooks: Record<Status, StatusLook> = {
  queued: { label: 'Queued', tone: 'work', icon: Hourglass },
  checking: { label: 'Checking', tone: 'work', icon: ScanSearch },
  metadata: { label: 'Fetching metadata', tone: 'work', icon: CircleDashed },
  downloading: { label: 'Downloading', tone: 'active', icon: ArrowDown },
  seeding: { label: 'Seeding', tone: 'seed', icon: Upload },
  paused: { label: 'Paused', tone: 'warn', icon: Pause },
  stopped: { label: 'Stopped', tone: 'idle', icon: Square },
  completed: { label: 'Completed', tone: 'good', icon: CircleCheck },
  failed: { label: 'Failed', tone: 'bad', icon: CircleAlert },
}
