import { CATALOGUE, type DatabaseInspection, inspectDatabase, messageOf } from '@outrider/shared'
import type { Installation } from '../frame/installation.ts'
import { type Check, note, notOk, ok } from './check.ts'

const AREA = 'database'

/** Whether the database answers, what it is, and whether the indexes are there. Creates nothing. */
export async function checkDatabase({ uri, database, namedBy }: Installation): Promise<Check[]> {
  try {
    const inspection = await inspectDatabase(uri, database)
    const { server, version } = inspection
    const what = server === 'MongoDB' ? `MongoDB ${version}` : 'the embedded store'
    return [
      ok(AREA, 'reachable', `${what}, database "${database}", named by ${namedBy}`),
      waking(inspection),
      indexes(inspection),
    ]
  } catch (error) {
    return [notOk(AREA, 'reachable', `no answer (${namedBy}): ${messageOf(error)}`, CATALOGUE.STORE_UNREACHABLE.remedy)]
  }
}

function waking({ replicaSet }: DatabaseInspection): Check {
  return replicaSet === null
    ? note(AREA, 'waking up', 'no replica set: services look for work every second instead of being woken')
    : ok(AREA, 'waking up', `change streams of replica set ${replicaSet}`)
}

const NAMED = 3

function indexes({ indexesPresent, indexesMissing }: DatabaseInspection): Check {
  if (indexesMissing.length === 0) return ok(AREA, 'indexes', `all ${indexesPresent} there`)
  const some = indexesMissing.slice(0, NAMED).join(', ')
  return notOk(
    AREA,
    'indexes',
    `${indexesMissing.length} missing: ${some}${indexesMissing.length > NAMED ? ' …' : ''}`,
    'Start any service, or run `client-utils contact list`: whoever opens the database creates them.',
  )
}
