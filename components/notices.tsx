'use client'

import { ServerOff, TriangleAlert } from 'lucide-react'
import { formatTimeOfDay } from '@/lib/util/format'
import { failureAdvice, failureTitle } from './hooks/failure-words'
import { useHealthProblems } from './hooks/use-health'
import { Banner } from './ui/banner'

interface NoticesProps {
  /** Why the latest poll failed. */
  error: Error | undefined
  /** When the numbers on the page came, in milliseconds since 1970; undefined before the first. */
  receivedAtMs: number | undefined
}

/** What is wrong with the server, for as long as it is. */
export function Notices({ error, receivedAtMs }: NoticesProps) {
  const problems = useHealthProblems()
  return (
    <>
      {error && receivedAtMs !== undefined && (
        <Banner icon={ServerOff} tone="bad" title={failureTitle(error)}>
          These numbers are from {formatTimeOfDay(receivedAtMs)}. {failureAdvice(error)}
        </Banner>
      )}
      {!error && problems.length > 0 && (
        <Banner icon={TriangleAlert} tone="warn" title="The server reports a problem">
          {problems.length === 1 ? (
            problems[0]
          ) : (
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          )}
        </Banner>
      )}
    </>
  )
}
