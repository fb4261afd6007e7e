import { DownloadError } from '@/lib/download/errors'

/**
 * The parameters of an address; one without `=` is an empty text.
 * @throws DownloadError `invalid-input` when one is given twice: either could be meant
 */
export function queryOf(url: string): Record<string, string> {
  const parameters = new URL(url).searchParams
  const names = [...parameters.keys()]
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated === undefined) return Object.fromEntries(parameters)
  const fields = [{ path: repeated, message: 'is given more than once' }]
  throw new DownloadError('invalid-input', `${repeated} is given more than once.`, { fields })
}
