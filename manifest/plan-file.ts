import { z } from 'zod';

/** Name of the file, in the folder of its overlay, in which synth writes down what it planned. */
export const PLAN_FILE = 'plan.jsonl';

const site = z.object({
  /** What kind of place it is, for people. */
  kind: z.string(),
  /** Minor of the API server: `1.34`. */
  kubernetes: z.string(),
  /** Its workers: how many, and the cores and memory of each. */
  nodes: z.object({ count: z.number(), cpu: z.number(), memory: z.string() }),
});

const service = z.object({
  name: z.string(),
  wave: z.number(),
  /** Endpoints that have a public host, by their names in the contract. */
  public: z.array(z.string()).optional(),
});
const external = z.object({ name: z.string(), host: z.string() });
const addon = z.object({ name: z.string(), wave: z.number(), namespace: z.string() });
const edge = z.object({
  from: z.string(),
  to: z.string(),
  endpoint: z.string(),
  port: z.number(),
  /** What the provider keeps for the caller: `database` `trino`. */
  claim: z.object({ kind: z.string(), name: z.string() }).optional(),
});
const object = z.object({
  /** The object as `describe` writes it. */
  object: z.string(),
  /** File below the overlay's folder. */
  path: z.string(),
  /** Keys of the Secrets an operator makes of it, and fields of the store's entries, as `name/key`. */
  keys: z.array(z.string()).optional(),
});

/** A service that runs, and the wave its Application syncs in. */
export type PlanService = Readonly<z.infer<typeof service>>;
/** A service somebody else runs. */
export type PlanExternal = Readonly<z.infer<typeof external>>;
/** An add-on, the wave of its Application, and the namespace its chart is installed in. */
export type PlanAddon = Readonly<z.infer<typeof addon>>;
/** One service reaching one endpoint of another, on a port of its address. */
export type PlanEdge = Readonly<z.infer<typeof edge>>;
/** One published object. */
export type PlanObject = Readonly<z.infer<typeof object>>;

/** What synth planned for an overlay and which objects it wrote: what a tree of manifests does not say by itself. */
export interface PlanFile {
  readonly overlay: string;
  readonly site: Readonly<z.infer<typeof site>>;
  readonly services: readonly PlanService[];
  readonly external: readonly PlanExternal[];
  readonly addons: readonly PlanAddon[];
  readonly edges: readonly PlanEdge[];
  readonly objects: readonly PlanObject[];
}

const overlay = z.object({ overlay: z.string(), site });

const line = (word: string, fact: object): string => JSON.stringify({ fact: word, ...fact });

/**
 * The lines of a plan's file, a fact a line, so that a new object or edge shows as one new line. The same plan gives the
 * same text.
 */
export const planFileLines = (plan: PlanFile): readonly string[] => [
  line('overlay', { overlay: plan.overlay, site: plan.site }),
  ...plan.services.map((each) => line('service', each)),
  ...plan.external.map((each) => line('external', each)),
  ...plan.addons.map((each) => line('addon', each)),
  ...plan.edges.map((each) => line('edge', each)),
  ...plan.objects.map((each) => line('object', each)),
];

const word = z.object({ fact: z.string() });

/**
 * Reads a plan's file. Lines of facts nobody knows here are left out, so that an older reader copes with a newer file.
 * @throws Error in one sentence that names the line, where a line is no JSON or a known fact is ill-formed
 */
export function readPlanFile(text: string): PlanFile {
  const facts = text.split('\n').flatMap((each, index) => (each.trim() === '' ? [] : [factOf(each, index + 1)]));
  const of = <T>(known: string, shape: z.ZodType<T>): readonly T[] =>
    facts.flatMap(({ fact, value, number }) => (fact === known ? [parsed(shape, value, number)] : []));
  const own = facts.find(({ fact }) => fact === 'overlay');
  if (!own) throw new Error('the plan names no overlay; run synth again');
  return {
    ...parsed(overlay, own.value, own.number),
    services: of('service', service),
    external: of('external', external),
    addons: of('addon', addon),
    edges: of('edge', edge),
    objects: of('object', object),
  };
}

interface Fact {
  readonly fact: string | undefined;
  readonly value: unknown;
  readonly number: number;
}

function factOf(text: string, number: number): Fact {
  try {
    const value: unknown = JSON.parse(text);
    return { fact: word.safeParse(value).data?.fact, value, number };
  } catch {
    throw new Error(`line ${number} of the plan is no JSON; run synth again`);
  }
}

function parsed<T>(shape: z.ZodType<T>, value: unknown, number: number): T {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`line ${number} of the plan: ${issue?.path.join('.')}: ${issue?.message}; run synth again`);
}
