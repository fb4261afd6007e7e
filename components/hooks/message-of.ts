import { ApiError } from '@/lib/api/client'

/** The sentence a failure shows to a person. A bug of ours goes on to the error page. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return error.detail
  throw error
}
