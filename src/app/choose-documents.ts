import { join } from 'node:path'
import { folderStores } from '../adapters/folder-store/folder-stores.ts'
import { s3Stores } from '../adapters/s3-store/s3-stores.ts'
import type { ObjectStores } from '../ports/object-store/object-store.ts'
import type { Settings } from './settings.ts'

/** In a bucket where PARVIS_S3_URL is set; otherwise in `data/documents`. */
export const chooseDocuments = ({ s3, dataDir }: Pick<Settings, 's3' | 'dataDir'>): ObjectStores =>
  s3 ? s3Stores({ ...s3, spool: incomingIn(dataDir) }) : folderStores(join(dataDir, 'documents'))

/** Where files lie while they arrive. */
export const incomingIn = (dataDir: string): string => join(dataDir, 'incoming')
