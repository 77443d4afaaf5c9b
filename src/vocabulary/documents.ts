import type { Uuid } from '../base/ids.ts'
import type { Refusal } from '../base/result.ts'
import { call, type Instant, type PostedFile } from '../journal/kernel.ts'

/*
 * Documents that people send along with what they write. Nothing of this is journaled: an answer names its files by their
 * hash, and the event that files the case holds the answers. These are asked by other rooms, never read from outside.
 */

/** A file that was kept: the SHA-256 of its content, its cleaned name, the type that its content has. */
export type DocumentFile = { readonly file: string; readonly name: string; readonly type: string; readonly bytes: number }

/** Keeps a file that was posted for a draft, if its content is of one of these types. Answered once the bytes are safe. */
export type KeepUploadInput = { draft: Uuid; account: Uuid; types: readonly string[]; file: PostedFile; now: Instant }
export const KeepUpload = call<KeepUploadInput, DocumentFile | Refusal>('KeepUpload', raw => raw as KeepUploadInput)

/** The files that were kept for a draft: no other may be named in its answers. */
export const FindUploads = call<{ draft: Uuid }, readonly DocumentFile[]>('FindUploads', raw => raw as { draft: Uuid })

/** The same, and none of them goes for another day: what is about to be filed is not swept meanwhile. */
export const HoldUploads = call<{ draft: Uuid; now: Instant }, readonly DocumentFile[]>('HoldUploads', raw => raw as { draft: Uuid; now: Instant })

/**
 * Several pictures (JPEG, PNG) of a draft become one PDF, in their order, where the first of them stood; others stay.
 * What cannot be joined stays as it is.
 */
export type JoinPicturesInput = { draft: Uuid; account: Uuid; files: readonly DocumentFile[]; now: Instant }
export const JoinPictures = call<JoinPicturesInput, readonly DocumentFile[]>('JoinPictures', raw => raw as JoinPicturesInput)

/** Lets go of all files of a draft that is erased, or of the case that it became; answers how many. Their bytes go once nothing else names them. */
export const ForgetUploads = call<{ draft: Uuid; now: Instant }, number>('ForgetUploads', raw => raw as { draft: Uuid; now: Instant })
