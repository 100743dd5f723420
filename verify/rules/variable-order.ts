import { onceEach } from '../../manifest/once-each';
import { containersOf } from '../../manifest/pods';
import type { Fields } from '../../manifest/types';
import type { PodTemplate } from '../../manifest/workloads';
import { error, type Rule, type Verdict } from '../finding';
import { keysOf } from '../keyed';
import { listOf, type Pods, type Tree } from '../tree';

/** `$(NAME)`, but not `$$(NAME)`, which stands for the text itself. Source: Kubernetes, Define Dependent Variables. */
const REFERENCE = /(\$+)\(([-._A-Za-z][-._A-Za-z0-9]*)\)/g;

/** Names that no command has, so that `$(date)` of a shell is not taken for a variable. */
const CAPITALS = /^[A-Z_][A-Z0-9_]*$/;

/** Variables Kubernetes makes of Services. Source: Kubernetes, Accessing the Service. */
const OF_SERVICES = /^[A-Z_][A-Z0-9_]*_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT(?:_\w+)?)$/;

const referencesIn = (text: Fields): readonly string[] =>
  mayRefer(text)
    ? [...text.matchAll(REFERENCE)].flatMap(([, dollars = '', name = '']) => (dollars.length % 2 === 1 ? [name] : []))
    : [];

/** Variables of a whole ConfigMap or Secret; `undefined` when its keys are only known in the cluster. */
const whole = (tree: Tree, namespace: string, source: Fields): readonly string[] | undefined => {
  const { configMapRef, secretRef, prefix = '' } = source;
  const [kind, reference] = configMapRef ? ['ConfigMap', configMapRef] : ['Secret', secretRef];
  const keys = keysOf(tree, kind, namespace, reference?.name);
  return keys && [...keys].map((key) => `${prefix}${key}`);
};

interface Known {
  readonly has: (name: string) => boolean;
  readonly add: (name: string) => void;
}

/** What is there before the first variable of a container is worked out. */
function beforehand(tree: Tree, { item, spec }: Pods, envFrom: readonly Fields[]): Known {
  const sources = envFrom.map((source) => whole(tree, item.namespace, source));
  const names = new Set(sources.flatMap((keys) => keys ?? []));
  const isOpen = sources.includes(undefined);
  const linked = spec.enableServiceLinks !== false;
  return {
    has: (name) => isOpen || names.has(name) || (OF_SERVICES.test(name) && (linked || name.startsWith('KUBERNETES_'))),
    add: (name) => names.add(name),
  };
}

const literal = (pods: Pods, at: string, name: string, defined: readonly Fields[]): Verdict => {
  const isLater = defined.some((variable) => variable.name === name);
  const message = isLater
    ? `$(${name}) stays as it is written: ${name} is defined further down.`
    : `$(${name}) stays as it is written: the container has no variable ${name}.`;
  const remedy = isLater ? `Move ${name} above it.` : 'Define the variable, or write $$( where the text is meant.';
  return error(pods.item, at, message, remedy);
};

const texts = (container: Fields): readonly (readonly [at: string, text: Fields])[] => [
  ...['command', 'args'].flatMap((field) =>
    listOf(container[field]).map((text, index) => [`${field}[${index}]`, text] as const),
  ),
  ...listOf(container.volumeMounts).map(
    ({ subPathExpr }, index) => [`volumeMounts[${index}].subPathExpr`, subPathExpr] as const,
  ),
];

const mayRefer = (text: Fields): boolean => typeof text === 'string' && text.includes('$(');

const refers = ({ env, command, args, volumeMounts }: Fields): boolean =>
  listOf(env).some(({ value }) => mayRefer(value)) ||
  listOf(command).some(mayRefer) ||
  listOf(args).some(mayRefer) ||
  listOf(volumeMounts).some(({ subPathExpr }) => mayRefer(subPathExpr));

const speaksOfVariables = onceEach((template: PodTemplate) =>
  containersOf(template).some(({ container }) => refers(container)),
);

function ofContainer(tree: Tree, pods: Pods, at: string, container: Fields): readonly Verdict[] {
  const env = listOf(container.env);
  const known = beforehand(tree, pods, listOf(container.envFrom));
  const inVariables = env.flatMap(({ name, value }, index) => {
    const missing = referencesIn(value).filter((each) => !known.has(each));
    known.add(name);
    return missing.map((each) => literal(pods, `${at}.env[${index}].value`, each, env));
  });
  const inTexts = texts(container).flatMap(([place, text]) =>
    referencesIn(text)
      .filter((name) => !known.has(name) && (place.startsWith('volumeMounts') || CAPITALS.test(name)))
      .map((name) => literal(pods, `${at}.${place}`, name, [])),
  );
  return [...inVariables, ...inTexts];
}

/** Every `$(NAME)` of a container names a variable that is known where it stands. */
export const variableOrder: Rule = {
  id: 'variable-order',
  why: 'A variable that is not known yet is no error to Kubernetes: the program gets the text `$(NAME)`.',
  check: (tree) =>
    tree.pods
      .filter(({ made, template }) => !made && speaksOfVariables(template))
      .flatMap((pods) => pods.containers.flatMap(({ at, container }) => ofContainer(tree, pods, at, container))),
};
