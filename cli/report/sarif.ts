import { type Finding, rules } from '../../verify';
import type { Report } from './index';

const LEVELS = { error: 'error', warning: 'warning' } as const;

const result = ({ rule, severity, path, object, at, message, remedy, waived }: Finding, startLine: number) => ({
  ruleId: rule,
  level: LEVELS[severity],
  message: { text: `${message} ${remedy}` },
  locations: [
    {
      physicalLocation: { artifactLocation: { uri: encodeURI(path) }, region: { startLine } },
      ...(object ? { logicalLocations: [{ fullyQualifiedName: [object, at].filter(Boolean).join(' ') }] } : {}),
    },
  ],
  ...(waived === undefined ? {} : { suppressions: [{ kind: 'inSource', justification: waived }] }),
});

/** Static Analysis Results Interchange Format 2.1.0, as code scanners of GitHub and GitLab read it. Source: OASIS. */
export const sarif = ({ findings, lineOf }: Report): string =>
  `${JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'slipway',
              rules: rules.map(({ id, why }) => ({ id, shortDescription: { text: why } })),
            },
          },
          results: findings.map((finding) => result(finding, lineOf(finding))),
        },
      ],
    },
    undefined,
    2,
  )}\n`;
