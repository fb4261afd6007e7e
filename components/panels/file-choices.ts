import type { FileReply, FilesBody } from '@/lib/api/contract'
import type { Priority } from '@/lib/download/selection'

/** What is wanted of each file, by path. */
export interface FileChoices {
  readonly selected: ReadonlySet<string>
  readonly priorities: ReadonlyMap<string, Priority>
}

export function choicesOf(files: readonly FileReply[]): FileChoices {
  return {
    selected: new Set(files.filter((file) => file.selected).map((file) => file.path)),
    priorities: new Map(files.map((file) => [file.path, file.priority])),
  }
}

export function choose(choices: FileChoices, files: readonly FileReply[], selected: boolean): FileChoices {
  const next = new Set(choices.selected)
  for (const { path } of files) {
    if (selected) next.add(path)
    else next.delete(path)
  }
  return { ...choices, selected: next }
}

export function prioritise(choices: FileChoices, files: readonly FileReply[], priority: Priority): FileChoices {
  const next = new Map(choices.priorities)
  for (const { path } of files) next.set(path, priority)
  return { ...choices, priorities: next }
}

/** The one priority of some files; undefined when they differ. */
export function commonPriority(choices: FileChoices, files: readonly FileReply[]): Priority | undefined {
  const [first] = files
  const priority = first && choices.priorities.get(first.path)
  return files.every((file) => choices.priorities.get(file.path) === priority) ? priority : undefined
}

/** What the choices change, as the API takes it. */
export function bodyOf(choices: FileChoices, files: readonly FileReply[]): FilesBody {
  const selections: Record<string, boolean> = {}
  const priorities: Record<string, Priority> = {}
  for (const { path, selected, priority } of files) {
    if (choices.selected.has(path) !== selected) selections[path] = !selected
    const wanted = choices.priorities.get(path) ?? priority
    if (wanted !== priority) priorities[path] = wanted
  }
  return { file_selections: selections, priorities }
}

export function chosenBytes(choices: FileChoices, files: readonly FileReply[]): number {
  return files.reduce((sum, file) => sum + (choices.selected.has(file.path) ? file.length : 0), 0)
}
