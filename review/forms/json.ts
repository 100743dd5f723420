import { sharedOf } from '../fold/fold';
import type { Review } from '../review';

/**
 * A review as JSON for other tools: counts, the folded blocks with their members, and every change in full, so that nothing
 * has to be unfolded by the reader.
 */
export const json = ({
  base,
  head,
  overlays,
  counts,
  pods,
  blast,
  blocks,
  changes,
  others,
  formOnly,
}: Review): string =>
  `${JSON.stringify(
    {
      base,
      head,
      overlays,
      counts,
      pods,
      blast,
      blocks: blocks.map((block) => ({
        ...sharedOf(block),
        members: block.members.map(({ values: _, ...member }) => member),
      })),
      changes,
      others,
      formOnly,
    },
    null,
    2,
  )}\n`;
