import { statedIn } from '../addons/installed';
import { error, type Rule, type Verdict, warning } from '../finding';
import { type Leaf, leavesOf } from '../leaves';
import { publicHosts } from '../routes';
import { closest } from '../schema/closest';
import { once, type Tree } from '../tree';

/** Keys under which a program is told its own public address, or where people are sent back to. */
const OWN_ADDRESS =
  /(?:base|root|external|public|frontend|site|redirect|callback)[_.-]?(?:ur[li]|address)s?$|redirect[_.-]?uris?$/i;

/** Groups whose URLs lead to servers of their own: of Git, certificates and secrets. */
const ELSEWHERE = /^(?:argoproj\.io\/|(?:acme\.)?cert-manager\.io\/|external-secrets\.io\/SecretStore$)/;

/** Letters by which a host name one meant for another differs. */
const SLIP = 2;

const parentOf = (host: string): string => host.slice(host.indexOf('.') + 1);

/** Domains right below which the overlay has public hosts. */
const domains = once(
  (tree): ReadonlySet<string> =>
    new Set([...publicHosts(tree)].filter((host) => host.split('.').length > 2 && !host.startsWith('*')).map(parentOf)),
);

const isServed = (tree: Tree, host: string): boolean =>
  publicHosts(tree).has(host) || publicHosts(tree).has(`*.${parentOf(host)}`) || statedIn(tree).has(`host ${host}`);

function judge(tree: Tree, { item, at, name }: Leaf, host: string): Verdict {
  const near = closest(
    host,
    [...publicHosts(tree)].filter((each) => parentOf(each) === parentOf(host)),
    SLIP,
  );
  const say = OWN_ADDRESS.test(name) ? error : warning;
  const remedy = near
    ? `Did you mean ${near}?`
    : 'Take the address from the service that is meant, or name it in the annotation slipway.dev/brought of an AppProject.';
  return say(item, at, `No Ingress or route of the overlay answers to ${host}.`, remedy);
}

const isJudged = ({ item, at, facts }: Leaf): boolean =>
  facts.links.length > 0 && item.namespace !== '' && !ELSEWHERE.test(item.kind) && !at.startsWith('metadata.');

/** Links to public names under a domain of the overlay lead to an Ingress or route of it. */
export const linkClosure: Rule = {
  id: 'link-closure',
  why: 'A link to a name that nobody answers to breaks logins and portals, which no health check tells.',
  check: (tree) =>
    domains(tree).size === 0
      ? []
      : leavesOf(tree)
          .filter(isJudged)
          .flatMap((leaf) =>
            leaf.facts.links
              .filter((host) => domains(tree).has(parentOf(host)) && !isServed(tree, host))
              .map((host) => judge(tree, leaf, host)),
          ),
};
