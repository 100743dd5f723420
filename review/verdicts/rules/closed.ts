import { groupKind } from '../../../manifest/kinds';
import type { Fields, Manifest } from '../../../manifest/types';
import { type Rule, type Saying, says, verdict } from '../verdict';

/** Ways to reach something, or to do it: a key that tells each apart. */
type Ways = (manifest: Manifest) => readonly string[];

interface Closing {
  readonly ways: Ways;
  readonly says: Saying;
  /** Whether one way that is left stands for one that is gone. */
  readonly covers?: (left: string, gone: string) => boolean;
}

const PORT = says(
  'availability',
  'port-removed',
  'Clients of a port that goes cannot connect any more.',
  'Keep the port until nobody uses it.',
);
const ENTRANCE = says(
  'availability',
  'entrance-moved',
  'The entrance that answered before no longer does.',
  'Move the names that lead to it in the same window.',
);
const MAY = says(
  'availability',
  'access-removed',
  'The user may do less than before, and its clients get errors.',
  'Check that no client needs it.',
);
const ALERT = says(
  'availability',
  'unwatched',
  'An alert goes, and nobody is warned of what it watched.',
  'Check that another one takes its place.',
);

const ports: Ways = ({ spec }) =>
  (spec?.ports ?? []).map(({ port, protocol = 'TCP' }: Fields) => `${port} ${protocol}`);
const acls: Ways = ({ spec }) =>
  (spec?.authorization?.acls ?? []).flatMap(({ type = 'allow', operations, resource, host = '*' }: Fields) =>
    type === 'deny'
      ? []
      : (operations ?? []).map((operation: string) =>
          [operation, resource?.type, host, resource?.patternType ?? 'literal', resource?.name ?? ''].join(' '),
        ),
  );

/** Whether one right of a Kafka user holds another. Source: Kafka, authorization: wildcards and prefixes. */
function holds(left: string, gone: string): boolean {
  const [operation, type, host, pattern, name = ''] = left.split(' ');
  const [asked, askedType, askedHost, askedPattern, askedName = ''] = gone.split(' ');
  if (type !== askedType || ![asked, 'All'].includes(operation) || ![askedHost, '*'].includes(host)) return false;
  if (name === '*' || (pattern === 'prefix' && askedName.startsWith(name))) return true;
  return pattern === askedPattern && name === askedName;
}

const alerts: Ways = ({ spec }) =>
  (spec?.groups ?? []).flatMap(({ rules }: Fields) =>
    (rules ?? []).flatMap(({ alert }: Fields) => (alert ? [String(alert)] : [])),
  );
const classes: Ways = ({ spec }) => [spec?.ingressClassName ?? spec?.gatewayClassName].filter(Boolean);

/** What closes when it is taken away. Sources: API references of the kinds. */
const CLOSINGS: Readonly<Record<string, Closing>> = {
  Service: { ways: ports, says: PORT },
  'networking.k8s.io/Ingress': { ways: classes, says: ENTRANCE },
  'gateway.networking.k8s.io/Gateway': { ways: classes, says: ENTRANCE },
  'kafka.strimzi.io/KafkaUser': { ways: acls, says: MAY, covers: holds },
  'monitoring.coreos.com/PrometheusRule': { ways: alerts, says: ALERT },
};

/** Ways that were there and are not any more, in an object that stays. */
export const closed: Rule = ({ before, after, status }) => {
  if (!before || !after || status === 'renamed') return [];
  const closing = CLOSINGS[groupKind(after.manifest)];
  if (!closing) return [];
  const { ways, covers = (left: string, gone: string) => left === gone } = closing;
  const left = ways(after.manifest);
  const gone = ways(before.manifest).filter((way) => !left.some((other) => covers(other, way)));
  return gone.length > 0 ? [verdict(closing.says, ...gone)] : [];
};
