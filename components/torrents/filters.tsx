import { Search } from 'lucide-react'
import { formatCount } from '@/lib/util/format'
import { type Group, groups } from './filter-downloads'
import './filters.css'

const labels: Record<Group, string> = {
  all: 'All',
  running: 'Running',
  done: 'Done',
  halted: 'Idle',
  failed: 'Failed',
}

interface FiltersProps {
  counts: Record<Group, number>
  group: Group
  text: string
  onGroup: (group: Group) => void
  onText: (text: string) => void
}

/** Narrows the list to a group of states and to names that match. */
export function Filters({ counts, group, text, onGroup, onText }: FiltersProps) {
  return (
    <search className="filters">
      <fieldset className="filter-groups">
        <legend className="is-sr-only">Show</legend>
        {groups.map((name) => (
          <label key={name} className="filter-group" data-alarming={name === 'failed' && counts.failed > 0}>
            <input type="radio" name="group" checked={group === name} onChange={() => onGroup(name)} />
            {labels[name]} <span className="filter-count">{formatCount(counts[name])}</span>
          </label>
        ))}
      </fieldset>
      <div className="filter-text">
        <Search aria-hidden="true" />
        <input
          className="input"
          type="search"
          placeholder="Filter by name"
          aria-label="Filter by name"
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
      </div>
    </search>
  )
}
