/** Called once by Next when the server starts, before it answers. */
export async function register(): Promise<void> {
  // Next bundles this file for the edge too, where there are no files; a build must not open the registry.
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return
  const { serve } = await import('@/lib/operations/serve')
  await serve(process.env)
}
