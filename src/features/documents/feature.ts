import { question, type Feature } from '../../journal/kernel.ts'
import type { ObjectStores } from '../../ports/object-store/object-store.ts'
import { FindUploads, ForgetUploads, HoldUploads, JoinPictures, KeepUpload } from '../../vocabulary/documents.ts'
import { uploads } from './intakes.ts'
import { joinPictures } from './join-pictures.ts'
import { keepUpload } from './keep-upload.ts'
import { deskDocument, draftDocument, requestDocument } from './pages/downloads.ts'
import { dropUploads, holdUploads, uploadsOf } from './store.ts'
import { deleteLoose, sweepDocuments } from './sweep-documents.ts'

/**
 * Documents: files that people send along, from the moment they come until nothing names them any more. `incoming` is a local
 * folder for what is being worked on.
 */
export const documents = (stores: ObjectStores, incoming: string): Feature => ({
  name: 'documents',
  questions: [
    question({ call: KeepUpload, answer: (db, input) => keepUpload(stores, db, input) }),
    question({ call: FindUploads, answer: (db, { draft }) => uploadsOf(db, draft) }),
    question({
      call: HoldUploads,
      async answer(db, { draft, now }) {
        await holdUploads(db, draft, now)
        return uploadsOf(db, draft)
      },
    }),
    question({ call: JoinPictures, answer: (db, input) => joinPictures(stores, incoming, db, input) }),
    question({
      call: ForgetUploads,
      async answer(db, { draft, now }) {
        const dropped = await dropUploads(db, draft)
        if (dropped > 0) await deleteLoose(stores, db, now)
        return dropped
      },
    }),
  ],
  sweeps: [{ name: 'documents', run: world => sweepDocuments(stores, world) }],
  pages: [requestDocument(stores), deskDocument(stores), draftDocument(stores)],
  intakes: [uploads(stores)],
})
