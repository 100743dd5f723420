import { loadAll } from 'js-yaml';
import { z } from 'zod';
import type { Fields } from '../manifest/types';
import { nearest, type Problem, ProblemError } from '../platform/problem';

/** Where people find the roster. */
const ROSTER = 'overlays/tenants.yaml';

const text = (form: RegExp) => z.string().regex(form);
const cidrs = z.array(z.cidrv4()).min(1);

/** One row. Regions of the partitions `aws`, `aws-cn` and `aws-us-gov`. */
const tenant = z.strictObject({
  name: text(/^[a-z][a-z0-9-]{0,23}$/).refine((name) => !name.endsWith('-')),
  region: text(
    /^(af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-(central|north|south|east|west|north(east|west)|south(east|west))-\d$/,
  ),
  account: text(/^\d{12}$/),
  size: z.enum(['small', 'large']),
  vpc: text(/^vpc-[0-9a-f]{8,17}$/),
  privateSubnets: cidrs,
  publicSubnets: cidrs,
  certificate: text(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  apiService: z.ipv4().default('172.20.0.1'),
  kubernetes: z.templateLiteral(['1.', z.int().nonnegative()]).optional(),
  registry: text(/^[a-z0-9.-]+\.[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)*$/).optional(),
});

/** A checked row of the roster. */
export type Tenant = Readonly<z.infer<typeof tenant>>;

/** What each field must be, for the remedy. */
const FORMS: Readonly<Record<keyof Tenant, string>> = {
  name: 'write at most 24 lower-case letters, digits and dashes, like acme',
  region: 'write the code of an AWS region, like eu-central-1',
  account: 'write the twelve digits of the AWS account in quotes',
  size: 'write small or large',
  vpc: 'write the id of the VPC, like vpc-0a1b2c3d4e5f60718',
  privateSubnets: "list the CIDRs of the nodes' subnets, like [10.40.0.0/20]",
  publicSubnets: "list the CIDRs of the load balancer's subnets, like [10.40.96.0/24]",
  certificate: 'write the id of the certificate in AWS Certificate Manager, a UUID',
  apiService: "write the first address of the cluster's service network, like 172.20.0.1",
  kubernetes: 'write the minor of the API server in quotes, like "1.35"',
  registry: 'write a host and perhaps a path without https://, like registry.example.com/acme',
};

/**
 * The rows of a roster.
 * @throws ProblemError with every fault, each named by row and field
 */
export function parseRoster(content: string): readonly Tenant[] {
  const rows = rowsOf(content);
  const checked = rows.map((row) => tenant.safeParse(row));
  const problems = [
    ...checked.flatMap(({ error }, index) =>
      (error?.issues ?? []).flatMap((issue) => faults(issue, rows[index], index)),
    ),
    ...duplicates(rows),
  ];
  if (problems.length > 0) throw new ProblemError(problems);
  return checked.flatMap(({ data }) => (data ? [data] : []));
}

/** The error of a roster that cannot be read from disk. */
export const unreadable = (cause: unknown): ProblemError =>
  fault(
    [],
    `it cannot be read, ${reason(cause)}`,
    'restore the file from Git, with the line "tenants: []" if there are none',
  );

function rowsOf(content: string): readonly Fields[] {
  const parsed = parse(content);
  const { tenants, ...rest } = typeof parsed === 'object' && parsed !== null ? parsed : {};
  const [stray] = Object.keys(rest);
  if (stray !== undefined) throw fault([], `there is no key "${stray}" at its top`, 'keep the one key "tenants"');
  if (!Array.isArray(tenants))
    throw fault([], 'it has no list "tenants"', 'write "tenants:" and one row a tenant, or "tenants: []"');
  return tenants;
}

function parse(content: string): Fields {
  try {
    const [first, second] = loadAll(content);
    return second === undefined ? first : undefined;
  } catch (cause) {
    throw fault([], `it is not YAML, ${reason(cause)}`, 'correct the line the parser points at');
  }
}

/** First line of an error, without the excerpt some parsers add. */
const reason = (cause: unknown): string =>
  cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);

const fault = (path: readonly string[], message: string, remedy: string): ProblemError =>
  new ProblemError([{ overlay: '', path: [ROSTER, ...path], message, remedy }]);

/** How people find a row: by its place, counted from one, and its name. */
const rowTitle = (row: Fields, index: number): string =>
  typeof row?.name === 'string' ? `row ${index + 1} (${row.name})` : `row ${index + 1}`;

function faults(issue: z.core.$ZodIssue, row: Fields, index: number): readonly Problem[] {
  const path = [ROSTER, rowTitle(row, index)];
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(FORMS);
    return issue.keys.map((key) => ({
      overlay: '',
      path: [...path, key],
      message: `there is no field "${key}"`,
      remedy: nearest(key, known),
    }));
  }
  const [field] = issue.path;
  if (field === undefined)
    return [
      {
        overlay: '',
        path,
        message: 'it is not a map of fields',
        remedy: 'write "- name: acme" and the other fields below',
      },
    ];
  const value = row[field];
  const message = value === undefined ? 'it is missing' : `${JSON.stringify(value)} is not accepted`;
  return [{ overlay: '', path: [...path, String(field)], message, remedy: FORMS[field as keyof Tenant] }];
}

const duplicates = (rows: readonly Fields[]): readonly Problem[] =>
  rows.flatMap((row, index) => {
    const first = rows.findIndex((other) => other?.name !== undefined && other.name === row?.name);
    if (first < 0 || first === index) return [];
    const message = `row ${first + 1} has the same name`;
    return [
      {
        overlay: '',
        path: [ROSTER, rowTitle(row, index), 'name'],
        message,
        remedy: 'give each tenant a name of its own',
      },
    ];
  });
