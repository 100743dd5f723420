import { sharedOf } from '../fold/fold';
import type { Review } from '../review';

/**
 * A review as JSON for other tools: counts, what is said of the change as a whole, the folded blocks with their members, and
 * every change in full, so that nothing has to be unfolded by the reader.
 */
export const json = ({ blocks, changes, others, mirrored, formOnly, ...whole }: Review): string =>
  `${JSON.stringify(
    {
      ...whole,
      blocks: blocks.map((block) => ({
        ...sharedOf(block),
        members: block.members.map(({ values: _, ...member }) => member),
      })),
      changes,
      others,
      mirrored,
      formOnly,
    },
    null,
    2,
  )}\n`;
