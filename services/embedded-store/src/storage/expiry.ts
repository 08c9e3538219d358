import type { DocumentStore } from './documents.ts'

const MS_PER_SECOND = 1000

/** Removes the documents that TTL indexes (`expireAfterSeconds`) say are over at `now`. @returns how many went. */
export async function removeExpired(store: DocumentStore, now: Date): Promise<number> {
  let removed = 0
  for (const { database, name, indexes } of store.catalog.all()) {
    for (const { spec, fields, covers } of indexes) {
      const [field] = fields
      if (spec.expireAfterSeconds === undefined || !field) continue
      const limit = new Date(now.getTime() - spec.expireAfterSeconds * MS_PER_SECOND)
      removed += await store.write(() => {
        const collection = store.catalog.newest(database, name)
        const over = [...store.find(collection, { [field.name]: { $lte: limit } })].filter((row) =>
          covers(row.document),
        )
        for (const row of over) if (collection) store.remove(collection, row)
        return over.length
      })
    }
  }
  return removed
}
