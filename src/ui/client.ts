/* What the browser gets: the style sheets, and a handful of custom elements that improve pages which are complete without them. */
import './css/main.css'
import './elements/combobox.ts'
import './elements/letter.ts'
import './elements/live.ts'
import './elements/print.ts'
import './elements/search.ts'
import './elements/submit-once.ts'
import './elements/undo.ts'

// Only a few pages ask for files or for a place: the others do not load what these need.
if (document.querySelector('pv-upload')) void import('./elements/upload.ts')
if (document.querySelector('pv-place')) void import('./elements/place.ts')
