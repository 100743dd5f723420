import { loadAll } from 'js-yaml';
import { z } from 'zod';

/** What becomes of the data of an object that leaves Git. */
const FATES = ['kept', 'moved', 'deleted', 'none'] as const;

const removal = z.strictObject({
  /** The overlay; `*` for all. */
  overlay: z.string().min(1),
  /** The object as a review calls it: `StatefulSet minio/minio`. A `*` stands for any text. */
  object: z.string().min(1),
  /** Why it goes, for whoever reads this later. */
  reason: z.string().min(10, 'say in a sentence why it goes'),
  data: z.enum(FATES),
});

const file = z.strictObject({ removals: z.array(removal) });

/** One reviewed entry of `removals.yaml`. */
export type Removal = z.infer<typeof removal>;

/**
 * Reads `removals.yaml`. An empty file has no entries.
 * @throws Error that names the first entry and field that cannot be read.
 */
export function parseRemovals(text: string, name: string): readonly Removal[] {
  const [content] = loadAll(text);
  if (content === null || content === undefined) return [];
  const parsed = file.safeParse(content);
  if (parsed.success) return parsed.data.removals;
  const [issue] = parsed.error.issues;
  throw new Error(
    `${name} ${issue?.path.join(' → ') ?? ''}: ${issue?.message ?? 'cannot be read'}; docs/review.md shows an entry`,
  );
}
