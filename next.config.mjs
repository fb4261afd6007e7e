/** @type {import('next').NextConfig} */
export default {
  // The registry lives as long as the process: one copy of the code that makes it, never a second bundle of it.
  serverExternalPackages: ['@fastify/busboy'],
  poweredByHeader: false,
  // `scripts/test.mjs` type-checks on its own, once.
  typescript: { ignoreBuildErrors: true },
}
