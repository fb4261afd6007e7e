import { DownloadsPage } from '@/components/downloads-page'

export default function Page() {
  return <DownloadsPage />
}
