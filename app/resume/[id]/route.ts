import { commandRoute } from '@/lib/api/command-route'

// GET or POST /resume/ID – go on after a pause
export const { GET, POST, HEAD } = commandRoute('resume')
