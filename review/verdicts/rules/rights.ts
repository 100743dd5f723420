import type { Fields, Manifest } from '../../../manifest/types';
import { canonical } from '../../compare/compare';
import { type Rule, type Verdict, verdict } from '../verdict';

interface Right {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
  /** Name of the one object, or `*`. */
  readonly name: string;
}

const list = (value: Fields, otherwise: readonly string[]): readonly string[] =>
  value?.length > 0 ? value : otherwise;

const rightsOf = ({ rules }: Manifest): readonly Right[] =>
  (rules ?? []).flatMap((rule: Fields) =>
    list(rule.verbs, []).flatMap((verb) => [
      ...list(rule.nonResourceURLs, []).map((url) => ({ group: 'url', resource: url, verb, name: '*' })),
      ...list(rule.resources, []).flatMap((resource) =>
        list(rule.apiGroups, ['']).flatMap((group) =>
          list(rule.resourceNames, ['*']).map((name) => ({ group, resource, verb, name })),
        ),
      ),
    ]),
  );

const fits = (wide: string, narrow: string): boolean => wide === '*' || wide === narrow;

const grants = (held: Right, asked: Right): boolean =>
  fits(held.group, asked.group) &&
  fits(held.resource, asked.resource) &&
  fits(held.verb, asked.verb) &&
  fits(held.name, asked.name);

const roleWidened = (before: Manifest | undefined, after: Manifest): readonly Verdict[] => {
  if (!before) return [];
  const held = rightsOf(before);
  const news = rightsOf(after).filter((right) => !held.some((own) => grants(own, right)));
  if (news.length === 0) return [];
  const [{ verb = '', resource = '' } = {}] = news;
  const more = news.length > 1 ? ` and ${news.length - 1} more rights` : '';
  const reason = `Whoever has the role may now ${verb} ${resource}${more}.`;
  return [verdict({ risk: 'exposure', rule: 'rights-widened', reason, remedy: 'Grant only what is needed.' }, 'rules')];
};

const bindingWidened = (before: Manifest | undefined, after: Manifest): readonly Verdict[] => {
  const held = new Set((before?.subjects ?? []).map(canonical));
  const news = (after.subjects ?? []).filter((subject: Fields) => !held.has(canonical(subject)));
  if (news.length === 0) return [];
  const names = news.map(({ kind, name }: Fields) => `${kind} ${name}`).join(', ');
  const reason = `${names} may now do what ${after.roleRef?.kind} ${after.roleRef?.name} grants.`;
  return [verdict({ risk: 'exposure', rule: 'rights-widened', reason, remedy: 'Bind only who needs it.' }, 'subjects')];
};

const CLOUD = 'eks.amazonaws.com/role-arn';

const accountWidened = (before: Manifest | undefined, after: Manifest): readonly Verdict[] => {
  const [old, now] = [before, after].map((manifest) => manifest?.metadata.annotations?.[CLOUD]);
  if (now === undefined || now === old) return [];
  const reason = 'Pods of this account get the rights of another role in the cloud.';
  return [
    verdict({ risk: 'exposure', rule: 'rights-widened', reason, remedy: 'Check what the role may do.' }, [
      'metadata',
      'annotations',
      CLOUD,
    ]),
  ];
};

const JUDGES: Readonly<Record<string, (before: Manifest | undefined, after: Manifest) => readonly Verdict[]>> = {
  Role: roleWidened,
  ClusterRole: roleWidened,
  RoleBinding: bindingWidened,
  ClusterRoleBinding: bindingWidened,
  ServiceAccount: accountWidened,
};

/** Somebody may do more than before: roles, bindings, accounts. A new role grants nothing until it is bound. Source: Kubernetes, RBAC; EKS, roles for accounts. */
export const rights: Rule = ({ before, after }) =>
  after && Object.hasOwn(JUDGES, after.manifest.kind)
    ? (JUDGES[after.manifest.kind]?.(before?.manifest, after.manifest) ?? [])
    : [];
