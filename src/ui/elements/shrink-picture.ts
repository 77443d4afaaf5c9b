/** A page of paper at 200 dots an inch is 2,300 points high: more shows nothing more. */
const mostPoints = 2500
const mostBytes = 2_000_000

/**
 * A smaller picture where a photo is larger than anybody needs: at most 2,500 points wide or high, as JPEG, upright. Where the
 * browser cannot read it (HEIC in most), or it would not get smaller, it stays as it is.
 */
export async function shrinkPicture(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type) || !('createImageBitmap' in window)) return file
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const { width, height } = picture
    const scale = Math.min(1, mostPoints / Math.max(width, height))
    if (scale === 1 && file.size <= mostBytes) return file
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
    const paint = canvas.getContext('2d')!
    // JPEG knows no transparency, and black would swallow black text.
    paint.fillStyle = '#fff'
    paint.fillRect(0, 0, canvas.width, canvas.height)
    paint.imageSmoothingQuality = 'high'
    paint.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
    if (!small || small.size >= file.size) return file
    return new File([small], `${file.name.replace(/\.[^.]*$/, '')}.jpg`, { type: 'image/jpeg', lastModified: file.lastModified })
  } catch {
    return file
  }
}
