import type { GridFSBucket } from 'mongodb'
import type { FileStore } from '../store/store.ts'

/** Files in GridFS, by name. A new version is stored before the old ones are deleted. */
export function mongoFiles(bucket: GridFSBucket): FileStore {
  const versions = (filename: string) => bucket.find({ filename }).sort({ uploadDate: -1 }).toArray()
  return {
    put: async ({ filename, contentType, content }) => {
      const old = await versions(filename)
      const upload = bucket.openUploadStream(filename, { metadata: { contentType } })
      await new Promise<void>((resolve, reject) => {
        upload.once('finish', resolve).once('error', reject).end(content)
      })
      for (const file of old) await bucket.delete(file._id)
    },
    get: async (filename) => {
      const [newest] = await versions(filename)
      if (newest === undefined) return null
      const chunks: Buffer[] = []
      for await (const chunk of bucket.openDownloadStream(newest._id)) chunks.push(chunk as Buffer)
      return { filename, contentType: String(newest.metadata?.contentType), content: Buffer.concat(chunks) }
    },
    has: async (filename) => (await versions(filename)).length > 0,
  }
}
