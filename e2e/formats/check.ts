import { execFile } from 'node:child_process'
import { withSystemPrograms } from '../../scripts/lib/on-path.mjs'

/** A program that judges files, as it is called; the table also names its Debian package. */
export type Checker = keyof typeof import('../../scripts/checkers.json')

/** A file that a simulated download wrote. */
export interface JudgedFile {
  /** Where it lies. */
  readonly file: string
  /** The torrent's path of it. */
  readonly path: string
  readonly extension: string
  /** Bytes. */
  readonly length: number
  /** Holds the torrent's other files too, where they lie in the torrent. */
  readonly folder: string
}

/** What one independent program says of the files of an extension. */
export interface Check {
  /** `parser` is a library or a parser of the runtime's own, which is always there. */
  readonly program: Checker | 'parser'
  /** What was shown when it accepts, for the documentation: "decodes every frame without a message". */
  readonly shows: string
  /** Rejects with what is wrong. */
  judge(file: JudgedFile): Promise<void>
}

/** The checks of a family, by extension. */
export type Checks = Readonly<Record<string, readonly Check[]>>

export interface Output {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end, a minute at most. */
export function output(program: string, args: readonly string[], folder?: string): Promise<Output> {
  const options = {
    cwd: folder,
    timeout: 60_000,
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, PATH: withSystemPrograms(process.env.PATH), LC_ALL: 'C.UTF-8' },
  }
  return new Promise((resolve) => {
    execFile(program, [...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 127
      resolve({ code, stdout, stderr: stderr || (code === 127 ? String(error?.message) : '') })
    })
  })
}

/** What the program prints to its standard output. @throws Error when it fails or has anything to say against the file */
export async function accepted(program: string, args: readonly string[], folder?: string): Promise<string> {
  const { code, stdout, stderr } = await output(program, args, folder)
  if (code !== 0 || stderr !== '') throw new Error(`${program} ${args.join(' ')}: ${code}\n${stderr}\n${stdout}`)
  return stdout
}
