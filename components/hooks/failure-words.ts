import { ApiError } from '@/lib/api/client'

/** What is wrong when a poll fails: no answer came, or one that helps nobody. */
export function failureTitle(error: Error): string {
  return isUnanswered(error) ? 'The server cannot be reached' : 'The server answers with an error'
}

/** What a person can do about it, which is to wait or to look at the server. */
export function failureAdvice(error: Error): string {
  const advice = 'The page keeps asking; there is nothing to reload.'
  return isUnanswered(error) ? advice : `${error.message} ${advice}`
}

function isUnanswered(error: Error): boolean {
  return error instanceof ApiError && error.status === 0
}
