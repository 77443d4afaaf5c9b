import type { ItemCaption } from '../../../engines/forms/describe-step.ts'
import { Told } from '../../../ui/components/told.tsx'

/** Which one is meant: "Child 2, Lou Example". The name is as it was typed. */
export const ItemName = ({ item }: { item: ItemCaption }) => (
  <>
    <Told said={item.label} />
    {item.name && `, ${item.name}`}
  </>
)
