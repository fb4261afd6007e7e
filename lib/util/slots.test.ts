import { expect, it } from 'vitest'
import { Slots } from './slots'

it('so many tasks run at once, the others in their order, and a failure frees its slot', async () => {
  const slots = new Slots(2)
  const begun: number[] = []
  const end: (() => void)[] = []
  const tasks = [0, 1, 2, 3].map((task) =>
    slots.run(async () => {
      begun.push(task)
      await new Promise<void>((resolve) => end.push(resolve))
      if (task === 0) throw new Error('lost')
      return task
    }),
  )
  expect(begun).toEqual([0, 1])
  end[0]?.()
  await expect(tasks[0]).rejects.toThrow('lost')
  expect(begun).toEqual([0, 1, 2])
  end[1]?.()
  await tasks[1]
  expect(begun).toEqual([0, 1, 2, 3])
  for (const resolve of end) resolve()
  expect(await Promise.all(tasks.slice(1))).toEqual([1, 2, 3])
})
